"""Shapes as they are run say the same as shapes as they are written."""

from __future__ import annotations

import pytest
from pyshacl import validate
from rdflib import RDF, SH, Graph
from shapes_toy import good_lines, quads

from zisgraph.ontology.files import load_schema
from zisgraph.validate.copies import Copy, copy_of_all_graphs, copy_of_each_graph
from zisgraph.validate.quads import parse_quads
from zisgraph.validate.shapes import ZSH, Scope, read_shapes, shape_set

WRONG = [
    'id/acme rdfs:label "Acme SpA"@it',
    "id/acme zis:siteIn id/pavia",
    "id/lab a zis:Organisation @second",
    "id/plant zis:seatIn id/nowhere",
    'id/tie zis:validTo "2001"^^xsd:gYear @second',
    'id/project zis:framework "FP9"',
]


def as_written(scope: Scope) -> Graph:
    """The shape files as they are, those of the other scope without targets."""
    shapes = read_shapes()
    for shape in list(shapes.subjects(ZSH.scope)):
        if shapes.value(shape, ZSH.scope) != ZSH[scope]:
            shapes.remove((shape, SH.targetClass, None))
    return shapes


def results(data: Graph, shapes: Graph) -> set[tuple[object, ...]]:
    _, found, _ = validate(data, shacl_graph=shapes, inference="none")
    assert isinstance(found, Graph)
    parts = (SH.focusNode, SH.resultPath, SH.value, SH.sourceConstraintComponent)
    return {tuple(found.value(one, part) for part in parts) for one in found.subjects(RDF.type, SH.ValidationResult)}


@pytest.mark.parametrize("scope", list(Scope))
def test_property_shapes_with_targets_of_their_own_find_what_nested_ones_find(scope: Scope) -> None:
    facts = list(parse_quads(quads([*good_lines(), *WRONG], "c")))
    run = shape_set(read_shapes(), scope)
    make = copy_of_all_graphs if scope is Scope.ALL_GRAPHS else copy_of_each_graph
    copy: Copy = make(facts, run, load_schema())
    found = results(copy.data, run.graph)
    assert found
    assert found == results(copy.data, as_written(scope))


def test_the_shapes_are_shapes() -> None:
    conforms, _, text = validate(Graph(), shacl_graph=read_shapes(), inference="none", meta_shacl=True)
    assert conforms, text


def test_a_copy_holds_only_what_the_shapes_look_at() -> None:
    facts = list(parse_quads(quads([*good_lines(), 'id/acme rdfs:comment "a long note"@en'], "c")))
    for scope, make in ((Scope.ALL_GRAPHS, copy_of_all_graphs), (Scope.EACH_GRAPH, copy_of_each_graph)):
        copied = make(facts, shape_set(read_shapes(), scope), load_schema()).data
        assert "a long note" not in {str(value) for value in copied.objects()}
