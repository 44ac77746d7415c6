"""Every example of the page on the graph model runs on the bundled data and finds something."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from zisgraph.model.ports import CypherEngine
from zisgraph.ontology.files import folder_files
from zisgraph.store.oxigraph import OxigraphReader

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "graph-model.md").read_text(encoding="utf-8")


def examples(language: str) -> list[object]:
    found = re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)
    return [pytest.param(text, id=f"{language}-{number}") for number, text in enumerate(found, 1)]


@pytest.mark.parametrize("query", examples("sparql"))
def test_a_sparql_example_finds_something(query: str, bundled_reader: OxigraphReader) -> None:
    assert bundled_reader.select(query)


@pytest.mark.parametrize("query", examples("cypher"))
def test_a_cypher_example_finds_something(query: str, embedded_engine: CypherEngine) -> None:
    assert embedded_engine.query(query, {}, limit=100, timeout=60).rows


def test_every_rule_is_told() -> None:
    for file in folder_files("rules", ".rq"):
        assert f"`{file.name.removesuffix('.rq')}`" in PAGE
