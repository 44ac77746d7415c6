// Organisations with no recorded tie.
MATCH (body:Organisation)-[:IN_PROVINCE]->(:Province {iri: $province})
OPTIONAL MATCH (body)-[:TIED_TO]-(other:Body)
OPTIONAL MATCH (body)-[:PARTICIPATES_IN]->(project:Project)
WITH body, count(other) AS ties, count(project) AS projects
WHERE ties = 0 AND projects = 0
MATCH (body)-[:LOCATED_IN]->(town:Municipality)
RETURN DISTINCT body.iri AS body, body.name AS name, town.iri AS place, town.name AS town
ORDER BY name, town
