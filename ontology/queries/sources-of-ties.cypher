// The sources of a body's ties.
MATCH (:Body {iri: $body})-[tie]-(other:Body)
WHERE tie.key CONTAINS '/id/tie/'
UNWIND tie.sources AS origin
MATCH (citation:Citation {id: 'citation/' + split(origin, ':')[0]})
RETURN DISTINCT tie.key AS tie, other.iri AS other, other.name AS other_name, citation.iri AS citation,
  citation.citation_text AS source, split(origin, ':')[1] AS confidence
ORDER BY other_name, tie, source
