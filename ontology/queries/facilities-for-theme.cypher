// Laboratories for a theme.
MATCH (facility:Facility)-[:HAS_SPECIALISATION]->(:Specialisation)-[:BROADER*0..4]->(:Specialisation {iri: $theme})
OPTIONAL MATCH (facility)-[:PART_OF]->(owner:Body)
OPTIONAL MATCH (facility)-[:LOCATED_IN]->(town:Municipality)
RETURN DISTINCT facility.iri AS facility, facility.name AS name, owner.iri AS owner, owner.name AS owner_name,
  town.iri AS place, town.name AS town
ORDER BY name, owner_name, town
