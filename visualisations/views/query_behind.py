"""The question behind a panel, in SPARQL and Cypher, coloured, with the addresses that run it in Ask."""

from __future__ import annotations

import re
from dataclasses import dataclass

from markupsafe import Markup, escape

from zisgraph.visualisations.drawing.svg import plain
from zisgraph.visualisations.views.links import Links

_TOKEN = re.compile(
    r"(?P<comment>(?m:(?:^|(?<=\s))#[^\n]*|//[^\n]*))"
    r"|(?P<iri><[^<>\s]*>)"
    r"|(?P<text>\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*')"
    r"|(?P<variable>[?$]\w+)"
    r"|(?P<word>[A-Za-z_][\w-]*(?::[\w.-]*)?)"
    r"|(?P<other>.)",
    re.DOTALL,
)
_KEYWORDS = frozenset(
    [
        "SELECT",
        "ASK",
        "CONSTRUCT",
        "DESCRIBE",
        "WHERE",
        "PREFIX",
        "BASE",
        "FILTER",
        "OPTIONAL",
        "MINUS",
        "UNION",
        "GRAPH",
        "BIND",
        "AS",
        "VALUES",
        "GROUP",
        "BY",
        "ORDER",
        "LIMIT",
        "OFFSET",
        "DISTINCT",
        "HAVING",
        "COUNT",
        "SUM",
        "AVG",
        "MIN",
        "MAX",
        "SAMPLE",
        "GROUP_CONCAT",
        "SEPARATOR",
        "NOT",
        "EXISTS",
        "IN",
        "DESC",
        "ASC",
        "FROM",
        "NAMED",
        "SERVICE",
        "UNDEF",
        "LANG",
        "STR",
        "BOUND",
        "COALESCE",
        "IF",
        "EXISTS",
        "A",
        "MATCH",
        "RETURN",
        "WITH",
        "UNWIND",
        "CALL",
        "AND",
        "OR",
        "XOR",
        "NULL",
        "IS",
        "TRUE",
        "FALSE",
        "CASE",
        "WHEN",
        "THEN",
        "ELSE",
        "END",
        "COLLECT",
        "SIZE",
        "STARTS",
        "ENDS",
        "CONTAINS",
        "SKIP",
        "ALL",
        "ANY",
        "NONE",
        "SINGLE",
    ]
)


@dataclass(frozen=True, slots=True)
class QueryBehind:
    """A pair of twin queries; `cypher` is empty where only SPARQL can say it.

    `inputs` marks queries that give what a panel is computed from, not its rows.
    """

    sparql: str
    cypher: str
    links: Links
    inputs: bool = False

    @property
    def sparql_coloured(self) -> Markup:
        """The SPARQL with its keywords marked."""
        return coloured(self.sparql)

    @property
    def cypher_coloured(self) -> Markup:
        """The Cypher with its keywords marked."""
        return coloured(self.cypher)

    @property
    def ask_sparql(self) -> str:
        """Where the SPARQL can be run and changed."""
        return self.links.page("ask", sparql=self.sparql)

    @property
    def ask_cypher(self) -> str:
        """Where the Cypher can be run and changed."""
        return self.links.page("ask", cypher=self.cypher)


def coloured(text: str) -> Markup:
    """Query text with keywords, comments and quoted texts marked in few letters; everything is escaped.

    >>> coloured("SELECT ?a # <x>")
    Markup('<b>SELECT</b> ?a <i># &lt;x&gt;</i>')
    """
    parts: list[Markup] = []
    for match in _TOKEN.finditer(plain(text)):
        word = _escaped(match.group())
        kind = match.lastgroup
        if kind == "comment":
            parts.append(Markup("<i>{}</i>").format(word))
        elif kind == "text":
            parts.append(Markup("<u>{}</u>").format(word))
        elif kind == "word" and (match.group() == "a" or (match.group() != "A" and match.group().upper() in _KEYWORDS)):
            parts.append(Markup("<b>{}</b>").format(word))
        else:
            parts.append(word)
    return Markup("").join(parts)


def _escaped(text: str) -> Markup:
    """The text between tags, where quotation marks may stand as they are: a page with many queries stays light."""
    return Markup(str(escape(text)).replace("&#34;", '"').replace("&#39;", "'"))  # noqa: S704 - escaped before
