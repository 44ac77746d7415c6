"""The Cypher endpoint over real HTTP: the embedded engine, a Neo4j, and neither."""

from __future__ import annotations

import csv
import io
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from linked_homes import linked_home
from neo4j import GraphDatabase
from neo4j_launcher import Neo4jServer
from served import Server, running
from small_builds import publish, quad
from small_property_graph import SIZE, settings_of, small_graph

from zisgraph.api.cypher import CypherQuestion
from zisgraph.pipeline.home import Build
from zisgraph.settings import Settings
from zisgraph.store.cypher import fill_neo4j

START = 90  # seconds that an engine may take to start on a busy machine
EUCENTRE = "MATCH (b:Body {id: $id}) RETURN b.name AS name, b.confidence AS confidence, b.sources AS sources"
BUILD = "cccccccccccccccc"


def ask(url: str, query: str, *, accept: str = "application/json", **more: Any) -> httpx.Response:
    """One question; an engine that is still starting is waited for."""
    deadline = time.monotonic() + START
    while True:
        answer = httpx.post(f"{url}/cypher", json={"query": query, **more}, headers={"accept": accept}, timeout=60)
        starting = answer.status_code == 503 and "starting" in answer.text
        if not starting or time.monotonic() > deadline:
            return answer
        time.sleep(0.2)


def told(answer: httpx.Response, status: int) -> dict[str, Any]:
    """The problem document of an answer that has to be one."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    problem: dict[str, Any] = answer.json()
    assert problem["status"] == status
    assert problem["detail"]
    return problem


# --- the embedded engine ------------------------------------------------------------------------------


def test_a_question_with_parameters_is_answered_in_columns_and_rows(live_url: str) -> None:
    answer = ask(live_url, EUCENTRE, parameters={"id": "ror/02dq7z403"})
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/json"
    found = answer.json()
    assert list(found) == ["columns", "rows", "truncated"]
    assert found["columns"] == ["name", "confidence", "sources"]
    ((name, confidence, sources),) = found["rows"]
    assert "Eucentre" in name
    assert (confidence, found["truncated"]) == ("sourced", False)
    assert sources
    assert all(source.endswith((":sourced", ":unverified")) for source in sources)
    nobody = ask(live_url, EUCENTRE, parameters={"id": "nobody"}).json()
    assert (nobody["columns"], nobody["rows"]) == (found["columns"], [])


def test_the_example_of_the_description_finds_something(live_url: str) -> None:
    described = httpx.get(f"{live_url}/api/openapi.json").json()["components"]["schemas"][CypherQuestion.__name__]
    answer = ask(live_url, **described["example"])
    assert answer.status_code == 200
    assert answer.json()["rows"]


def test_nodes_and_relationships_say_what_they_are(live_url: str) -> None:
    answer = ask(live_url, "MATCH p = (b:Body {id: 'ror/02dq7z403'})-[r]->(o) RETURN b, r, p LIMIT 1")
    ((body, tie, path),) = answer.json()["rows"]
    assert body["_type"] == "node"
    assert {"Body", "ZisgraphNode"} <= {*body["labels"]}
    assert httpx.get(body["iri"].replace("https://w3id.org/zisgraph", live_url)).status_code in {200, 303}
    assert (tie["_type"], tie["start"]) == ("relationship", body["iri"])
    assert tie["properties"]["sources"]
    assert (path["_type"], len(path["nodes"]), len(path["relationships"])) == ("path", 2, 1)


def test_a_limit_cuts_and_says_so(live_url: str) -> None:
    query = "MATCH (b:Body) RETURN b.name AS name ORDER BY name"
    cut = ask(live_url, query, limit=3)
    assert (len(cut.json()["rows"]), cut.json()["truncated"]) == (3, True)
    assert cut.headers["zisgraph-truncated"] == "rows or bytes"
    whole = ask(live_url, f"{query} LIMIT 3", limit=3)
    assert (whole.json()["rows"], whole.json()["truncated"]) == (cut.json()["rows"], False)
    assert "zisgraph-truncated" not in whole.headers


def test_the_same_rows_come_as_csv(live_url: str) -> None:
    query = "MATCH (z:Zone) RETURN z.name AS zone, z.sources AS sources, null AS nothing ORDER BY zone"
    answer = ask(live_url, query, accept="text/csv")
    assert answer.headers["content-type"].startswith("text/csv")
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert [row["zone"] for row in rows] == [row[0] for row in ask(live_url, query).json()["rows"]]
    assert {row["nothing"] for row in rows} == {""}
    assert all(row["sources"].startswith('["') for row in rows)
    told(ask(live_url, query, accept="text/html"), 406)


def test_a_syntax_error_names_its_place(live_url: str) -> None:
    problem = told(ask(live_url, "MATCH (n)\nRETURN n.name, , n.iri"), 400)
    assert (problem["line"], problem["column"]) == (2, 16)
    assert problem["type"].endswith("#query-syntax")


@pytest.mark.parametrize(
    ("query", "word"),
    [
        ("CREATE (n:Owned) RETURN n", "CREATE"),
        ("MATCH (n:Zone) SET n.owned = true", "SET"),
        ("MATCH (n) DETACH DELETE n", "DETACH"),
        ("LOAD CSV FROM 'file:///etc/hostname' AS row RETURN row", "LOAD"),
        ("CALL dbms.listConfig()", "dbms.listConfig"),
        ("MATCH p = (a)-[*]-(b) RETURN p", "no upper bound"),
    ],
)
def test_a_query_that_is_refused_is_told_why(live_url: str, query: str, word: str) -> None:
    problem = told(ask(live_url, query), 403)
    assert word in problem["detail"]
    assert ask(live_url, "MATCH (n:Owned) RETURN count(n)").json()["rows"] == [[0]]


def test_a_parameter_without_a_value_is_named(live_url: str) -> None:
    assert "$id" in told(ask(live_url, EUCENTRE), 400)["detail"]


@pytest.mark.parametrize(
    ("body", "at"),
    [
        ({"query": "RETURN 1", "timeout": 3600}, "body.timeout"),
        ({"query": "RETURN 1", "params": {}}, "body.params"),
        ({"parameters": {}}, "body.query"),
        ({"query": "RETURN 1", "limit": 0}, "body.limit"),
        ({"query": "RETURN 1", "parameters": [1]}, "body.parameters"),
    ],
)
def test_a_body_that_is_not_as_described_is_refused_field_by_field(
    live_url: str, body: dict[str, Any], at: str
) -> None:
    problem = told(httpx.post(f"{live_url}/cypher", json=body, timeout=60), 422)
    assert at in problem["detail"]
    assert [error["at"] for error in problem["errors"]] == [at]


def test_only_posted_json_is_a_question(live_url: str) -> None:
    assert "POST" in told(httpx.get(f"{live_url}/cypher"), 405)["detail"]
    told(httpx.post(f"{live_url}/cypher", content="RETURN 1", headers={"content-type": "text/plain"}), 422)


# --- a Neo4j ------------------------------------------------------------------------------------------


@pytest.fixture
def served_from_neo4j(
    neo4j_server: Neo4jServer, bundled_build: Build, bundled_settings: Settings, tmp_path: Path
) -> Iterator[Server]:
    """A server of the session's build, with a small property graph in its place in a Neo4j."""
    fill_neo4j(settings_of(neo4j_server), small_graph(bundled_build.id))
    names = ("uri", "user", "password", "database")
    where = {f"neo4j_{name}": getattr(neo4j_server, name) for name in names}
    with running(linked_home(bundled_settings.home, tmp_path / "home"), cypher="auto", **where) as server:
        yield server


def set_state(neo4j_server: Neo4jServer, **properties: str) -> None:
    with GraphDatabase.driver(neo4j_server.uri, auth=(neo4j_server.user, neo4j_server.password)) as driver:
        driver.execute_query("MATCH (b:ZisgraphBuild) SET b += $new", new=properties, database_=neo4j_server.database)


def test_while_neo4j_is_being_filled_only_cypher_waits(
    neo4j_server: Neo4jServer, served_from_neo4j: Server, bundled_build: Build
) -> None:
    url = served_from_neo4j.url
    zones = "MATCH (n:Zone) RETURN count(n) AS zones"
    whole = ask(url, zones)
    assert whole.json() == {"columns": ["zones"], "rows": [[SIZE // 3]], "truncated": False}
    assert told(ask(url, "MATCH (n)\nRETURN n.name, , n.iri"), 400)["line"] == 2
    assert "CREATE" in told(ask(url, "CREATE (n:Owned)"), 403)["detail"]

    set_state(neo4j_server, id="dddddddddddddddd", state="loading")
    half = ask(url, zones)
    assert "dddddddddddddddd" in told(half, 503)["detail"]
    assert int(half.headers["retry-after"]) > 0
    assert httpx.get(f"{url}/health").status_code == 200
    ready = httpx.get(f"{url}/ready")
    assert (ready.status_code, ready.json()["status"], ready.json()["sparql"]) == (200, "ready", "ready")
    assert "dddddddddddddddd" in ready.json()["cypher"], "what a query is told"
    assert served_from_neo4j.sparql("ASK { ?s ?p ?o }").json()["boolean"] is True
    assert httpx.get(f"{url}/en", timeout=60).status_code == 200

    set_state(neo4j_server, state="complete")
    assert bundled_build.id in told(ask(url, zones), 503)["detail"]  # complete, but not the build that is published
    set_state(neo4j_server, id=bundled_build.id)
    assert ask(url, zones).json() == whole.json()
    assert httpx.get(f"{url}/ready").json()["cypher"] == "ready"


def test_a_neo4j_that_is_away_is_one_sentence_and_nothing_else_stops(home: Path, free_port: int) -> None:
    publish(home, BUILD, [quad("s", "p", '"o"', "g")])
    address = f"bolt://127.0.0.1:{free_port}"
    with running(home, cypher="auto", neo4j_uri=address, neo4j_password="x") as server:
        answer = ask(server.url, "RETURN 1")
        assert address in told(answer, 503)["detail"]
        assert int(answer.headers["retry-after"]) > 0
        assert server.sparql("ASK { ?s ?p ?o }").status_code == 200


# --- no engine ----------------------------------------------------------------------------------------


def test_without_an_engine_cypher_says_so_and_the_rest_goes_on(home: Path) -> None:
    publish(home, BUILD, [quad("s", "p", '"o"', "g")])
    with running(home, cypher="off") as server:
        problem = told(ask(server.url, "RETURN 1"), 501)
        assert "ZISGRAPH_CYPHER=off" in problem["detail"]
        assert problem["type"].endswith("#engine-missing")
        assert server.sparql("ASK { ?s ?p ?o }").status_code == 200
        assert httpx.get(f"{server.url}/health").status_code == 200
