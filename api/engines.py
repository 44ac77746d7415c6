"""Which Cypher engine goes with the settings: a Neo4j server, the embedded one, or the reason why there is none."""

from __future__ import annotations

from collections.abc import Callable

from zisgraph.api.services import OpenCypher
from zisgraph.errors import EngineMissing
from zisgraph.model.ports import CypherEngine
from zisgraph.pipeline.home import Build
from zisgraph.settings import Settings


def cypher_opener(settings: Settings, announce: Callable[[str], None], *, bolt: bool) -> OpenCypher:
    """What opens the Cypher engine of a build; `bolt` also opens it to drivers on this machine."""

    def opened(build: Build) -> CypherEngine:
        raise EngineMissing("This installation has no Cypher engine.")

    return opened
