"""Options that several commands share, and the settings they lead to."""

from __future__ import annotations

import os
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, Final, Literal

import typer

from zisgraph.cli.console import note
from zisgraph.errors import ZisgraphError

if TYPE_CHECKING:
    from zisgraph.pipeline.home import Home
    from zisgraph.settings import Settings

HomeOption = Annotated[
    Path | None,
    typer.Option(
        "--home", help="Folder of the builds (default: ZISGRAPH_HOME, or .zisgraph here).", show_default=False
    ),
]
_OPTIONS: Final[Mapping[str, str]] = MappingProxyType(
    {"home": "--home", "host": "--host", "port": "--port", "query_timeout": "--timeout"}
)
"""What the settings are called that an option may give."""
JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON document for a script.")]
LimitOption = Annotated[int, typer.Option("--limit", "-n", min=1, max=10_000, help="Rows at most.")]


class Language(StrEnum):
    """The languages of everything a user reads."""

    IT = "it"
    EN = "en"


LanguageOption = Annotated[
    Language | None,
    typer.Option(
        "--lang", help="Language of names and sentences (default: that of LANG, else en).", show_default=False
    ),
]


class UsageError(ZisgraphError):
    """The command was called in a way it does not know."""

    exit_code = 2


def spoken(wanted: Language | None) -> Literal["it", "en"]:
    """The language asked for, else the one of the terminal if we speak it."""
    if wanted is not None:
        return wanted.value
    local = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return "it" if local.lower().startswith("it") else "en"


def settings_and_home(home: Path | None, **overrides: object) -> tuple[Settings, Home]:
    """The settings of this run and the home folder they name; what looks like a setting and is none is noted.

    Raises:
        SettingsError: a value is out of range.
    """
    from zisgraph.pipeline.home import Home
    from zisgraph.settings import load_settings, unknown_names

    for sentence in unknown_names(os.environ):
        note(sentence)
    settings = load_settings(_OPTIONS, home=home, **overrides)
    return settings, Home(settings.home)
