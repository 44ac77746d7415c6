"""`zisgraph up` and `zisgraph serve`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from zisgraph.cli.console import announce, note
from zisgraph.cli.options import HomeOption, settings_and_home

if TYPE_CHECKING:
    from zisgraph.settings import Settings

PortOption = Annotated[
    int | None,
    typer.Option(
        "--port", "-p", min=0, max=65535, help="Port; 0 takes a free one (default: 8000).", show_default=False
    ),
]
HostOption = Annotated[
    str | None, typer.Option("--host", help="Address to listen on (default: 127.0.0.1).", show_default=False)
]
PublicOption = Annotated[
    bool, typer.Option("--public", help="Allow an address that other machines can reach. There is no login.")
]
BoltOption = Annotated[
    bool,
    typer.Option("--bolt", help="Also open the embedded Cypher engine to drivers on this machine; prints the login."),
]
ParentOption = Annotated[
    bool, typer.Option("--with-parent", help="End when the process that started this one ends, however it ends.")
]


def register(app: typer.Typer) -> None:
    app.command("up")(up)
    app.command("serve")(serve)


def up(
    home: HomeOption = None,
    port: PortOption = None,
    host: HostOption = None,
    public: PublicOption = False,
    bolt: BoltOption = False,
    with_parent: ParentOption = False,
) -> None:
    """Build the graph if need be, then serve it.

    Runs until Ctrl-C. One address has it all: the pages in Italian and English, the REST API, /sparql and /cypher.
    """
    settings = _settings(home, host, port, public)
    _follow_parent(with_parent)
    from zisgraph.api.serve import check_address
    from zisgraph.cli.progress import shown_progress
    from zisgraph.pipeline.build import build

    check_address(settings)
    with shown_progress() as progress:
        report = build(settings, progress)
    note(f"Build {report.build}: {report.statements:,} statements, {'new' if report.changed else 'unchanged'}.")
    if report.held_back:
        note(report.held_back)
    _serve(settings, bolt)


def serve(
    home: HomeOption = None,
    port: PortOption = None,
    host: HostOption = None,
    public: PublicOption = False,
    bolt: BoltOption = False,
    with_parent: ParentOption = False,
) -> None:
    """Serve the published build as it is.

    Runs until Ctrl-C. A build that is published meanwhile is served without a restart, as soon as it is opened.
    """
    settings = _settings(home, host, port, public)
    _follow_parent(with_parent)
    _serve(settings, bolt)


def _settings(home: HomeOption, host: str | None, port: int | None, public: bool) -> Settings:
    settings, _ = settings_and_home(home, host=host, port=port, public=public or None)
    return settings


def _follow_parent(wanted: bool) -> None:
    if wanted:
        from zisgraph.cli.parent import end_with_parent

        end_with_parent()


def _serve(settings: Settings, bolt: bool) -> None:
    from zisgraph.api.serve import serve as run

    run(settings, announce, bolt=bolt)
