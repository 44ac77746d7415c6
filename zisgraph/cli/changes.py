"""`zisgraph changes`: what differs between two builds."""

from __future__ import annotations

from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING, Annotated

import typer

from zisgraph.cli.console import say, say_csv, say_json
from zisgraph.cli.options import HomeOption, JsonOption, LanguageOption, settings_and_home, spoken

if TYPE_CHECKING:
    from zisgraph.pipeline.comparison import Comparison


class Kind(StrEnum):
    """What happened to a statement or a body."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MERGED = "merged"
    SEPARATED = "separated"


class Which(StrEnum):
    """The layers of a build's statements."""

    FACTS = "facts"
    DERIVED = "derived"
    FINDINGS = "findings"
    SOURCES = "sources"
    IDENTITY = "identity"


def register(app: typer.Typer) -> None:
    app.command("changes")(changes)


def changes(
    before: Annotated[
        str,
        typer.Argument(metavar="[FROM]", help="Build to compare from (default: the one before).", show_default=False),
    ] = "",
    after: Annotated[
        str,
        typer.Argument(metavar="[TO]", help="Build to compare with (default: the current one).", show_default=False),
    ] = "",
    kind: Annotated[Kind | None, typer.Option("--kind", help="Only changes of this kind.", show_default=False)] = None,
    layer: Annotated[Which, typer.Option("--layer", help="Facts, or what follows from them.")] = Which.FACTS,
    limit: Annotated[int, typer.Option("--limit", "-n", min=0, help="Changes at most; 0 for all.")] = 100,
    lang: LanguageOption = None,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV, a row for each statement.")] = False,
    as_json: JsonOption = False,
    home: HomeOption = None,
) -> None:
    """Tell what was added, removed, changed, merged or separated between two builds.

    Builds are named by their ids or the start of them; `zisgraph builds` lists them.
    """
    from zisgraph.pipeline.changes import Layer
    from zisgraph.pipeline.comparison import COLUMNS, as_dict, comparison, rows

    settings, place = settings_and_home(home)
    wanted = "" if kind is None else kind.value
    with comparison(place, settings.base_iri, before, after) as found:
        told = islice(found.told(Layer(layer.value), wanted), limit or None)
        total = found.record.total(Layer(layer.value), wanted)
        if as_csv:
            say_csv(COLUMNS, (row for one in told for row in rows(one)))
        elif as_json:
            head = {"from": found.before.id, "to": found.after.id, "layer": layer.value, "total": total}
            say_json({**head, "counts": found.record.counts.get(layer.value, {}), "changes": [*map(as_dict, told)]})
        else:
            _say(found, [one.it if spoken(lang) == "it" else one.en for one in told], total)


def _say(found: Comparison, sentences: list[str], total: int) -> None:
    for sentence in sentences:
        say(sentence)
    if total > len(sentences):
        say(f"{total - len(sentences):,} more: `--limit 0` tells them all.")
    say(f"{total:,} change{'' if total == 1 else 's'} from build {found.before.id} to {found.after.id}.")
