"""Real servers over small builds, each its own process on a free port."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from served import Server, running
from small_builds import EX, publish, quad, web_of

HOSTILE = r'''"}},{\"x\":{ </result> a,b\r\n\"quoted\"\t\u2028 <b>&amp; \\"'''
LITTLE = [
    quad("s1", "p", '"one"', "g1"),
    quad("s1", "p", '"uno"@it', "g1"),
    quad("s2", "p", '"2"^^<http://www.w3.org/2001/XMLSchema#integer>', "g2"),
    quad("s3", "p", f"<{EX}s1>", "g3"),
    quad("s3", "says", HOSTILE, "g3"),
    quad("s1", "p", '"one"', "g2"),  # the same triple in two graphs
]


@pytest.fixture(scope="session")
def little_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Six statements in three named graphs, five different triples."""
    home = tmp_path_factory.mktemp("little") / "home"
    publish(home, "1111111111111111", LITTLE)
    return home


@pytest.fixture(scope="session")
def server(little_home: Path) -> Iterator[Server]:
    """The little build with the settings as they come."""
    with running(little_home) as started:
        yield started


@pytest.fixture(scope="session")
def strict_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The same with an empty default graph and narrow caps."""
    home = tmp_path_factory.mktemp("strict") / "home"
    publish(home, "2222222222222222", [*LITTLE, *web_of(100)])
    with running(
        home, union_default_graph="false", query_rows=10, query_bytes=5_000, cors_origins="https://a.test"
    ) as s:
        yield s
