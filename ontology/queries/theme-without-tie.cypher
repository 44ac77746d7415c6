// Who works on a theme and is not tied to a body.
MATCH (partner:Body {iri: $partner})
OPTIONAL MATCH (partner)-[:TIED_TO]-(tied:Body)
WITH collect(tied.iri) AS linked
MATCH (body:Body)-[:IN_PROVINCE]->(:Province {iri: $province})
WHERE body.iri <> $partner AND NOT body.iri IN linked
MATCH (body)-[:HAS_SPECIALISATION]->(:Specialisation)-[:BROADER*0..4]->(:Specialisation {iri: $theme})
MATCH (body)-[:LOCATED_IN]->(town:Municipality)
OPTIONAL MATCH (body)-[:TIED_TO]-(other:Body)
RETURN body.iri AS body, body.name AS name, town.iri AS place, town.name AS town, count(DISTINCT other) AS partners
ORDER BY partners DESC, name, town
