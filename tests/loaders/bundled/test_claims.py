"""A row's fields are taken out one by one; what nobody takes out is reported."""

from __future__ import annotations

import doctest

import pytest

from zisgraph.loaders.bundled import cells, claims, reading
from zisgraph.loaders.bundled.cells import CITATION, CONFIDENCE, UNVERIFIED_FIELDS, Column
from zisgraph.loaders.bundled.claims import Source
from zisgraph.loaders.bundled.reading import parse_table
from zisgraph.loaders.bundled.tables import Facts, Table
from zisgraph.model.iris import Minter
from zisgraph.model.terms import Confidence, Iri, Literal

ME = Iri("https://example.org/me")
TABLE = Table("things", (Column("a"), Column("b"), CITATION, CONFIDENCE, UNVERIFIED_FIELDS), keys=(("a",),))


@pytest.mark.parametrize("module", [cells, claims, reading])
def test_the_examples_in_the_docstrings_hold(module) -> None:
    assert doctest.testmod(module).failed == 0


def source(row: str) -> Source:
    data = f"a,b,citation,confidence,unverified_fields\n{row}\n".encode()
    return Source("test", Facts({"things": parse_table(data, TABLE)}), Minter())


def test_a_field_that_no_loader_reads_is_reported() -> None:
    one = source("1,2,c,sourced,")
    for row in one.claims(TABLE):
        row.pop("a")
    assert [(issue.file, issue.line, issue.field) for issue in one.leftovers] == [("things.csv", 2, "b")]


def test_a_field_taken_out_twice_is_a_fault_of_the_loader() -> None:
    (row,) = source("1,2,c,sourced,").claims(TABLE)
    row.pop("a")
    with pytest.raises(KeyError):
        row.pop("a")


def test_each_citation_says_it_and_an_unverified_field_is_unverified_in_each() -> None:
    (row,) = source("1,2,c;d,sourced,b").claims(TABLE)
    says = [*row.text(ME, "https://example.org/a", "a"), *row.text(ME, "https://example.org/b", "b")]
    assert [(s.value, s.origin.citation, s.origin.confidence) for s in says] == [
        (Literal("1"), "c", Confidence.SOURCED),
        (Literal("1"), "d", Confidence.SOURCED),
        (Literal("2"), "c", Confidence.UNVERIFIED),
        (Literal("2"), "d", Confidence.UNVERIFIED),
    ]


def test_the_editors_choice_has_the_rows_confidence() -> None:
    (row,) = source("1,2,c;d,unverified,").claims(TABLE)
    (statement,) = row.text(ME, "https://example.org/a", "a", editor=True)
    assert (statement.origin.citation, statement.origin.confidence) == ("editor", Confidence.UNVERIFIED)


def test_an_empty_field_says_nothing() -> None:
    (row,) = source(",,c,sourced,").claims(TABLE)
    assert row.text(ME, "https://example.org/a", "a") == []
    assert row.flag(ME, "https://example.org/b", "b") == []
