"""Cypher: a guard in front, one engine over Bolt for Neo4j and for the embedded ArcadeDB."""

from zisgraph.store.cypher.arcadedb import check_installed
from zisgraph.store.cypher.bolt import BoltEngine
from zisgraph.store.cypher.engines import fill_arcadedb, fill_neo4j, open_arcadedb, open_engine, open_neo4j
from zisgraph.store.cypher.guard import check
from zisgraph.store.cypher.import_files import ImportFiles, write_import_files
from zisgraph.store.cypher.loader import LoadReport
from zisgraph.store.cypher.projection import project

__all__ = [
    "BoltEngine",
    "ImportFiles",
    "LoadReport",
    "check",
    "check_installed",
    "fill_arcadedb",
    "fill_neo4j",
    "open_arcadedb",
    "open_engine",
    "open_neo4j",
    "project",
    "write_import_files",
]
