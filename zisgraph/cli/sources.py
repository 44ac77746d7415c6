"""`zisgraph sources`: what is known, what lies here, what its last reading gave."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer

from zisgraph.cli.console import say, say_json, say_table
from zisgraph.cli.options import HomeOption, JsonOption, settings_and_home

if TYPE_CHECKING:
    from zisgraph.pipeline.sources import SourceState

_HEADERS = ("source", "title", "publisher", "licence", "state", "read", "rows", "statements", "issues")


def register(app: typer.Typer) -> None:
    app.command("sources")(sources)


def sources(
    source: Annotated[
        str | None,
        typer.Argument(metavar="SOURCE", help="One source, with all that is known of it.", show_default=False),
    ] = None,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """List the sources: what each is, whether its files are here, and what its last reading gave.

    Files of a public source belong in the folder that `zisgraph sources SOURCE` names, in a folder of their own for
    each date (2026, 2026-04 or 2026-04-16). The next `zisgraph build` reads them.
    """
    from zisgraph.errors import NotFoundError
    from zisgraph.pipeline.sources import sources as known

    _, place = settings_and_home(home)
    found = known(place)
    if source is not None:
        chosen = [one for one in found if one.id == source]
        if not chosen:
            ids = ", ".join(one.id for one in found)
            raise NotFoundError(f"Received the source {source!r}; there are {ids}.")
        found = chosen
    if as_json:
        say_json([one.as_dict() for one in found])
    elif source is not None:
        for line in _told(found[0]):
            say(line)
    else:
        say_table(_HEADERS, [_row(one) for one in found])


def _row(one: SourceState) -> tuple[object, ...]:
    counts = (f"{one.rows:,}", f"{one.statements:,}", f"{one.issues:,}") if one.manifest else ("", "", "")
    return (one.id, one.title_en, one.publisher, one.licence, one.state, one.read_at[:10], *counts)


def _told(one: SourceState) -> Iterator[str]:
    yield f"{one.title_en} ({one.id})"
    yield f"  {one.publisher}; {one.licence}; {one.address}"
    yield f"  {one.coverage}"
    if one.folder:
        yield f"  Folder of its files: {one.folder}"
    if one.withdrawn:
        yield f"  Withdrawn on {one.withdrawn}: no build reads it. `zisgraph withdraw --undo {one.id}` brings it back."
        return
    if not one.files:
        yield f"  No file is here. Put the publisher's files there, or in {one.folder}/<date>, then run `zisgraph build`."
        return
    yield f"  Files: {', '.join(one.files)}"
    if one.consulted:
        yield "  It says nothing itself: other sources look places up in it."
    elif not one.manifest:
        yield "  It has not been read yet: `zisgraph build` reads it."
    else:
        yield from _reading(one.manifest)


def _reading(manifest: Mapping[str, Any]) -> Iterator[str]:
    yield f"  Read {manifest['staged_at']}: {manifest['statements']:,} statements"
    for name, table in manifest["tables"].items():
        yield f"    {name}: {table['rows']:,} rows"
    for citation, things in manifest.get("by_snapshot", {}).items():
        yield f"  Says in {citation}: {_counts(things)}"
    for name, words in (("kinds", "Kinds"), ("placed", "Placed by"), ("left_out", "Left out")):
        if manifest.get(name):
            yield f"  {words}: {_counts(manifest[name])}"
    for issue in manifest["issues"]:
        if "kind" not in issue:
            continue
        yield f"  Issue, {issue['count']:,} times: {issue['kind']}"
        for example in issue["examples"]:
            where = f"{example['file']}, line {example['line']}, field {example['field']}"
            yield f"    {where}: received {example['received']}; allowed: {example['allowed']}"
    for unread in manifest.get("unread", ()):
        yield f"  Not read: {unread['file']}, field {unread['field']} ({unread['rows']:,} rows)"


def _counts(numbers: Mapping[str, int]) -> str:
    return ", ".join(f"{count:,} {name}" for name, count in numbers.items())
