"""Small stores for workers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from small_builds import quad, store_of, web_of

from zisgraph.settings import Settings
from zisgraph.store.sparql.pool import SparqlPool, open_pool

HOSTILE = r'''"}},{\"x\":{ </result> a,b\r\n\"quoted\"\t\u2028 <b>&amp; \\"'''


@pytest.fixture(scope="session")
def web(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """20,000 statements that are easy to blow up."""
    return store_of(tmp_path_factory.mktemp("web") / "store", web_of(5_000))


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """50 values that look like the ends of rows in every format."""
    lines = [quad(f"s{number:02}", "says", HOSTILE, "g") for number in range(50)]
    return store_of(tmp_path_factory.mktemp("hostile") / "store", lines)


@pytest.fixture
def pool(web: Path) -> Iterator[SparqlPool]:
    """Two workers over the web, patient as a busy machine asks for."""
    with open_pool(web, Settings(query_timeout=30, query_memory=512, query_wait=30)) as made:
        yield made


@pytest.fixture
def hasty_pool(web: Path) -> Iterator[SparqlPool]:
    """Two workers that end a query after two seconds."""
    with open_pool(web, Settings(query_timeout=2, query_memory=512, query_wait=30)) as made:
        yield made
