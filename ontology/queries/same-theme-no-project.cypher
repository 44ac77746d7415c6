// Same theme, no project together.
MATCH (body:Body {iri: $body})
OPTIONAL MATCH (body)-[:PARTICIPATES_IN]->(:Project)<-[:PARTICIPATES_IN]-(mate:Body)
WITH body, collect(DISTINCT mate.iri) AS mates
MATCH (body)-[:HAS_SPECIALISATION]->(theme:Specialisation)<-[:HAS_SPECIALISATION]-(other:Body)
WHERE other.iri <> $body AND NOT other.iri IN mates
MATCH (other)-[:PARTICIPATES_IN]->(:Project)
RETURN other.iri AS other, other.name AS name, count(DISTINCT theme) AS themes
ORDER BY themes DESC, name
