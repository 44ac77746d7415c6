"""The property-graph model follows from the ontology, and names that clash are refused."""

from __future__ import annotations

import doctest
from dataclasses import FrozenInstanceError

import pytest
from rdflib import OWL, RDF, RDFS, Graph, URIRef
from rdflib import Literal as RdfLiteral

from zisgraph.ontology import property_graph_model
from zisgraph.ontology.files import load_schema
from zisgraph.ontology.property_graph_model import ModelClash, PropertyGraphModel, derive_model, snake_case
from zisgraph.ontology.vocabulary import DCT, FOAF, KIND_CLASSES, SCHEMA, SKOS, TIE_CLASSES, ZIS
from zisgraph.ontology.vocabulary import RDFS as RDFS_TERMS


@pytest.fixture(scope="module")
def schema() -> Graph:
    return load_schema()


@pytest.fixture(scope="module")
def model(schema: Graph) -> PropertyGraphModel:
    return derive_model(schema)


def test_a_class_brings_the_labels_of_its_superclasses(model: PropertyGraphModel) -> None:
    assert model.labels[ZIS.Company] == ("Body", "Company", "Organisation")
    assert model.labels[ZIS.Laboratory] == ("Body", "Facility", "Laboratory", "Unit")
    assert model.labels_of([ZIS.Province, ZIS.Tie, "https://other.example/Thing"]) == ("Place", "Province")


def test_every_kind_is_labelled_and_every_predicate_has_a_relationship(model: PropertyGraphModel) -> None:
    assert KIND_CLASSES.keys()
    assert all("Body" in model.labels[class_] for class_ in KIND_CLASSES.values())
    assert {TIE_CLASSES[code]: code.upper() for code in TIE_CLASSES} == {c: t.type for c, t in model.ties.items()}


def test_ties_are_relationships_and_no_nodes(model: PropertyGraphModel) -> None:
    assert not {ZIS.Tie, ZIS.Membership, ZIS.StatementGraph} & model.labels.keys()
    assert ZIS.memberOf not in model.relationships, "its ties stand for it"
    assert model.ties[ZIS.Collaboration].symmetric
    assert model.ties[ZIS.Parthood].is_family
    assert not model.ties[ZIS.Parthood].counts_as_tie


@pytest.mark.parametrize(
    ("term", "type_"),
    [
        (ZIS.seatIn, "SEAT_IN"),
        (ZIS.hasSpecialisation, "HAS_SPECIALISATION"),
        (SKOS.broader, "BROADER"),
        (ZIS.unit, "MEASURED_IN"),
        (DCT.source, "SOURCE"),
    ],
)
def test_object_properties_become_relationships(term: str, type_: str, model: PropertyGraphModel) -> None:
    assert model.relationships[term].type == type_


@pytest.mark.parametrize(
    ("term", "key"),
    [
        (ZIS.vatNumber, "vat_number"),
        (ZIS.population2011, "population_2011"),
        (SCHEMA.foundingDate, "founding_date"),
        (FOAF.homepage, "homepage"),
        (RDFS_TERMS.comment, "comment"),
    ],
)
def test_datatype_properties_become_properties(term: str, key: str, model: PropertyGraphModel) -> None:
    assert model.properties[term] == key


def test_tied_to_is_symmetric_and_single_values_are_named(model: PropertyGraphModel) -> None:
    assert model.relationships[ZIS.tiedTo].symmetric
    assert {ZIS.seatIn, SCHEMA.foundingDate} <= model.single_valued
    assert ZIS.hasSpecialisation not in model.single_valued


def test_relationship_types_hold_everything_an_engine_may_see(model: PropertyGraphModel) -> None:
    assert {"MEMBER_OF", "SEAT_IN", "GAP", "DUPLICATES"} <= model.relationship_types()


def _with(schema: Graph, *triples: tuple[str, URIRef, object]) -> Graph:
    changed = Graph()
    for triple in schema:
        changed.add(triple)
    for subject, predicate, value in triples:
        changed.add((URIRef(subject), predicate, value))  # type: ignore[arg-type]
    return changed


@pytest.mark.parametrize(
    ("triples", "said"),
    [
        pytest.param(
            [(ZIS.NAMESPACE + "SeatIn", RDF.type, OWL.Class), (ZIS.NAMESPACE + "Seat_In", RDF.type, OWL.Class)],
            "seat_in: label Seat_In, type SEAT_IN",
            id="a label like a relationship type, but for its case",
        ),
        pytest.param(
            [("https://other.example/seatIn", RDF.type, OWL.ObjectProperty)],
            "SEAT_IN: ",
            id="two properties of one type",
        ),
        pytest.param(
            [("https://other.example/vatNumber", RDF.type, OWL.DatatypeProperty)], "vat_number: ", id="two of one name"
        ),
        pytest.param(
            [("https://other.example/iri", RDF.type, OWL.DatatypeProperty)],
            "the projection itself",
            id="a reserved name",
        ),
    ],
)
def test_names_that_clash_are_refused(triples: list[tuple[str, URIRef, object]], said: str, schema: Graph) -> None:
    with pytest.raises(ModelClash, match="give one of them a zis:graphLabel") as caught:
        derive_model(_with(schema, *triples))
    assert said in str(caught.value)


def test_a_graph_label_settles_a_clash(schema: Graph) -> None:
    term = "https://other.example/seatIn"
    label = (term, URIRef(ZIS.graphLabel), RdfLiteral("chairIn"))
    model = derive_model(_with(schema, (term, RDF.type, OWL.ObjectProperty), label))
    assert model.relationships[term].type == "CHAIR_IN"


def test_a_new_kind_needs_nothing_but_the_ontology(schema: Graph) -> None:
    kind = ZIS.NAMESPACE + "Observatory"
    model = derive_model(_with(schema, (kind, RDF.type, OWL.Class), (kind, RDFS.subClassOf, URIRef(ZIS.ResearchBody))))
    assert model.labels[kind] == ("Body", "Observatory", "Organisation", "ResearchBody")


def test_the_model_cannot_be_changed(model: PropertyGraphModel) -> None:
    with pytest.raises(FrozenInstanceError):
        model.labels = {}  # type: ignore[misc]
    with pytest.raises(TypeError):
        model.labels["x"] = ()  # type: ignore[index]


def test_names_in_snake_case() -> None:
    assert [snake_case(n) for n in ("seatIn", "asWKT", "atecoCode2007", "pic")] == [
        "seat_in",
        "as_wkt",
        "ateco_code_2007",
        "pic",
    ]
    assert doctest.testmod(property_graph_model).failed == 0
