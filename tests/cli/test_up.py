"""`zisgraph up` as an operator meets it: one address, clear refusals, nothing left behind."""

from __future__ import annotations

import json
import signal
import socket
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import psutil
import pytest
from linked_homes import linked_home
from served import START, STOP, Server

from zisgraph.pipeline.home import Build
from zisgraph.settings import Settings


@pytest.fixture
def own_home(bundled_build: Build, bundled_settings: Settings, tmp_path: Path) -> Path:
    """A home with the session's build that no other test serves from."""
    assert bundled_build.id
    return linked_home(bundled_settings.home, tmp_path / "own home")


@pytest.fixture
def up(own_home: Path) -> Iterator[Callable[..., Server]]:
    """Starts `zisgraph up` on a free port; whatever is left at the end of the test is ended."""
    started: list[Server] = []

    def start(*arguments: str, wrapper: Sequence[str] = ()) -> Server:
        started.append(Server(["up", *(arguments or ("--port", "0"))], own_home, wrapper=wrapper, cypher="auto"))
        return started[-1]

    yield start
    for server in started:
        server.end()


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
    assert get_json(f"{server.url}/health")["status"] == "ok"
    family = server.family()
    assert family, "there should be query workers"
    server.process.send_signal(kind)
    assert server.process.wait(STOP) == 0
    assert_gone(family)
    assert "Traceback" not in server.said()


@pytest.mark.slow
def test_kill_9_leaves_no_child(up: Callable[..., Server]) -> None:
    server = up()
    assert server.url
    family = server.family()
    server.process.kill()
    assert_gone(family)


@pytest.mark.slow
def test_a_killed_make_takes_it_along(up: Callable[..., Server]) -> None:
    """`make up` starts it with --with-parent: the shell in between stands for make."""
    server = up("--port", "0", "--with-parent", wrapper=["sh", "-c", '"$@"; exit $?', "sh"])
    assert server.url
    family = server.family()
    server.process.kill()
    assert_gone(family)


@pytest.mark.slow
def test_a_second_one_on_the_same_home_names_the_first(up: Callable[..., Server], built: Any, own_home: Path) -> None:
    address = up().url
    second = up("--port", "0")
    assert second.process.wait(START) == 1
    said = second.said().splitlines()
    assert len(said) == 1
    assert address in said[0]
    query = built("query", "sparql", "ASK { ?s a zis:University }", ZISGRAPH_HOME=str(own_home))
    assert query.stdout.splitlines()[-1] == "yes"


def test_a_taken_port_is_one_sentence_before_any_work(up: Callable[..., Server]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        server = up("--port", str(port))
        assert server.process.wait(START) == 1
    said = server.said().splitlines()
    assert len(said) == 1
    assert f"Port {port}" in said[0]
    assert "--port" in said[0]


def test_an_open_address_is_refused(up: Callable[..., Server]) -> None:
    server = up("--host", "0.0.0.0", "--port", "0")  # noqa: S104
    assert server.process.wait(START) == 2
    assert "--public" in server.said()
