// Themes nobody teaches.
OPTIONAL MATCH (:TrainingProgramme)-[:TEACHES]->(lesson:Specialisation)
WITH collect(DISTINCT lesson.iri) AS taught
MATCH (company:Company)-[:HAS_SPECIALISATION]->(theme:Specialisation)
WHERE NOT theme.iri IN taught AND NOT coalesce(theme.cross_cutting, false)
RETURN theme.iri AS theme, theme.name AS name, count(DISTINCT company) AS companies
ORDER BY companies DESC, name
