"""The embedded engine as a process: it starts, is killed, starts again, and never outlives its parent."""

from __future__ import annotations

import importlib.util
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import psutil
import pytest
from neo4j import GraphDatabase

from zisgraph.errors import EngineMissing, EngineUnavailable
from zisgraph.settings import load_settings
from zisgraph.store.cypher import open_engine
from zisgraph.store.cypher.arcadedb import ArcadeProcess

PARENT = """
import sys, time
from pathlib import Path
from zisgraph.store.cypher.arcadedb import ArcadeProcess
process = ArcadeProcess(Path(sys.argv[1]), heap="256m")
print(process.pid, process.login("reader").uri.rpartition(":")[2], flush=True)
time.sleep(600)
"""


def contents(folder: Path) -> dict[str, tuple[int, int]]:
    return {
        str(file.relative_to(folder)): (file.stat().st_size, file.stat().st_mtime_ns)
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def is_alive(pid: int) -> bool:
    status = Path(f"/proc/{pid}/stat")
    return status.exists() and status.read_text().rpartition(")")[2].split()[0] != "Z"


def count(process: ArcadeProcess) -> int:
    login = process.login("reader")
    with GraphDatabase.driver(login.uri, auth=(login.user, login.password)) as driver:
        records, _, _ = driver.execute_query("MATCH (n:Zone) RETURN count(n)", database_=login.database)
    return int(records[0][0])


def test_it_keeps_its_address_and_passwords_and_leaves_the_folder_alone(arcadedb_folder: Path) -> None:
    before = contents(arcadedb_folder)
    with ArcadeProcess(arcadedb_folder, heap="256m") as process:
        login, first = process.login("reader"), process.pid
        found = count(process)
        process.restart(process.generation)
        assert process.login("reader") == login
        assert process.pid != first
        assert not is_alive(first)
        process.restart(1)  # meant for the first start: another asked already
        assert process.generation == 2
        assert count(process) == found == 40
        last = process.pid
    assert not is_alive(last)
    assert contents(arcadedb_folder) == before
    with pytest.raises(EngineUnavailable, match="closed"):
        process.restart(2)


def test_two_of_them_serve_one_folder(arcadedb_folder: Path) -> None:
    with ArcadeProcess(arcadedb_folder, heap="256m") as one, ArcadeProcess(arcadedb_folder, heap="256m") as two:
        assert one.login("reader").uri != two.login("reader").uri
        assert one.login("reader").password != two.login("reader").password
        assert count(one) == count(two) == 40


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="optional: looks at /proc")
@pytest.mark.parametrize("sign", [signal.SIGKILL, signal.SIGTERM])
def test_it_does_not_outlive_its_parent(arcadedb_folder: Path, sign: signal.Signals, tmp_path: Path) -> None:
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT, str(arcadedb_folder)],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"TMPDIR": str(tmp_path)},
    )
    assert parent.stdout is not None
    pid = int(parent.stdout.readline().split()[0])
    assert is_alive(pid)
    parent.send_signal(sign)
    parent.wait()
    parent.stdout.close()
    deadline = time.monotonic() + 10
    while is_alive(pid):
        assert time.monotonic() < deadline, "the engine is still there ten seconds after its parent"
        time.sleep(0.02)
    assert list(tmp_path.glob("zisgraph-arcadedb-*")) == []


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="optional: looks at /proc")
def test_it_listens_on_loopback_only_and_takes_no_password_from_the_command_line(arcadedb_folder: Path) -> None:
    with ArcadeProcess(arcadedb_folder, heap="256m") as process:
        command = Path(f"/proc/{process.pid}/cmdline").read_text()
        environment = Path(f"/proc/{process.pid}/environ").read_text()
        for user in ("root", "reader"):
            assert process.login(user).password not in command + environment
        inodes = {link.readlink().name for link in Path(f"/proc/{process.pid}/fd").iterdir() if link.is_symlink()}
        listening = [
            line.split()[1]
            for table in ("tcp", "tcp6")
            for line in Path(f"/proc/{process.pid}/net/{table}").read_text().splitlines()[1:]
            if line.split()[3] == "0A" and f"socket:[{line.split()[9]}]" in inodes
        ]
        assert len(listening) >= 2
        loopback = ("0100007F:", "0000000000000000FFFF00000100007F:", "00000000000000000000000001000000:")
        assert [address for address in listening if not address.startswith(loopback)] == []


def test_without_the_wheel_the_sentence_says_what_else_there_is(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    found = importlib.util.find_spec

    def missing(name: str, *rest: Any) -> Any:
        return None if name == "arcadedb_embedded" else found(name, *rest)

    monkeypatch.setattr(importlib.util, "find_spec", missing)
    with pytest.raises(EngineMissing, match="ZISGRAPH_NEO4J_URI") as refused:
        open_engine(tmp_path, load_settings(cypher="auto"))
    assert refused.value.status == 501


def test_a_build_without_a_database_and_a_switch_that_is_off_say_so(tmp_path: Path) -> None:
    with pytest.raises(EngineMissing, match="run `zisgraph build`"):
        open_engine(tmp_path / "none", load_settings(cypher="auto"))
    with pytest.raises(EngineMissing, match="ZISGRAPH_CYPHER=off"):
        open_engine(tmp_path, load_settings(cypher="off"))


def test_a_start_that_fails_gives_one_sentence_and_leaves_nothing(
    arcadedb_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with pytest.raises(EngineUnavailable, match=r"did not start .* last line") as refused:
        ArcadeProcess(arcadedb_folder, heap="1m")
    assert "\n" not in str(refused.value)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_a_start_under_way_is_called_off_at_once_and_leaves_nothing(
    arcadedb_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    called_off, before = threading.Event(), set(psutil.Process().children(recursive=True))
    with ThreadPoolExecutor(1) as other:
        opening = other.submit(open_engine, arcadedb_folder, load_settings(cypher="auto"), called_off=called_off)
        while not (started := set(psutil.Process().children(recursive=True)) - before):
            assert not opening.done()
            time.sleep(0.01)
        called_off.set()
        begun = time.monotonic()
        assert isinstance(opening.exception(), EngineUnavailable)
    assert time.monotonic() - begun < 5  # a start takes three, and ten on a busy machine
    assert not psutil.wait_procs(started, timeout=5)[1]
    assert [*tmp_path.iterdir()] == []


def test_a_query_that_fills_the_memory_is_stopped_and_the_next_one_works(arcadedb_folder: Path) -> None:
    from zisgraph.errors import EngineLoading, QueryTimeout, QueryTooLarge

    engine = open_engine(arcadedb_folder, load_settings(cypher="auto", cypher_heap="192m"))
    try:
        with pytest.raises((QueryTooLarge, QueryTimeout)):
            engine.query(
                "UNWIND range(1, 10000) AS a UNWIND range(1, 10000) AS b RETURN collect('text ' + a + ' ' + b)",
                {},
                limit=1,
                timeout=60,
            )
        deadline = time.monotonic() + 60
        while True:
            try:
                assert engine.query("MATCH (n:Zone) RETURN count(n)", {}, limit=1, timeout=30).rows == [[40]]
            except EngineLoading:
                assert time.monotonic() < deadline
            else:
                break
    finally:
        engine.close()
