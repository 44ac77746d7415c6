"""A build as files: the same bytes every time, and tables that a spreadsheet opens without running them."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from real_builds import Workshop

from zisgraph.pipeline.export import FORMATS, export_tables, export_to
from zisgraph.pipeline.report import BuildReport
from zisgraph.pipeline.tables import TABLES, table_csv
from zisgraph.store.oxigraph import OxigraphFiller

BASE = "https://w3id.org/zisgraph/"
ZIS = "https://w3id.org/zisgraph/ontology#"
First = tuple[Workshop, BuildReport]


@pytest.mark.parametrize("form", FORMATS)
def test_every_statement_is_exported(form: str, first: First) -> None:
    output = io.BytesIO()
    count = export_to(first[0].current, form, output, BASE)
    assert count == (first[1].statements if form in {"nq", "trig", "jsonld"} else first[1].triples)
    if form in {"nq", "nt"}:
        assert output.getvalue().count(b"\n") == count


def read(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_tables_hold_the_rows_with_their_sources(first: First, tmp_path: Path) -> None:
    files = export_tables(first[0].current, tmp_path / "tables", BASE)
    tables = {file.stem: read(file) for file in files}
    assert {table.name for table in TABLES} <= tables.keys()
    assert {"gaps", "duplicates"} <= tables.keys()
    bodies = {row["id"]: row for row in tables["bodies"]}
    eucentre = bodies["ror/02dq7z403"]
    assert "Eucentre" in eucentre["name_it"]
    assert eucentre["province"] == "istat/018"
    assert "cordis-" in eucentre["sources"]
    assert "ror-2026-06-14:sourced" in eucentre["sources"]
    assert len(tables["observations"]) == len({row["id"] for row in tables["observations"]}) > 0
    assert all(row["id"] for rows in tables.values() for row in rows if "id" in row)


def test_tables_are_the_same_twice(first: First, tmp_path: Path) -> None:
    one, two = (export_tables(first[0].current, tmp_path / name, BASE) for name in ("one", "two"))
    assert [file.read_bytes() for file in one] == [file.read_bytes() for file in two]


def quads(tmp_path: Path, *lines: str) -> OxigraphFiller:
    file = tmp_path / "lines.nq"
    file.write_text("".join(f"{line} .\n" for line in lines), encoding="utf-8")
    store = OxigraphFiller.in_memory()
    store.add(file)
    return store


@pytest.mark.parametrize("name", ["=HYPERLINK(1)", "+1+2", "-2+3", "@SUM(A1)", '=cmd|" /C calc"!A0'])
def test_a_name_that_a_spreadsheet_would_run_is_text(name: str, tmp_path: Path) -> None:
    graph, body = f"<{BASE}graph/curated/page/sourced>", f"<{BASE}id/curated/evil>"
    label = name.replace('"', '\\"')
    store = quads(
        tmp_path,
        f"{body} <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{ZIS}Body> {graph}",
        f'{body} <http://www.w3.org/2000/01/rdf-schema#label> "{label}"@it {graph}',
    )
    bodies = next(table for table in TABLES if table.name == "bodies")
    (row,) = csv.DictReader(io.StringIO(table_csv(bodies, store.reader(), BASE)))
    assert row["name_it"] == f"'{name}"


def test_several_values_and_what_nobody_checked_are_told(tmp_path: Path) -> None:
    sourced, unverified = (f"<{BASE}graph/curated/page/{one}>" for one in ("sourced", "unverified"))
    body, label = f"<{BASE}id/curated/a>", "<http://www.w3.org/2000/01/rdf-schema#label>"
    store = quads(
        tmp_path,
        f"{body} <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{ZIS}Body> {sourced}",
        f'{body} {label} "A"@it {sourced}',
        f'{body} {label} "Alpha"@it {unverified}',
        f'{body} <{ZIS}city> "Pavia" {unverified}',
        f'{body} <https://schema.org/foundingDate> "-12"^^<http://www.w3.org/2001/XMLSchema#gYear> {sourced}',
    )
    bodies = next(table for table in TABLES if table.name == "bodies")
    (row,) = csv.DictReader(io.StringIO(table_csv(bodies, store.reader(), BASE)))
    assert row["id"] == "curated/a"
    assert row["class"] == "Body"
    assert row["name_it"] == "A; Alpha"
    assert row["city"] == "Pavia"
    assert row["sources"] == "page:sourced; page:unverified"
    assert row["unverified"] == "name_it=Alpha; city"
