// Partners of partners.
MATCH (body:Body {iri: $body})-[:TIED_TO]-(partner:Body)
WITH collect(partner.iri) AS linked
MATCH (:Body {iri: $body})-[:TIED_TO]-(middle:Body)
MATCH (middle)-[:TIED_TO]-(candidate:Body)
WHERE candidate.iri <> $body AND NOT candidate.iri IN linked
RETURN candidate.iri AS candidate, candidate.name AS name, count(DISTINCT middle) AS common
ORDER BY common DESC, name
