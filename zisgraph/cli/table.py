"""`zisgraph table`: a table of one's own, with a mapping that says what its columns mean."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from zisgraph.cli.console import note, say, say_json
from zisgraph.cli.options import HomeOption, JsonOption, UsageError, settings_and_home

if TYPE_CHECKING:
    from zisgraph.loaders.public.tables.preview import Preview
    from zisgraph.pipeline.home import Home


def register(app: typer.Typer) -> None:
    app.command("table")(table)


def table(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A CSV or XLSX file with a header.")],
    mapping: Annotated[
        Path | None, typer.Option("--mapping", "-m", help="The mapping, a TOML file.", show_default=False)
    ] = None,
    new: Annotated[bool, typer.Option("--new", help="Write a mapping to start from instead.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what it says, and put nothing anywhere.")] = False,
    rows: Annotated[int, typer.Option("--rows", min=0, max=1_000, help="Rows to show.")] = 3,
    date: Annotated[
        str,
        typer.Option(
            "--date", help="Date of the table: 2026, 2026-04 or 2026-04-16 (default: today).", show_default=False
        ),
    ] = "",
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Take a table of your own into the graph: a CSV or XLSX, and a mapping that says what its columns mean.

    Begin with `zisgraph table FILE --new --mapping MAPPING`, complete the mapping, look at `--dry-run` until it says what you mean, and
    run it without: the table and its mapping lie in a folder of the home then, and the next `zisgraph build` reads them.
    """
    if new:
        _begin(file, mapping)
        return
    if mapping is None:
        raise UsageError("Received no --mapping: name one, or add --new to get one to start from.")
    _, place = settings_and_home(home)
    day = date or datetime.now(UTC).date().isoformat()
    seen, folder = _taken(file, mapping, place, rows, day, is_dry=dry_run)
    if as_json:
        say_json({**seen.as_dict(), "folder": str(folder) if folder else None})
        return
    for line in _lines(seen):
        say(line)
    if folder:
        say(f"Put into {folder}.")
        note("Run `zisgraph build` to read it.")


def _taken(file: Path, mapping: Path, place: Home, rows: int, day: str, *, is_dry: bool) -> tuple[Preview, Path | None]:
    """What the table says, and the folder that it was put into."""
    from zisgraph.loaders.bundled.datasets import bundled
    from zisgraph.loaders.public import definitions
    from zisgraph.loaders.public.tables.installing import install
    from zisgraph.loaders.public.tables.own import check_id
    from zisgraph.loaders.public.tables.parsing import parse_mapping, read_text
    from zisgraph.loaders.public.tables.preview import preview

    text = read_text(mapping, mapping.name)
    parsed = parse_mapping(text, mapping.name)
    check_id(parsed.id, frozenset(definitions()), mapping.name)
    seen = preview(file, parsed, bundled(), place.sources, rows, day)
    if is_dry:
        return seen, None
    _check_something_is_said(seen, file)
    place.prepare()
    with place.fetching(parsed.id):
        return seen, install(file, text, parsed.id, place.sources, day)


def _begin(file: Path, mapping: Path | None) -> None:
    from zisgraph.loaders.public.tables.beginning import beginning

    text = beginning(file)
    if mapping is None:
        say(text.rstrip("\n"))
        return
    try:
        with mapping.open("x", encoding="utf-8") as output:
            output.write(text)
    except FileExistsError as error:
        raise UsageError(f"{mapping} is there already: name another file, or remove it first.") from error
    except OSError as error:
        raise UsageError(f"Cannot write {mapping}: {error.strerror}.") from error
    say(f"Wrote {mapping}: replace every … in it, then run `zisgraph table {file} --mapping {mapping} --dry-run`.")


def _check_something_is_said(seen: Preview, file: Path) -> None:
    from zisgraph.errors import InputError, Issue

    if not seen.things:
        told = f"{sum(seen.report.rows.values()):,} rows, of which none says anything"
        allowed = "at least one row; --dry-run shows what was left out and what could not be read"
        raise InputError([Issue(file.name, 0, "", told, allowed)])


def _lines(seen: Preview) -> Iterator[str]:
    for number, row in enumerate(seen.rows, start=1):
        yield f"{number}. {row.subject}"
        yield from (f"   {sentence}" for sentence in row.sentences)
    if seen.turtle:
        yield from ("", seen.turtle)
    report = seen.report
    yield f"{sum(report.rows.values()):,} rows, {seen.things:,} things, {seen.statements:,} statements"
    for words, counts in (("Kinds", report.kinds), ("Placed by", report.placed), ("Left out", report.left_out)):
        if counts:
            yield f"{words}: {', '.join(f'{count:,} {name}' for name, count in sorted(counts.items()))}"
    for kind, count, examples in report.all():
        yield f"Issue, {count:,} times: {kind}"
        yield from (f"  {example}" for example in examples)
    for (_, name), count in sorted(report.unread.items()):
        yield f"Not read: column {name!r} ({count:,} rows); say what it means, or name it in [ignore]"
