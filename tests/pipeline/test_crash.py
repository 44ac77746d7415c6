"""A build that is killed at any moment leaves the old build or the new one in service, whole."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sys
import time
from contextlib import suppress
from pathlib import Path
from subprocess import PIPE, Popen

import psutil
import pytest
from cordis_files import as_csv
from real_builds import Workshop, assert_whole, start_build
from small_facts import without

from zisgraph.pipeline import publishing
from zisgraph.pipeline.home import MAKING, Home
from zisgraph.pipeline.withdrawals import Withdrawals
from zisgraph.pipeline.withdrawing import withdraw
from zisgraph.settings import load_settings

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


MOVES = """
import sys
from pathlib import Path
from zisgraph.pipeline import publishing
from zisgraph.settings import load_settings
settings = load_settings(home=Path(sys.argv[1]), cypher="off")
print("begun", flush=True)
while True:
    publishing.roll_back(settings)
    publishing.publish(settings)
"""
WITHDRAW = """
import sys
from pathlib import Path
from zisgraph.pipeline.withdrawing import withdraw
from zisgraph.settings import load_settings
home, facts, undo = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3] == "undo"
withdraw(load_settings(home=home, cypher="off"), "cordis-horizon", undo=undo, facts=facts)
"""


def start(code: str, *arguments: Path | str) -> Popen[str]:
    """Code in a process of its own."""
    command = [sys.executable, "-c", code, *map(str, arguments)]
    return Popen(command, stdout=PIPE, stderr=PIPE, text=True, start_new_session=True)


def kill(process: Popen[str]) -> None:
    with suppress(ProcessLookupError):  # it had come to its end by itself
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


@pytest.mark.slow
def test_killed_while_it_publishes_and_goes_back_a_reader_finds_one_of_the_two(workshop: Workshop) -> None:
    home, place = workshop.home, Home(workshop.home)
    older = workshop.current.id
    without(workshop.facts, "same_as", a="eucentre")
    newer = workshop.build().build
    contents = {one.id: one.manifest()["content"] for one in place.builds()}
    settings = load_settings(home=home, cypher="off")
    begun = time.monotonic()
    publishing.roll_back(settings)
    publishing.publish(settings)
    round_trip = time.monotonic() - begun
    found = set()
    for _ in range(2 * KILLS):
        process = start(MOVES, home)
        assert process.stdout is not None
        assert process.stdout.readline() == "begun\n"
        watched_until(time.monotonic() + 2 * round_trip * random.random(), process, home, set(contents))
        kill(process)
        found.add(assert_whole(home, contents))
        assert place.line().current == place.current().id
        if place.current().id == older:
            assert newer in place.line().taken_back
            publishing.publish(settings)
        assert [one.build for one in place.line().publications][-2:] == [older, newer]
    assert found == {older, newer}, "no kill met one of the two: the moments are badly chosen"


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_killed_while_it_withdraws_a_source_all_of_it_is_there_or_nothing(workshop: Workshop) -> None:
    home, place = workshop.home, Home(workshop.home)
    folder = home / "sources" / "cordis-horizon" / "2025-03"
    folder.mkdir(parents=True)
    for name, content in as_csv().items():
        (folder / name).write_bytes(content)
    ids = {"undo": workshop.build().build}
    settings = load_settings(home=home, cypher="off")
    start_time = time.monotonic()
    ids["withdraw"] = withdraw(settings, "cordis-horizon", facts=workshop.facts).report.build
    seconds = time.monotonic() - start_time
    contents = {one.id: one.manifest()["content"] for one in place.builds()}
    for number in range(KILLS):
        doing = "withdraw" if "cordis-horizon" not in Withdrawals(place).all() else "undo"
        shutil.rmtree(home / "builds" / ids[doing], ignore_errors=True) if ids[doing] != place.current().id else None
        process = start(WITHDRAW, home, workshop.facts, doing)
        watched_until(
            time.monotonic() + 1.5 + seconds * (number + random.random()) / KILLS, process, home, set(contents)
        )
        kill(process)
        assert_whole(home, contents)
        withdrawn = "cordis-horizon" in Withdrawals(place).all()
        assert workshop.build().build == ids["withdraw" if withdrawn else "undo"]
        assert folder.is_dir() != withdrawn
        assert not leftovers(home)
        assert_whole(home, contents)


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
