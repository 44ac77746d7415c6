"""Runs pySHACL over in-memory copies and returns what it found as values."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from rdflib import RDF, SH, Graph, URIRef
from rdflib.term import Node

from zisgraph.errors import BuildError
from zisgraph.ontology.files import load_schema
from zisgraph.validate.copies import Copy, copy_of_all_graphs, copy_of_each_graph, graphs_that_state
from zisgraph.validate.findings import ShapeFinding, ShapeReport
from zisgraph.validate.quads import Quad, read_quads
from zisgraph.validate.shapes import ZSH, Scope, ShapeSet, read_shapes, shape_set

_DATATYPE: Final = frozenset({SH.DatatypeConstraintComponent})
_ORDER: Final = frozenset({SH.LessThanConstraintComponent, SH.LessThanOrEqualsConstraintComponent})


def check_files(paths: Iterable[Path]) -> ShapeReport:
    """Check staged N-Quads files together.

    Raises:
        BuildError: a file is no N-Quads.
    """
    return check_quads([quad for path in paths for quad in read_quads(path)])


def check_quads(quads: Sequence[Quad], shapes: Graph | None = None, schema: Graph | None = None) -> ShapeReport:
    """Check statements: what one source may say only once in each graph, what has to exist over all of them."""
    shapes = read_shapes() if shapes is None else shapes
    schema = load_schema() if schema is None else schema
    each, whole = shape_set(shapes, Scope.EACH_GRAPH), shape_set(shapes, Scope.ALL_GRAPHS)
    found = [
        *_findings(copy_of_each_graph(quads, each, schema), each),
        *_findings(copy_of_all_graphs(quads, whole, schema), whole),
    ]
    nodes = len({quad.subject for quad in quads})
    return ShapeReport(tuple(sorted(set(_located(found, quads)))), len(quads), nodes)


def _findings(copy: Copy, shapes: ShapeSet) -> Iterator[ShapeFinding]:
    results = _run(copy.data, shapes)
    mistyped = {focus for result, focus in results.subject_objects(SH.focusNode) if _is_of(results, result, _DATATYPE)}
    for result in results.subjects(RDF.type, SH.ValidationResult):
        shape = results.value(result, SH.sourceShape)
        focus = results.value(result, SH.focusNode)
        path = results.value(result, SH.resultPath)
        value = results.value(result, SH.value)
        if shape is None or focus is None:
            raise BuildError(f"pySHACL gave a result without shape or node: {result!r}; report this as a defect.")
        if focus in mistyped and _is_of(results, result, _ORDER):
            continue  # a value of the wrong type has no order; that it is wrong has been said
        subject, graph = copy.origins.get(focus, (focus, None))
        italian, english = shapes.messages(shape)
        yield ShapeFinding(
            shape=str(shape).removeprefix(str(ZSH)),
            focus=str(subject),
            path=str(path) if isinstance(path, URIRef) else "",
            value=_received(value, focus),
            message_it=italian,
            message_en=english,
            graphs=() if graph is None else (str(graph),),
        )


def _is_of(results: Graph, result: Node, components: Container[Node]) -> bool:
    return results.value(result, SH.sourceConstraintComponent) in components


def _received(value: Node | None, focus: Node) -> str:
    """Return the value; a shape about the node as a whole repeats the node, which says nothing."""
    return "" if value is None or value == focus else str(value)


def _run(data: Graph, shapes: ShapeSet) -> Graph:
    from pyshacl import validate

    _, results, text = validate(data, shacl_graph=shapes.graph, inference="none", inplace=True)
    if not isinstance(results, Graph):
        raise BuildError(f"pySHACL could not run the shapes: {text}")
    return results


def _located(findings: Sequence[ShapeFinding], quads: Sequence[Quad]) -> Iterator[ShapeFinding]:
    """Add the graphs that speak of it to each finding over all graphs."""
    wanted = {(finding.focus, finding.path, finding.value) for finding in findings if not finding.graphs}
    wanted |= {(focus, "", "") for focus, _, _ in wanted}
    stated = graphs_that_state(quads, wanted) if wanted else {}
    for finding in findings:
        if finding.graphs:
            yield finding
            continue
        exact = stated.get((finding.focus, finding.path, finding.value))
        graphs = exact or stated.get((finding.focus, "", ""), set())
        yield ShapeFinding(
            finding.shape,
            finding.focus,
            finding.path,
            finding.value,
            finding.message_it,
            finding.message_en,
            tuple(sorted(graphs)),
        )
