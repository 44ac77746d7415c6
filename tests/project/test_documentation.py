"""Every setting and every command is documented, and nothing documented has gone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer
from pydantic import SecretStr

from zisgraph.cli import app
from zisgraph.settings import Settings

ROW = re.compile(r"^\| `ZISGRAPH_(\w+)` \| (\S+) \| (.+) \|$", re.MULTILINE)


def shown(value: object) -> str:
    """A default as the table writes it."""
    if isinstance(value, SecretStr):
        value = value.get_secret_value()
    if isinstance(value, bool):
        value = str(value).lower()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return f"`{value}`" if str(value) else "empty"


def test_every_setting_is_documented_with_its_default(project_root: Path) -> None:
    text = (project_root / "docs" / "settings.md").read_text(encoding="utf-8")
    documented = {name.lower(): default for name, default, _ in ROW.findall(text)}
    assert documented == {name: shown(field.default) for name, field in Settings.model_fields.items()}


def test_every_setting_says_what_it_does() -> None:
    assert [name for name, field in Settings.model_fields.items() if not field.description] == []


def test_links_between_documents_lead_somewhere(project_root: Path) -> None:
    pages = [*project_root.glob("*.md"), *project_root.glob("docs/**/*.md")]
    broken = [
        f"{page.relative_to(project_root)}: {target}"
        for page in pages
        for target in re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8"))
        if "://" not in target and not (page.parent / target).exists()
    ]
    assert broken == []


def commands(command: Any, path: str = "zisgraph") -> Iterator[tuple[str, Any]]:
    """Every command with its full name; groups only lead on."""
    if not hasattr(command, "commands"):
        yield path, command
        return
    for name, below in command.commands.items():
        yield from commands(below, f"{path} {name}")


def documented_commands(project_root: Path) -> dict[str, str]:
    text = (project_root / "docs" / "commands.md").read_text(encoding="utf-8")
    parts = re.split(r"^## (zisgraph [a-z0-9 -]+)$", text, flags=re.MULTILINE)[1:]
    return dict(zip(parts[::2], parts[1::2], strict=True))


def test_every_command_is_documented(project_root: Path) -> None:
    known = {name for name, _ in commands(typer.main.get_command(app))}
    assert known == documented_commands(project_root).keys()


def test_every_option_is_documented_where_its_command_is(project_root: Path) -> None:
    documented = documented_commands(project_root)
    documented["zisgraph serve"] += documented["zisgraph up"]  # "takes the same options"
    missing = [
        f"{name} {option}"
        for name, command in commands(typer.main.get_command(app))
        for parameter in command.params
        for option in parameter.opts
        if option.startswith("--") and option not in {"--help", "--home"} and f"`{option}`" not in documented[name]
    ]
    assert missing == []


def test_every_command_says_what_it_does() -> None:
    assert [name for name, command in commands(typer.main.get_command(app)) if not command.help] == []
