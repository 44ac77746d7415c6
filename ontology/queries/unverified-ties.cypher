// Ties to be checked.
MATCH (near:Body)-[:IN_PROVINCE]->(:Province {iri: $province})
MATCH (near)-[tie]-(:Body)
WHERE tie.key CONTAINS '/id/tie/' AND tie.confidence = 'unverified'
WITH startNode(tie) AS first, endNode(tie) AS second
RETURN DISTINCT first.iri AS first, first.name AS first_name, second.iri AS second, second.name AS second_name
ORDER BY first_name, second_name
