"""Queries made to hurt: each ends in time with a status that says so, and the server goes on answering."""

# ruff: noqa: S608  (SPARQL, not SQL)

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import httpx
import psutil
import pytest
from served import Server, running
from small_builds import EX, publish, web_of

DEADLINE, MEMORY = 3.0, 512
COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
TIE = f"<{EX}tie>"


def _concat(times: int, steps: int) -> str:
    return " ".join(f"BIND(CONCAT({', '.join([f'?s{n}'] * times)}) AS ?s{n + 1})" for n in range(steps))


BOMBS = {
    "cross join": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(STRLEN(CONCAT(STR(?c),STR(?f),STR(?i)))<3) }",
    "order by on a cross join": "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f ?i",
    "count distinct on a cross join": "SELECT (COUNT(DISTINCT ?x) AS ?n) { ?a ?b ?c . ?d ?e ?f . BIND(CONCAT(STR(?a), STR(?f)) AS ?x) }",
    "group by on a cross join": "SELECT ?a ?d (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } GROUP BY ?a ?d",
    "unbounded path between all pairs": f"SELECT (COUNT(*) AS ?n) {{ ?a ({TIE}|^{TIE})+ ?b . ?b ({TIE}|^{TIE})* ?c }}",
    "negated path": "SELECT (COUNT(*) AS ?n) { ?a (!<u:x>)* ?b . ?b (!<u:y>|!^<u:z>)* ?c }",
    "text that doubles": f'SELECT (STRLEN(?s8) AS ?n) {{ BIND("{"x" * 1000}" AS ?s0) {_concat(20, 8)} }}',
    "group_concat of everything": "SELECT (GROUP_CONCAT(CONCAT(STR(?a), STR(?d), STR(?g))) AS ?t) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "product of values": "SELECT (COUNT(*) AS ?n) { "
    + " ".join(f"VALUES ?v{n} {{ {' '.join(map(str, range(300)))} }}" for n in range(6))
    + " FILTER(?v0+?v1+?v2+?v3+?v4+?v5 < 0) }",
    "replace that grows": 'SELECT (STRLEN(?s4) AS ?n) { BIND("'
    + "x" * 2000
    + '" AS ?s0) '
    + " ".join(f'BIND(REPLACE(?s{n}, "x", "{"x" * 400}") AS ?s{n + 1})' for n in range(4))
    + " }",
    "regular expression over a cross join": 'SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(REGEX(CONCAT(STR(?c),STR(?f)), "(.*a){20}(.*e){20}$")) }',
    "optionals in optionals": "SELECT * { "
    + "OPTIONAL { ?a ?b ?c . " * 6
    + "?x ?y ?z"
    + " }" * 6
    + " ?d ?e ?f . ?g ?h ?i } ORDER BY ?z ?i",
    "construct of a cross join": "CONSTRUCT { ?a ?e ?i } WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(CONCAT(STR(?c), STR(?f), STR(?i)) = 'x') }",
    "exists of a cross join": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c FILTER NOT EXISTS { ?d ?e ?f . ?g ?h ?i FILTER(CONCAT(STR(?c),STR(?f),STR(?i)) = 'x') } }",
    "a chain that exhausts the stack": f"SELECT (1{'+1' * 90_000} AS ?x) {{}}",
    "a path that is slow to read": f"SELECT * {{ ?a {'/'.join([f'({TIE}?)'] * 500)} ?b }}",
}


@pytest.fixture(scope="module")
def target(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with a short deadline over a graph that is easy to blow up."""
    home = tmp_path_factory.mktemp("attacked") / "home"
    publish(home, "3333333333333333", web_of(5_000))
    with running(home, query_timeout=DEADLINE, query_memory=MEMORY, workers=2) as started:
        yield started


class Watch:
    """Looks at the server while a query runs: how slowly /health answers, how much memory its workers hold."""

    def __init__(self, server: Server) -> None:
        self._server, self._over = server, threading.Event()
        self.slowest, self.peak, self.looks = 0.0, 0, 0
        self._threads = [threading.Thread(target=look) for look in (self._health, self._memory)]

    def __enter__(self) -> Watch:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        for thread in self._threads:
            thread.join()

    def _health(self) -> None:
        with httpx.Client() as client:
            while not self._over.wait(0.1):
                begun = time.monotonic()
                assert client.get(f"{self._server.url}/health").status_code == 200
                self.slowest = max(self.slowest, time.monotonic() - begun)
                self.looks += 1

    def _memory(self) -> None:
        while not self._over.wait(0.02):
            for worker in self._server.workers():
                try:
                    self.peak = max(self.peak, worker.memory_info().rss)
                except (psutil.NoSuchProcess, psutil.ZombieProcess):
                    continue


@pytest.mark.slow
@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_ends_in_time_and_hurts_nobody(target: Server, name: str) -> None:
    with Watch(target) as watch:
        begun = time.monotonic()
        answer = httpx.post(f"{target.url}/sparql", data={"query": BOMBS[name]}, timeout=30)
        spent = time.monotonic() - begun
        other = target.sparql(COUNT)
    assert spent <= DEADLINE + 1 + watch.slowest  # on a quiet machine a few milliseconds
    assert answer.status_code in {503, 413}, answer.text[:300]
    assert answer.json()["status"] == answer.status_code
    assert ("retry-after" in answer.headers) == (answer.status_code == 503)
    assert other.status_code == 200
    assert other.json()["results"]["bindings"][0]["n"]["value"] == "20000"
    assert watch.looks >= 1
    assert watch.slowest < 1.0
    assert watch.peak <= (MEMORY + 64) << 20


@pytest.mark.slow
def test_a_storm_of_bombs_is_sent_away_in_order(target: Server) -> None:
    """Twelve at once on two workers: every one gets an answer, and the thirteenth query works."""
    answers: list[int] = []

    def attack(query: str) -> None:
        answers.append(httpx.post(f"{target.url}/sparql", data={"query": query}, timeout=60).status_code)

    threads = [threading.Thread(target=attack, args=(query,)) for query in list(BOMBS.values())[:12]]
    with Watch(target) as watch:
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert set(answers) <= {503, 413}
    assert len(answers) == 12
    assert watch.slowest < 2.0
    assert target.sparql(COUNT).status_code == 200
    assert len(target.workers()) <= 2


def test_a_client_that_goes_away_frees_its_worker(target: Server) -> None:
    before = {worker.pid for worker in target.workers()}
    with pytest.raises(httpx.ReadTimeout):
        httpx.post(f"{target.url}/sparql", data={"query": BOMBS["cross join"]}, timeout=0.5)
    until = time.monotonic() + 1.5
    while time.monotonic() < until and before <= {worker.pid for worker in target.workers()}:
        time.sleep(0.02)
    assert not before <= {worker.pid for worker in target.workers()}, "its worker still runs"


class Canary:
    """A listener that nobody may ever reach."""

    def __enter__(self) -> Canary:
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.socket.setblocking(False)
        self.port = self.socket.getsockname()[1]
        return self

    def __exit__(self, *_: object) -> None:
        self.socket.close()

    def hits(self) -> int:
        count = 0
        while True:
            try:
                connection, _ = self.socket.accept()
            except BlockingIOError:
                return count
            connection.close()
            count += 1


SECRET = "canary-7f3a9"


def reaching_out(port: int, file: Path) -> list[str]:
    http, path = f"http://127.0.0.1:{port}/x", file.as_uri()
    return [
        f"SELECT * {{ SERVICE <{http}> {{ ?s ?p ?o }} }}",
        f"SELECT * {{ SERVICE SILENT <{http}> {{ ?s ?p ?o }} }}",
        f"SELECT * {{ BIND(IRI('{http}') AS ?x) SERVICE ?x {{ ?s ?p ?o }} }}",
        f"SELECT * {{ {{ SELECT * {{ service<{http}>{{}} }} }} }}",
        f"SELECT * {{ \\u0053ERVICE <{http}> {{ ?s ?p ?o }} }}",
        f"PREFIX s: <{http}> ASK {{ SERVICE s: {{ ?s ?p ?o }} }}",
        f"ASK {{ FILTER NOT EXISTS {{ SERVICE <{http}> {{ ?s ?p ?o }} }} }}",
        f"LOAD <{http}>",
        f"LOAD <{path}>",
        f"LOAD SILENT <{path}> INTO GRAPH <u:g>",
        f"SELECT * FROM <{path}> {{ ?s ?p ?o }}",
        f"SELECT * FROM NAMED <{path}> {{ GRAPH ?g {{ ?s ?p ?o }} }}",
        f"SELECT * FROM <{http}> {{ ?s ?p ?o }}",
        f"SELECT * FROM NAMED <{http}> {{ GRAPH ?g {{ ?s ?p ?o }} }}",
        f"BASE <{path}> SELECT * FROM <> {{ ?s ?p ?o }}",
        f"SELECT * {{ GRAPH <{path}> {{ ?s ?p ?o }} }}",
        f"SELECT * {{ GRAPH <{http}> {{ ?s ?p ?o }} }}",
        f"DESCRIBE <{path}> <{http}>",
        f"CONSTRUCT FROM <{path}> WHERE {{ ?s ?p ?o }}",
        f"SELECT (<{http}>('x') AS ?y) {{}}",
    ]


@pytest.mark.parametrize("number", range(20))
def test_no_query_reaches_a_file_or_the_network(target: Server, tmp_path: Path, number: int) -> None:
    file = tmp_path / "secret.ttl"
    file.write_text(f'<u:s> <u:p> "{SECRET}" .', encoding="utf-8")
    with Canary() as canary:
        query = reaching_out(canary.port, file)[number]
        headers = {"content-type": "application/sparql-query"}
        for answer in (
            target.sparql(query),
            httpx.post(f"{target.url}/sparql", data={"query": query}),
            httpx.post(f"{target.url}/sparql", content=query, headers=headers),
        ):
            assert SECRET not in answer.text
            assert answer.status_code in {200, 400, 403}
            if answer.status_code == 200 and "bindings" in answer.text:
                assert answer.json()["results"]["bindings"] in ([], [{}])
        for name in ("default-graph-uri", "named-graph-uri"):
            for address in (file.as_uri(), f"http://127.0.0.1:{canary.port}/g"):
                url = f"{target.url}/sparql?query={quote('SELECT * { ?s ?p ?o }')}&{name}={quote(address)}"
                assert SECRET not in httpx.get(url).text
        assert canary.hits() == 0


def test_the_canary_sings_when_it_is_reached() -> None:
    with Canary() as canary:
        socket.create_connection(("127.0.0.1", canary.port)).close()
        assert canary.hits() == 1
