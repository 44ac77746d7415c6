// Shortest chain between two bodies.
MATCH (one:Body {iri: $from}), (other:Body {iri: $to})
WHERE one.iri <> other.iri
WITH one, other
MATCH chain = allShortestPaths((one)-[:TIED_TO*1..4]-(other))
WITH length(chain) AS steps, nodes(chain) AS bodies
WITH steps, bodies,
  CASE WHEN steps > 1 THEN bodies[1] END AS first,
  CASE WHEN steps > 2 THEN bodies[2] END AS second,
  CASE WHEN steps > 3 THEN bodies[3] END AS third
RETURN DISTINCT steps, first.iri AS first, first.name AS first_name,
  second.iri AS second, second.name AS second_name, third.iri AS third, third.name AS third_name
ORDER BY first_name, second_name, third_name
