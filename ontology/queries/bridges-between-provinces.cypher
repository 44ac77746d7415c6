// Who bridges two provinces.
MATCH (body:Body)-[:TIED_TO]-(one:Body)
MATCH (one)-[:IN_PROVINCE]->(:Province {iri: $first})
MATCH (body)-[:TIED_TO]-(two:Body)
MATCH (two)-[:IN_PROVINCE]->(:Province {iri: $second})
RETURN body.iri AS body, body.name AS name, count(DISTINCT one) AS in_first, count(DISTINCT two) AS in_second
ORDER BY in_first DESC, in_second DESC, name
