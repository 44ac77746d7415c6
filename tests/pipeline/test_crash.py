"""A build that is killed at any moment leaves the old build or the new one in service, whole."""

from __future__ import annotations

import os
import random
import shutil
import signal
import time
from contextlib import suppress
from pathlib import Path
from subprocess import Popen

import psutil
import pytest
from real_builds import Workshop, assert_whole, start_build
from small_facts import without

from zisgraph.pipeline.home import MAKING, Home

KILLS = int(os.environ.get("ZISGRAPH_TEST_KILLS", "6"))
"""How often a build is killed; a release is tried with 20."""


def completed(process: Popen[str]) -> str:
    """Wait for a build to end well; its id."""
    output, errors = process.communicate(timeout=200)
    assert process.returncode == 0, errors
    return output.strip()


def watched_until(moment: float, process: Popen[str], home: Path, ids: set[str]) -> None:
    """Until that moment, or the end of the process, readers find one of the two builds."""
    while time.monotonic() < moment and process.poll() is None:
        assert Home(home).current().id in ids
        time.sleep(0.01)


def leftovers(home: Path) -> list[Path]:
    return [*home.glob(".current-*"), *(home / "builds").glob(f"{MAKING}*"), *(home / "builds").glob(f"*/{MAKING}*")]


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_a_build_that_is_killed_while_it_runs_leaves_the_old_one_or_the_new(workshop: Workshop) -> None:
    home, facts = workshop.home, workshop.facts
    fewer = shutil.copytree(facts, facts.with_name("fewer"))
    without(fewer, "same_as", a="eucentre")
    tables = {workshop.current.id: facts, completed(start_build(home, fewer)): fewer}
    contents = {one.id: one.manifest()["content"] for one in Home(home).builds()}
    assert set(contents) == set(tables)
    assert len(set(contents.values())) == 2
    shutil.rmtree(home / "builds" / next(one for one, where in tables.items() if where is facts))
    start = time.monotonic()
    completed(start_build(home, facts))
    seconds = time.monotonic() - start

    before, cut_off = assert_whole(home, contents), 0
    for number in range(KILLS):
        other = next(one for one in contents if one != before)
        shutil.rmtree(home / "builds" / other, ignore_errors=True)
        process = start_build(home, tables[other])
        # One moment in each part of the run, the last ones beyond its end.
        share = 1.1 * (number + random.random()) / KILLS
        watched_until(time.monotonic() + seconds * share, process, home, set(contents))
        with suppress(ProcessLookupError):  # it had come to its end by itself
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        before = assert_whole(home, contents)
        cut_off += bool(leftovers(home))
    assert cut_off, "no kill met a build in the making: the moments are badly chosen"

    completed(start_build(home, facts))
    assert {entry.name for entry in (home / "builds").iterdir()} <= set(contents)
    assert not leftovers(home)


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_killed_while_the_embedded_cypher_database_is_filled(workshop: Workshop) -> None:
    pytest.importorskip("arcadedb_embedded")
    home, before = workshop.home, workshop.current
    without(workshop.facts, "same_as", a="eucentre")
    process = start_build(home, workshop.facts, ZISGRAPH_CYPHER="auto")
    while not any((home / "builds").glob(f"*/{MAKING}arcadedb*/*")):
        assert process.poll() is None, process.communicate()
        time.sleep(0.01)
    children = psutil.Process(process.pid).children(recursive=True)
    assert children
    os.kill(process.pid, signal.SIGKILL)  # the process alone: its engine has to notice by itself
    process.communicate()
    _, alive = psutil.wait_procs(children, timeout=60)  # a JVM that is only starting looks up late
    assert not alive
    assert Home(home).current() == before

    after = completed(start_build(home, workshop.facts, ZISGRAPH_CYPHER="auto"))
    assert after == Home(home).current().id != before.id
    assert Home(home).current().arcadedb.is_dir()
    assert not leftovers(home)
