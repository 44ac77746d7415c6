"""A Cypher question from the command line: to the running server of this home, or to an engine opened for it."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Mapping
from typing import Any

from zisgraph.errors import EngineUnavailable, QueryError, QueryRefused, QuerySyntaxError, ZisgraphError
from zisgraph.model.ports import CypherAnswer
from zisgraph.pipeline import locks
from zisgraph.pipeline.home import Home
from zisgraph.settings import Settings

REASONS: dict[int, type[ZisgraphError]] = {400: QuerySyntaxError, 403: QueryRefused}
GRACE = 5.0  # seconds beyond the query's own deadline, for the server to say so


def ask(settings: Settings, home: Home, text: str, parameters: Mapping[str, Any], limit: int) -> CypherAnswer:
    """Run one read-only query.

    The embedded engine belongs to one process at a time, so a running server is asked instead of opening it again.

    Raises:
        QueryError: refused, not Cypher, or past its deadline.
        EngineError: there is no engine, or it does not answer.
        NoBuildError: nothing was built yet.
    """
    server = locks.holder(home.run / "serve.lock")
    if server is not None and "url" in server:
        return _ask_server(str(server["url"]), settings, {"query": text, "parameters": parameters, "limit": limit})
    return _ask_engine(settings, home, text, parameters, limit)


def _ask_server(url: str, settings: Settings, question: Mapping[str, Any]) -> CypherAnswer:
    request = urllib.request.Request(  # noqa: S310 - the address comes from the server's own lock file
        f"{url}/cypher",
        json.dumps(question).encode(),
        {"Content-Type": "application/json", "Accept": "application/json"},
    )
    try:
        with urllib.request.urlopen(request, timeout=settings.query_timeout + GRACE) as reply:  # noqa: S310
            answer = json.load(reply)
    except urllib.error.HTTPError as error:
        problem = json.load(error)
        raise REASONS.get(error.code, QueryError)(problem.get("detail") or problem.get("title", "")) from error
    except OSError as error:
        raise EngineUnavailable(f"The server at {url} does not answer: {error}.") from error
    return CypherAnswer(answer["columns"], answer["rows"], answer.get("truncated", False))


def _ask_engine(settings: Settings, home: Home, text: str, parameters: Mapping[str, Any], limit: int) -> CypherAnswer:
    from zisgraph.api.engines import cypher_opener
    from zisgraph.cli.console import note

    with home.reading() as build:
        engine = cypher_opener(settings, note, bolt=False)(build)
        try:
            return engine.query(text, parameters, limit=limit, timeout=settings.query_timeout)
        finally:
            engine.close()
