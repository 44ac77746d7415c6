// The ties of a body in a year.
MATCH (:Body {iri: $body})-[tie]-(other:Body)
WHERE tie.key CONTAINS '/id/tie/' AND tie.counts_as_tie
WITH other, tie.valid_from AS since, tie.reported_in AS reported, tie.valid_to AS until
WHERE coalesce(since, reported) <= $year AND (until IS NULL OR until >= $year)
RETURN DISTINCT other.iri AS other, other.name AS name, since, reported
ORDER BY coalesce(since, reported), name
