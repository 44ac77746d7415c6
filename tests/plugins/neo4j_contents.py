"""What a Neo4j holds of ours, to compare with what it should hold, down to the last property."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Any

from neo4j import Driver, GraphDatabase
from neo4j_launcher import Neo4jServer

from zisgraph.errors import EngineLoading
from zisgraph.model.property_graph import PropertyGraph
from zisgraph.settings import Settings
from zisgraph.store.cypher import BoltEngine
from zisgraph.store.cypher.servers import Neo4jServer as Configured

KILLS = int(os.environ.get("ZISGRAPH_TEST_KILLS", "1"))
"""How often a test that kills does it; a release is tried with 20."""

NODES = "MATCH (n:ZisgraphNode) RETURN n.iri, labels(n), properties(n), elementId(n)"
RELATIONSHIPS = """
MATCH (a:ZisgraphNode)-[r]->(b:ZisgraphNode) WHERE r.key IS NOT NULL AND r.confidence IS NOT NULL
RETURN r.key, [type(r), a.iri, b.iri], properties(r), elementId(r)
"""
BUILDS = "MATCH (b:ZisgraphBuild) RETURN b.id, b.state"
OLDER = """
UNWIND range(1, 300) AS n
CREATE (a:ZisgraphNode:Body {iri: 'urn:older:' + n}), (b:ZisgraphNode:Zone {iri: 'urn:old:' + n}),
  (a)-[:KNOWS {key: 'urn:tie:' + n, confidence: 'sourced', sources: []}]->(b)
"""
MINE = "MATCH (m:Mine)-[r:ABOUT]->(t) RETURN m.name, t.iri, properties(r)"


@dataclass(frozen=True, slots=True)
class Contents:
    """Nodes by address and relationships by key, each with its labels or ends and its properties."""

    build: list[tuple[str, str]]
    nodes: dict[str, tuple[list[str], dict[str, Any]]]
    relationships: dict[str, tuple[list[str], dict[str, Any]]]


def driver_of(server: Neo4jServer) -> Driver:
    """The user's own driver on that server."""
    return GraphDatabase.driver(server.uri, auth=(server.user, server.password))


def rows(driver: Driver, query: str, **parameters: Any) -> list[list[Any]]:
    records, _, _ = driver.execute_query(query, parameters)  # type: ignore[arg-type]
    return [list(record.values()) for record in records]


def contents(driver: Driver) -> Contents:
    """All that is ours there; nothing stands twice."""
    nodes, relationships = rows(driver, NODES), rows(driver, RELATIONSHIPS)
    found = Contents(
        [(build, state) for build, state in rows(driver, BUILDS)],
        {iri: (sorted(labels), properties) for iri, labels, properties, _ in nodes},
        {key: (ends, properties) for key, ends, properties, _ in relationships},
    )
    assert (len(nodes), len(relationships)) == (len(found.nodes), len(found.relationships)), "something stands twice"
    return found


def put_older_graph(driver: Driver) -> None:
    """Another whole graph of ours, of which nothing stays in the next, and something of the user's own."""
    rows(driver, "MATCH (n) WHERE n:ZisgraphNode OR n:ZisgraphBuild DETACH DELETE n")
    rows(driver, OLDER)
    rows(driver, "CREATE (:ZisgraphBuild {id: 'older', state: 'complete', nodes: 600, relationships: 300})")
    rows(driver, "MERGE (m:Mine {name: 'm'}) MERGE (t:Yours {iri: 'urn:t'}) MERGE (m)-[:ABOUT]->(t)")


def identities(driver: Driver) -> dict[str, str]:
    """What the database itself calls each node and relationship: it changes when one is made anew."""
    return {key: identity for query in (NODES, RELATIONSHIPS) for key, _, _, identity in rows(driver, query)}


def state_to_a_client(settings: Settings, build: str, nodes: int) -> str:
    """What `/cypher` would say now: the whole of that build, or that it waits; anything else is a fault."""
    engine = BoltEngine(Configured(settings), build=build)
    try:
        found = engine.query("MATCH (n:ZisgraphNode) RETURN count(n)", {}, limit=1, timeout=60).rows
    except EngineLoading as error:
        return "loading" if "being filled" in str(error) else "another"
    finally:
        engine.close()
    assert found == [[nodes]]
    return "complete"


def expected(graph: PropertyGraph) -> Contents:
    """What a server has to hold that was brought to this graph."""
    return Contents(
        [(graph.build, "complete")],
        {
            one.iri: (sorted([*one.labels, "ZisgraphNode"]), _plain({**one.properties, "iri": one.iri}))
            for one in graph.nodes
        },
        {
            one.key: ([one.type, one.start, one.end], _plain({**one.properties, "key": one.key}))
            for one in graph.relationships
        },
    )


def _plain(properties: dict[str, Any]) -> dict[str, Any]:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in properties.items()}
