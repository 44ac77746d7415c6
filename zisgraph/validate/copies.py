"""In-memory copies of the statements that the shapes look at: one over all graphs, one that keeps graphs apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rdflib import OWL, RDF, RDFS, Graph, URIRef
from rdflib.term import Node

from zisgraph.validate.quads import Quad
from zisgraph.validate.shapes import ZSH, ShapeSet

_DECLARATIONS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)


@dataclass(frozen=True, slots=True)
class Copy:
    """A graph to be checked; `origins` says which node in which graph a stand-in is for."""

    data: Graph
    origins: dict[Node, tuple[URIRef, URIRef]]


def copy_of_all_graphs(quads: Sequence[Quad], shapes: ShapeSet, schema: Graph) -> Copy:
    """Copy what the shapes look at from all graphs together, and say which terms are in use."""
    data = _class_tree(schema)
    for quad in quads:
        if quad.predicate in shapes.predicates:
            data.add((quad.subject, quad.predicate, quad.value))
    for name, terms in (
        (ZSH.UsedProperty, {quad.predicate for quad in quads}),
        (ZSH.UsedClass, {quad.value for quad in quads if quad.predicate == RDF.type}),
    ):
        for term in terms:
            data.add((term, RDF.type, name))
            for declaration in schema.objects(term, RDF.type):
                if declaration in _DECLARATIONS:
                    data.add((term, RDF.type, declaration))
    return Copy(data, {})


def copy_of_each_graph(quads: Sequence[Quad], shapes: ShapeSet, schema: Graph) -> Copy:
    """Copy with a stand-in for each pair of node and graph, so that one run checks every graph by itself.

    A stand-in has the classes that any graph gives its node: a source need not repeat what a thing is.
    """
    data = _class_tree(schema)
    origins: dict[Node, tuple[URIRef, URIRef]] = {}
    stand_ins: dict[tuple[URIRef, URIRef], URIRef] = {}
    types: dict[URIRef, set[Node]] = defaultdict(set)
    for quad in quads:
        if quad.predicate == RDF.type:
            types[quad.subject].add(quad.value)
        if quad.predicate not in shapes.predicates:
            continue
        key = (quad.subject, quad.graph)
        node = stand_ins.get(key)
        if node is None:
            node = stand_ins[key] = URIRef(f"urn:stand-in:{len(stand_ins)}")
            origins[node] = key
        if quad.predicate != RDF.type:
            data.add((node, quad.predicate, quad.value))
    for stand_in, (subject, _) in origins.items():
        for type_ in types[subject]:
            data.add((stand_in, RDF.type, type_))
    return Copy(data, origins)


def graphs_that_state(quads: Iterable[Quad], facts: set[tuple[str, str, str]]) -> dict[tuple[str, str, str], set[str]]:
    """Return the graphs that state each (subject, property, value); an empty part stands for any."""
    found: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    subjects = {subject for subject, _, _ in facts}
    for quad in quads:
        subject = str(quad.subject)
        if subject in subjects:
            path, value = str(quad.predicate), str(quad.value)
            for key in ((subject, path, value), (subject, path, ""), (subject, "", "")):
                if key in facts:
                    found[key].add(str(quad.graph))
    return found


def _class_tree(schema: Graph) -> Graph:
    tree = Graph()
    for triple in schema.triples((None, RDFS.subClassOf, None)):
        tree.add(triple)
    return tree
