"""Options that several commands share, and the settings they lead to."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from zisgraph.pipeline.home import Home
    from zisgraph.settings import Settings

HomeOption = Annotated[
    Path | None,
    typer.Option(
        "--home", help="Folder of the builds (default: ZISGRAPH_HOME, or .zisgraph here).", show_default=False
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON document for a script.")]
LimitOption = Annotated[int, typer.Option("--limit", "-n", min=1, max=10_000, help="Rows at most.")]


class Language(StrEnum):
    """The languages of everything a user reads."""

    IT = "it"
    EN = "en"


LanguageOption = Annotated[Language, typer.Option("--lang", help="Language of names and sentences.")]


def settings_and_home(home: Path | None, **overrides: object) -> tuple[Settings, Home]:
    """The settings of this run and the home folder they name.

    Raises:
        SettingsError: a value is out of range.
    """
    from zisgraph.pipeline.home import Home
    from zisgraph.settings import load_settings

    settings = load_settings(home=home, **overrides)
    return settings, Home(settings.home)
