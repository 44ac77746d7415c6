"""The step of a build that fills a Cypher engine: the embedded database beside the store, or the configured Neo4j."""

from __future__ import annotations

import os
import shutil

from zisgraph.errors import EngineError, EngineMissing
from zisgraph.model.property_graph import PropertyGraph
from zisgraph.pipeline.home import MAKING, Build, sync_folder, sync_tree
from zisgraph.pipeline.progress import Timed
from zisgraph.settings import Settings
from zisgraph.store.cypher import check_installed, fill_arcadedb, fill_neo4j, open_neo4j, project
from zisgraph.store.oxigraph import open_reader

STEP = "cypher"


class CypherStep:
    """Brings the engine that the settings name to a build; costs next to nothing when it is there already."""

    def __init__(self, settings: Settings, timed: Timed) -> None:
        self._settings, self._timed = settings, timed
        self._server = settings.neo4j_uri if settings.cypher == "auto" else ""
        self.filled = False
        """Whether anything was written to an engine."""

    def check(self) -> None:
        """Say before a long build that the configured Neo4j cannot be reached.

        Raises:
            EngineUnavailable: the message says which setting is wrong.
        """
        if self._server:
            open_neo4j(self._settings).close()

    def embedded(self, build: Build) -> str:
        """Fill the embedded database of a build that has none, before it is published; what there is now, in words."""
        if self._settings.cypher == "off":
            return "switched off (ZISGRAPH_CYPHER=off)"
        if self._server:
            return f"the Neo4j at {self._server}"
        if build.arcadedb.is_dir():
            return "the embedded database is there"
        try:
            check_installed()
        except EngineMissing as error:
            return str(error)
        making = build.path / f"{MAKING}arcadedb-{os.getpid()}"
        try:
            with self._timed.step(STEP, "filling the embedded Cypher database"):
                graph = self._graph(build)
                fill_arcadedb(making, self._settings, graph, self._timed.advance)
                self._timed.say(_words(graph))
                self.filled = True
            sync_tree(making)
            making.rename(build.arcadedb)
            sync_folder(build.path)
        finally:
            shutil.rmtree(making, ignore_errors=True)
        return _words(graph)

    def server(self, build: Build) -> str:
        """Bring the configured Neo4j to a build that is published; what it holds now, in words, '' without a server.

        Raises:
            EngineUnavailable: it went away; what it holds says that it is not complete.
        """
        if not self._server:
            return ""
        if self._holds(build):
            return f"the Neo4j at {self._server} holds this build"
        with self._timed.step(STEP, f"filling the Neo4j at {self._server}"):
            graph = self._graph(build)
            report = fill_neo4j(self._settings, graph, self._timed.advance)
            words = f"{_words(graph)} in the Neo4j at {self._server}; {report.rows:,} changed"
            self._timed.say(words)
            self.filled = report.changed
        return words

    def _holds(self, build: Build) -> bool:
        """Whether the server has this build whole, by its build node and by counting; then it has its constraint too."""
        engine = open_neo4j(self._settings)
        try:
            if not engine.holds(build.id):
                return False
            engine.constrain()
            return True
        except EngineError:
            return False
        finally:
            engine.close()

    def _graph(self, build: Build) -> PropertyGraph:
        return project(open_reader(build.store), build.id, self._settings.base_iri)


def _words(graph: PropertyGraph) -> str:
    return f"{len(graph.nodes):,} nodes, {len(graph.relationships):,} relationships"
