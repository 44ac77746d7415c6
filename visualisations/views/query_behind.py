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
    """A pair of twin queries; `cypher` is empty where only SPARQL can say it."""

    sparql: str
    cypher: str
    links: Links

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
        word = escape(match.group())
        kind = match.lastgroup
        if kind == "comment":
            parts.append(Markup("<i>{}</i>").format(word))
        elif kind == "text":
            parts.append(Markup('<span class="s">{}</span>').format(word))
        elif kind == "word" and (match.group() == "a" or (match.group() != "A" and match.group().upper() in _KEYWORDS)):
            parts.append(Markup("<b>{}</b>").format(word))
        else:
            parts.append(word)
    return Markup("").join(parts)


def facts_query(iri: str, links: Links) -> QueryBehind:
    """Everything stated about one entity, each statement with its graph."""
    return QueryBehind(
        f"SELECT ?property ?value ?graph WHERE {{\n  GRAPH ?graph {{ <{iri}> ?property ?value }}\n}}",
        f"MATCH (e:ZisgraphNode {{iri: '{_quoted(iri)}'}})\nRETURN e",
        links,
    )


def ties_query(iri: str, links: Links) -> QueryBehind:
    """Every recorded tie of one entity with its source graphs."""
    sparql = f"""PREFIX zis: <https://w3id.org/zisgraph/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?type ?other ?name ?graph WHERE {{
  {{ GRAPH ?graph {{ ?tie a ?type ; zis:tieFrom <{iri}> ; zis:tieTo ?other }} }}
  UNION
  {{ GRAPH ?graph {{ ?tie a ?type ; zis:tieTo <{iri}> ; zis:tieFrom ?other }} }}
  OPTIONAL {{ ?other rdfs:label ?name }}
}}
ORDER BY ?type ?name"""
    cypher = f"""MATCH (e:ZisgraphNode {{iri: '{_quoted(iri)}'}})-[t]-(other:ZisgraphNode)
WHERE t.confidence IS NOT NULL
RETURN type(t) AS tie, other.name AS name, t.confidence AS confidence, t.sources AS sources
ORDER BY tie, name"""
    return QueryBehind(sparql, cypher, links)


def members_query(iri: str, links: Links) -> QueryBehind:
    """Who points at a topic or a place."""
    sparql = f"""PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT DISTINCT ?entity ?name ?property WHERE {{
  ?entity ?property <{iri}> ; rdfs:label ?name
}}
ORDER BY ?name"""
    cypher = f"""MATCH (entity:ZisgraphNode)-[r]->(:ZisgraphNode {{iri: '{_quoted(iri)}'}})
RETURN DISTINCT entity.name AS name, type(r) AS relation
ORDER BY name"""
    return QueryBehind(sparql, cypher, links)


def map_query(links: Links) -> QueryBehind:
    """Organisations by province."""
    sparql = """PREFIX zis: <https://w3id.org/zisgraph/ontology#>
SELECT ?plate (COUNT(DISTINCT ?body) AS ?organisations) WHERE {
  ?body a zis:Organisation ; zis:inProvince ?province .
  ?province zis:plateCode ?plate
}
GROUP BY ?plate
ORDER BY DESC(?organisations)"""
    cypher = """MATCH (body:Organisation)-[:IN_PROVINCE]->(province:Province)
RETURN province.plate_code AS plate, count(DISTINCT body) AS organisations
ORDER BY organisations DESC"""
    return QueryBehind(sparql, cypher, links)


def matrix_query(links: Links) -> QueryBehind:
    """Organisations by specialisation and province."""
    sparql = """PREFIX zis: <https://w3id.org/zisgraph/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?topic ?plate (COUNT(DISTINCT ?body) AS ?organisations) WHERE {
  ?body a zis:Organisation ; zis:hasSpecialisation ?specialisation ; zis:inProvince/zis:plateCode ?plate .
  ?specialisation rdfs:label ?topic
  FILTER(LANG(?topic) = "it")
}
GROUP BY ?topic ?plate
ORDER BY ?topic ?plate"""
    cypher = """MATCH (s:Specialisation)<-[:HAS_SPECIALISATION]-(body:Organisation)-[:IN_PROVINCE]->(p:Province)
RETURN s.name_it AS topic, p.plate_code AS plate, count(DISTINCT body) AS organisations
ORDER BY topic, plate"""
    return QueryBehind(sparql, cypher, links)


def cells_query(links: Links) -> QueryBehind:
    """The cells of the last analysis with their recorded, possible and missing ties, one row per two letters."""
    sparql = """PREFIX zis: <https://w3id.org/zisgraph/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?topic ?plate ?first ?second ?tied ?possible ?missing WHERE {
  ?cell a zis:GapCell ; zis:onSpecialisation/rdfs:label ?topic ; zis:inArea/zis:plateCode ?plate ;
    zis:firstHelix ?first ; zis:secondHelix ?second ;
    zis:tiedPairs ?tied ; zis:possiblePairs ?possible ; zis:missingPairs ?missing .
  FILTER(LANG(?topic) = "it")
}
ORDER BY DESC(?missing) ?topic ?plate"""
    cypher = """MATCH (topic:Specialisation)<-[:ON_SPECIALISATION]-(cell:GapCell)-[:IN_AREA]->(province:Province)
RETURN topic.name_it AS topic, province.plate_code AS plate, cell.first_helix AS first, cell.second_helix AS second,
  cell.tied_pairs AS tied, cell.possible_pairs AS possible, cell.missing_pairs AS missing
ORDER BY missing DESC, topic, plate"""
    return QueryBehind(sparql, cypher, links)


def alike_query(iri: str, links: Links) -> QueryBehind:
    """The bodies that share most topics with one; the page weighs rare topics more."""
    return _sharing_topics(iri, "", "", links)


def missing_query(iri: str, links: Links) -> QueryBehind:
    """The bodies that share a topic with one and have no recorded tie to it; the page scores and orders them."""
    untied = f"\n  FILTER NOT EXISTS {{ <{iri}> zis:tiedTo ?other }}"
    without = """OPTIONAL MATCH (own)-[:TIED_TO]-(tied:Body)
WITH other, topic, collect(DISTINCT tied) AS partners
WHERE NOT other IN partners
"""
    return _sharing_topics(iri, untied, without, links)


def _sharing_topics(iri: str, sparql_filter: str, cypher_filter: str, links: Links) -> QueryBehind:
    sparql = f"""PREFIX zis: <https://w3id.org/zisgraph/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?other (SAMPLE(?label) AS ?name) (COUNT(DISTINCT ?topic) AS ?topics) WHERE {{
  <{iri}> zis:hasSpecialisation ?topic .
  ?other a zis:Body ; zis:hasSpecialisation ?topic ; rdfs:label ?label .
  FILTER(?other != <{iri}>){sparql_filter}
}}
GROUP BY ?other
ORDER BY DESC(?topics) ?name"""
    cypher = f"""MATCH (own:Body {{iri: '{_quoted(iri)}'}})-[:HAS_SPECIALISATION]->(topic)<-[:HAS_SPECIALISATION]-(other:Body)
{cypher_filter}RETURN other.name AS name, count(DISTINCT topic) AS topics
ORDER BY topics DESC, name"""
    return QueryBehind(sparql, cypher, links)


def finding_query(iri: str, links: Links) -> QueryBehind:
    """Everything a run of an analysis wrote about one finding."""
    return QueryBehind(
        f"SELECT ?property ?value WHERE {{ <{iri}> ?property ?value }}",
        f"MATCH (f:ZisgraphNode {{iri: '{_quoted(iri)}'}})-[r]-(other)\nRETURN f, type(r) AS relation, other.name AS name",
        links,
    )


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace("'", "\\'")
