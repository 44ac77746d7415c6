"""The reference of terms is the generated one, and leaves none out."""

from __future__ import annotations

from zisgraph.ontology.files import load_schema
from zisgraph.ontology.reference_generator import reference_path, render_reference
from zisgraph.ontology.vocabulary_generator import own_terms, read_ontology


def test_the_page_is_the_generated_one() -> None:
    assert reference_path().read_text("utf-8") == render_reference(load_schema()), (
        "Run: python -m zisgraph.ontology.reference_generator"
    )


def test_every_own_term_is_on_the_page() -> None:
    page = reference_path().read_text("utf-8")
    assert [term for term in own_terms(read_ontology()) if f"`{term}`" not in page] == []
