"""`zisgraph export`: the published build as files. Equal builds give equal bytes."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from zisgraph.cli.console import note
from zisgraph.cli.options import HomeOption, LanguageOption, UsageError, settings_and_home, spoken

OutputOption = Annotated[
    Path | None,
    typer.Option(
        "--output", "-o", dir_okay=False, help="File to write (default: standard output).", show_default=False
    ),
]
FolderArgument = Annotated[Path, typer.Argument(metavar="FOLDER", file_okay=False, help="Where the files go.")]


class RdfFormat(StrEnum):
    """nq, trig and jsonld keep the named graphs; nt, ttl and rdf hold each triple once."""

    NQ = "nq"
    TRIG = "trig"
    JSONLD = "jsonld"
    NT = "nt"
    TTL = "ttl"
    RDF = "rdf"


class NetworkFormat(StrEnum):
    """What a network is written as."""

    HTML = "html"
    SVG = "svg"
    CSV = "csv"


def register(app: typer.Typer) -> None:
    group = typer.Typer(help="Write the published build, or a part of it, to files.", no_args_is_help=True)
    group.command("graph")(graph)
    group.command("tables")(tables)
    group.command("findings")(findings)
    group.command("network")(network)
    group.command("neo4j-csv")(neo4j_csv)
    app.add_typer(group, name="export")


def graph(
    form: Annotated[
        RdfFormat, typer.Option("--format", help="nq, trig, jsonld keep the named graphs; nt, ttl, rdf do not.")
    ] = RdfFormat.NQ,
    output: OutputOption = None,
    home: HomeOption = None,
) -> None:
    """Write every statement as RDF, sorted.

    Example: zisgraph export graph --format trig --output zisgraph.trig
    """
    from zisgraph.pipeline.export import export_to

    settings, place = settings_and_home(home)
    with place.reading() as build:
        if output is None:
            export_to(build, form, sys.stdout.buffer, settings.base_iri)
            return
        with _writing(output), output.open("wb") as file:
            count = export_to(build, form, file, settings.base_iri)
    note(f"Wrote {count:,} statements of build {build.id} to {output}.")


def tables(folder: FolderArgument, home: HomeOption = None) -> None:
    """Write everything as CSV tables, findings included.

    Bodies, ties, projects, programmes, zones, specialisations, places, observations, citations: one row per thing.

    Example: zisgraph export tables zisgraph-tables
    """
    from zisgraph.pipeline.export import export_tables

    settings, place = settings_and_home(home)
    with place.reading() as build, _writing(folder):
        written = export_tables(build, folder, settings.base_iri)
    note(f"Wrote {len(written)} tables of build {build.id} to {folder}.")


def findings(folder: FolderArgument, home: HomeOption = None) -> None:
    """Write the findings as CSV tables.

    Gaps, possible duplicates, the topic by area matrix, conflicts between sources.

    Example: zisgraph export findings findings
    """
    from zisgraph.pipeline.export import export_findings

    _, place = settings_and_home(home)
    with place.reading() as build, _writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
        written = list(export_findings(build, folder))
    note(f"Wrote {len(written)} tables of build {build.id} to {folder}.")


def neo4j_csv(folder: FolderArgument, home: HomeOption = None) -> None:
    """Write import files for a Neo4j that is empty: the fast way to load a large graph for the first time.

    They hold what a build writes over Bolt. The command that imports them is printed; the next build finds nothing to
    write. See docs/neo4j.md.

    Example: zisgraph export neo4j-csv neo4j-import
    """
    from zisgraph.pipeline.export import export_neo4j

    settings, place = settings_and_home(home)
    with place.reading() as build, _writing(folder):
        made = export_neo4j(build, folder, settings.base_iri, settings.neo4j_database)
    files, nodes, relationships = (f"{n:,}" for n in (len(made.files), made.nodes, made.relationships))
    note(f"Wrote {nodes} nodes and {relationships} relationships of build {build.id} to {folder}, {files} files.")
    note(f"With Neo4j stopped, in that folder: {made.command}")


def network(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Whose network: a name, slug or address.")],
    output: Annotated[Path, typer.Option("--output", "-o", dir_okay=False, help="File to write.")],
    form: Annotated[
        NetworkFormat, typer.Option("--format", help="html opens in any browser, without a connection.")
    ] = NetworkFormat.HTML,
    lang: LanguageOption = None,
    home: HomeOption = None,
) -> None:
    """Write the network of one entity as one file.

    As HTML it holds the picture, the table of the same ties, their sources and dates, and asks nothing of any
    server: made to be mailed to a colleague.

    Example: zisgraph export network Eucentre --output eucentre.html --lang it
    """
    from zisgraph.catalogue.records import Group
    from zisgraph.cli.network_file import network_text
    from zisgraph.cli.opened import opened_build

    with opened_build(home) as opened:
        ref = opened.catalogue.find(name, tuple(Group))
        text = network_text(opened.catalogue, ref, form.value, spoken(lang))
    with _writing(output):
        output.write_text(text, encoding="utf-8")
    note(f"Wrote the network of {ref.label.en} ({ref.path}) to {output}.")


@contextmanager
def _writing(place: Path) -> Iterator[None]:
    """What cannot be written is said in a sentence."""
    try:
        yield
    except OSError as error:
        raise UsageError(
            f"Cannot write {place}: {error.strerror or error}. Name a file or folder that you may write."
        ) from error
