// Who takes part in a framework programme.
MATCH (body:Body)-[:IN_PROVINCE]->(:Province {iri: $province})
MATCH (body)-[participation:PARTICIPATES_IN]->(project:Project {framework: $framework})
WITH DISTINCT body, project, participation
RETURN body.iri AS body, body.name AS name, count(DISTINCT project) AS projects,
  count(DISTINCT CASE WHEN participation.role = 'coordinator' THEN project.iri END) AS coordinated,
  sum(coalesce(participation.ec_contribution, 0)) AS money
ORDER BY projects DESC, name
