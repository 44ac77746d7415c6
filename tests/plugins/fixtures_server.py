"""One real server over the session's build."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from served import running

from zisgraph.pipeline.home import Build
from zisgraph.settings import Settings


@pytest.fixture(scope="session")
def live_url(bundled_build: Build, bundled_settings: Settings) -> Iterator[str]:
    """The address of the server, without a slash at its end."""
    assert bundled_build.id
    with running(bundled_settings.home, cypher="auto") as server:
        yield server.url
