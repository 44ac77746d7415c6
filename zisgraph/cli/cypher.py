"""One Cypher question from the command line: to the running server of a home, else to an engine of its own."""

from __future__ import annotations

import json
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from typing import Any

from zisgraph.errors import (
    EngineLoading,
    EngineMissing,
    EngineUnavailable,
    QueryError,
    QueryRefused,
    QuerySyntaxError,
    QueryTimeout,
    QueryTooLarge,
    ZisgraphError,
)
from zisgraph.model.ports import CypherAnswer
from zisgraph.pipeline import locks
from zisgraph.pipeline.home import Home
from zisgraph.settings import Settings
from zisgraph.store.cypher import open_engine

_ERRORS: Mapping[str, type[ZisgraphError]] = {
    error.slug(): error
    for error in (
        QueryError,
        QuerySyntaxError,
        QueryRefused,
        QueryTooLarge,
        QueryTimeout,
        EngineMissing,
        EngineLoading,
    )
}
_MARGIN = 10.0  # seconds that a server has, beyond the deadline of the query, to answer at all
_PATIENCE = 30.0  # seconds that an engine has to start, or a Neo4j to be filled, before the question is given up


def ask(settings: Settings, home: Home, text: str, parameters: Mapping[str, Any], limit: int) -> CypherAnswer:
    """Ask the published build of a home.

    Raises:
        QueryError: the query is refused, is not Cypher, or passed a bound.
        EngineError: there is no engine, or it does not answer.
        NoBuildError: nothing has been built in this home.
    """
    server = locks.holder(home.run / "serve.lock")
    if server is not None and "url" in server:
        return _ask_patiently(f"{server['url']}/cypher", settings, text, parameters, limit)
    with home.reading() as build:
        engine = open_engine(build.arcadedb, settings, build=build.id)
        try:
            return engine.query(text, parameters, limit=limit, timeout=settings.query_timeout)
        finally:
            engine.close()


def _ask_patiently(url: str, settings: Settings, text: str, parameters: Mapping[str, Any], limit: int) -> CypherAnswer:
    """The answer of a running server, which opens its doors some seconds before its engine has started."""
    end = time.monotonic() + _PATIENCE
    while True:
        try:
            return _ask_server(url, settings, text, parameters, limit)
        except EngineLoading:
            if time.monotonic() > end:
                raise
            time.sleep(0.5)


def _ask_server(url: str, settings: Settings, text: str, parameters: Mapping[str, Any], limit: int) -> CypherAnswer:
    """The answer of a running server, under its own deadline and caps; its errors become ours again."""
    body = json.dumps({"query": text, "parameters": dict(parameters), "limit": limit}).encode()
    headers = {"Content-Type": "application/json", "Accept": "application/json"}
    request = urllib.request.Request(url, body, headers)  # noqa: S310  (the address our own server left in its lock)
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with direct.open(request, timeout=settings.query_timeout + _MARGIN) as response:
            answer = json.load(response)
    except urllib.error.HTTPError as error:
        raise _as_ours(error) from error
    except OSError as error:
        raise EngineUnavailable(f"The server at {url} does not answer ({error}).") from error
    return CypherAnswer(answer["columns"], answer["rows"], answer["truncated"])


def _as_ours(error: urllib.error.HTTPError) -> ZisgraphError:
    with error:
        try:
            told = json.load(error)
            kind, detail = str(told["type"]).rpartition("#")[2], str(told["detail"])
        except (ValueError, KeyError, TypeError):
            kind, detail = "", f"The server answered {error.code} {error.reason}."
    return _ERRORS.get(kind, EngineUnavailable)(detail)
