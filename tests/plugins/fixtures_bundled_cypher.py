"""The Cypher engines that the twins are asked of, both holding the session's build of the bundled data."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from neo4j_launcher import Neo4jServer

from zisgraph.errors import EngineMissing
from zisgraph.model.property_graph import PropertyGraph
from zisgraph.pipeline.home import Build
from zisgraph.settings import Settings, load_settings
from zisgraph.store.cypher import BoltEngine, check_installed, fill_neo4j, open_arcadedb, open_neo4j, project
from zisgraph.store.oxigraph import OxigraphReader


@pytest.fixture(scope="module")
def embedded_engine(
    bundled_build: Build, bundled_settings: Settings, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[BoltEngine]:
    """ArcadeDB over a copy of the build's own database: another test may be serving the original."""
    try:
        check_installed()
    except EngineMissing as error:
        pytest.skip(str(error))
    folder = tmp_path_factory.mktemp("twins") / "arcadedb"
    shutil.copytree(bundled_build.arcadedb, folder, ignore=shutil.ignore_patterns("*.lck"))
    engine = open_arcadedb(folder, bundled_settings)
    yield engine
    engine.close()


@pytest.fixture(scope="session")
def bundled_property_graph(
    bundled_reader: OxigraphReader, bundled_build: Build, bundled_settings: Settings
) -> PropertyGraph:
    """The session's build as nodes and relationships."""
    return project(bundled_reader, bundled_build.id, bundled_settings.base_iri)


@pytest.fixture
def neo4j_engine(
    neo4j_server: Neo4jServer, bundled_property_graph: PropertyGraph, bundled_settings: Settings
) -> Iterator[BoltEngine]:
    """A real Neo4j, brought to the bundled build by the product's own loader."""
    settings = load_settings(
        home=bundled_settings.home,
        neo4j_uri=neo4j_server.uri,
        neo4j_user=neo4j_server.user,
        neo4j_password=neo4j_server.password,
        neo4j_database=neo4j_server.database,
    )
    fill_neo4j(settings, bundled_property_graph)
    engine = open_neo4j(settings)
    yield engine
    engine.close()
