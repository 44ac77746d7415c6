"""The `zisgraph` command: its groups put together, and the one place where errors become sentences.

Nothing heavy is imported here: each command imports what it needs when it runs, so that `--help` is instant.
"""

from __future__ import annotations

import logging
import sys
from typing import Annotated

import typer

from zisgraph.cli import (
    build,
    changes,
    export,
    fetch,
    findings,
    identity,
    publishing,
    query,
    serve,
    sources,
    table,
)
from zisgraph.cli.console import note, say
from zisgraph.errors import ZisgraphError

app = typer.Typer(
    name="zisgraph",
    help="A knowledge graph of the Lombardy innovation ecosystem, every statement with its source.",
    epilog="Settings come from ZISGRAPH_… variables; docs/settings.md lists them. Exit codes: 0 done, 1 it could "
    "not be done, 2 wrong use.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
serve.register(app)
build.register(app)
sources.register(app)
fetch.register(app)
identity.register(app)
findings.register(app)
query.register(app)
export.register(app)
table.register(app)
publishing.register(app)
changes.register(app)


def _print_version(wanted: bool) -> None:
    if wanted:
        from zisgraph import __version__

        say(f"zisgraph {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and end.")
    ] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Also log what happens inside.")] = False,
) -> None:
    logging.basicConfig(
        level=logging.DEBUG if verbose else logging.INFO,
        format="%(asctime)s %(levelname)s %(name)s: %(message)s" if verbose else "%(message)s",
        stream=sys.stderr,
    )
    if not verbose:
        for noisy in ("neo4j", "httpx", "uvicorn.access", "asyncio"):
            logging.getLogger(noisy).setLevel(logging.WARNING)


def main() -> None:
    """Run the command line; an error on purpose is one sentence on standard error, never a traceback."""
    try:
        app()
    except ZisgraphError as error:
        note(f"zisgraph: {error}")
        raise SystemExit(error.exit_code) from None
    except KeyboardInterrupt:
        raise SystemExit(130) from None
