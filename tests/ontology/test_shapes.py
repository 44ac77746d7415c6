"""Shapes, code lists and the rest of the ontology say the same of the same terms."""

from __future__ import annotations

import pytest
from rdflib import RDFS, SH, SKOS, Graph, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from zisgraph.ontology.files import load_schema
from zisgraph.ontology.vocabulary import KIND_CLASSES, SCHEMA, ZIS
from zisgraph.validate.shapes import ZSH, Scope, ShapeSet, read_shapes, shape_set


@pytest.fixture(scope="module")
def schema() -> Graph:
    return load_schema()


@pytest.fixture(scope="module")
def sets() -> dict[Scope, ShapeSet]:
    shapes = read_shapes()
    return {scope: shape_set(shapes, scope) for scope in Scope}


def codes_of(schema: Graph, term: Node) -> set[str]:
    """The codes of a property's list."""
    scheme = schema.value(term, URIRef(ZIS.codeList))
    return {str(schema.value(code, SKOS.notation)) for code in schema.subjects(SKOS.inScheme, scheme)}


def test_a_shape_allows_the_codes_of_the_list_and_no_others(schema: Graph, sets: dict[Scope, ShapeSet]) -> None:
    checked = set()
    for found in sets.values():
        for shape, codes in found.graph.subject_objects(SH["in"]):
            path = found.graph.value(shape, SH.path)
            if path is None or (path, URIRef(ZIS.codeList), None) not in schema:
                continue
            allowed = {str(code) for code in Collection(found.graph, codes)}
            listed = codes_of(schema, path)
            narrower = str(path) == ZIS.statusDatePrecision  # a status has no undated or approximate date
            assert allowed < listed if narrower else allowed == listed, path
            checked.add(str(path))
    coded = {str(term) for term in schema.subjects(URIRef(ZIS.codeList))}
    unchecked = {ZIS.kindHelix, ZIS.kindCategory, ZIS.pointKind, ZIS.indicator}
    assert coded - checked == unchecked, "a code list that no shape holds data to"


def test_what_has_one_true_value_is_given_once_by_each_source(schema: Graph, sets: dict[Scope, ShapeSet]) -> None:
    graph = sets[Scope.EACH_GRAPH].graph
    once = {str(graph.value(shape, SH.path)) for shape, count in graph.subject_objects(SH.maxCount) if int(count) == 1}
    single = {str(term) for term, flag in schema.subject_objects(URIRef(ZIS.singleValued)) if str(flag) == "true"}
    assert single - once == set(), "single-valued, and no shape says so"
    several_in_one_record = {ZIS.pic, ZIS.locatedIn, ZIS.city, ZIS.provinceCode, ZIS.reportedIn, ZIS.continuesAs,
                             ZIS.crossCutting, ZIS.eqfLevel, ZIS.partnerCategory, ZIS.placedBy, ZIS.nutsEdition}  # fmt: skip
    ends = {ZIS.tieFrom, ZIS.tieTo}  # a tie is known by its ends: they never conflict
    assert once - single - several_in_one_record - ends == {ZIS.statusDatePrecision}


def test_ties_end_where_their_shortcut_says(schema: Graph, sets: dict[Scope, ShapeSet]) -> None:
    graph = sets[Scope.ALL_GRAPHS].graph
    for class_, shortcut in schema.subject_objects(URIRef(ZIS.shortcutProperty)):
        ranges = set(schema.objects(shortcut, RDFS.range)) | set(schema.objects(shortcut, URIRef(SCHEMA.rangeIncludes)))
        (shape,) = [s for s in graph.subjects(SH.targetClass, class_) if graph.value(s, SH.path) == URIRef(ZIS.tieTo)]
        options = graph.value(shape, SH["or"])
        parts = [shape] if options is None else list(Collection(graph, options))
        assert {graph.value(part, SH["class"]) for part in parts} == ranges, class_


def test_every_shape_has_a_scope_and_a_name(sets: dict[Scope, ShapeSet]) -> None:
    shapes = read_shapes()
    for shape in shapes.subjects(SH.targetClass):
        assert shapes.value(shape, ZSH.scope) in {ZSH.EachGraph, ZSH.AllGraphs}, shape
    for found in sets.values():
        for shape in set(found.graph.subjects(SH.targetClass)):
            if (shape, SH.message, None) in found.graph:
                assert isinstance(shape, URIRef)
                assert all(found.messages(shape))


def test_kinds_stand_under_what_their_row_says(schema: Graph) -> None:
    sites, units = {"company_site", "its_site", "university_campus"}, {"lab", "university_department"}
    for kind, class_ in KIND_CLASSES.items():
        above = {str(term) for term in schema.transitive_objects(URIRef(class_), RDFS.subClassOf)}
        expected = (
            ZIS.Site if kind in sites else ZIS.Unit if kind in units else ZIS.District if kind == "district" else ""
        )
        assert (expected or ZIS.Organisation) in above
        assert len(above & {ZIS.Organisation, ZIS.Site, ZIS.Unit, ZIS.District}) == 1
