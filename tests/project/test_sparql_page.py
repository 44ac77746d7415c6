"""Every example of docs/sparql.md answers on the bundled graph."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from zisgraph.pipeline.home import Build
from zisgraph.settings import Settings
from zisgraph.store.sparql import formats
from zisgraph.store.sparql.guard import MAX_CHARACTERS, MAX_DEPTH
from zisgraph.store.sparql.pool import SparqlPool, open_pool

PAGE = Path(__file__).resolve().parents[2] / "docs" / "sparql.md"


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)


@pytest.fixture(scope="module")
def pool(bundled_build: Build) -> Iterator[SparqlPool]:
    with open_pool(bundled_build.store, Settings(workers=1)) as opened:
        yield opened


def test_there_are_examples() -> None:
    assert len(blocks("sparql")) >= 6
    assert len(blocks("python")) == 1


@pytest.mark.parametrize("number", range(len(blocks("sparql"))))
def test_an_example_in_sparql_answers_whole(pool: SparqlPool, number: int) -> None:
    answer = pool.run(blocks("sparql")[number], bindings=formats.TSV, graph=formats.N_TRIPLES)
    assert b"".join(answer.chunks).count(b"\n") > 2
    assert not answer.truncated


def test_the_example_in_python_runs_as_it_stands(live_url: str) -> None:
    [code] = blocks("python")
    names: dict[str, list[str]] = {}
    exec(code.replace("http://127.0.0.1:8000", live_url), names)  # noqa: S102  (the page's own code)
    assert len(names["names"]) > 2


def test_the_examples_in_the_shell_answer(live_url: str) -> None:
    query = re.search(r"curl -G .*?'query=(.*)'", PAGE.read_text(encoding="utf-8"))
    assert query is not None
    assert httpx.get(f"{live_url}/sparql", params={"query": query[1]}, timeout=60).json()["results"]["bindings"]
    assert f"'{query[1]}'" in PAGE.read_text(encoding="utf-8").split("zisgraph query sparql ")[1]


def test_the_page_names_every_format_and_the_true_limits() -> None:
    text = PAGE.read_text(encoding="utf-8")
    for form in (*formats.BINDINGS, *formats.GRAPHS):
        assert f"| `{form.media_type}`" in text
        assert f"| `{form.short}` |" in text
    assert f"{MAX_CHARACTERS:,} characters, {MAX_DEPTH}" in text
