"""Alignments name only terms that really exist in the vocabularies as published, and only terms of ours."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, Graph, URIRef
from rdflib.term import Node

from zisgraph.ontology.files import load_schema, ontology_file
from zisgraph.ontology.prefixes import PREFIXES

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data" / "ontologies"
LINKS = (RDFS.subClassOf, RDFS.subPropertyOf, SKOS.closeMatch, SKOS.broadMatch)


@pytest.fixture(scope="module")
def alignments() -> Graph:
    return Graph().parse(data=ontology_file("alignments.ttl").read_text("utf-8"), format="turtle")


def targets(alignments: Graph) -> set[Node]:
    return {target for link in LINKS for target in alignments.objects(None, link)}


def test_every_aligned_term_of_ours_is_defined(alignments: Graph) -> None:
    schema = load_schema()
    ours = {term for link in LINKS for term in alignments.subjects(link)}
    assert {str(term) for term in ours if (term, RDFS.label, None) not in schema} == set()
    assert all(str(term).startswith(PREFIXES["zis"]) for term in ours)


def test_classes_are_aligned_below_classes_and_properties_below_properties(alignments: Graph) -> None:
    schema = load_schema()
    classes = set(schema.subjects(RDF.type, OWL.Class))
    assert set(alignments.subjects(RDFS.subClassOf)) <= classes
    assert set(alignments.subjects(RDFS.subPropertyOf)) & classes == set()


@pytest.mark.parametrize(
    "family",
    ["COV", "CLV", "RO", "TI", "Learning", "Project", "Indicator", "HER", "s66", "m8g", "vivo", "frapo", "schema"],
)
def test_every_family_of_vocabularies_is_aligned(family: str, alignments: Graph) -> None:
    assert any(
        f"/{family}/" in str(t) or f"/{family}#" in str(t) or f"{family}.org/" in str(t) or f"{family}web" in str(t)
        for t in targets(alignments)
    )


@pytest.mark.shared_data
@pytest.mark.slow
def test_every_target_exists_in_the_published_files(alignments: Graph) -> None:
    if not SHARED.is_dir():
        pytest.skip(f"the published vocabularies are not at {SHARED}")
    published = Graph()
    files = [*SHARED.glob("ontopia/*-AP_IT.ttl"), *SHARED.glob("semic/core-*-ap.ttl"), *SHARED.glob("w3c/*.ttl")]
    for file in [*files, SHARED / "eurio" / "EURIO.ttl", SHARED / "frapo" / "frapo.ttl"]:
        published.parse(file, format="turtle")
    published.parse(SHARED / "vivo" / "vivo.owl", format="xml")
    with gzip.open(SHARED / "schemaorg" / "schemaorg-current-https.ttl.gz") as text:
        published.parse(text, format="turtle")
    declared = {term for term in published.subjects(RDF.type) if isinstance(term, URIRef)}
    assert {str(target) for target in targets(alignments)} - {str(term) for term in declared} == set()
