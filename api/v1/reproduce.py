"""The SPARQL and the Cypher that give the same answer as an endpoint, ready to paste."""

from __future__ import annotations

from zisgraph.api.v1.models import QueryTwins
from zisgraph.ontology.vocabulary import ZIS


def entity(iri: str) -> QueryTwins:
    """Everything stated about one entity, each statement with its graph."""
    return QueryTwins(
        sparql=f"SELECT ?property ?value ?graph WHERE {{ GRAPH ?graph {{ <{iri}> ?property ?value }} }}",
        cypher=f"MATCH (e:ZisgraphNode {{iri: '{_quoted(iri)}'}}) RETURN e",
    )


def neighbours(iri: str) -> QueryTwins:
    """Every recorded tie of one entity."""
    return QueryTwins(
        sparql=(
            f"SELECT ?tie ?from ?to ?graph WHERE {{ GRAPH ?graph {{ ?tie <{ZIS.tieFrom}> ?from ; <{ZIS.tieTo}> ?to }} "
            f"FILTER(<{iri}> IN (?from, ?to)) }}"
        ),
        cypher=f"MATCH (e:ZisgraphNode {{iri: '{_quoted(iri)}'}})-[t]-(other:ZisgraphNode) RETURN type(t), t, other",
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


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace("'", "\\'")
