"""The store of record: one union without repeats, read-only readers, plain values."""

from __future__ import annotations

from pathlib import Path

import pytest

from zisgraph.errors import BuildError, NoBuildError, QuerySyntaxError
from zisgraph.store.oxigraph import OxigraphFiller, open_reader

LINES = """\
<http://x/a> <http://x/p> <http://x/b> <http://x/g1> .
<http://x/a> <http://x/p> <http://x/b> <http://x/g2> .
<http://x/a> <http://x/name> "la \\"sede\\" <http://x/g1>"@it <http://x/g2> .
<http://x/b> <http://x/since> "2016"^^<http://www.w3.org/2001/XMLSchema#gYear> <http://x/g1> .
"""


@pytest.fixture
def quads(tmp_path: Path) -> Path:
    file = tmp_path / "facts.nq"
    file.write_text(LINES, encoding="utf-8")
    return file


@pytest.fixture
def store(tmp_path: Path, quads: Path) -> Path:
    filler = OxigraphFiller.on_disk(tmp_path / "store")
    filler.add(quads)
    filler.close()
    return tmp_path / "store"


def test_a_fact_of_two_graphs_is_one_row_of_the_union_and_two_of_the_graphs(store: Path) -> None:
    reader = open_reader(store, {"x": "http://x/"})
    assert reader.select("SELECT ?o { x:a x:p ?o }") == [{"o": "http://x/b"}]
    assert reader.select("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }") == [{"n": "3"}]
    assert reader.select("SELECT ?g { GRAPH ?g { x:a x:p ?o } } ORDER BY ?g") == [
        {"g": "http://x/g1"},
        {"g": "http://x/g2"},
    ]
    assert reader.count() == 4
    assert reader.graphs() == ["http://x/g1", "http://x/g2"]


def test_values_come_bare_and_unbound_ones_are_absent(store: Path) -> None:
    rows = open_reader(store).select("SELECT * { <http://x/a> <http://x/name> ?v OPTIONAL { ?v <http://x/p> ?none } }")
    assert rows == [{"v": 'la "sede" <http://x/g1>'}]


def test_terms_keep_their_notation(store: Path) -> None:
    rows = open_reader(store).terms("SELECT ?s ?o { ?s <http://x/since> ?o }")
    assert list(rows) == [("<http://x/b>", '"2016"^^<http://www.w3.org/2001/XMLSchema#gYear>')]


def test_memory_and_disk_answer_alike(store: Path, quads: Path) -> None:
    memory = OxigraphFiller.in_memory()
    memory.add(quads)
    query = "SELECT * { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g ?s ?p ?o"
    assert memory.reader().select(query) == open_reader(store).select(query)


def test_filling_leaves_no_file_behind(store: Path) -> None:
    assert sorted(path.name for path in store.parent.iterdir()) == ["facts.nq", "store"]


def test_adding_twice_changes_nothing(tmp_path: Path, quads: Path) -> None:
    filler = OxigraphFiller.on_disk(tmp_path / "twice")
    filler.add(quads)
    filler.add(quads)
    assert filler.reader().count() == 4
    assert filler.reader().select("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }") == [{"n": "3"}]


def test_two_readers_read_at_once(store: Path) -> None:
    first, second = open_reader(store), open_reader(store)
    assert first.count() == second.count() == 4


def test_only_select_gives_rows(store: Path) -> None:
    with pytest.raises(QuerySyntaxError, match="Only SELECT"):
        open_reader(store).select("ASK { ?s ?p ?o }")
    assert open_reader(store).ask("ASK { ?s ?p ?o }")


def test_a_query_that_cannot_be_parsed_says_where(store: Path) -> None:
    with pytest.raises(QuerySyntaxError, match="1:"):
        open_reader(store).select("SELEC ?s { ?s ?p ?o }")


def test_a_missing_store_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(NoBuildError, match="zisgraph build"):
        open_reader(tmp_path / "none")


def test_a_damaged_store_says_what_to_do(store: Path) -> None:
    (store / "CURRENT").unlink()
    with pytest.raises(BuildError, match="cannot be read"):
        open_reader(store)
