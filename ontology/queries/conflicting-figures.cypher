// Conflicting figures and their sources.
MATCH (observation:Observation)-[stated:OBSERVATION_OF]->(subject)
MATCH (other:Observation)-[:OBSERVATION_OF]->(subject)
WHERE other.indicator = observation.indicator AND other.year = observation.year AND other.value <> observation.value
UNWIND stated.sources AS origin
WITH observation, subject, split(origin, ':') AS parts
MATCH (citation:Citation {id: 'citation/' + parts[0]})
RETURN DISTINCT subject.iri AS subject, subject.name AS name, observation.indicator AS indicator,
  toString(observation.year) AS year, observation.value AS value, observation.as_given AS given,
  citation.iri AS citation, citation.citation_text AS source
ORDER BY name, indicator, year, value, source
