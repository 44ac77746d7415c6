"""A cut answer still parses, holds exactly the rows it should, and says that it was cut."""

from __future__ import annotations

import csv
import io
import json
from contextlib import suppress
from pathlib import Path
from typing import IO, cast
from xml.etree import ElementTree as ET

import pyoxigraph as ox
import pytest

from zisgraph.store.sparql.formats import CUTS, CappedRows, Full

SPARQL = "{http://www.w3.org/2005/sparql-results#}"
QUERY = "SELECT ?s ?o WHERE { ?s ?p ?o } ORDER BY ?s"
FORMS = list(CUTS)


def rows_of(form: str, content: bytes) -> list[list[str]]:
    """What a strict parser reads."""
    if form == "JSON":
        answer = json.loads(content)
        return [
            [row[name]["value"] for name in answer["head"]["vars"] if name in row]
            for row in answer["results"]["bindings"]
        ]
    if form == "XML":
        results = ET.fromstring(content).findall(f"{SPARQL}results/{SPARQL}result")
        return [[(b[0].text or "") for b in result] for result in results]
    text = content.decode()
    assert text.endswith("\n")
    if form == "CSV":
        return [row for row in list(csv.reader(io.StringIO(text, newline="")))[1:] if row]
    return [line.split("\t") for line in text.split("\n")[1:-1]]


def capped(store: ox.Store, form: str, rows: int, size: int, query: str = QUERY) -> tuple[str, bytes]:
    output = CappedRows(CUTS[form], rows, size)
    solutions = store.query(query)
    assert isinstance(solutions, ox.QuerySolutions)
    with suppress(Full):
        solutions.serialize(cast("IO[bytes]", output), getattr(ox.QueryResultsFormat, form))
    return output.finish(), bytes(output.buffer)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("rows", [1, 2, 49])
def test_rows_are_cut_exactly_even_when_values_look_like_row_ends(hostile: Path, form: str, rows: int) -> None:
    store = ox.Store.read_only(str(hostile))
    _, whole = capped(store, form, 50, 10_000_000)
    truncated, content = capped(store, form, rows, 10_000_000)
    assert truncated == "rows"
    assert rows_of(form, content) == rows_of(form, whole)[:rows]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("rows", [50, 51, 10_000])
def test_an_answer_that_fits_is_not_touched(hostile: Path, form: str, rows: int) -> None:
    store = ox.Store.read_only(str(hostile))
    answer = store.query(QUERY)
    assert isinstance(answer, ox.QuerySolutions)
    assert capped(store, form, rows, 10_000_000) == ("", answer.serialize(None, getattr(ox.QueryResultsFormat, form)))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("size", [400, 1_000, 2_003])
def test_bytes_are_capped_at_whole_rows(hostile: Path, form: str, size: int) -> None:
    store = ox.Store.read_only(str(hostile))
    _, whole = capped(store, form, 50, 10_000_000)
    truncated, content = capped(store, form, 50, size)
    assert truncated == "bytes"
    assert 0 < len(content) <= size
    found = rows_of(form, content)
    assert found
    assert found == rows_of(form, whole)[: len(found)]


@pytest.mark.parametrize("form", FORMS)
def test_an_answer_of_which_no_row_fits_comes_back_empty(hostile: Path, form: str) -> None:
    assert capped(ox.Store.read_only(str(hostile)), form, 50, 60) == ("bytes", b"")


@pytest.mark.parametrize("form", ["JSON", "XML", "TSV"])
@pytest.mark.parametrize("rows", [1, 3, 4])
def test_rows_without_values_count_as_rows(form: str, rows: int) -> None:
    query = "SELECT ?x { VALUES ?y {'{},{}' '},{' 3 4} OPTIONAL { ?x <u:none> ?y } }"
    truncated, content = capped(ox.Store(), form, rows, 10_000, query)
    assert len(rows_of(form, content)) == rows
    assert truncated == ("rows" if rows < 4 else "")


def test_rows_without_values_among_rows_with_hostile_ones() -> None:
    values = " ".join(f'("{text}" UNDEF) (UNDEF UNDEF)' for text in ["},{}", "{}", '},{\\"x', '\\\\\\"', "{},{},"])
    query = f"SELECT ?x ?y {{ VALUES (?x ?y) {{ {values} }} }}"
    for rows in range(1, 10):
        truncated, content = capped(ox.Store(), "JSON", rows, 10_000, query)
        assert (truncated, len(json.loads(content)["results"]["bindings"])) == ("rows", rows)
    assert capped(ox.Store(), "JSON", 10, 10_000, query)[0] == ""


@pytest.mark.parametrize(("form", "mark"), [("JSON", b'"truncated":true'), ("XML", b"<!-- truncated -->")])
def test_a_cut_answer_carries_a_mark_where_the_format_has_a_place(hostile: Path, form: str, mark: bytes) -> None:
    store = ox.Store.read_only(str(hostile))
    assert mark in capped(store, form, 5, 10_000_000)[1][-50:]
    assert mark not in capped(store, form, 50, 10_000_000)[1][-50:]


@pytest.mark.parametrize("form", FORMS)
def test_the_engine_is_stopped_soon_after_the_cap(form: str, hostile: Path) -> None:
    store = ox.Store.read_only(str(hostile))
    output = CappedRows(CUTS[form], 1_000, 10_000_000)
    cross = store.query("SELECT ?s ?o { ?s ?p ?x . ?y ?q ?o . ?z ?r ?w }")
    assert isinstance(cross, ox.QuerySolutions)
    with pytest.raises(Full):
        cross.serialize(cast("IO[bytes]", output), getattr(ox.QueryResultsFormat, form))
    assert len(output.buffer) < 3_000_000, "125,000 rows were asked for, and 1,000 allowed"
