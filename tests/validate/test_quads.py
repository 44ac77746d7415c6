"""The quick reader of N-Quads reads what our writer writes, as rdflib's own reader does."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import XSD, Literal, URIRef

from zisgraph.errors import BuildError
from zisgraph.model.iris import Minter
from zisgraph.model.nquads import of_statements
from zisgraph.model.terms import Confidence, Iri, Origin, Statement
from zisgraph.model.terms import Literal as Text
from zisgraph.validate.quads import Quad, parse_quads, read_quads

ORIGIN = Origin("curated", "a-page", Confidence.SOURCED)
GRAPH = URIRef("https://w3id.org/zisgraph/graph/curated/a-page/sourced")
SUBJECT, PROPERTY = Iri("https://w3id.org/zisgraph/id/curated/acme"), Iri("http://www.w3.org/2000/01/rdf-schema#label")


def written(value: Iri | Text) -> list[str]:
    return list(of_statements([Statement(SUBJECT, PROPERTY, value, ORIGIN)], Minter()))


@given(st.text(st.characters(blacklist_categories=["Cs"])), st.sampled_from(["", "it", "en"]))
def test_any_text_comes_back(text: str, language: str) -> None:
    (quad,) = parse_quads(written(Text(text, language=language)))
    assert quad == Quad(URIRef(SUBJECT.value), URIRef(PROPERTY.value), Literal(text, lang=language or None), GRAPH)


@pytest.mark.parametrize(
    ("value", "read"),
    [
        (Text("1998", str(XSD.gYear)), Literal("1998", datatype=XSD.gYear)),
        (Text("0.5", str(XSD.decimal)), Literal("0.5", datatype=XSD.decimal)),
        (Text("true", str(XSD.boolean)), Literal(True)),
        (Iri("https://acme.example/"), URIRef("https://acme.example/")),
    ],
)
def test_typed_values_and_addresses_come_back(value: Iri | Text, read: Literal | URIRef) -> None:
    (quad,) = parse_quads(written(value))
    assert quad.value == read


def test_a_value_that_is_none_of_its_type_becomes_a_text() -> None:
    """It cannot be compared with another; as a text it breaks the shape that asks for the type."""
    (quad,) = parse_quads(written(Text("soon", str(XSD.gYear))))
    assert quad.value == Literal("soon")


def test_years_are_in_order() -> None:
    early, late = (next(parse_quads(written(Text(year, str(XSD.gYear))))).value for year in ("1998", "2019"))
    assert early < late
    assert not late <= early


def test_empty_lines_and_comments_are_passed_over() -> None:
    assert list(parse_quads(["\n", "# a comment\n", *written(Text("a"))]))


@pytest.mark.parametrize(
    "line",
    [
        '<x:s> <x:p> "a" .\n',
        '_:b <x:p> "a" <x:g> .\n',
        '<x:s> <x:p> "a" <x:g>\n',
        "SELECT\n",
        '<x:s> <x:p> "a <x:g> .\n',
    ],
)
def test_anything_else_is_refused_with_its_line(line: str, tmp_path: Path) -> None:
    file = tmp_path / "statements.nq"
    file.write_text("".join(written(Text("a"))) + line, encoding="utf-8")
    with pytest.raises(
        BuildError, match=r"statements\.nq, line 2: received .*; allowed: one statement in a named graph"
    ):
        list(read_quads(file))
