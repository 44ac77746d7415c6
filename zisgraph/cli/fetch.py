"""`zisgraph fetch`: the files of a public source from its publisher."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from zisgraph.cli.console import note, say, say_json
from zisgraph.cli.options import HomeOption, JsonOption, UsageError, settings_and_home

if TYPE_CHECKING:
    from zisgraph.loaders.fetching.fetch import Fetched, Told
    from zisgraph.loaders.public.definitions import Definition, Download


def register(app: typer.Typer) -> None:
    app.command("fetch")(fetch)


def fetch(
    source: Annotated[str, typer.Argument(metavar="SOURCE", help="One of those that `zisgraph sources` lists.")],
    mirror: Annotated[
        str,
        typer.Option(
            "--from", metavar="ADDRESS", help="Fetch from this folder of a mirror instead.", show_default=False
        ),
    ] = "",
    allow_host: Annotated[
        list[str] | None,
        typer.Option("--allow-host", metavar="HOST", help="A host it may be redirected to; repeat it."),
    ] = None,
    digest: Annotated[
        str, typer.Option("--sha256", metavar="HEX", help="The sha256 that the file has to have.", show_default=False)
    ] = "",
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Fetch the files of a public source from its publisher.

    A file lands in the source's folder under the date of its version, and the next `zisgraph build` reads it. A fetch
    that was cut off goes on where it ended; a file that has not changed on its server is not sent again.
    """
    from zisgraph.errors import FetchError
    from zisgraph.loaders.fetching import fetch as run
    from zisgraph.loaders.public import definition_named

    _, place = settings_and_home(home)
    definition = definition_named(source, place.sources)
    folder = place.sources / source
    if not definition.downloads:
        raise FetchError(
            f"{source} has no address to fetch from: get its files from {definition.metadata.address} and put them "
            f"into {folder}, in a folder named by their date."
        )
    if digest and len(definition.downloads) > 1:
        raise UsageError(f"--sha256 is for one file; {source} has {len(definition.downloads)}.")
    place.prepare()
    fetched = []
    with place.fetching(source):
        for download in definition.downloads:
            with _shown(definition, download) as tell:
                found = run(
                    download,
                    folder,
                    address=_address(mirror, download),
                    allowed=frozenset(allow_host or ()),
                    digest=digest,
                    tell=tell,
                )
            fetched.append(found)
    if as_json:
        say_json([_as_dict(one) for one in fetched])
        return
    for one in fetched:
        size = f"{one.provenance.total:,} bytes, sha256 {one.provenance.sha256}"
        say(f"{one.file}: {size}" if one.changed else f"{one.file}: nothing newer on the server ({size})")
    if any(one.changed for one in fetched):
        note("Run `zisgraph build` to read it.")


def _address(mirror: str, download: Download) -> str:
    return f"{mirror.rstrip('/')}/{download.file}" if mirror else ""


def _as_dict(one: Fetched) -> dict[str, object]:
    return {
        "file": str(one.file),
        "changed": one.changed,
        "address": one.provenance.address,
        "bytes": one.provenance.total,
        "sha256": one.provenance.sha256,
        "etag": one.provenance.etag,
        "last_modified": one.provenance.last_modified,
    }


@contextmanager
def _shown(definition: Definition, download: Download) -> Iterator[Told]:
    """A bar where standard error is a terminal, one line elsewhere."""
    if not sys.stderr.isatty():
        note(f"{definition.id}: fetching {download.file} …")
        yield lambda _done, _total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn, TransferSpeedColumn

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), DownloadColumn(), TransferSpeedColumn())
    with Progress(*columns, TimeRemainingColumn(), console=Console(stderr=True), transient=True) as bars:
        task = bars.add_task(download.file, total=None)
        yield lambda done, total: bars.update(task, completed=done, total=total if total >= 0 else None)
