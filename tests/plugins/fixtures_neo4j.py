"""Real Neo4j servers for the session: both release lines, or the one that ZISGRAPH_TEST_NEO4J_URI names."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from neo4j_launcher import LINES, LauncherError, Line, Neo4jServer, java_for, running

_OTHER = "ZISGRAPH_TEST_NEO4J_URI"
FIRST_LINE = "given" if os.environ.get(_OTHER) else LINES[0].name
"""For a test that one server is enough for: parametrize `neo4j_server` with it, indirectly."""


def _lines() -> list[object]:
    names = ["given"] if os.environ.get(_OTHER) else [line.name for line in LINES]
    return [pytest.param(name, marks=pytest.mark.neo4j, id=f"neo4j-{name}") for name in names]


@pytest.fixture(scope="session", params=_lines())
def neo4j_server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Neo4jServer]:
    """A real Neo4j; whoever uses it empties it first. Each test runs once per line that has a Java here."""
    if request.param == "given":
        given = {name: os.environ.get(f"ZISGRAPH_TEST_NEO4J_{name}", "") for name in ("USER", "PASSWORD", "DATABASE")}
        yield Neo4jServer(os.environ[_OTHER], given["USER"] or "neo4j", given["PASSWORD"], given["DATABASE"] or "neo4j")
        return
    line = _runnable(request.param)
    try:
        with running(line, tmp_path_factory.mktemp(f"neo4j-{line.name}")) as server:
            yield server
    except LauncherError as error:
        pytest.fail(str(error))


@pytest.fixture(params=[pytest.param(line.name, marks=pytest.mark.neo4j, id=f"neo4j-{line.name}") for line in LINES])
def neo4j_line(request: pytest.FixtureRequest) -> Line:
    """A line of releases that has a Java here, for a test that works on its files before it is started."""
    return _runnable(request.param)


def _runnable(name: str) -> Line:
    """The line, or a skip where there is no Java for it."""
    line = next(line for line in LINES if line.name == name)
    if java_for(line) is None:
        optional = "" if line is LINES[0] else "optional: "
        pytest.skip(f"{optional}Neo4j {line.version} needs Java {line.java} or newer")
    return line
