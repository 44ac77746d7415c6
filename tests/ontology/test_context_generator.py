"""The JSON-LD context is that of the schema, and gives every term of ours a name."""

from __future__ import annotations

import json

import pytest
from rdflib import OWL, RDF, Graph

from zisgraph.ontology.context_generator import compact_iri, render_context
from zisgraph.ontology.files import load_schema, ontology_file
from zisgraph.ontology.prefixes import PREFIXES


@pytest.fixture(scope="module")
def schema() -> Graph:
    return load_schema()


def test_the_file_is_the_generated_one(schema: Graph) -> None:
    assert ontology_file("context.jsonld").read_text("utf-8") == render_context(schema), (
        "Run: python -m zisgraph.ontology.context_generator"
    )


def test_every_own_term_has_its_name_in_the_context(schema: Graph) -> None:
    context = json.loads(ontology_file("context.jsonld").read_text("utf-8"))["@context"]
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)
    terms = {str(term) for kind in kinds for term in schema.subjects(RDF.type, kind)}
    for term in terms:
        if term.startswith(PREFIXES["zis"]):
            definition = context[term.removeprefix(PREFIXES["zis"])]
            assert (definition["@id"] if isinstance(definition, dict) else definition) == compact_iri(term)


def test_links_are_read_as_links_and_years_as_years() -> None:
    context = json.loads(ontology_file("context.jsonld").read_text("utf-8"))["@context"]
    assert context["seatIn"] == {"@id": "zis:seatIn", "@type": "@id"}
    assert context["validFrom"] == {"@id": "zis:validFrom", "@type": "xsd:gYear"}
    assert context["sentence"] == "zis:sentence"
