// Members that never worked together.
MATCH (first:Body)-[:MEMBER_OF]->(:Body {iri: $body})
OPTIONAL MATCH (first)-[:TIED_TO]-(tied:Body)
WITH first, collect(DISTINCT tied.iri) AS linked
OPTIONAL MATCH (first)-[:PARTICIPATES_IN]->(:Project)<-[:PARTICIPATES_IN]-(mate:Body)
WITH first, linked, collect(DISTINCT mate.iri) AS mates
MATCH (second:Body)-[:MEMBER_OF]->(:Body {iri: $body})
WHERE first.iri < second.iri AND NOT second.iri IN linked AND NOT second.iri IN mates
RETURN DISTINCT first.iri AS first, first.name AS first_name, second.iri AS second, second.name AS second_name
ORDER BY first_name, second_name
