"""`zisgraph up --bolt`: drivers of this machine come in to read, and a runaway query hurts nobody else."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Iterator

import httpx
import psutil
import pytest
from linked_homes import linked_home
from neo4j import Driver, GraphDatabase
from neo4j.exceptions import Neo4jError
from served import START, Server

from zisgraph.pipeline.home import Build
from zisgraph.settings import Settings

DEADLINE = 4.0
BOLT = re.compile(r"^  Bolt    (\S+)  database (\S+)  user (\S+)  password (\S+)$", re.MULTILINE)
ENDLESS = "MATCH (a), (b), (c), (d), (e), (f) RETURN a.name ORDER BY b.name + c.name + d.name + e.name LIMIT 1"
BODIES = "MATCH (b:Body) RETURN count(b) AS n"


class Opened(Server):
    """A running `zisgraph up --bolt`."""

    @property
    def login(self) -> tuple[str, str, str, str]:
        """Address, database, user and password, as printed."""
        uri, database, user, password = self.wait_for(BOLT).groups()
        return uri, database, user, password

    def engine(self) -> psutil.Process:
        """The embedded engine among its children."""
        (found,) = self.family("zisgraph.store.cypher.child")
        return found


@pytest.fixture(scope="module")
def opened(
    bundled_build: Build, bundled_settings: Settings, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Opened]:
    assert bundled_build.id
    home = linked_home(bundled_settings.home, tmp_path_factory.mktemp("bolt") / "home")
    server = Opened(["up", "--bolt", "--port", "0"], home, query_timeout=DEADLINE, cypher="auto")
    try:
        assert server.url
        assert server.login
        yield server
    finally:
        server.end()


@pytest.fixture
def reader(opened: Opened) -> Iterator[Driver]:
    """A driver of an analyst's own, with what was printed."""
    uri, _, user, password = opened.login
    with GraphDatabase.driver(uri, auth=(user, password), max_transaction_retry_time=0) as driver:
        yield driver


def test_it_says_how_to_come_in_and_what_is_not_guaranteed(opened: Opened) -> None:
    uri, database, user, password = opened.login
    assert uri.startswith("bolt://127.0.0.1:")
    assert (database, user) == ("zisgraph", "reader")
    assert len(password) >= 20
    told = " ".join(opened.said().split())
    for part in ("may only read", "no deadline", "no row limit", "no refusals"):
        assert part in told


def test_the_official_driver_reads_what_cypher_answers(opened: Opened, reader: Driver) -> None:
    records, _, _ = reader.execute_query(BODIES, database_=opened.login[1])
    assert [[record["n"]] for record in records] == opened.cypher(BODIES).json()["rows"]
    assert records[0]["n"] > 100


WRITES = (
    "CREATE (n:Owned)",
    "MATCH (z:Zone) SET z.owned = true",
    "MATCH (z:Zone) DETACH DELETE z",
    "CREATE CONSTRAINT FOR (n:Owned) REQUIRE n.x IS UNIQUE",
)


@pytest.mark.parametrize("query", WRITES)
def test_the_official_driver_cannot_write(opened: Opened, reader: Driver, query: str) -> None:
    before = opened.cypher(BODIES).json()
    with reader.session(database=opened.login[1]) as session, pytest.raises(Neo4jError):
        session.run(query).consume()
    assert opened.cypher("MATCH (n) WHERE n:Owned OR n.owned RETURN count(n)").json()["rows"] == [[0]]
    assert opened.cypher(BODIES).json() == before


@pytest.mark.slow
def test_a_runaway_ends_at_its_deadline_and_the_credentials_outlive_it(opened: Opened, reader: Driver) -> None:
    over, looks = threading.Event(), []
    engine = opened.engine()
    memory = 0

    def look() -> None:
        nonlocal memory
        while not over.wait(0.1):
            begun = time.monotonic()
            assert httpx.get(f"{opened.url}/health", timeout=30).status_code == 200
            looks.append(time.monotonic() - begun)
            if engine.is_running() and engine.status() != psutil.STATUS_ZOMBIE:
                memory = max(memory, engine.memory_info().rss)

    watch = threading.Thread(target=look)
    assert opened.cypher(BODIES).status_code == 200
    watch.start()
    begun = time.monotonic()
    answer = opened.cypher(ENDLESS)
    spent = time.monotonic() - begun
    over.set()
    watch.join()
    assert (answer.status_code, answer.json()["status"]) == (503, 503)
    assert f"{DEADLINE:g} s" in answer.json()["detail"]
    assert int(answer.headers["retry-after"]) > 0
    assert DEADLINE - 0.5 <= spent <= DEADLINE + 1 + max(looks)  # on a quiet machine /health takes milliseconds
    assert len(looks) > 3
    assert 0 < memory < 1 << 30

    deadline = time.monotonic() + START
    while (again := opened.cypher(BODIES)).status_code == 503:
        assert time.monotonic() < deadline, again.text
        time.sleep(0.2)
    assert again.status_code == 200
    assert opened.engine().pid != engine.pid
    records, _, _ = reader.execute_query(BODIES, database_=opened.login[1])
    assert [[record["n"]] for record in records] == again.json()["rows"]
