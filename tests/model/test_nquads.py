"""What is written as N-Quads is read back by a store as the same terms."""

from __future__ import annotations

import doctest

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zisgraph.errors import BuildError
from zisgraph.model import nquads
from zisgraph.model.iris import Minter
from zisgraph.model.terms import Confidence, Iri, Literal, Origin, Statement

XSD = "http://www.w3.org/2001/XMLSchema#"
MINTER = Minter("https://example.org/")
ORIGIN = Origin("curated", "c-1", Confidence.SOURCED)
TEXTS = st.text(st.characters(exclude_categories=("Cs",)))


def read(line: str) -> pyoxigraph.Quad:
    (quad,) = pyoxigraph.parse(line.encode(), format=pyoxigraph.RdfFormat.N_QUADS)
    return quad


def test_the_example_in_the_docstring_holds() -> None:
    assert doctest.testmod(nquads).failed == 0


@given(TEXTS, st.sampled_from(["", "it", "en"]))
def test_any_text_comes_back_as_it_was(text: str, language: str) -> None:
    line = nquads.line("https://e.org/s", "https://e.org/p", Literal(text, language=language), "https://e.org/g")
    assert line.count("\n") == 1
    quad = read(line)
    assert quad.object.value == text
    assert (quad.object.language or "") == language


def test_a_statement_stands_in_the_graph_of_its_origin() -> None:
    statement = Statement(Iri("https://e.org/s"), Iri("https://e.org/p"), Literal("1.5", XSD + "decimal"), ORIGIN)
    (line,) = nquads.of_statements([statement], MINTER)
    quad = read(line)
    assert quad.graph_name.value == "https://example.org/graph/curated/c-1/sourced"
    assert quad.object == pyoxigraph.Literal("1.5", datatype=pyoxigraph.NamedNode(XSD + "decimal"))
    assert line == nquads.line("https://e.org/s", "https://e.org/p", statement.value, MINTER.graph(ORIGIN))


def test_triples_stand_in_the_graph_given() -> None:
    triple = (Iri("https://e.org/s"), Iri("https://e.org/p"), Iri("https://e.org/o"))
    assert list(nquads.of_triples([triple], "https://e.org/g")) == [
        "<https://e.org/s> <https://e.org/p> <https://e.org/o> <https://e.org/g> .\n"
    ]


@pytest.mark.parametrize(
    "bad", ["https://e.org/a b", "https://e.org/<a>", 'https://e.org/"', "https://e.org/\n", "a\\b"]
)
def test_what_is_no_iri_is_refused_before_a_store_sees_it(bad: str) -> None:
    with pytest.raises(BuildError, match="%XX"):
        nquads.term(Iri(bad))
