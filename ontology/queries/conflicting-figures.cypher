// Conflicting figures and their sources.
MATCH (observation:Observation)-[stated:OBSERVATION_OF]->(subject)
MATCH (observation)-[:MEASURED_IN]->(unit:UnitOfMeasure)
MATCH (other:Observation)-[:OBSERVATION_OF]->(subject)
MATCH (other)-[:MEASURED_IN]->(unit)
WHERE other.value <> observation.value
WITH observation, other, stated, subject, unit, abs(observation.year - other.year) AS apart,
  CASE WHEN observation.indicator =~ '.*_to_[0-9]{4}'
    THEN substring(observation.indicator, 0, size(observation.indicator) - 8) ELSE observation.indicator END AS fact,
  CASE WHEN other.indicator =~ '.*_to_[0-9]{4}'
    THEN substring(other.indicator, 0, size(other.indicator) - 8) ELSE other.indicator END AS otherFact
WHERE fact = otherFact AND (apart = 0 OR (apart <= 2
  AND unit.id IN ['unit/eur', 'unit/keur', 'unit/meur', 'unit/beur']
  AND NOT fact =~ '.*(turnover|export|revenue|yearly|per_year|salary).*'))
UNWIND stated.sources AS origin
WITH observation, subject, unit, split(origin, ':') AS parts
MATCH (citation:Citation {id: 'citation/' + parts[0]})
RETURN DISTINCT subject.iri AS subject, subject.name AS name, observation.indicator AS indicator,
  toString(observation.year) AS year, observation.value AS value, observation.qualifier AS qualifier,
  unit.iri AS measure, unit.name AS unit, citation.iri AS citation, citation.citation_text AS source
ORDER BY name, indicator, year, value, source
