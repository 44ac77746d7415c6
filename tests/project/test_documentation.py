"""Every setting and every command is documented, and nothing documented has gone."""

from __future__ import annotations

import re
from pathlib import Path

from pydantic import SecretStr

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
