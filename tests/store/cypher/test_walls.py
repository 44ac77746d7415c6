"""The attack corpus against real engines: nothing is written, read from a file or fetched, through any wall."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from cypher_attacks import ADMINISTRATION, HIDDEN, UNBOUNDED, WRITES, reaching_out
from neo4j import GraphDatabase
from neo4j.exceptions import Neo4jError

from zisgraph.errors import QueryRefused
from zisgraph.store.cypher import BoltEngine

COUNT = "MATCH (n) OPTIONAL MATCH (n)-[r]->() RETURN count(DISTINCT n) AS nodes, count(r) AS relationships"


@dataclass
class Canary:
    """A secret file and a listener; `seen` says what reached either of them."""

    file: Path
    address: str
    secret: str = "canary-7f3a9"
    connections: list[str] = field(default_factory=list)


@pytest.fixture
def canary(tmp_path: Path) -> Iterator[Canary]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.2)
        bird = Canary(tmp_path / "secret.csv", f"http://127.0.0.1:{listener.getsockname()[1]}/x.csv")
        bird.file.write_text(bird.secret)
        stop = threading.Event()

        def listen() -> None:
            while not stop.is_set():
                try:
                    connection, peer = listener.accept()
                except TimeoutError:
                    continue
                bird.connections.append(str(peer))
                connection.close()

        thread = threading.Thread(target=listen)
        thread.start()
        yield bird
        stop.set()
        thread.join()


def assert_walls_hold(engine: BoltEngine, canary: Canary) -> None:
    before = engine.query(COUNT, {}, limit=1, timeout=60).rows
    corpus = {**WRITES, **ADMINISTRATION, **HIDDEN, **UNBOUNDED, **reaching_out(str(canary.file), canary.address)}
    for text in corpus:
        with pytest.raises(QueryRefused) as refused:
            engine.query(text, {}, limit=10, timeout=10)
        assert canary.secret not in str(refused.value)
    assert canary.connections == []
    assert engine.query(COUNT, {}, limit=1, timeout=60).rows == before


def test_no_attack_gets_through_to_the_embedded_engine(arcadedb_engine: BoltEngine, canary: Canary) -> None:
    assert_walls_hold(arcadedb_engine, canary)


def test_no_attack_gets_through_to_neo4j(neo4j_engine: BoltEngine, canary: Canary) -> None:
    assert_walls_hold(neo4j_engine, canary)


def test_behind_the_guard_the_reader_of_the_embedded_engine_may_not_write_or_reach_out(
    arcadedb_engine: BoltEngine, canary: Canary
) -> None:
    """The second wall alone: what the reader of `zisgraph up --bolt` can do with a driver of his own."""
    login = arcadedb_engine.server.login(writing=False)
    attempts = [
        *("CREATE (n:Owned)", "MATCH (n:Zone) SET n.owned = true", "MATCH (n) DETACH DELETE n", "MERGE (n:Owned)"),
        *("CREATE INDEX FOR (n:Zone) ON (n.name)", "SHOW USERS", "ALTER CURRENT USER SET PASSWORD FROM 'a' TO 'b'"),
        *(text for text in reaching_out(str(canary.file), canary.address) if "CSV" in text),
    ]
    with GraphDatabase.driver(login.uri, auth=(login.user, login.password), max_transaction_retry_time=0) as driver:
        for text in attempts:
            with driver.session(database=login.database) as session:
                try:
                    told = str(session.run(text).values())  # type: ignore[arg-type]
                except Neo4jError as error:
                    told = str(error)
            assert canary.secret not in told, text
            assert "Owned" not in told or "not allowed" in told, text
    assert canary.connections == []
    assert arcadedb_engine.query("MATCH (n:Owned) RETURN n", {}, limit=1, timeout=30).rows == []


def test_the_administrator_of_the_embedded_engine_needs_the_password(arcadedb_engine: BoltEngine) -> None:
    login = arcadedb_engine.server.login(writing=True)
    for user, password in (("root", ""), ("root", "playwithdata"), ("reader", "reader"), ("", "")):
        with (
            GraphDatabase.driver(login.uri, auth=(user, password), max_transaction_retry_time=0) as driver,
            pytest.raises(Neo4jError),
        ):
            driver.execute_query("RETURN 1", database_=login.database)


def test_read_access_refuses_a_write_on_neo4j_behind_the_guard(neo4j_engine: BoltEngine) -> None:
    login = neo4j_engine.server.login(writing=False)
    with (
        GraphDatabase.driver(login.uri, auth=(login.user, login.password)) as driver,
        driver.session(database=login.database, default_access_mode="READ") as session,
        pytest.raises(Neo4jError, match=r"(?i)read"),
    ):
        session.run("CREATE (n:Owned)").consume()


@pytest.mark.parametrize(
    "text", ["RETURN 'a\\u005c' CREATE (n:Owned) //' AS t", "RETURN 'a' + 'CREATE (n:Owned)' AS t"]
)
def test_texts_that_look_like_clauses_stay_texts(arcadedb_engine: BoltEngine, text: str) -> None:
    assert "CREATE (n:Owned)" in arcadedb_engine.query(text, {}, limit=1, timeout=30).rows[0][0]
    assert arcadedb_engine.query("MATCH (n:Owned) RETURN n", {}, limit=1, timeout=30).rows == []
