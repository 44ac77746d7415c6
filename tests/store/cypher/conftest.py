"""One small graph on every Cypher engine: ArcadeDB as a child of its own, and both lines of a real Neo4j."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from neo4j_launcher import Neo4jServer
from small_property_graph import settings_of, small_graph

from zisgraph.settings import load_settings
from zisgraph.store.cypher import BoltEngine, fill_arcadedb, fill_neo4j, open_arcadedb, open_neo4j


@pytest.fixture(scope="session")
def arcadedb_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small graph as a build would leave it; nobody changes it."""
    folder = tmp_path_factory.mktemp("small") / "arcadedb"
    fill_arcadedb(folder, load_settings(), small_graph())
    return folder


@pytest.fixture(scope="session")
def arcadedb_engine(arcadedb_folder: Path) -> Iterator[BoltEngine]:
    engine = open_arcadedb(arcadedb_folder, load_settings())
    yield engine
    engine.close()


@pytest.fixture
def neo4j_engine(neo4j_server: Neo4jServer) -> Iterator[BoltEngine]:
    """A real Neo4j that holds the small graph; who changes it leaves the change to the next load."""
    settings = settings_of(neo4j_server)
    fill_neo4j(settings, small_graph())
    engine = open_neo4j(settings)
    yield engine
    engine.close()
