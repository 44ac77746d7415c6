"""`zisgraph up` as an operator meets it: one address, clear refusals, nothing left behind."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psutil
import pytest
from linked_homes import linked_home

from zisgraph.pipeline.home import Build
from zisgraph.settings import Settings

READY = re.compile(r"ready at (http://\S+?)/?$", re.MULTILINE)
START, STOP = 120, 15  # seconds


@pytest.fixture
def own_home(bundled_build: Build, bundled_settings: Settings, tmp_path: Path) -> Path:
    """A home with the session's build that no other test serves from."""
    assert bundled_build.id
    return linked_home(bundled_settings.home, tmp_path / "own home")


class Server:
    """A started `zisgraph up`, its output in a file."""

    def __init__(self, command: list[str], log: Path, root: Path, home: Path) -> None:
        environment = {name: value for name, value in os.environ.items() if not name.startswith("ZISGRAPH_")}
        environment |= {"ZISGRAPH_HOME": str(home), "PYTHONPATH": str(root)}
        self.log = log
        with log.open("w") as output:
            self.process = subprocess.Popen(command, env=environment, stdout=output, stderr=output)

    def wait_ready(self) -> str:
        """Its address, once it has printed it."""
        return str(self.wait_for(lambda: (found := READY.search(self.log.read_text())) and found.group(1)))

    def wait_for(self, look: Callable[[], object]) -> object:
        deadline = time.monotonic() + START
        while time.monotonic() < deadline and self.process.poll() is None:
            if found := look():
                return found
            time.sleep(0.05)
        return pytest.fail(f"it did not come so far; it said:\n{self.log.read_text()[-3000:]}")

    def family(self) -> list[psutil.Process]:
        """Every process it has started, itself left out."""
        return psutil.Process(self.process.pid).children(recursive=True)


@pytest.fixture
def up(own_home: Path, tmp_path: Path, project_root: Path) -> Iterator[Callable[..., Server]]:
    """Starts `zisgraph up` on a free port; whatever is left at the end of the test is killed."""
    started: list[Server] = []

    def start(*arguments: str, wrapper: list[str] | None = None) -> Server:
        command = [*(wrapper or []), sys.executable, "-m", "zisgraph", "up", *(arguments or ("--port", "0"))]
        started.append(Server(command, tmp_path / f"up-{len(started)}.log", project_root, own_home))
        return started[-1]

    yield start
    for server in started:
        if server.process.poll() is None:
            leftover = server.family()
            server.process.kill()
            for process in leftover:
                with suppressed_absence():
                    process.kill()
        server.process.wait()


@contextmanager
def suppressed_absence() -> Iterator[None]:
    try:
        yield
    except psutil.NoSuchProcess:
        return


def assert_gone(processes: list[psutil.Process]) -> None:
    _, alive = psutil.wait_procs(processes, timeout=STOP)
    assert alive == []


def get_json(url: str) -> Any:
    with urllib.request.urlopen(url, timeout=10) as answer:
        return json.load(answer)


@pytest.mark.slow
@pytest.mark.parametrize("kind", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_whole(up: Callable[..., Server], kind: signal.Signals) -> None:
    server = up()
    assert get_json(f"{server.wait_ready()}/health")["status"] == "ok"
    family = server.family()
    assert family, "there should be query workers"
    server.process.send_signal(kind)
    assert server.process.wait(STOP) == 0
    assert_gone(family)
    assert "Traceback" not in server.log.read_text()


@pytest.mark.slow
def test_kill_9_leaves_no_child(up: Callable[..., Server]) -> None:
    server = up()
    server.wait_ready()
    family = server.family()
    server.process.kill()
    assert_gone(family)


@pytest.mark.slow
def test_a_killed_make_takes_it_along(up: Callable[..., Server]) -> None:
    """`make up` starts it with --with-parent: the shell in between stands for make."""
    server = up("--port", "0", "--with-parent", wrapper=["sh", "-c", '"$@"; exit $?', "sh"])
    server.wait_ready()
    family = server.family()
    server.process.kill()
    assert_gone(family)


@pytest.mark.slow
def test_a_second_one_on_the_same_home_names_the_first(up: Callable[..., Server], built: Any, own_home: Path) -> None:
    address = up().wait_ready()
    second = up("--port", "0")
    assert second.process.wait(START) == 1
    said = second.log.read_text().splitlines()
    assert len(said) == 1
    assert address in said[0]
    query = built("query", "sparql", "ASK { ?s a zis:University }", ZISGRAPH_HOME=str(own_home))
    assert query.stdout.splitlines()[-1] == "yes"


def test_a_taken_port_is_one_sentence_before_any_work(up: Callable[..., Server]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        server = up("--port", str(port))
        assert server.process.wait(START) == 1
    said = server.log.read_text().splitlines()
    assert len(said) == 1
    assert f"Port {port}" in said[0]
    assert "--port" in said[0]


def test_an_open_address_is_refused(up: Callable[..., Server]) -> None:
    server = up("--host", "0.0.0.0", "--port", "0")  # noqa: S104
    assert server.process.wait(START) == 2
    assert "--public" in server.log.read_text()
