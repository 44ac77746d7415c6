"""What the README tells a reader to type works, on the bundled data."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

import pytest

README = Path(__file__).parents[2] / "README.md"
COMMANDS = re.findall(r"^ {4,}(zisgraph .+)$", README.read_text(encoding="utf-8"), re.MULTILINE)


def test_the_readme_shows_every_kind_of_command() -> None:
    kinds = {
        " ".join(command.split()[1:3]) if command.split()[1] in {"query", "export"} else command.split()[1]
        for command in COMMANDS
    }
    assert kinds >= {"analyse", "partners", "query sparql", "query cypher", "export graph", "export tables"}


@pytest.mark.slow
@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_of_the_readme_runs(built: Any, command: str) -> None:
    result = built(*shlex.split(command)[1:])
    assert result.returncode == 0, result.stderr
    shown = [line for line in result.stdout.splitlines() if line.strip()]
    assert len(shown) > 1 or "Wrote" in result.stderr, "it answers nothing"
