from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import pytest
from command_server import CommandServer

from zisgraph.pipeline.home import Build
from zisgraph.settings import Settings


class Command(Protocol):
    """Runs `zisgraph ARGUMENTS` as its own process."""

    def __call__(
        self, *arguments: str, text: str | None = None, **environment: str
    ) -> subprocess.CompletedProcess[str]: ...


@pytest.fixture(scope="session")
def command_server(project_root: Path) -> Iterator[CommandServer]:
    """What commands are forked from."""
    server = CommandServer(project_root)
    yield server
    server.close()


@pytest.fixture
def zisgraph(tmp_path: Path, project_root: Path, command_server: CommandServer) -> Command:
    """The command in an empty folder, with an empty home."""

    def run(*arguments: str, text: str | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
        clean = {name: value for name, value in os.environ.items() if not name.startswith("ZISGRAPH_")}
        clean |= {"ZISGRAPH_HOME": str(tmp_path / "home"), "PYTHONPATH": str(project_root), **environment}
        return command_server.run(arguments, clean, tmp_path, text)

    return run


@pytest.fixture
def built(zisgraph: Command, bundled_build: Build, bundled_settings: Settings) -> Command:
    """The command over the home that holds the session's build."""

    def run(*arguments: str, text: str | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
        return zisgraph(*arguments, text=text, **{"ZISGRAPH_HOME": str(bundled_settings.home), **environment})

    return run
