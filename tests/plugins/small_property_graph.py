"""A small property graph that every Cypher engine is tested with."""

from __future__ import annotations

from neo4j_launcher import Neo4jServer

from zisgraph.model.property_graph import Node, PropertyGraph, Relationship
from zisgraph.settings import Settings, load_settings

SIZE = 120
KINDS = (("Body", "Organisation"), ("Body", "Site"), ("Zone",))


def iri(number: int) -> str:
    return f"https://example.org/id/{number}"


def small_graph(build: str = "b1", size: int = SIZE) -> PropertyGraph:
    """A ring in which everybody knows the next five, in three kinds of nodes and two of relationships."""
    nodes = [
        Node(
            iri(n),
            KINDS[n % 3],
            {"name": f"n{n}", "number": n, "share": n / 4, "odd": n % 2 == 1, "sources": ["a:sourced", "b:unverified"]},
        )
        for n in range(size)
    ]
    relationships = [
        Relationship(
            f"https://example.org/id/tie/{n}-{step}",
            "KNOWS" if step % 2 else "MEMBER_OF",
            iri(n),
            iri((n + step) % size),
            {"since": 2000 + step, "sources": ["a:sourced"], "confidence": "sourced"},
        )
        for n in range(size)
        for step in range(1, 6)
    ]
    return PropertyGraph(build, nodes, relationships)


def settings_of(server: Neo4jServer) -> Settings:
    return load_settings(
        neo4j_uri=server.uri,
        neo4j_user=server.user,
        neo4j_password=server.password,
        neo4j_database=server.database,
        cypher="auto",
    )
