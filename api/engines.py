"""Which Cypher engine goes with the settings: a Neo4j server, the embedded one, or the reason why there is none."""

from __future__ import annotations

import threading
from collections.abc import Callable

from zisgraph.api.services import OpenCypher
from zisgraph.model.ports import CypherEngine
from zisgraph.pipeline.home import Build
from zisgraph.settings import Settings
from zisgraph.store.cypher import BoltEngine, open_engine


def cypher_opener(settings: Settings, announce: Callable[[str], None], *, bolt: bool) -> OpenCypher:
    """What opens the Cypher engine of a build; `bolt` also tells how drivers on this machine come in."""

    def opened(build: Build, called_off: threading.Event) -> CypherEngine:
        engine = open_engine(build.arcadedb, settings, build=build.id, called_off=called_off)
        if bolt:
            announce(_bolt_words(engine))
        return engine

    return opened


def _bolt_words(engine: BoltEngine) -> str:
    login = engine.server.login(writing=False)
    if engine.server.shared:
        return f"  Bolt    {login.uri}: your own Neo4j, with the users it has; --bolt adds nothing to it."
    return (
        f"  Bolt    {login.uri}  database {login.database}  user {login.user}  password {login.password}\n"
        "          For drivers on this machine, while this command runs. The user may only read, but nothing else is\n"
        "          guaranteed there: no deadline, no row limit, no refusals; a query stopped at /cypher cuts it off."
    )
