"""A checkout reduced to what `scripts/setup` reads, and a PATH that holds only the tools a test grants it."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Generator
from pathlib import Path

import pytest

TOOLS = [
    "awk",
    "basename",
    "cat",
    "cksum",
    "cp",
    "dirname",
    "grep",
    "head",
    "ls",
    "mkdir",
    "pwd",
    "rm",
    "sh",
    "tail",
    "touch",
    "tr",
    "uname",
    "wc",
]

# Stands for the package registry only: makes a real environment, writes down what it was asked to install.
UV = f"""#!/bin/sh
echo "$*" >>"$UV_CALLS"
case "$*" in
    venv*) for last; do :; done; exec {sys.executable} -m venv --without-pip "$last" ;;
    *cypher.txt*) if [ -n "${{UV_CYPHER_ANSWER:-}}" ]; then echo "$UV_CYPHER_ANSWER" >&2; exit 1; fi ;;
esac
"""


class Workbench:
    """One reduced checkout with its own PATH; `run` calls its scripts/setup as a newcomer would."""

    def __init__(self, folder: Path, project_root: Path) -> None:
        self.checkout = folder / "a checkout"
        self.bin = folder / "bin"
        self.calls = folder / "uv-calls"
        self.bin.mkdir(parents=True)
        for name in TOOLS:
            (self.bin / name).symlink_to(shutil.which(name) or pytest.fail(f"this machine has no {name}"))
        for name in ("scripts", "locks"):
            shutil.copytree(project_root / name, self.checkout / name)
        shutil.copy(project_root / "pyproject.toml", self.checkout)
        shutil.copy(project_root / "package-lock.json", self.checkout)
        (self.bin / "python3").symlink_to(sys.executable)

    def grant(self, name: str, script: str) -> Path:
        """Put an executable of this content on the PATH."""
        tool = self.bin / name
        tool.unlink(missing_ok=True)
        tool.write_text(script)
        tool.chmod(0o755)
        return tool

    def run(self, *purposes: str, user: int | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
        clean = {"PATH": str(self.bin), "HOME": str(self.checkout), "UV_CALLS": str(self.calls), **environment}
        command = [str(self.checkout / "scripts" / "setup"), *purposes]
        return subprocess.run(command, env=clean, text=True, capture_output=True, timeout=60, user=user, check=False)

    def uv_calls(self) -> list[str]:
        return self.calls.read_text().splitlines() if self.calls.exists() else []


@pytest.fixture
def workbench(tmp_path: Path, project_root: Path) -> Workbench:
    bench = Workbench(tmp_path, project_root)
    bench.grant("uv", UV)
    return bench


@pytest.fixture
def public_workbench(project_root: Path) -> Generator[Workbench, None, None]:
    """A workbench another user can enter (pytest's own folders are private to theirs)."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Workbench(Path(folder), project_root)
