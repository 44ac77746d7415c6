"""The shapes of the ontology, one graph per scope, every property shape with a name of its own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from rdflib import RDF, SH, BNode, Graph, Namespace, URIRef
from rdflib.term import Node

from zisgraph.ontology.files import folder_files

ZSH: Final = Namespace("https://w3id.org/zisgraph/shapes#")


class Scope(StrEnum):
    """Over what a shape is checked (`zsh:scope`)."""

    EACH_GRAPH = "EachGraph"
    ALL_GRAPHS = "AllGraphs"


@dataclass(frozen=True, slots=True)
class ShapeSet:
    """The shapes of one scope; property shapes are named `Shape/property`."""

    scope: Scope
    graph: Graph
    predicates: frozenset[URIRef]
    """The properties that the shapes look at: nothing else has to be copied for them."""

    def messages(self, shape: Node) -> tuple[str, str]:
        """Return the message of a shape in Italian and in English."""
        texts = {getattr(text, "language", None): str(text) for text in self.graph.objects(shape, SH.message)}
        return texts.get("it", ""), texts.get("en", "")


def read_shapes(texts: Iterable[str] | None = None) -> Graph:
    """Parse shape files into one graph: those of the ontology, unless `texts` gives others."""
    shapes = Graph()
    for text in texts if texts is not None else (file.read_text("utf-8") for file in folder_files("shapes", ".ttl")):
        shapes.parse(data=text, format="turtle")
    return shapes


def shape_set(shapes: Graph, scope: Scope) -> ShapeSet:
    """Return the shapes of one scope with named property shapes."""
    names = _names(shapes)
    chosen = Graph()
    for shape in shapes.subjects(ZSH.scope, ZSH[scope]):
        for subject, predicate, value in _description(shapes, shape):
            chosen.add((names.get(subject, subject), predicate, names.get(value, value)))
        _give_targets_to_properties(chosen, shape)
    constrained = {SH.path, SH.disjoint, SH.lessThanOrEquals, SH.lessThan, SH.equals, SH.inversePath}
    predicates = {term for p in constrained for term in chosen.objects(None, p) if isinstance(term, URIRef)}
    return ShapeSet(scope, chosen, frozenset(predicates | {RDF.type}))


def _give_targets_to_properties(shapes: Graph, shape: Node) -> None:
    """Let the property shapes of a node shape stand by themselves: the same answer, several times as fast.

    pySHACL runs a nested property shape once for every node, one that has targets once for all of them.
    """
    parts = list(shapes.objects(shape, SH.property))
    targets = list(shapes.objects(shape, SH.targetClass))
    for part in parts:
        shapes.remove((shape, SH.property, part))
        shapes.add((part, RDF.type, SH.PropertyShape))
        for target in targets:
            shapes.add((part, SH.targetClass, target))


def _names(shapes: Graph) -> dict[Node, URIRef]:
    """Name the blank property shapes after their node shape and path, numbered where one path has several."""
    names: dict[Node, URIRef] = {}
    taken: set[str] = set()
    for shape in sorted(set(shapes.subjects(RDF.type, SH.NodeShape)), key=str):
        parts = sorted((_path_name(shapes, part), str(part), part) for part in shapes.objects(shape, SH.property))
        for path, _, part in parts:
            name, number = f"{shape}/{path}", 1
            while name in taken:
                number += 1
                name = f"{shape}/{path}-{number}"
            taken.add(name)
            names[part] = URIRef(name)
    return names


def _path_name(shapes: Graph, part: Node) -> str:
    path = shapes.value(part, SH.path)
    if isinstance(path, BNode):
        path = shapes.value(path, SH.inversePath)
        return f"inverse-{str(path).replace('#', '/').rsplit('/', 1)[-1]}"
    return str(path).replace("#", "/").rsplit("/", 1)[-1]


def _description(shapes: Graph, node: Node) -> Graph:
    """Copy what a shape says, blank nodes followed."""
    found = Graph()
    pending, seen = [node], {node}
    while pending:
        current = pending.pop()
        for triple in shapes.triples((current, None, None)):
            found.add(triple)
            value = triple[2]
            if isinstance(value, BNode) and value not in seen:
                seen.add(value)
                pending.append(value)
    return found
