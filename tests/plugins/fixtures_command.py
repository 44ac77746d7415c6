from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Protocol

import pytest

from zisgraph.pipeline.home import Build
from zisgraph.settings import Settings


class Command(Protocol):
    """Runs `zisgraph ARGUMENTS` as its own process."""

    def __call__(
        self, *arguments: str, text: str | None = None, **environment: str
    ) -> subprocess.CompletedProcess[str]: ...


@pytest.fixture
def zisgraph(tmp_path: Path, project_root: Path) -> Command:
    """The command in an empty folder, with an empty home."""

    def run(*arguments: str, text: str | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
        clean = {name: value for name, value in os.environ.items() if not name.startswith("ZISGRAPH_")}
        clean |= {"ZISGRAPH_HOME": str(tmp_path / "home"), "PYTHONPATH": str(project_root), **environment}
        command = [sys.executable, "-m", "zisgraph", *arguments]
        return subprocess.run(
            command, input=text, env=clean, cwd=tmp_path, text=True, capture_output=True, timeout=120, check=False
        )

    return run


@pytest.fixture
def built(zisgraph: Command, bundled_build: Build, bundled_settings: Settings) -> Command:
    """The command over the home that holds the session's build."""

    def run(*arguments: str, text: str | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
        return zisgraph(*arguments, text=text, **{"ZISGRAPH_HOME": str(bundled_settings.home), **environment})

    return run
