"""`zisgraph build` with a Neo4j: brought to the build by difference, and to the right state whatever dies on the way."""

from __future__ import annotations

import logging
import os
import random
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from cordis_files import as_csv
from fixtures_neo4j import FIRST_LINE
from neo4j import Driver
from neo4j_contents import (
    KILLS,
    MINE,
    Contents,
    contents,
    driver_of,
    expected,
    identities,
    put_older_graph,
    rows,
    state_to_a_client,
)
from neo4j_launcher import Line, Neo4jServer, admin, running
from real_builds import Workshop
from small_facts import without

from zisgraph.pipeline import publishing
from zisgraph.pipeline.home import Home
from zisgraph.pipeline.withdrawing import withdraw
from zisgraph.settings import load_settings
from zisgraph.store.cypher import project
from zisgraph.store.oxigraph import open_reader

log = logging.getLogger(__name__)
CONSTRAINTS = "SHOW CONSTRAINTS YIELD type, labelsOrTypes, properties WHERE 'ZisgraphNode' IN labelsOrTypes RETURN type, properties"


def where(server: Neo4jServer) -> dict[str, Any]:
    """The settings that name a server."""
    names = ("uri", "user", "password", "database")
    return {"cypher": "auto", **{f"neo4j_{name}": getattr(server, name) for name in names}}


def projected(workshop: Workshop) -> Contents:
    """What the published build looks like as a property graph."""
    return expected(project(open_reader(workshop.current.store), workshop.current.id, load_settings().base_iri))


def differences(first: Contents, second: Contents) -> int:
    """How many nodes and relationships are new, gone or other than before."""
    pairs = ((first.nodes, second.nodes), (first.relationships, second.relationships))
    return sum(old.get(key) != new.get(key) for old, new in pairs for key in {*old, *new})


def start_command(workshop: Workshop, settings: dict[str, Any]) -> subprocess.Popen[str]:
    """`zisgraph build` of the workshop's tables, in a process of its own."""
    environment = {**os.environ, **{f"ZISGRAPH_{name.upper()}": value for name, value in settings.items()}}
    command = [sys.executable, "-m", "zisgraph", "build", "--home", str(workshop.home), "--facts", str(workshop.facts)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)


@pytest.fixture
def database(neo4j_server: Neo4jServer) -> Iterator[Driver]:
    """The user's own driver; what he made is removed afterwards."""
    with driver_of(neo4j_server) as driver:
        yield driver
        driver.execute_query("MATCH (n) WHERE NOT n:ZisgraphNode AND NOT n:ZisgraphBuild DETACH DELETE n")


def test_a_build_brings_neo4j_to_exactly_its_graph(
    workshop: Workshop, neo4j_server: Neo4jServer, database: Driver
) -> None:
    settings = where(neo4j_server)
    put_older_graph(database)
    first = workshop.build(**settings)
    whole = projected(workshop)
    assert contents(database) == whole
    assert ["UNIQUENESS", ["iri"]] in [
        [kind.removeprefix("NODE_PROPERTY_"), names] for kind, names in rows(database, CONSTRAINTS)
    ]
    assert neo4j_server.uri in list(first.lines())[-1]  # the tables are as they were, and yet it has done something

    (judgement,) = rows(database, "MATCH (j:IdentityJudgement) WHERE j.iri CONTAINS 'eucentre' RETURN j.iri LIMIT 1")[0]
    rows(
        database,
        "MATCH (n:ZisgraphNode) WITH n ORDER BY n.iri LIMIT 1 CREATE (:Mine {name: 'm'})-[:ABOUT {since: 1}]->(n)",
    )
    mine, before = rows(database, MINE), identities(database)
    assert len(mine) == 2  # one stood there before
    with start_command(workshop, settings) as again:
        output, errors = again.communicate(timeout=120)
    assert again.returncode == 0, errors
    assert output == f"Nothing changed: build {workshop.current.id} is current.\n"
    assert identities(database) == before
    assert contents(database) == whole

    without(workshop.facts, "same_as", a="eucentre")
    report = workshop.build(**settings)
    fewer = contents(database)
    assert fewer == projected(workshop)
    changed = differences(whole, fewer)
    (told,) = re.findall(r"([\d,]+) changed", report.cypher)
    written = int(told.replace(",", ""))
    assert changed <= written <= 2 * changed < len(whole.nodes)  # a node that goes is asked about twice
    assert judgement in whole.nodes
    assert judgement not in fewer.nodes
    after = identities(database)
    kept = [key for key in fewer.nodes if key in whole.nodes]
    assert {key: after[key] for key in kept} == {key: before[key] for key in kept}
    assert rows(database, MINE) == mine


@pytest.mark.neo4j
@pytest.mark.parametrize("neo4j_line", [FIRST_LINE], indirect=True, ids=[f"neo4j-{FIRST_LINE}"])
def test_a_build_has_nothing_to_write_where_its_import_files_were_imported(
    workshop: Workshop, neo4j_line: Line, tmp_path: Path
) -> None:
    export = [sys.executable, "-m", "zisgraph", "export", "neo4j-csv", "files", "--home", str(workshop.home)]
    told = subprocess.run(export, cwd=tmp_path, capture_output=True, text=True, check=True).stderr
    command = told.rstrip().rpartition("in that folder: ")[2].split()
    assert command[0] == "neo4j-admin"
    admin(neo4j_line, tmp_path / "neo4j", tmp_path / "files", command[1:])
    with running(neo4j_line, tmp_path / "neo4j") as server, driver_of(server) as database:
        whole = projected(workshop)
        assert contents(database) == whole
        assert rows(database, CONSTRAINTS) == []
        before = identities(database)
        with start_command(workshop, where(server)) as again:
            output, errors = again.communicate(timeout=120)
        assert (again.returncode, output) == (0, f"Nothing changed: build {workshop.current.id} is current.\n"), errors
        assert (contents(database), identities(database)) == (whole, before)
        assert len(rows(database, CONSTRAINTS)) == 1

        without(workshop.facts, "same_as", a="eucentre")
        workshop.build(**where(server))
        assert contents(database) == projected(workshop)


@pytest.mark.neo4j
@pytest.mark.parametrize("neo4j_server", [FIRST_LINE], indirect=True, ids=[f"neo4j-{FIRST_LINE}"])
def test_going_back_and_withdrawing_bring_neo4j_to_that_build(
    workshop: Workshop, neo4j_server: Neo4jServer, database: Driver
) -> None:
    settings = load_settings(home=workshop.home, **where(neo4j_server))
    folder = workshop.home / "sources" / "cordis-horizon" / "2025-03"
    folder.mkdir(parents=True)
    for name, content in as_csv().items():
        (folder / name).write_bytes(content)
    workshop.build(**where(neo4j_server))
    with_source = contents(database)
    assert with_source == projected(workshop)
    of_source = "MATCH (n:ZisgraphNode) WHERE n.iri CONTAINS 'cordis-horizon' RETURN count(n)"
    assert rows(database, of_source)[0][0] > 0

    withdraw(settings, "cordis-horizon", facts=workshop.facts)
    without_source = contents(database)
    assert without_source == projected(workshop) != with_source
    assert rows(database, of_source) == [[0]]
    assert "cordis-horizon" not in str(without_source.relationships)

    withdraw(settings, "cordis-horizon", undo=True, facts=workshop.facts)
    assert contents(database) == with_source
    before = identities(database)
    done = publishing.roll_back(settings)
    assert "changed" in done.cypher
    assert contents(database) == without_source
    kept = identities(database)
    both = kept.keys() & before.keys()
    assert len(both) > len(kept) / 2
    assert {key: kept[key] for key in both} == {key: before[key] for key in both}  # nothing of it was made anew
    publishing.publish(settings)
    assert contents(database) == with_source


@pytest.mark.neo4j
@pytest.mark.parametrize("neo4j_server", [FIRST_LINE], indirect=True, ids=[f"neo4j-{FIRST_LINE}"])
def test_a_wrong_password_is_one_sentence_before_any_work(workshop: Workshop, neo4j_server: Neo4jServer) -> None:
    assert_refused(workshop, {**where(neo4j_server), "neo4j_password": "wrong"}, "ZISGRAPH_NEO4J_PASSWORD")


def test_a_wrong_address_is_one_sentence_before_any_work(workshop: Workshop, free_port: int) -> None:
    address = f"bolt://127.0.0.1:{free_port}"
    assert_refused(workshop, {"cypher": "auto", "neo4j_uri": address, "neo4j_password": "x"}, address)


def assert_refused(workshop: Workshop, settings: dict[str, Any], said: str) -> None:
    """The build ends with 1 and one sentence, and the build before stays in service."""
    before = workshop.current
    without(workshop.facts, "same_as", a="eucentre")
    with start_command(workshop, settings) as command:
        output, errors = command.communicate(timeout=120)
    assert (command.returncode, output) == (1, "")
    assert said in errors
    assert len(errors.splitlines()) == 1
    assert Home(workshop.home).current() == before


# --- kill -9 ------------------------------------------------------------------------------------------
#
# Before each kill the server holds another graph, so that there is much to delete and much to make; a kill comes at a
# random moment after the filling has begun. tests/store/cypher/test_crash.py kills the server instead.


class Load:
    """A `zisgraph build` that has begun to fill the server."""

    def __init__(self, workshop: Workshop, server: Neo4jServer) -> None:
        self.process = start_command(workshop, where(server))
        assert self.process.stderr is not None
        self.said: list[str] = []
        for line in self.process.stderr:
            self.said.append(line)
            if line.startswith("cypher: filling"):
                break
        self._rest = threading.Thread(target=self._listen)
        self._rest.start()

    def _listen(self) -> None:
        assert self.process.stderr is not None
        self.said.extend(self.process.stderr)

    def end(self) -> int:
        """Wait for its end; its exit code."""
        code = self.process.wait(timeout=120)
        self._rest.join()
        for stream in (self.process.stdout, self.process.stderr):
            assert stream is not None
            stream.close()
        return code


def seconds_of_a_load(workshop: Workshop, server: Neo4jServer) -> float:
    """How long the filling takes when nobody disturbs it."""
    load = Load(workshop, server)
    start = time.monotonic()
    assert load.end() == 0, load.said
    return time.monotonic() - start


def state_of(workshop: Workshop, server: Neo4jServer, whole: Contents) -> str:
    """What `/cypher` would say of the published build."""
    return state_to_a_client(load_settings(**where(server)), workshop.current.id, len(whole.nodes))


def assert_mended(workshop: Workshop, server: Neo4jServer, driver: Driver, whole: Contents, told: str) -> None:
    """The next build brings the server to the right graph, and the user's own is as it was."""
    workshop.build(**where(server))
    assert contents(driver) == whole, told
    assert state_of(workshop, server, whole) == "complete"
    assert rows(driver, MINE) == [["m", "urn:t", {}]], told


@pytest.mark.slow
@pytest.mark.neo4j
@pytest.mark.timeout(1200)
@pytest.mark.parametrize("neo4j_server", [FIRST_LINE], indirect=True, ids=[f"neo4j-{FIRST_LINE}"])
def test_a_build_that_is_killed_while_it_fills_neo4j_is_mended_by_the_next(
    workshop: Workshop, neo4j_server: Neo4jServer, database: Driver
) -> None:
    whole, seed = projected(workshop), random.randrange(2**32)
    moments, states = random.Random(seed), []
    put_older_graph(database)
    seconds = seconds_of_a_load(workshop, neo4j_server)
    while len(states) < KILLS:
        put_older_graph(database)
        load = Load(workshop, neo4j_server)
        start = time.monotonic()
        try:  # one in each part of its run, which gets shorter as the server warms up
            load.process.wait(seconds * (len(states) + moments.random()) / KILLS)
        except subprocess.TimeoutExpired:
            load.process.send_signal(signal.SIGKILL)
        else:
            seconds = time.monotonic() - start
        if load.end() == 0:
            continue
        states.append(state_of(workshop, neo4j_server, whole))
        log.info("kill %d: %s", len(states), states[-1])
        assert_mended(workshop, neo4j_server, database, whole, f"seed {seed}, kill {len(states)}, then {states[-1]}")
    log.info("a load takes %.1f s; what the server said after the kills: %s", seconds, states)
