"""The question behind each panel about one entity: its rows, or, where the query says so, what they are computed from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from zisgraph.catalogue.records import Group
from zisgraph.model.property_graph import cypher_text
from zisgraph.visualisations.translation import LANGUAGES
from zisgraph.visualisations.views.links import Links
from zisgraph.visualisations.views.query_behind import QueryBehind

ZIS = "PREFIX zis: <https://w3id.org/zisgraph/ontology#>\n"
RDFS = "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\n"
_SKOS = "PREFIX skos: <http://www.w3.org/2004/02/skos/core#>\n"
_AT_A_PLACE = (("inProvinceScope",), ("locatedIn", "inProvince", "inProvinceScope"))
_RELATIONS: Mapping[Group, tuple[tuple[str, ...], tuple[str, ...]]] = {
    Group.BODY: (("hasSpecialisation",), ("provider",)),
    Group.SPECIALISATION: (("broader",), ("hasSpecialisation", "teaches")),
    Group.PROVINCE: _AT_A_PLACE,
    Group.MUNICIPALITY: _AT_A_PLACE,
    Group.REGION: _AT_A_PLACE,
}
_OTHERS = (("provider", "hasSpecialisation", "teaches", "inProvinceScope"), ("provider",))
"""What stands in a network besides ties, by the kind of its centre: what the centre states, and what states it."""
_TIED = "^zis:tieFrom/zis:tieTo|^zis:tieTo/zis:tieFrom"
_DRAWN_AT_PLACES = ("Body", "TrainingProgramme", "Zone")


def facts_query(iri: str, links: Links) -> QueryBehind:
    """Everything stated about one entity, each statement with its graph."""
    return QueryBehind(
        f"SELECT ?property ?value ?graph WHERE {{\n  GRAPH ?graph {{ <{iri}> ?property ?value }}\n}}",
        f"MATCH (e:ZisgraphNode {{iri: {cypher_text(iri)}}})\nRETURN e",
        links,
    )


def network_query(iri: str, group: Group, links: Links) -> QueryBehind:
    """Everything in the network of one entity, a row each; of a place, what stands there, not the places in it."""
    stated, stating = _RELATIONS.get(group, _OTHERS)
    place = (stated, stating) == _AT_A_PLACE
    path = "|".join((_TIED, _listed(stated), *(f"^{_listed((name,))}" for name in stating if not place)))
    kinds = " ".join(f"zis:{kind}" for kind in _DRAWN_AT_PLACES)
    there = f"{{ ?other {_listed(stating)} <{iri}> ; a ?kind . VALUES ?kind {{ {kinds} }} }}"
    found = f"<{iri}> {path} ?other"
    sparql = f"""{ZIS}{RDFS}{_SKOS if "broader" in stated else ""}SELECT ?other (SAMPLE(?label) AS ?name) WHERE {{
  {f"{{ {found} }} UNION {there}" if place else found}
  {_label("other", links)}
}} GROUP BY ?other ORDER BY ?name"""
    labels = " AND (" + " OR ".join(f"other:{kind}" for kind in _DRAWN_AT_PLACES) + ")" if place else ""
    upward = " AND (type(r) <> 'BROADER' OR endNode(r) = other)" if "broader" in stated else ""
    cypher = f"""MATCH (:ZisgraphNode {{iri: {cypher_text(iri)}}})-[r]-(other:ZisgraphNode)
WHERE r.counts_as_tie IS NOT NULL OR type(r) IN {[*map(_type, stated + stating)]}{labels}{upward}
RETURN DISTINCT other.iri AS other, other.name AS name ORDER BY name"""
    return QueryBehind(sparql, cypher, links)


def members_query(iri: str, group: Group, links: Links) -> QueryBehind:
    """Who points at a topic, a place or a provider, a row each."""
    _, stating = _RELATIONS.get(group, _OTHERS)
    sparql = f"""{ZIS}{RDFS}SELECT ?entity (SAMPLE(?label) AS ?name) WHERE {{
  ?entity {_listed(stating)} <{iri}>
  {_label("entity", links)}
}} GROUP BY ?entity ORDER BY ?name"""
    cypher = f"""MATCH (entity:ZisgraphNode)-[:{"|".join(map(_type, stating))}]->(:ZisgraphNode {{iri: {cypher_text(iri)}}})
RETURN DISTINCT entity.iri AS entity, entity.name AS name ORDER BY name"""
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


def finding_query(iri: str, links: Links) -> QueryBehind:
    """Everything a run of an analysis wrote about one finding."""
    return QueryBehind(
        f"SELECT ?property ?value WHERE {{ <{iri}> ?property ?value }}",
        f"MATCH (f:ZisgraphNode {{iri: {cypher_text(iri)}}})-[r]-(other)\nRETURN f, type(r) AS property, other.iri AS value",
        links,
    )


def _sharing_topics(iri: str, sparql_filter: str, cypher_filter: str, links: Links) -> QueryBehind:
    sparql = f"""{ZIS}{RDFS}SELECT ?other (SAMPLE(?label) AS ?name) (COUNT(DISTINCT ?topic) AS ?topics) WHERE {{
  <{iri}> zis:hasSpecialisation ?topic .
  ?other a zis:Body ; zis:hasSpecialisation ?topic ; rdfs:label ?label .
  FILTER(?other != <{iri}>){sparql_filter}
}}
GROUP BY ?other
ORDER BY DESC(?topics) ?name"""
    cypher = f"""MATCH (own:Body {{iri: {cypher_text(iri)}}})-[:HAS_SPECIALISATION]->(topic)<-[:HAS_SPECIALISATION]-(other:Body)
{cypher_filter}RETURN other.name AS name, count(DISTINCT topic) AS topics
ORDER BY topics DESC, name"""
    return replace(QueryBehind(sparql, cypher, links), inputs=True)


def _label(variable: str, links: Links) -> str:
    other = next(language for language in LANGUAGES if language != links.language)
    return f'OPTIONAL {{ ?{variable} rdfs:label ?label FILTER(LANG(?label) != "{other}") }}'


def _listed(names: tuple[str, ...]) -> str:
    return "|".join(f"{'skos' if name == 'broader' else 'zis'}:{name}" for name in names)


def _type(name: str) -> str:
    """A property as a type of relationships: `hasSpecialisation` is `HAS_SPECIALISATION`."""
    return "".join(f"_{letter}" if letter.isupper() else letter for letter in name).upper()
