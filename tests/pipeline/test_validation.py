"""The check beside the build: what passes is remembered, what breaks is named, and nothing outlives its starter."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest
from real_builds import Workshop

from zisgraph.errors import BuildError, ShapeError
from zisgraph.loaders import DATASETS, Staged, read_staged
from zisgraph.pipeline import validation as module
from zisgraph.pipeline.home import Home
from zisgraph.pipeline.validation import REMEMBERED, Validation

WAIT_FOR_EVER = f"""
import os, subprocess, sys, time
child = subprocess.Popen([sys.executable, "-m", "{module.__name__}", str(os.getpid()), "", "", sys.argv[1]], stdin=subprocess.DEVNULL)
print(child.pid, flush=True)
time.sleep(60)
"""


@pytest.fixture
def staged(workshop: Workshop) -> list[Staged]:
    """Statements that conform."""
    return [read_staged(Home(workshop.home).staged(name)) for name in sorted(DATASETS)]


def result(staged: list[Staged], passed: Path) -> str:
    with Validation(staged, passed) as validation:
        return validation.result()


def test_what_conforms_is_counted_and_remembered(staged: list[Staged], tmp_path: Path) -> None:
    passed = tmp_path / "passed.json"
    count = sum(one.manifest["statements"] for one in staged)
    assert result(staged, passed) == f"{count:,} statements conform"
    assert result(staged, passed) == "unchanged since they were found to conform"


def test_a_memory_that_cannot_be_read_is_no_memory(staged: list[Staged], tmp_path: Path) -> None:
    passed = tmp_path / "passed.json"
    for damaged in ("", "{", '{"passed": ', '{"other": []}'):
        passed.write_text(damaged, encoding="utf-8")
        with Validation(staged, passed) as validation:
            assert validation.running


def test_only_the_latest_are_remembered(staged: list[Staged], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    passed = tmp_path / "passed.json"
    passed.write_text('{"passed": [' + ", ".join(f'"{n}"' for n in range(REMEMBERED)) + "]}", encoding="utf-8")
    result(staged, passed)
    text = passed.read_text(encoding="utf-8")
    assert '"0"' in text
    assert f'"{REMEMBERED - 1}"' not in text


def test_what_breaks_a_shape_is_named_and_not_remembered(staged: list[Staged], tmp_path: Path) -> None:
    passed = tmp_path / "passed.json"
    curated = next(one for one in staged if one.dataset == "curated")
    lines = curated.statements.read_text(encoding="utf-8").splitlines(keepends=True)
    curated.statements.write_text("".join(line for line in lines if "#tieTo>" not in line), encoding="utf-8")
    for _attempt in range(2):
        with pytest.raises(ShapeError, match=r"against the shapes; the last good build stays in service\.\n.*tieTo"):
            result(staged, passed)
    assert not passed.exists()


def test_a_check_that_cannot_read_says_so(staged: list[Staged], tmp_path: Path) -> None:
    staged[0].statements.write_text("this is no statement\n", encoding="utf-8")
    with pytest.raises(BuildError, match=r"could not be checked.*line 1: received 'this is no statement'"):
        result(staged, tmp_path / "passed.json")


def test_a_block_that_is_left_early_ends_the_check(staged: list[Staged], tmp_path: Path) -> None:
    def leave() -> None:
        with Validation(staged, tmp_path / "passed.json"):
            raise InterruptedError

    with pytest.raises(InterruptedError):
        leave()
    assert [one for one in psutil.Process().children() if module.__name__ in " ".join(one.cmdline())] == []


def test_the_check_ends_with_the_process_that_started_it(tmp_path: Path) -> None:
    endless = tmp_path / "pipe"
    os.mkfifo(endless)  # reading it takes for ever
    with subprocess.Popen([sys.executable, "-c", WAIT_FOR_EVER, str(endless)], stdout=subprocess.PIPE) as starter:
        assert starter.stdout is not None
        check = psutil.Process(int(starter.stdout.readline()))
        assert check.is_running()
        starter.send_signal(signal.SIGKILL)
    _, alive = psutil.wait_procs([check], timeout=60)
    assert not alive
