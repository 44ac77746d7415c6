// Conflicting seats and their sources.
MATCH (body:Organisation)-[:SEAT_IN]->(town:Municipality)
WITH body, count(DISTINCT town) AS seats
WHERE seats > 1
MATCH (body)-[seat:SEAT_IN]->(town:Municipality)
UNWIND seat.sources AS origin
MATCH (citation:Citation {id: 'citation/' + split(origin, ':')[0]})
RETURN DISTINCT body.iri AS body, body.name AS name, town.name AS town, citation.iri AS citation,
  citation.citation_text AS source, split(origin, ':')[1] AS confidence
ORDER BY name, town, source
