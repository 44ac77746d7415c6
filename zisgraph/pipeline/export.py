"""A published build as files: RDF in six formats, and CSV tables with the findings. Equal builds, equal bytes."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from zisgraph.ontology.prefixes import all_prefixes
from zisgraph.pipeline.home import Build
from zisgraph.pipeline.tables import TABLES, table_csv
from zisgraph.store.cypher import ImportFiles, project, write_import_files
from zisgraph.store.oxigraph import open_reader
from zisgraph.store.rdf_export import FORMATS, export_rdf

__all__ = ["FORMATS", "export_findings", "export_neo4j", "export_tables", "export_to"]


def export_to(build: Build, form: str, output: IO[bytes], base: str) -> int:
    """Write all statements of a build in one of `FORMATS`; how many.

    Raises:
        NotFoundError: there is no such format.
    """
    prefixes = all_prefixes(base)
    return export_rdf(open_reader(build.store, prefixes), output, form, prefixes)


def export_tables(build: Build, folder: Path, base: str) -> list[Path]:
    """Every table and the findings as CSV files in `folder`; the files written."""
    reader = open_reader(build.store, all_prefixes(base))
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for table in TABLES:
        file = folder / f"{table.name}.csv"
        file.write_text(table_csv(table, reader, base), encoding="utf-8")
        written.append(file)
    return [*written, *export_findings(build, folder)]


def export_neo4j(build: Build, folder: Path, base: str, database: str) -> ImportFiles:
    """Import files for an empty Neo4j in `folder`: what a load over Bolt would bring there, build node included."""
    return write_import_files(project(open_reader(build.store), build.id, base), folder, database)


def export_findings(build: Build, folder: Path) -> Iterator[Path]:
    """Copy the findings' CSV files of a build into `folder`."""
    for file in sorted(build.findings.glob("*.csv")):
        yield Path(shutil.copyfile(file, folder / file.name))
