// Categories missing in a zone.
MATCH (zone:Zone)<-[tie]-(body:Body)
WHERE tie.key CONTAINS '/id/tie/'
WITH zone, collect(DISTINCT body.helix) AS present
UNWIND ['R', 'P', 'T', 'I', 'C'] AS helix
WITH zone, present, helix
WHERE NOT helix IN present
RETURN DISTINCT zone.iri AS zone, zone.name AS name, helix
ORDER BY name, helix
