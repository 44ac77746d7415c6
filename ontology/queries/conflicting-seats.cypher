// Conflicting seats and their sources.
MATCH (body:Organisation)-[:SEAT_IN]->(town:Municipality)
WITH body, count(DISTINCT town) AS seats
WHERE seats > 1
MATCH (body)-[seat:SEAT_IN]->(town:Municipality)
UNWIND seat.sources AS origin
WITH body, town, split(origin, ':') AS parts
MATCH (citation:Citation {id: 'citation/' + parts[0]})
RETURN DISTINCT body.iri AS body, body.name AS name, town.iri AS place, town.name AS town, citation.iri AS citation,
  citation.citation_text AS source, parts[1] AS confidence
ORDER BY name, town, source
