"""Which tests run in one process, so that what they share is started once: a file, and all tests of one line of Neo4j."""

from __future__ import annotations

import os
import re
from functools import cache
from hashlib import sha256
from pathlib import Path

from xdist.scheduler import LoadScopeScheduling

_LINE = re.compile(r"\[(?:.*-)?neo4j-(?P<line>[\w.]+)(?:-.*)?\]$")


def neo4j_line(nodeid: str) -> str:
    """The line of Neo4j that a test runs against; empty for any other test.

    >>> [neo4j_line(one) for one in ("a.py::t[neo4j-5.26]", "a.py::t[x-neo4j-2026-y]", "neo4j/a.py::t[x]")]
    ['5.26', '2026', '']
    """
    found = _LINE.search(nodeid)
    return found["line"] if found else ""


def group_of(nodeid: str) -> str:
    """The group of a test by its address."""
    line = neo4j_line(nodeid)
    return f"neo4j-{line}" if line else nodeid.partition("::")[0]


class ByGroup(LoadScopeScheduling):
    """Deals out whole groups. (xdist's own `loadgroup` writes a group into the address of its tests, which pytest 9.2
    lets nobody do: every test becomes a group of its own.)"""

    def _split_scope(self, nodeid: str) -> str:
        return group_of(nodeid)


@cache
def claim(folder: Path, group: str, worker: str) -> str:
    """The first process of this run that took a test of the group: `worker`, unless another one was first."""
    name = folder / f"group-{sha256(group.encode()).hexdigest()[:16]}"
    try:
        with os.fdopen(os.open(name, os.O_CREAT | os.O_EXCL | os.O_WRONLY), "w") as file:
            file.write(worker)
    except FileExistsError:
        return name.read_text() or worker
    return worker
