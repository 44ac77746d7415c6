// European money by province and year, the province being that of the seat which stands beside the participant code.
MATCH (body:Body)-[participation:PARTICIPATES_IN]->(project:Project)
WHERE participation.ec_contribution IS NOT NULL AND project.start_date IS NOT NULL
MATCH (body)-[seat:SEAT_IN]->(town:Municipality)
WHERE any(source IN seat.sources WHERE source IN body.pic__sources)
MATCH (town)-[:CONTAINED_IN]->(province:Province)
WITH DISTINCT province, project, participation, toInteger(substring(project.start_date, 0, 4)) AS year
RETURN province.iri AS province, province.name AS name, year, count(DISTINCT project) AS projects,
  sum(participation.ec_contribution) AS money
ORDER BY name, year
