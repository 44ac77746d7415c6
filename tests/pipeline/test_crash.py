"""A build that is killed at any moment leaves the old build or the new one in service, whole."""

from __future__ import annotations

import os
import random
import shutil
import signal
import time
from pathlib import Path
from subprocess import Popen

import pytest
from real_builds import Workshop, assert_whole, start_build
from small_facts import without

from zisgraph.pipeline.home import MAKING, Home

KILLS = 20


def completed(process: Popen[str]) -> str:
    output, errors = process.communicate(timeout=120)
    assert process.returncode == 0, errors
    return output.strip()


def watched_until(moment: float, process: Popen[str], home: Path, ids: set[str]) -> None:
    """Until that moment, or the end of the process, readers find one of the two builds."""
    while time.monotonic() < moment and process.poll() is None:
        assert Home(home).current().id in ids
        time.sleep(0.01)


@pytest.mark.slow
@pytest.mark.timeout(400)
def test_killed_at_twenty_random_moments(workshop: Workshop) -> None:
    home, facts = workshop.home, workshop.facts
    fewer = shutil.copytree(facts, facts.with_name("fewer"))
    without(fewer, "same_as", a="eucentre")
    start = time.monotonic()
    tables = {completed(start_build(home, facts)): facts}
    seconds = time.monotonic() - start
    tables[completed(start_build(home, fewer))] = fewer
    contents = {one.id: one.manifest()["content"] for one in Home(home).builds()}
    assert set(contents) == set(tables)
    assert len(set(contents.values())) == 2

    moments = random.Random(20)
    published = left = 0
    for number in range(KILLS):
        before = assert_whole(home, contents)
        other = next(one for one in contents if one != before)
        shutil.rmtree(home / "builds" / other, ignore_errors=True)
        process = start_build(home, tables[other])
        # One moment in each twentieth of the run, the last ones beyond its end.
        share = (number + moments.random()) / KILLS
        watched_until(time.monotonic() + 1.1 * seconds * share, process, home, set(contents))
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        published += assert_whole(home, contents) == other
        left += any((home / "builds").glob(f"{MAKING}*"))
    assert left, "no kill met a build in the making: the moments are badly chosen"

    completed(start_build(home, facts))
    assert {entry.name for entry in (home / "builds").iterdir()} <= set(contents), "leftovers were not swept"
    assert not list(home.glob(".current-*"))
