// Who founded a body and who governs it.
MATCH (founder:Body)-[tie:FOUNDER_OF|SHAREHOLDER_OF|MEMBER_OF_BOARD|MEMBER_OF_COUNCIL]->(:Body {iri: $body})
RETURN DISTINCT founder.iri AS founder, founder.name AS name, toLower(type(tie)) AS relation, toString(tie.valid_from) AS since
ORDER BY relation, name, since
