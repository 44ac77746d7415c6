// The ties of a body in a year.
MATCH (:Body {iri: $body})-[tie]-(other:Body)
WHERE tie.key CONTAINS '/id/tie/' AND tie.counts_as_tie
WITH other, coalesce(tie.valid_from, tie.reported_in) AS since, tie.valid_to AS until
WHERE since <= $year AND (until IS NULL OR until >= $year)
RETURN DISTINCT other.iri AS other, other.name AS name, since
ORDER BY since, name
