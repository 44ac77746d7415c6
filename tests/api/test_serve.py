"""The server takes its port and its home or says why not, and leaves no process behind however it ends."""

# ruff: noqa: S104  (addresses that must be refused)

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import httpx
import psutil
import pytest
from served import Server, running
from small_builds import gone, publish, quad

from zisgraph.api.serve import check_address
from zisgraph.errors import BuildError, PortTaken, SettingsError
from zisgraph.settings import Settings

ENDLESS = (
    "SELECT (COUNT(*) AS ?n) { "
    + " ".join(f"VALUES ?v{n} {{ {' '.join(map(str, range(300)))} }}" for n in range(6))
    + " FILTER(?v0+?v1+?v2+?v3+?v4+?v5 < 0) }"
)


@pytest.fixture(scope="module")
def lone_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home that no other test serves."""
    home = tmp_path_factory.mktemp("lone") / "home"
    publish(home, "6666666666666666", [quad("s", "p", '"o"', "g")])
    return home


def family(server: Server) -> list[int]:
    """The server and everything it started."""
    process = psutil.Process(server.process.pid)
    return [process.pid, *(child.pid for child in process.children(recursive=True))]


def busy(server: Server) -> threading.Thread:
    """Keep one worker busy."""

    def ask() -> None:
        try:
            httpx.post(f"{server.url}/sparql", data={"query": ENDLESS}, timeout=60)
        except httpx.HTTPError:
            return

    thread = threading.Thread(target=ask)
    thread.start()
    return thread


@pytest.mark.parametrize("kind", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGKILL])
def test_however_it_ends_no_process_is_left(lone_home: Path, kind: signal.Signals) -> None:
    with running(lone_home) as server:
        numbers = family(server)
        assert len(numbers) >= 3
        asking = busy(server)
        os.kill(server.process.pid, kind)
        assert gone(numbers, within=8)
        asking.join()
        output = server.said()
        assert server.process.wait() == (-signal.SIGKILL if kind is signal.SIGKILL else 0)
        assert "Traceback" not in output
        if kind is not signal.SIGKILL:
            assert output.rstrip().endswith("Stopped.")


def test_the_whole_process_group_may_be_interrupted_as_a_terminal_does(lone_home: Path) -> None:
    with running(lone_home) as server:
        numbers = family(server)
        for number in numbers:
            os.kill(number, signal.SIGINT)
        assert gone(numbers, within=8)
        assert server.process.wait() == 0


def said(*arguments: str, **settings: str) -> tuple[int, str]:
    """The exit code and the output of a command that should end by itself."""
    environment = {**os.environ, **settings}
    command = [sys.executable, "-m", "zisgraph", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=60, check=False)
    return done.returncode, done.stdout + done.stderr


def test_a_second_server_on_a_home_is_told_where_the_first_one_is(server: Server, little_home: Path) -> None:
    port = server.url.rsplit(":", 1)[1]
    for arguments in (["--port", "0"], ["--port", port]):
        code, output = said("serve", "--home", str(little_home), *arguments)
        assert code == 1
        assert f"already running on {little_home} at {server.url}" in output
        assert "Traceback" not in output


def test_a_taken_port_is_named_with_what_to_do(server: Server, home: Path) -> None:
    port = server.url.rsplit(":", 1)[1]
    code, output = said("serve", "--home", str(home), "--port", port)
    assert code == 1  # as for a home that another server has: the call is right, and cannot be done now
    assert f"Port {port} of 127.0.0.1 is taken by another program. Choose another: --port 8080" in output


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.7", "example.org"])
def test_an_address_that_others_can_reach_is_refused_with_the_reason(home: Path, host: str) -> None:
    with pytest.raises(SettingsError, match=r"no login.*--public"):
        check_address(Settings(home=home, host=host, port=0))


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "127.0.0.2"])
def test_loopback_needs_no_permission(home: Path, host: str) -> None:
    check_address(Settings(home=home, host=host, port=0))


def test_an_address_of_no_machine_here_is_a_sentence(home: Path) -> None:
    with pytest.raises(SettingsError, match="Cannot listen on 192"):
        check_address(Settings(home=home, host="192.0.2.7", port=0, public=True))


def test_check_address_says_early_what_would_stand_in_the_way(server: Server, little_home: Path, home: Path) -> None:
    port = int(server.url.rsplit(":", 1)[1])
    with pytest.raises(PortTaken, match="is taken"):
        check_address(Settings(home=home, port=port))
    with pytest.raises(BuildError, match="already running"):
        check_address(Settings(home=little_home, port=port))


def test_public_answers_addresses_and_configured_names_but_no_other(tmp_path: Path) -> None:
    publish(tmp_path / "home", "4444444444444444", [quad("s", "p", '"o"', "g")])
    with running(
        tmp_path / "home", "--host", "0.0.0.0", "--public", allowed_hosts="zis.example, other.example"
    ) as open_:
        port = open_.url.rsplit(":", 1)[1]
        url = f"http://127.0.0.1:{port}/health"
        for host, status in [("192.168.1.5:80", 200), ("zis.example", 200), ("evil.example", 421)]:
            assert httpx.get(url, headers={"host": host}).status_code == status


def test_the_addresses_are_printed(lone_home: Path) -> None:
    with running(lone_home) as server:
        server.wait_for(re.compile("Ctrl-C"))
        output = server.said()
        for part in ("/it ", "/en\n", "/sparql", "/cypher", "/api/openapi.json", "Ctrl-C"):
            assert part in output


def test_ipv6_loopback_is_served_where_there_is_one(lone_home: Path) -> None:
    try:
        socket.create_server(("::1", 0), family=socket.AF_INET6).close()
    except OSError:
        pytest.skip("optional: no IPv6 loopback here")
    with running(lone_home, "--host", "::1") as server:
        assert server.url.startswith("http://[::1]:")
        assert httpx.get(f"{server.url}/health").status_code == 200


def test_no_answer_waits_for_an_acknowledgement(server: Server) -> None:
    def spent(client: httpx.Client) -> float:
        begun = time.perf_counter()
        assert client.get("/health").status_code == 200
        return time.perf_counter() - begun

    with httpx.Client(base_url=server.url) as client:
        # On one connection, Nagle's algorithm and delayed acknowledgements would hold back nearly every answer 40 ms.
        assert sorted(spent(client) for _ in range(40))[10] < 0.03
