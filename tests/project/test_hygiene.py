"""Nothing of one machine or one registry is committed, and nothing large or binary by accident."""

from __future__ import annotations

import re
import subprocess
from functools import cache
from pathlib import Path

import pytest

# Spelled in parts, so that this file does not find itself.
FORBIDDEN = {
    "an absolute path of one machine": r"(?<![\w.])/(?:root|home/\w+|Users/\w+|tmp/\w+)/",
    "a package registry's address": "|".join(
        [
            "py" + r"pi\.org",
            "files\\." + "pythonhosted",
            r"registry\.np" + "mjs",
            r"repo1?\.maven" + r"\.(?:org|apache)",
        ]
    ),
    "an unfinished merge": "^<{7} |^>{7} ",
}
TEXT = {".py", ".md", ".toml", ".txt", ".in", ".json", ".ttl", ".rq", ".cypher", ".html", ".css", ".js", ".mjs", ".po"}
TEXT |= {".pot", ".csv", ".xml", ".yaml", ".yml", ".sh", ".jsonld", ".svg", ""}
LARGEST = 1_500_000


@cache
def tracked(root: Path) -> tuple[Path, ...]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=root, text=True, capture_output=True, check=True).stdout
    return tuple(path for name in listed.split("\0") if name and not (path := root / name).is_symlink())


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_tracked_file_holds(project_root: Path, what: str) -> None:
    pattern = re.compile(FORBIDDEN[what], re.MULTILINE)
    found = [
        f"{path.relative_to(project_root)}: {match.group()}"
        for path in tracked(project_root)
        if path.suffix in TEXT and path.is_file()
        for match in pattern.finditer(path.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_no_tracked_file_is_large(project_root: Path) -> None:
    sizes = {str(path): path.stat().st_size for path in tracked(project_root) if path.is_file()}
    assert {path: size for path, size in sizes.items() if size > LARGEST} == {}


@pytest.mark.parametrize("name", ["node_modules", "visualisations/static/vendor", ".venv", ".zisgraph"])
def test_made_folders_are_ignored(project_root: Path, name: str) -> None:
    command = ["git", "check-ignore", "--quiet", f"{name}/anything"]
    assert subprocess.run(command, cwd=project_root, check=False).returncode == 0
