"""A Neo4j that is killed at any moment of a load is brought to the right graph by the next one."""

from __future__ import annotations

import logging
import os
import random
import signal
import threading
import time
from contextlib import ExitStack
from pathlib import Path

import pytest
from neo4j_contents import KILLS, MINE, contents, driver_of, expected, put_older_graph, rows, state_to_a_client
from neo4j_launcher import LINES, Neo4jServer, java_for, running
from small_property_graph import settings_of, small_graph

from zisgraph.errors import EngineUnavailable
from zisgraph.store.cypher import LoadReport, fill_neo4j

log = logging.getLogger(__name__)
WANTED = small_graph("wanted", 600)


class Load(threading.Thread):
    """A load under way; `ended` is its report or its error."""

    def __init__(self, server: Neo4jServer) -> None:
        super().__init__()
        self._settings, self.begun = settings_of(server), threading.Event()
        self.ended: LoadReport | EngineUnavailable | None = None
        self.start()

    def run(self) -> None:
        try:
            self.ended = fill_neo4j(self._settings, WANTED, lambda _done, _all: self.begun.set())
        except EngineUnavailable as error:
            self.ended = error
        finally:
            self.begun.set()


def seconds_of_a_load(server: Neo4jServer) -> float:
    """How long the rest of a load takes after its first batch, when nobody disturbs it."""
    load = Load(server)
    load.begun.wait()
    start = time.monotonic()
    load.join()
    assert isinstance(load.ended, LoadReport)
    return time.monotonic() - start


@pytest.mark.slow
@pytest.mark.neo4j
@pytest.mark.timeout(3600)
def test_a_neo4j_that_is_killed_while_it_is_filled_is_mended_by_the_next_load(tmp_path: Path) -> None:
    line = LINES[0]
    if java_for(line) is None:
        pytest.skip(f"Neo4j {line.version} needs Java {line.java} or newer")
    seed = random.randrange(2**32)
    moments, whole, states = random.Random(seed), expected(WANTED), []
    with ExitStack() as last:
        stack = last.enter_context(ExitStack())
        server = stack.enter_context(running(line, tmp_path / "neo4j"))
        driver = last.enter_context(driver_of(server))
        put_older_graph(driver)
        seconds = seconds_of_a_load(server)
        for number in range(KILLS):
            put_older_graph(driver)
            load = Load(server)
            load.begun.wait()
            time.sleep(seconds * (number + moments.random()) / KILLS)  # one in each part of its run
            os.killpg(server.pid, signal.SIGKILL)
            stack.close()
            port = int(server.uri.rpartition(":")[2])
            server = stack.enter_context(running(line, tmp_path / "neo4j", port, server.password))
            load.join()  # it may have found the server again in time, and gone on
            if isinstance(load.ended, EngineUnavailable):
                assert "run `zisgraph build` again" in str(load.ended)
                assert "\n" not in str(load.ended)
            states.append(
                (type(load.ended).__name__, state_to_a_client(settings_of(server), WANTED.build, len(WANTED.nodes)))
            )
            log.info("kill %d: %s", number, states[-1])
            told = f"seed {seed}, kill {number}, then {states[-1]}"
            fill_neo4j(settings_of(server), WANTED)
            assert contents(driver) == whole, told
            assert state_to_a_client(settings_of(server), WANTED.build, len(WANTED.nodes)) == "complete"
            assert rows(driver, MINE) == [["m", "urn:t", {}]], told
            assert fill_neo4j(settings_of(server), WANTED) == LoadReport(), told
    log.info("a load takes %.1f s; how it ended, and what the server said after the kills: %s", seconds, states)
