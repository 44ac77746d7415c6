"""JSON-LD with our context says exactly the statements it was made from, for two readers of JSON-LD."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Dataset

from zisgraph.model.jsonld import Quad, to_jsonld
from zisgraph.model.nquads import of_triples
from zisgraph.model.terms import Iri, Literal
from zisgraph.ontology.vocabulary import FOAF, RDF, RDFS, SCHEMA, XSD, ZIS
from zisgraph.store.entity_rdf import describe_entity
from zisgraph.store.oxigraph import OxigraphReader

# rdflib's own parser asks its Dataset for what rdflib has deprecated.
pytestmark = [
    pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning"),
]

HERE = "https://w3id.org/zisgraph/"
ACME, GRAPH, OTHER = f"{HERE}id/curated/acme", f"{HERE}graph/curated/a/sourced", f"{HERE}graph/curated/b/unverified"
RLM = "\N{RIGHT-TO-LEFT MARK}"

QUADS: list[Quad] = [
    (ACME, RDF.type, Iri(ZIS.Company), GRAPH),
    (ACME, RDFS.label, Literal("Acme «S.p.A.»", language="it"), GRAPH),
    (ACME, RDFS.label, Literal("Acme Ltd", language="en"), GRAPH),
    (ACME, RDFS.label, Literal('ACME "<script>"' + RLM), GRAPH),
    (ACME, SCHEMA.foundingDate, Literal("1998", XSD.gYear), GRAPH),
    (ACME, SCHEMA.foundingDate, Literal("1999", XSD.gYear), OTHER),
    (ACME, ZIS.outsideLombardy, Literal("true", XSD.boolean), GRAPH),
    (ACME, ZIS.seatIn, Iri(f"{HERE}id/istat/018110"), GRAPH),
    (ACME, FOAF.homepage, Iri("https://acme.example/"), GRAPH),
    (ACME, ZIS.city, Literal("true"), GRAPH),
    (ACME, ZIS.startDate, Literal("2025-02"), GRAPH),
    (ACME, ZIS.startDate, Literal("2025-02-01", XSD.date), OTHER),
    (ACME, "https://other.example/unknown", Literal("1.50", XSD.decimal), GRAPH),
]


def read(document: bytes, form: str) -> set[tuple[object, ...]]:
    dataset = Dataset()
    dataset.parse(data=document, format=form)
    return {quad for quad in dataset.quads() if quad[3] is not None}


def as_nquads(quads: list[Quad]) -> bytes:
    lines = [line for s, p, o, g in quads for line in of_triples([(Iri(s), Iri(p), o)], g)]
    return "".join(lines).encode()


def test_the_document_says_the_same_statements() -> None:
    assert read(to_jsonld(QUADS), "json-ld") == read(as_nquads(QUADS), "nquads")


def test_the_document_is_short_and_brings_its_context() -> None:
    document = json.loads(to_jsonld(QUADS))
    assert isinstance(document["@context"], dict)
    assert "rank" not in document["@context"], "only what is used"
    node = document["@graph"][0]["@graph"][0]
    assert (node["id"], node["type"], node["seatIn"]) == (ACME, "Company", f"{HERE}id/istat/018110")


def test_the_same_statements_give_the_same_bytes() -> None:
    assert to_jsonld(QUADS) == to_jsonld([*reversed(QUADS), QUADS[0]])


TEXT = st.text(st.characters(blacklist_categories=["Cs", "Cc"]), max_size=20)
VALUES = st.one_of(
    TEXT.map(Literal),
    TEXT.map(lambda text: Literal(text, language="it")),
    st.integers(1000, 2999).map(lambda year: Literal(str(year), XSD.gYear)),
    st.integers(0, 10**6).map(lambda number: Literal(str(number), XSD.integer)),
    st.booleans().map(lambda flag: Literal(str(flag).lower(), XSD.boolean)),
    st.just(Iri(f"{HERE}id/curated/other")),
)
PROPERTIES = st.sampled_from([RDFS.label, ZIS.seatIn, ZIS.validFrom, ZIS.seats, ZIS.city, ZIS.planned, RDFS.comment])


@given(st.lists(st.tuples(st.just(ACME), PROPERTIES, VALUES, st.sampled_from([GRAPH, OTHER])), min_size=1, max_size=12))
def test_any_statements_survive(quads: list[Quad]) -> None:
    assert read(to_jsonld(quads), "json-ld") == read(as_nquads(quads), "nquads")


@pytest.mark.parametrize("path", ["ror/02dq7z403", "curated/zis-pavia-microelettronica", "istat/018", "rule/R04"])
def test_real_entities_survive(path: str, bundled_reader: OxigraphReader) -> None:
    iri = f"{HERE}id/{path}"
    same = [describe_entity(bundled_reader, iri, form, HERE) for form in ("JSON_LD", "N_QUADS")]
    assert same[0]
    assert read(same[0], "json-ld") == read(same[1], "nquads")
