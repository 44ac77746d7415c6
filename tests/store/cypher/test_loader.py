"""The loader against real databases: nothing twice, nothing left over, nothing of the user's touched, nothing half."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from neo4j import Driver, GraphDatabase
from neo4j_launcher import Neo4jServer
from small_property_graph import SIZE, iri, settings_of, small_graph

from zisgraph.errors import EngineLoading, EngineUnavailable, SettingsError
from zisgraph.model.property_graph import PropertyGraph, Relationship
from zisgraph.settings import load_settings
from zisgraph.store.cypher import BoltEngine, LoadReport, fill_arcadedb, open_arcadedb, open_neo4j

SHAPE = "MATCH (n:ZisgraphNode) OPTIONAL MATCH (n)-[r]->() RETURN count(DISTINCT n) AS nodes, count(r) AS ties"


@pytest.fixture
def database(neo4j_server: Neo4jServer, neo4j_engine: BoltEngine) -> Iterator[Driver]:
    """The user's own driver on the server that holds the small graph; what he made is removed afterwards."""
    with GraphDatabase.driver(neo4j_server.uri, auth=(neo4j_server.user, neo4j_server.password)) as driver:
        yield driver
        driver.execute_query("MATCH (n) WHERE NOT n:ZisgraphNode AND NOT n:ZisgraphBuild DETACH DELETE n")
        driver.execute_query("MATCH ()-[r]->() WHERE r.key IS NULL OR r.confidence IS NULL DELETE r")


def rows(driver: Driver, query: str, **parameters: Any) -> list[list[Any]]:
    records, _, _ = driver.execute_query(query, parameters)  # type: ignore[arg-type]
    return [list(record.values()) for record in records]


def without(graph: PropertyGraph, *gone: str, build: str = "b2") -> PropertyGraph:
    return PropertyGraph(
        build,
        [node for node in graph.nodes if node.iri not in gone],
        [one for one in graph.relationships if one.start not in gone and one.end not in gone],
    )


def assert_idempotent(engine: BoltEngine) -> None:
    assert engine.load(small_graph()) == LoadReport()
    smaller = without(small_graph(), iri(5))
    report = engine.load(smaller)
    assert (report.nodes_deleted, report.relationships_deleted, report.nodes_created) == (1, 10, 0)
    assert engine.build() == "b2"
    assert engine.load(smaller) == LoadReport()
    back = engine.load(small_graph())
    assert (back.nodes_created, back.relationships_created, back.nodes_deleted) == (1, 10, 0)
    assert engine.load(small_graph()) == LoadReport()
    assert engine.holds("b1")


def test_loading_neo4j_twice_writes_nothing(neo4j_engine: BoltEngine) -> None:
    assert_idempotent(neo4j_engine)


def test_loading_the_embedded_engine_twice_writes_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "arcadedb"
    first = fill_arcadedb(folder, load_settings(), small_graph())
    assert (first.nodes_created, first.relationships_created) == (SIZE, SIZE * 5)
    assert fill_arcadedb(folder, load_settings(), small_graph()) == LoadReport()
    assert fill_arcadedb(folder, load_settings(), without(small_graph(), iri(5))).nodes_deleted == 1
    engine = open_arcadedb(folder, load_settings())
    try:
        assert engine.query(SHAPE, {}, limit=1, timeout=60).rows == [[SIZE - 1, SIZE * 5 - 10]]
        assert engine.build() == "b2"
    finally:
        engine.close()


def test_every_value_comes_back_as_it_was_sent(neo4j_engine: BoltEngine, database: Driver) -> None:
    node = small_graph().nodes[3]
    (labels, properties), *_ = rows(
        database, "MATCH (n:ZisgraphNode {iri: $iri}) RETURN labels(n), properties(n)", iri=node.iri
    )
    assert sorted(labels) == ["Body", "Organisation", "ZisgraphNode"] or sorted(labels) == sorted(
        [*node.labels, "ZisgraphNode"]
    )
    assert properties == {**node.properties, "iri": node.iri}


def test_changed_labels_and_properties_are_mended(neo4j_engine: BoltEngine, database: Driver) -> None:
    """A full replace: what somebody changed on our own nodes is put right, down to the last property."""
    rows(
        database,
        "MATCH (n:ZisgraphNode {iri: $iri}) SET n.name = 'x', n.extra = 1, n:Favourite REMOVE n:Body",
        iri=iri(0),
    )
    rows(database, "MATCH (:ZisgraphNode {iri: $iri})-[r:KNOWS]->() SET r.since = 1", iri=iri(0))
    report = neo4j_engine.load(small_graph())
    assert report.rows == 5  # one node's properties, its labels, three relationships
    assert neo4j_engine.load(small_graph()) == LoadReport()
    assert rows(database, "MATCH (n:Favourite) RETURN n") == []


def test_a_relationship_that_stands_twice_is_mended(neo4j_engine: BoltEngine, database: Driver) -> None:
    copy = "MATCH (a:ZisgraphNode {iri: $iri})-[r:KNOWS {since: 2001}]->(b) CREATE (a)-[c:KNOWS]->(b) SET c = properties(r)"
    rows(database, copy, iri=iri(0))
    assert neo4j_engine.holds("b1") is False
    neo4j_engine.load(small_graph())
    assert rows(database, SHAPE) == [[SIZE, SIZE * 5]]


def test_what_the_user_made_is_never_touched(neo4j_engine: BoltEngine, database: Driver) -> None:
    rows(
        database,
        "CREATE (a:Mine {iri: $own, name: 'a'})-[:NOTE {text: 't'}]->(b:Organisation {name: 'b', iri: $same}) "
        "WITH a, b MATCH (n:ZisgraphNode {iri: $same}) MATCH (m:ZisgraphNode {iri: $other}) "
        "CREATE (a)-[:ABOUT {key: 'k'}]->(n), (n)-[:KNOWS {mine: true}]->(m), (n)-[:TAGGED {key: 'k'}]->(b)",
        own="https://example.org/mine",
        same=iri(7),
        other=iri(8),
    )
    mine = (
        "MATCH (n) WHERE n:Mine OR (n:Organisation AND NOT n:ZisgraphNode) "
        "RETURN labels(n) AS l, properties(n) AS p ORDER BY p.name"
    )
    ties = "MATCH (x)-[r]->(y) WHERE r.mine OR type(r) IN ['NOTE', 'ABOUT', 'TAGGED'] RETURN type(r) AS t, properties(r) ORDER BY t"
    nodes_before, ties_before = rows(database, mine), rows(database, ties)
    assert (len(nodes_before), len(ties_before)) == (2, 4)
    assert neo4j_engine.load(small_graph()) == LoadReport()
    neo4j_engine.load(small_graph("b3", SIZE - 50))
    neo4j_engine.load(small_graph())
    assert rows(database, mine) == nodes_before
    assert rows(database, ties) == ties_before


def test_a_node_that_disappears_under_a_users_relationship_is_withdrawn_and_comes_back(
    neo4j_engine: BoltEngine, database: Driver
) -> None:
    rows(database, "MATCH (n:ZisgraphNode {iri: $iri}) CREATE (:Mine)-[:ABOUT]->(n)", iri=iri(9))
    gone = without(small_graph(), iri(9), iri(10))
    neo4j_engine.load(gone)
    kept = "MATCH (n {iri: $iri}) RETURN labels(n) AS l, properties(n) AS p"
    assert rows(database, kept, iri=iri(9)) == [[["ZisgraphWithdrawn"], {"iri": iri(9)}]]
    assert rows(database, kept, iri=iri(10)) == []
    assert neo4j_engine.load(gone) == LoadReport()
    neo4j_engine.load(small_graph())
    assert rows(database, "MATCH (:Mine)-[:ABOUT]->(n:ZisgraphNode {iri: $iri}) RETURN n.name", iri=iri(9)) == [["n9"]]
    assert rows(database, "MATCH (n:ZisgraphWithdrawn) RETURN n") == []
    neo4j_engine.load(gone)
    rows(database, "MATCH (m:Mine) DETACH DELETE m")
    neo4j_engine.load(without(gone, iri(11), build="b4"))
    assert rows(database, "MATCH (n:ZisgraphWithdrawn) RETURN n") == []


def test_a_half_loaded_graph_says_so_and_is_mended(neo4j_engine: BoltEngine, database: Driver) -> None:
    rows(database, "MATCH (b:ZisgraphBuild) SET b.state = 'loading', b.id = 'b9'")
    rows(database, "MATCH (n:ZisgraphNode) WHERE n.number > 60 DETACH DELETE n")
    with pytest.raises(EngineLoading, match="b9") as loading:
        neo4j_engine.query("RETURN 1", {}, limit=1, timeout=30)
    assert (loading.value.status, loading.value.retry_after) == (503, 5)
    neo4j_engine.load(small_graph())
    assert neo4j_engine.query(SHAPE, {}, limit=1, timeout=30).rows == [[SIZE, SIZE * 5]]


def test_a_server_without_our_graph_says_what_to_do(neo4j_engine: BoltEngine, database: Driver) -> None:
    rows(database, "MATCH (b:ZisgraphBuild) DELETE b")
    with pytest.raises(EngineUnavailable, match="zisgraph build"):
        neo4j_engine.query("RETURN 1", {}, limit=1, timeout=30)


def test_the_wrong_build_is_not_answered_from(neo4j_server: Neo4jServer, neo4j_engine: BoltEngine) -> None:
    other = BoltEngine(neo4j_engine.server, build="published")
    try:
        with pytest.raises(EngineLoading, match="published"):
            other.query("RETURN 1", {}, limit=1, timeout=30)
    finally:
        other.close(keep_server=True)


@pytest.mark.parametrize("uri", ["http://127.0.0.1:7474", "bolt://", "localhost:7687"])
def test_an_address_that_is_none_is_a_wrong_setting(uri: str) -> None:
    with pytest.raises(SettingsError, match="ZISGRAPH_NEO4J_URI"):
        load_settings(neo4j_uri=uri)


def test_a_wrong_password_or_database_is_one_sentence(neo4j_server: Neo4jServer) -> None:
    settings, address = settings_of(neo4j_server), neo4j_server.uri
    for change, said in (
        ({"neo4j_database": "nowhere"}, f"at {address} has no database 'nowhere': correct ZISGRAPH_NEO4J_DATABASE"),
        (
            {"neo4j_password": "wrong"},
            f"at {address} refuses the user 'neo4j' with the password given: correct ZISGRAPH_NEO4J_U",
        ),
    ):
        with pytest.raises(EngineUnavailable) as refused:
            open_neo4j(load_settings(**{**_values(settings), **change}))
        assert said in str(refused.value)
        assert "\n" not in str(refused.value)


def _values(settings: Any) -> dict[str, Any]:
    names = ("neo4j_uri", "neo4j_user", "neo4j_database")
    return {
        "cypher": "auto",
        "neo4j_password": settings.neo4j_password,
        **{name: getattr(settings, name) for name in names},
    }


def test_a_relationship_of_ours_needs_both_marks(neo4j_engine: BoltEngine, database: Driver) -> None:
    """A user's relationship between two of our nodes is his, whatever it is called."""
    extra = Relationship(
        "https://example.org/id/tie/x", "KNOWS", iri(0), iri(50), {"sources": ["a:sourced"], "confidence": "sourced"}
    )
    graph = replace(small_graph("b5"), relationships=[*small_graph().relationships, extra])
    neo4j_engine.load(graph)
    rows(database, "MATCH ()-[r:KNOWS {key: $key}]->() REMOVE r.confidence SET r.key = 'mine'", key=extra.key)
    neo4j_engine.load(small_graph())
    assert rows(database, "MATCH ()-[r:KNOWS {key: 'mine'}]->() RETURN count(r)") == [[1]]
