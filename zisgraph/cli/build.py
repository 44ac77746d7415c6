"""`zisgraph build` and `zisgraph check`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from zisgraph.cli.console import say, say_json
from zisgraph.cli.options import HomeOption, JsonOption, settings_and_home

FactsOption = Annotated[
    Path | None,
    typer.Option(
        "--facts",
        exists=True,
        file_okay=False,
        help="Folder of tables to read in place of the bundled ones.",
        show_default=False,
    ),
]


def register(app: typer.Typer) -> None:
    app.command("build")(build)
    app.command("check")(check)


def build(
    home: HomeOption = None,
    facts: FactsOption = None,
    only: Annotated[
        str, typer.Option("--only", metavar="SOURCE", help="Read this source alone anew.", show_default=False)
    ] = "",
    accept: Annotated[
        list[str] | None,
        typer.Option(
            "--accept", metavar="SOURCE", help="Take a load however it differs from the previous.", show_default=False
        ),
    ] = None,
    no_publish: Annotated[bool, typer.Option("--no-publish", help="Make the build, and leave the served one.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Build the graph from its tables and public sources and publish it.

    Nothing is done when the sources have not changed. When something in them is wrong, every fault is named with
    its file, line and field, and the last good build stays in service.
    """
    from zisgraph.cli.progress import shown_progress
    from zisgraph.pipeline.build import build as run
    from zisgraph.pipeline.choice import Choice

    settings, _ = settings_and_home(home)
    with shown_progress() as progress:
        report = run(settings, progress, facts, Choice(only, frozenset(accept or ()), not no_publish))
    if as_json:
        say_json(report.as_dict())
        return
    for line in report.lines():
        say(line)


def check(home: HomeOption = None, facts: FactsOption = None, as_json: JsonOption = False) -> None:
    """Check tables and shapes, and publish nothing.

    Looks at them as a build would. Ends with 1 when a build of these tables would be refused.
    """
    from zisgraph.cli.progress import shown_progress
    from zisgraph.pipeline.check import check as run

    settings, _ = settings_and_home(home)
    with shown_progress() as progress:
        report = run(settings, progress, facts)
    if as_json:
        say_json(report.as_dict())
    else:
        for line in report.lines():
            say(line)
    if not report.ok:
        raise typer.Exit(1)
