"""Which Cypher engine goes with the settings, and how a build gets into it."""

from __future__ import annotations

import threading
from pathlib import Path

from zisgraph.errors import EngineMissing
from zisgraph.model.property_graph import PropertyGraph
from zisgraph.settings import Settings
from zisgraph.store.cypher.arcadedb import ArcadeProcess, check_installed
from zisgraph.store.cypher.bolt import BoltEngine
from zisgraph.store.cypher.loader import LoadReport, Told
from zisgraph.store.cypher.servers import ArcadeServer, Neo4jServer


def open_engine(
    folder: Path, settings: Settings, *, build: str = "", called_off: threading.Event | None = None
) -> BoltEngine:
    """The engine that the settings name; `build` is the one it has to hold. `called_off` ends a start under way.

    Raises:
        EngineMissing: Cypher is switched off, or there is neither a Neo4j nor the embedded engine.
        EngineUnavailable: the embedded engine did not start, or was called off.
    """
    if settings.cypher == "off":
        raise EngineMissing("Cypher is switched off here (ZISGRAPH_CYPHER=off); ask in SPARQL at /sparql.")
    if settings.neo4j_uri:  # not asked for an answer yet: it may come back while we serve
        return BoltEngine(Neo4jServer(settings), max_bytes=settings.query_bytes, build=build)
    return open_arcadedb(folder, settings, called_off)


def open_neo4j(settings: Settings) -> BoltEngine:
    """The engine over the configured Neo4j, which has answered.

    Raises:
        EngineUnavailable: it does not answer or refuses us; the message says which setting is wrong.
    """
    engine = BoltEngine(Neo4jServer(settings), max_bytes=settings.query_bytes)
    try:
        engine.verify()
    except BaseException:
        engine.close()
        raise
    return engine


def open_arcadedb(folder: Path, settings: Settings, called_off: threading.Event | None = None) -> BoltEngine:
    """The engine over the embedded database of one build, ready to answer.

    Raises:
        EngineMissing: ArcadeDB is not installed, or the build was made without it.
        EngineUnavailable: it did not start, or was called off.
    """
    check_installed()
    if not folder.is_dir():
        raise EngineMissing(
            f"This build has no Cypher database ({folder} is not there): run `zisgraph build` where the embedded engine is "
            "installed, or set ZISGRAPH_NEO4J_URI to use a Neo4j server."
        )
    server = ArcadeServer(ArcadeProcess(folder, heap=settings.cypher_heap, called_off=called_off))
    engine = BoltEngine(server, max_bytes=settings.query_bytes)
    try:
        engine.warm()
    except BaseException:
        engine.close()
        raise
    return engine


def fill_neo4j(settings: Settings, graph: PropertyGraph, told: Told = lambda _done, _all: None) -> LoadReport:
    """Bring the configured Neo4j to exactly this graph.

    Raises:
        EngineUnavailable: it does not answer or refuses us.
    """
    engine = open_neo4j(settings)
    try:
        return engine.load(graph, told)
    finally:
        engine.close()


def fill_arcadedb(
    folder: Path, settings: Settings, graph: PropertyGraph, told: Told = lambda _done, _all: None
) -> LoadReport:
    """Bring the embedded database in `folder` to exactly this graph; it is made where there is none.

    Raises:
        EngineMissing: ArcadeDB is not installed here.
        EngineUnavailable: it did not start.
    """
    folder.mkdir(parents=True, exist_ok=True)
    engine = BoltEngine(ArcadeServer(ArcadeProcess(folder, heap=settings.cypher_heap, fill=True)))
    try:
        return engine.load(graph, told)
    finally:
        engine.close()
