// The sources of a body's ties.
MATCH (:Body {iri: $body})-[tie]-(other:Body)
WHERE tie.key CONTAINS '/id/tie/'
UNWIND tie.sources AS origin
WITH tie.key AS key, other, split(origin, ':') AS parts
MATCH (citation:Citation {id: 'citation/' + parts[0]})
RETURN DISTINCT key AS tie, other.iri AS other, other.name AS other_name, citation.iri AS citation,
  citation.citation_text AS source, parts[1] AS confidence
ORDER BY other_name, tie, source
