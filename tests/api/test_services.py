"""The server follows the published build, one build to a request."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
from served import Server, running
from small_builds import gone, publish, quad

from zisgraph.api.app import create_app
from zisgraph.api.services import Services
from zisgraph.errors import EngineMissing
from zisgraph.model.ports import CypherEngine
from zisgraph.pipeline.home import Build, Home
from zisgraph.settings import Settings

SLOW = (
    "SELECT (SAMPLE(?o) AS ?x) { ?s ?p ?o . "
    + " ".join(f"VALUES ?v{n} {{ {' '.join(map(str, range(130)))} }}" for n in range(3))
    + " FILTER(?v0+?v1+?v2 >= 0) }"
)
QUERY = "SELECT ?o { ?s ?p ?o }"


@pytest.fixture
def empty(home: Path) -> Iterator[Server]:
    """A server on a home without a build."""
    with running(home) as started:
        yield started


def builds_of(home: Path, number: int) -> str:
    """Publish a build that says its number; its id."""
    build_id = f"{number:016x}"
    publish(home, build_id, [quad("s", "p", f'"{number}"', "g")])
    return build_id


def wait_for(server: Server, build_id: str) -> None:
    until = time.monotonic() + 20
    while time.monotonic() < until:
        answer = httpx.get(f"{server.url}/ready")
        if answer.headers.get("zisgraph-build") == build_id:
            return
        time.sleep(0.05)
    raise AssertionError(f"build {build_id} was not taken up")


def test_without_a_build_the_server_says_so_until_there_is_one(empty: Server, home: Path) -> None:
    assert httpx.get(f"{empty.url}/health").json()["status"] == "ok"
    for path in ("/ready", "/sparql?query=ASK%7B%7D", "/sparql", "/id/curated/x"):
        answer = httpx.get(f"{empty.url}{path}")
        assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
        assert answer.json()["type"].endswith("#no-build")
        assert "zisgraph build" in answer.json()["detail"]
    wait_for(empty, builds_of(home, 1))
    assert empty.sparql(QUERY).json()["results"]["bindings"][0]["o"]["value"] == "1"


def test_each_request_is_answered_from_one_build_and_the_next_build_is_taken_up(empty: Server, home: Path) -> None:
    wait_for(empty, builds_of(home, 1))
    first_workers = [worker.pid for worker in empty.workers()]
    seen: set[tuple[str, str]] = set()
    stop = threading.Event()

    def ask() -> None:
        with httpx.Client() as client:
            while not stop.is_set():
                answer = client.get(f"{empty.url}/sparql", params={"query": QUERY})
                value = answer.json()["results"]["bindings"][0]["o"]["value"]
                seen.add((answer.headers["zisgraph-build"], value))

    asking = threading.Thread(target=ask)
    asking.start()
    for number in (2, 3):
        wait_for(empty, builds_of(home, number))
    stop.set()
    asking.join()
    assert seen <= {(f"{number:016x}", str(number)) for number in (1, 2, 3)}
    assert (f"{3:016x}", "3") in seen or empty.sparql(QUERY).headers["zisgraph-build"] == f"{3:016x}"
    assert gone(first_workers, within=10)
    assert len(empty.workers()) == 2


def test_a_query_under_way_ends_on_the_build_it_began_with(empty: Server, home: Path) -> None:
    wait_for(empty, builds_of(home, 1))
    answers: list[httpx.Response] = []
    url = f"{empty.url}/sparql"
    slow = threading.Thread(target=lambda: answers.append(httpx.post(url, data={"query": SLOW}, timeout=60)))
    slow.start()
    time.sleep(0.2)
    wait_for(empty, builds_of(home, 2))
    slow.join()
    assert answers[0].headers["zisgraph-build"] == f"{1:016x}"
    assert answers[0].json()["results"]["bindings"][0]["x"]["value"] == "1"


def test_a_build_that_cannot_be_opened_leaves_the_last_one_in_service(empty: Server, home: Path) -> None:
    wait_for(empty, builds_of(home, 1))
    broken = publish(home, "ffffffffffffffff", [])
    for file in broken.store.iterdir():
        file.unlink()
    time.sleep(1.5)
    answer = empty.sparql(QUERY)
    assert (answer.status_code, answer.headers["zisgraph-build"]) == (200, f"{1:016x}")
    wait_for(empty, builds_of(home, 2))


def test_a_page_without_a_build_is_a_page_that_says_so(home: Path) -> None:
    with running(home, cypher="off") as server:
        answer = httpx.get(f"{server.url}/it", headers={"Accept": "text/html"}, timeout=60)
    assert (answer.status_code, answer.headers["content-type"]) == (503, "text/html; charset=utf-8")
    assert "zisgraph build" in answer.text


@pytest.mark.parametrize("path", ["/ready", "/sparql?query=ASK%7B%7D", "/api/v1/builds/current"])
def test_a_server_that_stops_says_so_and_not_that_nothing_is_built(home: Path, path: str) -> None:
    builds_of(home, 1)
    settings = Settings(home=home, workers=1)
    services = Services(settings, Home(home), no_cypher)
    transport = httpx.ASGITransport(create_app(settings, services))

    async def before_and_after() -> tuple[httpx.Response, httpx.Response]:
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
            services.start()
            before = await client.get("/ready")
            services.close()
            return before, await client.get(path)

    with ThreadPoolExecutor(1) as other:  # a browser that is open keeps this thread's event loop
        before, after = other.submit(lambda: asyncio.run(before_and_after())).result()
    assert before.json()["status"] == "ready"
    assert (after.status_code, after.headers["content-type"]) == (503, "application/problem+json")
    assert after.json()["type"].endswith("#stopping")
    assert "The server is stopping" in after.json()["detail"]
    assert int(after.headers["retry-after"]) > 0


def no_cypher(build: Build, called_off: threading.Event) -> CypherEngine:
    raise EngineMissing("no Cypher in this test")
