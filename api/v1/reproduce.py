"""The SPARQL and the Cypher that give the same answer as an endpoint, ready to paste."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from zisgraph.api.v1.models import QueryTwins
from zisgraph.catalogue.records import Group
from zisgraph.model.property_graph import cypher_text
from zisgraph.ontology.vocabulary import ZIS

_ZIS: Final = f"PREFIX zis: <{ZIS.NAMESPACE}>\n"
_CLASSES: Final[Mapping[Group, str]] = MappingProxyType(
    {
        Group.BODY: "Body",
        Group.SPECIALISATION: "Specialisation",
        Group.ZONE: "Zone",
        Group.PROGRAMME: "TrainingProgramme",
        Group.PROJECT: "Project",
        Group.PROVINCE: "Province",
        Group.MUNICIPALITY: "Municipality",
        Group.REGION: "Region",
        Group.RULE: "Rule",
        Group.OBSERVATION: "Observation",
    }
)


def entity(iri: str) -> QueryTwins:
    """Everything stated about one entity, each statement with its graph."""
    return QueryTwins(
        sparql=f"SELECT ?property ?value ?graph WHERE {{ GRAPH ?graph {{ <{iri}> ?property ?value }} }}",
        cypher=f"MATCH (e:ZisgraphNode {{iri: {cypher_text(iri)}}}) RETURN e",
    )


def neighbours(iri: str) -> QueryTwins:
    """Every recorded tie of one entity."""
    return QueryTwins(
        sparql=(
            f"SELECT ?tie ?from ?to ?graph WHERE {{ GRAPH ?graph {{ ?tie <{ZIS.tieFrom}> ?from ; <{ZIS.tieTo}> ?to }} "
            f"FILTER(<{iri}> IN (?from, ?to)) }}"
        ),
        cypher=f"MATCH (e:ZisgraphNode {{iri: {cypher_text(iri)}}})-[t]-(other:ZisgraphNode) RETURN type(t), t, other",
    )


def instances(class_iri: str, label: str) -> QueryTwins:
    """Every instance of one class with its names."""
    return QueryTwins(
        sparql=(
            "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\n"
            f"SELECT DISTINCT ?entity ?name WHERE {{ ?entity a <{class_iri}> ; rdfs:label ?name }} ORDER BY ?entity"
        ),
        cypher=f"MATCH (e:{label}) RETURN e.iri AS entity, e.name AS name ORDER BY entity",
    )


def group(wanted: Group) -> QueryTwins | None:
    """Every entity of one type; none for what is left over, which is no class of its own."""
    label = _CLASSES.get(wanted)
    return instances(ZIS.NAMESPACE + label, label) if label else None


def gaps(topic: str, *, both_recorded: bool) -> QueryTwins:
    """The gaps that the last run found, those on one topic where one is given."""
    narrower = ' ; zis:gapStatus "both_recorded"' if both_recorded else ""
    on_topic = f" ; zis:onSpecialisation <{topic}>" if topic else ""
    conditions = ["gap.gap_status = 'both_recorded'"] if both_recorded else []
    if topic:
        conditions.append(
            f"EXISTS {{ MATCH (gap)-[:ON_SPECIALISATION]->(:Specialisation {{iri: {cypher_text(topic)}}}) }}"
        )
    where = f"WHERE {' AND '.join(conditions)}\n" if conditions else ""
    return QueryTwins(
        sparql=(
            f"{_ZIS}SELECT ?finding ?rank ?score ?first ?second WHERE {{\n"
            "  ?finding a zis:CollaborationGap ; zis:rank ?rank ; zis:score ?score ;\n"
            f"    zis:firstMember ?first ; zis:secondMember ?second{narrower}{on_topic}\n}}\nORDER BY ?rank"
        ),
        cypher=(
            "MATCH (first:ZisgraphNode)<-[:FIRST_MEMBER]-(gap:CollaborationGap)-[:SECOND_MEMBER]->(second:ZisgraphNode)\n"
            f"{where}RETURN gap.iri AS finding, gap.rank AS rank, gap.score AS score, "
            "first.iri AS first, second.iri AS second\nORDER BY rank"
        ),
    )


def gap_groups() -> QueryTwins:
    """The groups of the gaps, and how many rows each has."""
    return QueryTwins(
        sparql=(
            f"{_ZIS}SELECT ?group (COUNT(DISTINCT ?gap) AS ?gaps) WHERE {{\n"
            "  ?gap a zis:CollaborationGap ; zis:groupKey ?group\n}\nGROUP BY ?group ORDER BY ?group"
        ),
        cypher="MATCH (gap:CollaborationGap)\nRETURN gap.group_key AS group, count(gap) AS gaps\nORDER BY group",
    )


def duplicates(kind: str) -> QueryTwins:
    """The possible duplicates that the last run found, between zones or between programmes where one is asked for."""
    label = {"zone": "Zone", "programme": "TrainingProgramme"}.get(kind, "")
    of_kind = f" . ?first a zis:{label}" if label else ""
    return QueryTwins(
        sparql=(
            f"{_ZIS}SELECT ?finding ?rank ?score ?first ?second WHERE {{\n"
            "  ?finding a zis:DuplicatedSpecialisation ; zis:rank ?rank ; zis:score ?score ;\n"
            f"    zis:firstMember ?first ; zis:secondMember ?second{of_kind}\n}}\nORDER BY ?rank ?finding"
        ),
        cypher=(
            f"MATCH (first:{label or 'ZisgraphNode'})<-[:FIRST_MEMBER]-(found:DuplicatedSpecialisation)"
            "-[:SECOND_MEMBER]->(second:ZisgraphNode)\n"
            "RETURN found.iri AS finding, found.rank AS rank, found.score AS score, "
            "first.iri AS first, second.iri AS second\nORDER BY rank, finding"
        ),
    )
