// The zones of a province.
MATCH (zone:Zone)-[:IN_PROVINCE_SCOPE]->(:Province {iri: $province})
MATCH (zone)-[:IN_PROVINCE_SCOPE]->(scope:Province)
MATCH (zone)-[:HAS_STATE]->(state:ZoneState)
RETURN zone.iri AS zone, zone.name AS name, state.status AS status, state.status_date AS date,
  count(DISTINCT scope) AS provinces
ORDER BY name, date
