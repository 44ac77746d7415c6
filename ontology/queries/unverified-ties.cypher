// Ties to be checked.
MATCH (first:Body)-[tie]->(second:Body)
WHERE tie.key CONTAINS '/id/tie/' AND tie.confidence = 'unverified'
MATCH (place)-[:IN_PROVINCE]->(:Province {iri: $province})
WHERE place = first OR place = second
RETURN DISTINCT first.iri AS first, first.name AS first_name, second.iri AS second, second.name AS second_name
ORDER BY first_name, second_name
