"""One engine class, two databases: the same answers, the same errors, the same limits."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

import pytest
from small_property_graph import SIZE, iri

from zisgraph.errors import EngineError, QueryError, QuerySyntaxError, QueryTimeout, QueryTooLarge
from zisgraph.model.ports import CypherAnswer
from zisgraph.store.cypher import BoltEngine

NODE_3 = {
    "_type": "node",
    "iri": iri(3),
    "labels": ["Body", "Organisation", "ZisgraphNode"],
    "properties": {
        "iri": iri(3),
        "name": "n3",
        "number": 3,
        "odd": True,
        "share": 0.75,
        "sources": ["a:sourced", "b:unverified"],
    },
}
TIE_3_4 = {
    "_type": "relationship",
    "type": "KNOWS",
    "start": iri(3),
    "end": iri(4),
    "properties": {
        "confidence": "sourced",
        "key": "https://example.org/id/tie/3-1",
        "since": 2001,
        "sources": ["a:sourced"],
    },
}
QUESTIONS: dict[str, tuple[list[str], list[list[Any]]]] = {
    "MATCH (n {name: 'n3'}) RETURN n": (["n"], [[NODE_3]]),
    "MATCH (n {name: 'n3'})-[r:KNOWS {since: 2001}]->() RETURN r": (["r"], [[TIE_3_4]]),
    "MATCH (n {name: 'n3'})-[r:KNOWS {since: 2001}]->() RETURN {rs: [r], n: n.number} AS m": (
        ["m"],
        [[{"rs": [TIE_3_4], "n": 3}]],
    ),
    "MATCH (n:Zone) RETURN count(n), n.x AS x": (["count(n)", "x"], [[SIZE // 3, None]]),
    "MATCH (n) WHERE n.number < 2 RETURN n.name, n.number + 1 ORDER BY n.name": (
        ["n.name", "n.number + 1"],
        [["n0", 1], ["n1", 2]],
    ),
    "MATCH p = shortestPath((a {name: 'n0'})-[*..15]-(b {name: 'n50'})) RETURN length(p) AS steps": (["steps"], [[10]]),
    "MATCH (a {name: 'n0'})-[:KNOWS*2..2]->(b) RETURN DISTINCT b.number AS n ORDER BY n": (
        ["n"],
        [[2], [4], [6], [8], [10]],
    ),
    "RETURN date('2020-01-31') AS d, datetime('2020-01-31T10:00:00+01:00') AS t, localtime('10:00:30') AS l": (
        ["d", "t", "l"],
        [["2020-01-31", "2020-01-31T10:00:00+01:00", "10:00:30"]],
    ),
    "RETURN duration('P1Y2M3DT4H') AS d, point({longitude: 9.16, latitude: 45.18}) AS p": (
        ["d", "p"],
        [["P1Y2M3DT4H", {"_type": "point", "srid": 4326, "x": 9.16, "y": 45.18}]],
    ),
    "RETURN 1 AS i, 1.5 AS f, 'è' AS s, true AS b, null AS n, [1, [2]] AS l, {a: {b: 1}} AS m": (
        ["i", "f", "s", "b", "n", "l", "m"],
        [[1, 1.5, "è", True, None, [1, [2]], {"a": {"b": 1}}]],
    ),
    "RETURN 0.0 / 0.0 AS nan, 1.0 / 0.0 AS inf": (["nan", "inf"], [["nan", "inf"]]),
    "UNWIND [3, 1, 2] AS x WITH x ORDER BY x RETURN collect(x) AS xs": (["xs"], [[[1, 2, 3]]]),
    "MATCH (n:Nothing) RETURN n": (["n"], []),
    "MATCH (n:Nothing)-[r]->(m) RETURN n.name, r AS tie, toUpper( m.name )": (
        ["n.name", "tie", "toUpper( m.name )"],
        [],
    ),
    "MATCH p = (b:Nothing)-[r]->(a) RETURN *": (["a", "b", "p", "r"], []),
    "MATCH (n:Nothing) WITH n.name AS name, n UNWIND [1] AS x RETURN *": (["n", "name", "x"], []),
    "MATCH (n:Nothing) RETURN DISTINCT n.name AS `the name`, 1 AS x ORDER BY x LIMIT 3": (["the name", "x"], []),
    "MATCH (n:Nothing) RETURN n.name AS x UNION MATCH (n:Nothing) RETURN n.iri AS x": (["x"], []),
    "CALL { MATCH (n:Nothing) RETURN n.name AS inner_name } RETURN *": (["inner_name"], []),
    "MATCH (n:Nothing) RETURN count(*) AS c": (["c"], [[0]]),
    "MATCH (n:Zone) WHERE n.name =~ '(?i)N[0-9]' RETURN count(n) AS c": (["c"], [[3]]),
    "MATCH (n:Body) WHERE NOT EXISTS { MATCH (n)-[:KNOWS]->() } RETURN count(n) AS c": (["c"], [[0]]),
    "MATCH (n:Zone) WITH n LIMIT 1 RETURN COUNT { (n)--() } AS c, size([(n)-->(m) | m.name]) AS s": (
        ["c", "s"],
        [[10, 5]],
    ),
    "RETURN reduce(s = 0, x IN range(1, 10000) | s + x) AS sum": (["sum"], [[50005000]]),
    "MATCH (n:Zone) UNWIND [n.name] AS name WITH * MATCH (m:Zone {name: name}) RETURN count(m) AS c": (
        ["c"],
        [[SIZE // 3]],
    ),
    "MATCH (start {name: 'n1'}), (end {name: 'n2'}) RETURN start.number + end.number AS n": (["n"], [[3]]),
}
# Each of them would run for minutes on the fastest machine: what it multiplies is far above 10**9 steps.
RUNAWAYS = {
    "cross join": "MATCH (a), (b), (c), (d), (e) WHERE a.number + b.number + c.number + d.number + e.number < 0 RETURN count(*)",
    "ordered cross join": "MATCH (a), (b), (c), (d), (e), (f) RETURN a.name ORDER BY b.name + c.name + d.name + e.name + f.name LIMIT 1",
    "long paths": "MATCH p = (a)-[*1..15]-(b) RETURN count(p)",
    "all shortest paths": "MATCH (c), (d), (a), (b) WHERE a.number < b.number MATCH p = allShortestPaths((a)-[*..15]-(b)) RETURN sum(length(p))",
    "huge ranges": "UNWIND range(1, 10000) AS a UNWIND range(1, 10000) AS b UNWIND range(1, 10000) AS c RETURN sum(a * b * c)",
    "huge list": "UNWIND range(1, 10000) AS a UNWIND range(1, 10000) AS b RETURN size(collect(a + b))",
    "pattern lists": "MATCH (a) RETURN sum(size([(a)-[*..15]-(b) | b.name]))",
    "loops per row": "UNWIND range(1, 10000) AS a UNWIND range(1, 10000) AS b RETURN sum(reduce(s = 0, x IN range(1, 10000) | s + x * a))",
}


def ask(engine: BoltEngine, text: str, *, limit: int = 1000, timeout: float = 60, **parameters: Any) -> CypherAnswer:
    """One answer; an engine that is starting again after a query that was stopped is waited for."""
    deadline = time.monotonic() + 90
    while True:
        try:
            return engine.query(text, parameters, limit=limit, timeout=timeout)
        except EngineError:
            if time.monotonic() > deadline:
                raise


def assert_answers(engine: BoltEngine) -> None:
    wrong = {}
    for text, (columns, rows) in QUESTIONS.items():
        answer = ask(engine, text)
        if (list(answer.columns), answer.rows, answer.truncated) != (columns, rows, False):
            wrong[text] = answer
    assert wrong == {}


# Each of them costs the embedded engine a new start; these two end there as "long paths" and "huge ranges" do.
LIKE_OTHERS = {"pattern lists", "loops per row"}


def assert_runaways_end(engine: BoltEngine, queries: Mapping[str, str]) -> None:
    late = {}
    for name, text in queries.items():
        ask(engine, "RETURN 1")
        start = time.monotonic()
        status = None
        try:
            engine.query(text, {}, limit=10, timeout=2)
        except (QueryTimeout, QueryTooLarge) as ended:
            status = ended.status
        took = time.monotonic() - start
        assert status in (503, 413), f"{name} answered after {took:.1f} s"
        if took > 3:
            late[name] = took
        assert ask(engine, "MATCH (n:Zone) RETURN count(n)").rows == [[SIZE // 3]]
    assert late == {}


def assert_errors(engine: BoltEngine) -> None:
    with pytest.raises(QuerySyntaxError) as wrong:
        engine.query("MATCH (n)\nRETURN n.name, , n.iri", {}, limit=1, timeout=30)
    assert (wrong.value.line, wrong.value.column) == (2, 16)
    with pytest.raises(QuerySyntaxError, match="nobody"):
        engine.query("RETURN nobody", {}, limit=1, timeout=30)
    with pytest.raises(QueryError, match=r"(?i)zero"):
        engine.query("RETURN 1 / 0", {}, limit=1, timeout=30)


def assert_limits(engine: BoltEngine) -> None:
    cut = engine.query("UNWIND range(1, 5000) AS x RETURN x", {}, limit=7, timeout=30)
    assert (cut.rows, cut.truncated) == ([[n] for n in range(1, 8)], True)
    whole = engine.query("UNWIND range(1, 7) AS x RETURN x", {}, limit=7, timeout=30)
    assert (len(whole.rows), whole.truncated) == (7, False)
    narrow = BoltEngine(engine.server, max_bytes=1_000)
    try:
        by_bytes = narrow.query(
            "UNWIND range(1, 5000) AS x RETURN 'a text of some length' AS t", {}, limit=5000, timeout=30
        )
        assert by_bytes.truncated
        assert 30 < len(by_bytes.rows) < 60
    finally:
        narrow.close(keep_server=True)


def test_the_embedded_engine_answers(arcadedb_engine: BoltEngine) -> None:
    assert_answers(arcadedb_engine)


def test_the_embedded_engine_tells_errors(arcadedb_engine: BoltEngine) -> None:
    assert_errors(arcadedb_engine)


def test_the_embedded_engine_keeps_limits(arcadedb_engine: BoltEngine) -> None:
    assert_limits(arcadedb_engine)


@pytest.mark.slow
def test_the_embedded_engine_ends_runaways(arcadedb_engine: BoltEngine) -> None:
    assert_runaways_end(arcadedb_engine, {name: text for name, text in RUNAWAYS.items() if name not in LIKE_OTHERS})


def test_neo4j_answers(neo4j_engine: BoltEngine) -> None:
    assert_answers(neo4j_engine)


def test_neo4j_tells_errors(neo4j_engine: BoltEngine) -> None:
    assert_errors(neo4j_engine)


def test_neo4j_keeps_limits(neo4j_engine: BoltEngine) -> None:
    assert_limits(neo4j_engine)


@pytest.mark.slow
def test_neo4j_ends_runaways(neo4j_engine: BoltEngine) -> None:
    assert_runaways_end(neo4j_engine, RUNAWAYS)
    deadline = time.monotonic() + 20
    while others := _running(neo4j_engine):
        assert time.monotonic() < deadline, others
        time.sleep(0.5)


def _running(engine: BoltEngine) -> list[str]:
    """What still runs on the server besides this question."""
    from neo4j import GraphDatabase

    login = engine.server.login(writing=True)
    with GraphDatabase.driver(login.uri, auth=(login.user, login.password)) as driver:
        records, _, _ = driver.execute_query("SHOW TRANSACTIONS YIELD currentQuery", database_=login.database)
    return [record[0] for record in records if "SHOW TRANSACTIONS" not in record[0]]
