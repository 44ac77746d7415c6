// Training programmes for a zone.
MATCH (:Zone {iri: $zone})-[:HAS_SPECIALISATION]->(theme:Specialisation)
MATCH (programme:TrainingProgramme)-[:TEACHES]->(:Specialisation)-[:BROADER*0..4]->(theme)
MATCH (programme)-[:PROVIDER]->(provider:Body)
RETURN DISTINCT programme.iri AS programme, programme.name AS name, programme.level_code AS level,
  provider.iri AS provider, provider.name AS provider_name
ORDER BY name, provider_name
