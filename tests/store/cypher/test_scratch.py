"""Temporary folders of the embedded engine: removed with it, by the next start after a kill, and never while in use."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest

from zisgraph.store.cypher.scratch import LOCK, PREFIX, Scratch, sweep

OWNER = """
import subprocess, sys
from zisgraph.store.cypher.scratch import Scratch
scratch = Scratch()
child = subprocess.Popen(["sleep", "600"], pass_fds=(scratch.descriptor,))
print(scratch.path, child.pid, flush=True)
sys.stdin.read()
"""


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A place for temporary files of this test's own."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    return tmp_path


@contextmanager
def owner() -> Iterator[tuple[subprocess.Popen[str], Path, int]]:
    """A process with a folder, and a child of it that was handed the lock."""
    command = [sys.executable, "-c", OWNER]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        folder, child = process.stdout.readline().split()
        try:
            yield process, Path(folder), int(child)
        finally:
            process.kill()


def test_it_is_removed_with_its_owner(temporary: Path) -> None:
    scratch = Scratch()
    (scratch.path / "databases").mkdir()
    sweep()  # in use by this very process
    assert [one.name for one in temporary.iterdir()] == [scratch.path.name]
    scratch.close()
    scratch.close()
    assert list(temporary.iterdir()) == []


def test_what_a_killed_owner_left_is_removed_by_the_next_start_once_its_child_is_gone(temporary: Path) -> None:
    with owner() as (process, folder, child):
        (folder / "databases").mkdir()
        sweep()
        assert folder.is_dir()
        process.kill()
        process.wait()
        sweep()
        assert (folder / "databases").is_dir(), "the child works in it"
        os.kill(child, signal.SIGKILL)
        psutil.wait_procs([psutil.Process(child)] if psutil.pid_exists(child) else [], timeout=20)
        scratch = Scratch()
        assert [one.name for one in temporary.iterdir()] == [scratch.path.name]
        scratch.close()


def test_what_is_not_ours_is_left_alone(temporary: Path) -> None:
    without_lock, other, elsewhere = (temporary / name for name in (f"{PREFIX}x", "another", "elsewhere"))
    for folder in (without_lock, other, elsewhere):
        folder.mkdir()
    for folder in (other, elsewhere):
        (folder / LOCK).touch()
    (temporary / f"{PREFIX}link").symlink_to(elsewhere)
    sweep()
    assert (elsewhere / LOCK).exists()
    assert {one.name for one in temporary.iterdir()} == {f"{PREFIX}x", f"{PREFIX}link", "another", "elsewhere"}
