// Zones with the same specialisation.
MATCH (first:Zone)-[:HAS_SPECIALISATION]->(theme:Specialisation)<-[:HAS_SPECIALISATION]-(second:Zone)
WHERE first.iri < second.iri
OPTIONAL MATCH (first)-[next:CONTINUES_AS]-(second)
WITH first, second, theme, count(next) AS links
WHERE links = 0
RETURN first.iri AS first, first.name AS first_name, second.iri AS second, second.name AS second_name,
  theme.iri AS theme, theme.name AS theme_name
ORDER BY theme_name, first_name, second_name
