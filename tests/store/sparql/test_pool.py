"""Workers answer within their bounds, die when they pass them, and are replaced."""

from __future__ import annotations

import json
import os
import signal
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from xml.etree import ElementTree as ET

import psutil
import pyoxigraph as ox
import pytest
from small_builds import EX, gone, quad, store_of

from zisgraph.errors import EngineUnavailable, QueryError, QuerySyntaxError, QueryTimeout, QueryTooLarge
from zisgraph.settings import Settings
from zisgraph.store.sparql import formats
from zisgraph.store.sparql.pool import Busy, Dataset, SparqlPool, open_pool
from zisgraph.store.sparql.process import Cancellation, Cancelled, Unwritable

COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
ENDLESS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(STRLEN(CONCAT(STR(?c), STR(?f), STR(?i))) < 9) }"


def value(pool: SparqlPool, query: str, dataset: Dataset | None = None) -> str:
    """The one value of the one row."""
    answer = json.loads(b"".join(pool.run(query, dataset=dataset).chunks))
    [row] = answer["results"]["bindings"]
    [cell] = row.values()
    return str(cell["value"])


def test_a_query_is_answered_with_its_size_and_its_type(pool: SparqlPool) -> None:
    answer = pool.run(COUNT)
    content = b"".join(answer.chunks)
    assert (answer.media_type, answer.size, answer.truncated) == ("application/sparql-results+json", len(content), "")
    assert json.loads(content)["results"]["bindings"][0]["n"]["value"] == "20000"


def test_the_prefixes_of_the_project_are_known_and_can_be_declared_anew(pool: SparqlPool) -> None:
    assert value(pool, "SELECT (STR(zis:Body) AS ?iri) {}") == "https://w3id.org/zisgraph/ontology#Body"
    assert value(pool, "PREFIX zis: <u:> SELECT (STR(zis:Body) AS ?iri) {}") == "u:Body"


def test_the_default_graph_is_the_union_or_empty_as_set(web: Path, pool: SparqlPool) -> None:
    assert value(pool, COUNT) == "20000"
    with open_pool(web, Settings(union_default_graph=False, workers=1)) as strict:
        assert value(strict, COUNT) == "0"
        assert int(value(strict, COUNT.replace("WHERE", f"FROM <{EX}g1> WHERE"))) > 0
        assert value(strict, "SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }") == "20000"


def test_a_dataset_given_beside_the_query_takes_the_place_of_from(pool: SparqlPool) -> None:
    one = int(value(pool, COUNT, Dataset([f"{EX}g1"])))
    two = int(value(pool, COUNT, Dataset([f"{EX}g1", f"{EX}g2"])))
    from_other = COUNT.replace("WHERE", f"FROM <{EX}g3> WHERE")
    assert 0 < one < two < 20000
    assert int(value(pool, from_other, Dataset([f"{EX}g1"]))) == one
    named = "SELECT (COUNT(DISTINCT ?g) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }"
    assert value(pool, named, Dataset([f"{EX}g1"])) == "0"
    assert value(pool, named, Dataset([], [f"{EX}g1", f"{EX}g5"])) == "2"
    assert value(pool, COUNT, Dataset([], [f"{EX}g1"])) == "0"


def test_several_default_graphs_are_merged_so_that_no_triple_counts_twice(tmp_path: Path) -> None:
    same = [quad("s", "p", '"one"', graph) for graph in ("g1", "g2", "g3")]
    store = store_of(tmp_path / "store", [*same, quad("s", "p", '"two"', "g2")])
    both = COUNT.replace("WHERE", f"FROM <{EX}g1> FROM <{EX}g2> FROM NAMED <{EX}g3> WHERE")
    with open_pool(store, Settings(workers=1)) as single:
        assert value(single, both) == "2"
        assert value(single, COUNT, Dataset([f"{EX}g1", f"{EX}g3"])) == "1"
        assert value(single, COUNT, Dataset([f"{EX}g1", f"{EX}g2"])) == "2"
        named = both.replace("{ ?s ?p ?o }", "{ GRAPH ?g { ?s ?p ?o } }")
        assert value(single, named) == "1"
        assert value(single, f"PREFIX ex: <{EX}> " + COUNT.replace("WHERE", "FROM ex:g1 FROM ex:none WHERE")) == "1"


@pytest.mark.parametrize("iri", ["not an iri", "", "relative", "http://x/ y"])
def test_a_graph_name_that_is_no_iri_is_an_error_of_the_client(pool: SparqlPool, iri: str) -> None:
    with pytest.raises(QueryError) as caught:
        pool.run(COUNT, dataset=Dataset([iri]))
    assert caught.value.status == 400


def test_a_syntax_error_has_line_and_column(pool: SparqlPool) -> None:
    with pytest.raises(QuerySyntaxError, match=r"line 2, column 3: the prefix foo: is not declared") as caught:
        pool.run("SELECT * WHERE {\n  foo:bar ?p ?o }")
    assert (caught.value.line, caught.value.column) == (2, 3)
    assert value(pool, COUNT) == "20000"


def test_xml_refuses_what_it_cannot_carry(pool: SparqlPool) -> None:
    with pytest.raises(Unwritable, match="control characters"):
        pool.run('SELECT ("a\\u0001b" AS ?x) {}', bindings=formats.XML)
    with pytest.raises(Unwritable, match="does not end in a name"):
        pool.run("CONSTRUCT { ?s <http://x/1> ?o } WHERE { ?s ?p ?o }", graph=formats.RDF_XML)
    with pytest.raises(Unwritable, match="control characters"):
        pool.run('CONSTRUCT { ?s rdfs:label "\\u0001" } WHERE { ?s ?p ?o }', graph=formats.RDF_XML)


def test_line_ends_survive_xml(pool: SparqlPool) -> None:
    query = r'SELECT ("a\r\nb\rc" AS ?x) {}'
    content = b"".join(pool.run(query, bindings=formats.XML).chunks)
    assert ET.fromstring(content).findtext(".//{*}literal") == "a\r\nb\rc"
    graph = query.replace("SELECT", "CONSTRUCT { <u:s> rdfs:label ?x } { SELECT") + "}"
    content = b"".join(pool.run(graph, graph=formats.RDF_XML).chunks)
    assert ET.fromstring(content).findtext(".//{*}label") == "a\r\nb\rc"


def test_a_query_past_its_deadline_is_ended_and_its_worker_replaced(hasty_pool: SparqlPool) -> None:
    before = hasty_pool.processes()
    begun = time.monotonic()
    with pytest.raises(QueryTimeout, match="ended after 2 seconds"):
        hasty_pool.run(ENDLESS)
    assert 2.0 <= time.monotonic() - begun < 3.0
    assert value(hasty_pool, COUNT) == "20000"
    assert gone(set(before) - set(hasty_pool.processes()), within=5)
    until = time.monotonic() + 10
    while len(hasty_pool.processes()) < 2 and time.monotonic() < until:
        time.sleep(0.02)
    assert len(hasty_pool.processes()) == 2


def test_a_query_past_its_memory_is_ended(web: Path) -> None:
    doubling = " ".join(f"BIND(CONCAT({', '.join([f'?s{step}'] * 20)}) AS ?s{step + 1})" for step in range(6))
    bomb = f'SELECT (STRLEN(?s6) AS ?n) {{ BIND("{"x" * 1000}" AS ?s0) {doubling} }}'
    with open_pool(web, Settings(workers=1, query_memory=512, query_timeout=60)) as single:
        with pytest.raises(QueryTooLarge, match="memory"):
            single.run(bomb)
        assert value(single, COUNT) == "20000"


def test_the_memory_of_whoever_starts_a_worker_does_not_count(web: Path) -> None:
    hoard = b"x" * (700 << 20)
    walks = (
        "SELECT (COUNT(*) AS ?n) { ?a ?p ?b . ?b ?q ?c . ?c ?r ?d . ?d ?s ?e . ?e ?t ?f }"  # some tenths of a second
    )
    with open_pool(web, Settings(workers=1, query_memory=512)) as single:
        assert value(single, walks) == str(5_000 * 3**4 * 4)
    assert len(hoard) > 512 << 20


def test_a_query_too_deep_for_its_stack_is_ended(pool: SparqlPool) -> None:
    with pytest.raises(QueryTooLarge, match="too deeply"):
        pool.run(f"SELECT (1{'+1' * 90_000} AS ?x) {{}}")
    assert value(pool, COUNT) == "20000"


def test_a_cancelled_query_frees_its_worker_at_once(pool: SparqlPool) -> None:
    cancellation = Cancellation()
    threading.Timer(0.3, cancellation.cancel).start()
    begun = time.monotonic()
    with pytest.raises(Cancelled):
        pool.run(ENDLESS, cancellation=cancellation)
    assert time.monotonic() - begun < 1.0
    assert value(pool, COUNT) == "20000"


def test_a_query_called_off_before_it_began_does_not_run(pool: SparqlPool) -> None:
    cancellation = Cancellation()
    cancellation.cancel()
    with pytest.raises(Cancelled):
        pool.run(ENDLESS, cancellation=cancellation)


def test_who_waits_too_long_is_sent_away_and_told_when_to_come_back(web: Path) -> None:
    with (
        open_pool(web, Settings(workers=1, query_timeout=1.5, query_wait=0.3)) as small,
        ThreadPoolExecutor(1) as other,
    ):
        slow = other.submit(small.run, ENDLESS)
        time.sleep(0.2)
        with pytest.raises(Busy, match=r"busy for 0\.3 seconds") as caught:
            small.run(COUNT)
        assert (caught.value.status, caught.value.retry_after) == (503, 5)
        assert isinstance(slow.exception(), QueryTimeout)


def test_a_worker_killed_while_idle_is_replaced_without_an_error(pool: SparqlPool) -> None:
    for number in pool.processes():
        os.kill(number, signal.SIGKILL)
    assert gone(pool.processes(), within=5)
    assert value(pool, COUNT) == "20000"


def test_a_worker_killed_while_busy_is_an_error_that_says_so(web: Path) -> None:
    with open_pool(web, Settings(workers=1)) as single:
        [number] = single.processes()
        threading.Timer(0.3, os.kill, (number, signal.SIGKILL)).start()
        with pytest.raises(EngineUnavailable, match="ended from outside"):
            single.run(ENDLESS)
        assert value(single, COUNT) == "20000"


def test_many_threads_get_their_own_answers(pool: SparqlPool) -> None:
    with ThreadPoolExecutor(8) as clients:
        answers = clients.map(lambda n: value(pool, f"SELECT ({n} + ?n AS ?m) {{ {{ {COUNT} }} }}"), range(40))
        assert list(answers) == [str(20000 + n) for n in range(40)]


def test_nothing_is_left_after_closing(web: Path) -> None:
    with open_pool(web, Settings(workers=3)) as opened:
        numbers = opened.processes()
        assert len(numbers) == 3
    assert gone(numbers, within=5)
    with pytest.raises(EngineUnavailable, match="stopping"):
        opened.run(COUNT)


def test_a_store_that_is_not_there_is_said_at_once(tmp_path: Path) -> None:
    with pytest.raises(EngineUnavailable, match="could not open"), open_pool(tmp_path / "none", Settings()):
        pass


def test_a_worker_has_no_file_no_socket_and_no_secret(pool: SparqlPool, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in pool.processes():
        worker = psutil.Process(number)
        assert "ZISGRAPH_HOME" in os.environ
        assert not [name for name in worker.environ() if name.startswith("ZISGRAPH_")]
        if hasattr(worker, "rlimit"):
            assert worker.rlimit(psutil.RLIMIT_NOFILE) == (0, 0)
            assert worker.rlimit(psutil.RLIMIT_CORE) == (0, 0)
            assert worker.rlimit(psutil.RLIMIT_FSIZE) == (0, 0)
            assert 0 < worker.rlimit(psutil.RLIMIT_AS)[1] < 4 << 30


def test_the_second_wall_stands_when_the_first_is_passed(pool: SparqlPool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Were a SERVICE to slip past the tokens, the worker still could not open a socket."""
    monkeypatch.setattr("zisgraph.store.sparql.guard._refuse_word", lambda word: None)
    with pytest.raises(QueryError, match=r"refused the query: .*(files|descriptor|os error 24)"):
        pool.run("SELECT * WHERE { SERVICE <http://127.0.0.1:8765/> { ?s ?p ?o } }")


@pytest.mark.parametrize("graph", formats.GRAPHS, ids=lambda form: form.short)
def test_a_graph_is_capped_at_triples_and_still_parses(web: Path, graph: formats.ResultFormat) -> None:
    with open_pool(web, Settings(workers=1, query_rows=500)) as small:
        answer = small.run("CONSTRUCT WHERE { ?s ?p ?o }", graph=graph)
        content = b"".join(answer.chunks)
    assert answer.truncated == "rows"
    assert len(list(ox.parse(content, getattr(ox.RdfFormat, graph.name)))) == 500
    with open_pool(web, Settings(workers=1, query_bytes=30_000)) as small:
        answer = small.run("CONSTRUCT WHERE { ?s ?p ?o }", graph=graph)
        content = b"".join(answer.chunks)
    assert answer.truncated == "bytes"
    assert len(content) < 60_000
    assert len(list(ox.parse(content, getattr(ox.RdfFormat, graph.name)))) > 50


def test_an_answer_longer_than_the_memory_buffer_comes_whole(web: Path) -> None:
    with open_pool(web, Settings(workers=1, query_rows=100_000)) as wide:
        answer = wide.run("SELECT * { ?s ?p ?o . ?s ?q ?r }", bindings=formats.TSV)
        content = b"".join(answer.chunks)
    assert answer.size == len(content) > 5_000_000
    assert content.count(b"\n") == 1 + 80_000
