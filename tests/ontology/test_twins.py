"""Each named question gives the same set of rows on the store, on the embedded Cypher engine and on a real Neo4j."""

from __future__ import annotations

from typing import Any

import pytest

from zisgraph.model.ports import CypherEngine
from zisgraph.ontology.queries import ColumnKind, NamedQuery, named_queries
from zisgraph.settings import Settings
from zisgraph.store.oxigraph import OxigraphReader
from zisgraph.visualisations.views.links import Links
from zisgraph.visualisations.views.query_behind import (
    alike_query,
    cells_query,
    map_query,
    matrix_query,
    missing_query,
)

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


EUCENTRE = "id/ror/02dq7z403"
BEHIND_PANELS = {
    "who is alike": lambda links: alike_query(links.base + EUCENTRE, links),
    "who is missing": lambda links: missing_query(links.base + EUCENTRE, links),
    "the matrix of ties": cells_query,
    "the map": map_query,
    "the matrix": matrix_query,
}


@pytest.mark.parametrize("panel", BEHIND_PANELS)
def test_the_question_behind_a_panel_gives_the_same_rows_in_both_languages(
    panel: str, embedded_engine: CypherEngine, bundled_reader: OxigraphReader, bundled_settings: Settings
) -> None:
    behind = BEHIND_PANELS[panel](Links("it", bundled_settings.base_iri))
    answer = embedded_engine.query(behind.cypher, {}, limit=10_000, timeout=60)
    numbers = [place for place, cell in enumerate(answer.rows[0]) if isinstance(cell, int | float)]
    found = bundled_reader.select(behind.sparql)
    names = [answer.columns[place] for place in numbers]
    assert names, "it counts nothing"
    assert sorted([round(float(row[place]), 9) for place in numbers] for row in answer.rows) == sorted(
        [round(float(row[name]), 9) for name in names] for row in found
    )


@pytest.mark.slow
def test_a_real_neo4j_gives_the_same_rows(
    neo4j_engine: CypherEngine, bundled_reader: OxigraphReader, bundled_settings: Settings
) -> None:
    """One test for all questions: no other test may load that server in between."""
    differing = {
        name
        for name, query in named_queries().items()
        if cypher_rows(query, neo4j_engine, bundled_settings) != sparql_rows(query, bundled_reader, bundled_settings)
    }
    assert differing == set()
    assert chains_to_itself(neo4j_engine, bundled_settings) == []


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
