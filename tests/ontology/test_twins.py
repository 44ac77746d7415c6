"""Each named question gives the same set of rows on the store, on the embedded Cypher engine and on a real Neo4j."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from decimal import Decimal
from importlib.resources import files
from typing import Any

import pytest
from panel_rows import Panels, differing

from zisgraph.model.ports import CypherEngine
from zisgraph.ontology.queries import ColumnKind, NamedQuery, named_queries
from zisgraph.pipeline.home import Build
from zisgraph.settings import Settings
from zisgraph.store.oxigraph import OxigraphReader
from zisgraph.visualisations.views.query_behind import QueryBehind

Rows = set[tuple[str, ...]]

NAMES = list(named_queries())


def test_there_are_enough_questions() -> None:
    assert len(NAMES) >= 12


@pytest.mark.parametrize("name", NAMES)
def test_a_question_finds_something_in_the_bundled_data(
    name: str, bundled_reader: OxigraphReader, bundled_settings: Settings
) -> None:
    query = named_queries()[name]
    rows = bundled_reader.select(query.sparql(query.examples(), bundled_settings.base_iri))
    assert rows
    assert set().union(*rows) <= {column.name for column in query.columns}


@pytest.mark.parametrize("name", NAMES)
def test_the_embedded_engine_gives_the_same_rows(
    name: str, embedded_engine: CypherEngine, bundled_reader: OxigraphReader, bundled_settings: Settings
) -> None:
    query = named_queries()[name]
    assert cypher_rows(query, embedded_engine, bundled_settings) == sparql_rows(query, bundled_reader, bundled_settings)


def test_no_chain_leads_from_a_body_to_itself(
    embedded_engine: CypherEngine, bundled_reader: OxigraphReader, bundled_settings: Settings
) -> None:
    query = named_queries()["shortest-chain"]
    same = dict.fromkeys(("from", "to"), query.examples()["to"])
    assert list(bundled_reader.select(query.sparql(same, bundled_settings.base_iri))) == []
    assert chains_to_itself(embedded_engine, bundled_settings) == []


def test_the_money_of_a_body_with_two_seats_is_counted_once(
    bundled_reader: OxigraphReader, bundled_settings: Settings
) -> None:
    asked = named_queries()["money-by-province-and-year"].sparql({}, bundled_settings.base_iri)
    placed = {row["pic"] for row in table("eu_organisations") if row["place"]}
    stated = (row for row in table("eu_participations") if row["ec_contribution_eur"] and row["pic"] in placed)
    received = sum(Decimal(row["money"]) for row in bundled_reader.select(asked))
    assert received == sum(Decimal(row["ec_contribution_eur"]) for row in stated)


def test_the_conflicting_figures_are_those_that_the_analyses_find(
    bundled_build: Build, bundled_reader: OxigraphReader, bundled_settings: Settings
) -> None:
    asked = named_queries()["conflicting-figures"].sparql({}, bundled_settings.base_iri)
    answered = {(row["subject"], float(row["value"])) for row in bundled_reader.select(asked)}
    with (bundled_build.findings / "conflicts.csv").open(encoding="utf-8", newline="") as lines:
        found = {
            (row["subject_iri"], float(value.split(" ", 1)[0]))
            for row in csv.DictReader(lines)
            for value in row["values"].split("; ")
        }
    assert answered == found


def test_a_tie_that_is_only_reported_has_no_start(bundled_reader: OxigraphReader, bundled_settings: Settings) -> None:
    query = named_queries()["ties-in-year"]
    rows = list(bundled_reader.select(query.sparql(query.examples(), bundled_settings.base_iri)))
    years = {row["name"].partition(" ")[2]: (row.get("since"), row.get("reported")) for row in rows}
    assert years["GEM - Global Earthquake Model"] == (None, "2008")
    assert ("2003", None) in years.values()


def table(name: str) -> list[dict[str, str]]:
    """The rows of a bundled table."""
    with (files("zisgraph.loaders") / "facts" / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_the_question_behind_each_panel_gives_its_rows_in_both_languages(
    embedded_engine: CypherEngine, bundled_build: Build, bundled_reader: OxigraphReader, bundled_settings: Settings
) -> None:
    panels = Panels.of(bundled_build, bundled_reader, bundled_settings.base_iri)
    assert differing(panels, lambda behind: list(bundled_reader.select(behind.sparql))) == {}
    assert differing(panels, lambda behind: told(embedded_engine, behind)) == {}


@pytest.mark.slow
def test_a_real_neo4j_gives_the_same_rows(
    neo4j_engine: CypherEngine, bundled_build: Build, bundled_reader: OxigraphReader, bundled_settings: Settings
) -> None:
    """One test for all questions: no other test may load that server in between."""
    wrong = {
        name
        for name, query in named_queries().items()
        if cypher_rows(query, neo4j_engine, bundled_settings) != sparql_rows(query, bundled_reader, bundled_settings)
    }
    assert wrong == set()
    panels = Panels.of(bundled_build, bundled_reader, bundled_settings.base_iri)
    assert differing(panels, lambda behind: told(neo4j_engine, behind)) == {}
    assert chains_to_itself(neo4j_engine, bundled_settings) == []


def told(engine: CypherEngine, behind: QueryBehind) -> list[Mapping[str, object]]:
    """The rows of the Cypher behind a panel."""
    answer = engine.query(behind.cypher, {}, limit=10_000, timeout=60)
    return [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]


def chains_to_itself(engine: CypherEngine, settings: Settings) -> list[Any]:
    """What the named question answers when both its blanks name one body."""
    query = named_queries()["shortest-chain"]
    same = dict.fromkeys(("from", "to"), query.examples()["to"])
    text, parameters = query.cypher(same, settings.base_iri)
    return list(engine.query(text, parameters, limit=10, timeout=60).rows)


def sparql_rows(query: NamedQuery, reader: OxigraphReader, settings: Settings) -> Rows:
    """The rows of the SPARQL twin in the order of the declared columns."""
    found = reader.select(query.sparql(query.examples(), settings.base_iri))
    return {tuple(_comparable(column.kind, row.get(column.name)) for column in query.columns) for row in found}


def cypher_rows(query: NamedQuery, engine: CypherEngine, settings: Settings) -> Rows:
    """The rows of the Cypher twin, which has to name exactly the declared columns."""
    text, parameters = query.cypher(query.examples(), settings.base_iri)
    answer = engine.query(text, parameters, limit=10_000, timeout=60)
    assert not answer.truncated
    assert list(answer.columns) == [column.name for column in query.columns]
    kinds = [column.kind for column in query.columns]
    return {tuple(_comparable(kind, cell) for kind, cell in zip(kinds, row, strict=True)) for row in answer.rows}


def _comparable(kind: ColumnKind, cell: Any) -> str:
    """A cell as text; numbers to the cent, since one engine adds decimals and the other floats."""
    if cell is None:
        return ""
    return f"{float(cell):.2f}" if kind in {ColumnKind.NUMBER, ColumnKind.YEAR} else str(cell)
