"""What the endpoint says of itself: a SPARQL 1.1 Service Description."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pyoxigraph as ox

from zisgraph.store.sparql.formats import BINDINGS, GRAPHS, ResultFormat

SD = "http://www.w3.org/ns/sparql-service-description#"
FORMATS = "http://www.w3.org/ns/formats/"
VOID = "http://rdfs.org/ns/void#"
GEO = "http://www.opengis.net/def/function/geosparql/"
_RDF_TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_FORMAT_NAMES = {
    "JSON": "SPARQL_Results_JSON",
    "XML": "SPARQL_Results_XML",
    "CSV": "SPARQL_Results_CSV",
    "TSV": "SPARQL_Results_TSV",
    "TURTLE": "Turtle",
    "N_TRIPLES": "N-Triples",
    "RDF_XML": "RDF_XML",
    "JSON_LD": "JSON-LD",
}
_GEO_FUNCTIONS = ("distance", "sfContains", "sfCrosses", "sfDisjoint", "sfEquals", "sfIntersects", "sfOverlaps", "sfTouches", "sfWithin")  # fmt: skip


def describe(endpoint: str, graphs: Sequence[str], statements: int, *, union: bool, form: ResultFormat) -> bytes:
    """The description of the service at `endpoint` over these named graphs, serialised."""
    prefixes = {"sd": SD, "formats": FORMATS, "void": VOID}
    content = ox.serialize(
        _triples(endpoint, graphs, statements, union=union), format=getattr(ox.RdfFormat, form.name), prefixes=prefixes
    )
    return content or b""


def _triples(endpoint: str, graphs: Sequence[str], statements: int, *, union: bool) -> Iterator[ox.Triple]:
    service, dataset, default = ox.BlankNode("service"), ox.BlankNode("dataset"), ox.BlankNode("default")
    yield ox.Triple(service, _RDF_TYPE, _sd("Service"))
    yield ox.Triple(service, _sd("endpoint"), ox.NamedNode(endpoint))
    yield ox.Triple(service, _sd("supportedLanguage"), _sd("SPARQL11Query"))
    if union:
        yield ox.Triple(service, _sd("feature"), _sd("UnionDefaultGraph"))
    for form in (*BINDINGS, *GRAPHS):
        yield ox.Triple(service, _sd("resultFormat"), ox.NamedNode(FORMATS + _FORMAT_NAMES[form.name]))
    for name in _GEO_FUNCTIONS:
        yield ox.Triple(service, _sd("extensionFunction"), ox.NamedNode(GEO + name))
    yield ox.Triple(service, _sd("defaultDataset"), dataset)
    yield ox.Triple(dataset, _RDF_TYPE, _sd("Dataset"))
    yield ox.Triple(dataset, _sd("defaultGraph"), default)
    yield ox.Triple(dataset, ox.NamedNode(VOID + "triples"), ox.Literal(statements))
    named = {graph: ox.BlankNode(f"graph{number}") for number, graph in enumerate(graphs)}
    for node in named.values():
        yield ox.Triple(dataset, _sd("namedGraph"), node)
    yield ox.Triple(default, _RDF_TYPE, _sd("Graph"))
    for name in _GEO_FUNCTIONS:
        yield ox.Triple(ox.NamedNode(GEO + name), _RDF_TYPE, _sd("Function"))
    for graph, node in named.items():
        yield ox.Triple(node, _RDF_TYPE, _sd("NamedGraph"))
        yield ox.Triple(node, _sd("name"), ox.NamedNode(graph))


def _sd(name: str) -> ox.NamedNode:
    return ox.NamedNode(SD + name)
