// Who does what in a province.
MATCH (body:Body)-[:IN_PROVINCE]->(:Province {iri: $province})
MATCH (body)-[:HAS_SPECIALISATION]->(:Specialisation)-[:BROADER*0..4]->(:Specialisation {iri: $theme})
MATCH (body)-[:LOCATED_IN]->(town:Municipality)
OPTIONAL MATCH (body)-[:TIED_TO]-(other:Body)
RETURN body.iri AS body, body.name AS name, town.iri AS place, town.name AS town, count(DISTINCT other) AS partners
ORDER BY partners DESC, name, town
