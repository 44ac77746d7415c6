"""`zisgraph builds`, `publish`, `rollback` and `withdraw`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from zisgraph.cli.build import FactsOption
from zisgraph.cli.console import say, say_json, say_table
from zisgraph.cli.options import HomeOption, JsonOption, settings_and_home

if TYPE_CHECKING:
    from zisgraph.pipeline.publishing import BuildState

_HEADERS = ("build", "made", "statements", "state", "published", "changed", "since")


def register(app: typer.Typer) -> None:
    app.command("builds")(builds)
    app.command("publish")(publish)
    app.command("rollback")(rollback)
    app.command("withdraw")(withdraw)


def builds(home: HomeOption = None, as_json: JsonOption = False) -> None:
    """List the builds: when each was made, what it changed, which one is served.

    What a build changed is counted against the one that was current when it was made.
    """
    from zisgraph.pipeline.publishing import builds as known

    settings, place = settings_and_home(home)
    found = known(place, settings.base_iri)
    if as_json:
        say_json([one.as_dict() for one in found])
    elif not found:
        say(f"Nothing has been built in {place.path} yet: run `zisgraph build`.")
    else:
        say_table(_HEADERS, [_row(one) for one in found])


def publish(
    build: Annotated[
        str,
        typer.Argument(metavar="[BUILD]", help="Its id, or the start of it (default: the newest).", show_default=False),
    ] = "",
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Publish a build that was made before.

    A running server goes over to it; a Neo4j is brought to it.
    """
    from zisgraph.cli.progress import shown_progress
    from zisgraph.pipeline.publishing import publish as run

    settings, _ = settings_and_home(home)
    with shown_progress() as progress:
        done = run(settings, build, progress)
    _tell(done.lines(), done.as_dict(), as_json=as_json)


def rollback(home: HomeOption = None, as_json: JsonOption = False) -> None:
    """Go back to the build that was published before the current one.

    Again goes further back. What was taken back is not published again by `zisgraph build` or `zisgraph up` while the
    sources give the same; `zisgraph publish` goes forward.
    """
    from zisgraph.cli.progress import shown_progress
    from zisgraph.pipeline.publishing import roll_back

    settings, _ = settings_and_home(home)
    with shown_progress() as progress:
        done = roll_back(settings, progress)
    _tell(done.lines(), done.as_dict(), as_json=as_json)


def withdraw(
    source: Annotated[
        str, typer.Argument(metavar="SOURCE", help="Its id; `zisgraph sources` lists them. Or the id of a citation.")
    ],
    undo: Annotated[bool, typer.Option("--undo", help="Bring a withdrawn source back.")] = False,
    home: HomeOption = None,
    facts: FactsOption = None,
    as_json: JsonOption = False,
) -> None:
    """Withdraw a source, or one citation: publish a build in which nothing it said is left.

    The files of a source are set aside in the home, and no build reads them until the withdrawal is undone.
    """
    from zisgraph.cli.progress import shown_progress
    from zisgraph.pipeline.withdrawing import withdraw as run

    settings, _ = settings_and_home(home)
    with shown_progress() as progress:
        done = run(settings, source, undo=undo, facts=facts, progress=progress)
    _tell(done.lines(), done.as_dict(), as_json=as_json)


def _tell(lines: Iterable[str], content: object, *, as_json: bool) -> None:
    if as_json:
        say_json(content)
        return
    for line in lines:
        say(line)


def _row(one: BuildState) -> tuple[object, ...]:
    state = (
        "current" if one.current else "taken back" if one.taken_back else "past" if one.published else "not published"
    )
    if one.withdrawn:
        state = f"holds withdrawn {', '.join(one.withdrawn)}"
    changed = ", ".join(f"{count:,} {kind}" for kind, count in one.since.counts.items())
    changed = changed or ("the same facts" if one.since.before else "")
    return one.id, one.made, f"{one.statements:,}", state, one.published, changed, one.since.before
