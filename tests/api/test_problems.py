"""Every error is problem+json with what was received, what is allowed, and what to do."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest
from fastapi import FastAPI, Query
from served import Server

from zisgraph import errors
from zisgraph.api import problems
from zisgraph.api.middleware import RequestContext

Ask = Callable[[str], httpx.Response]


def every_error() -> list[type[errors.ZisgraphError]]:
    found, left = [], [errors.ZisgraphError]
    while left:
        kind = left.pop()
        found.append(kind)
        left.extend(kind.__subclasses__())
    return [kind for kind in found if kind.__module__ == "zisgraph.errors" and kind is not errors.InputError]


@pytest.fixture
def ask() -> Ask:
    """Asks a small application that raises what it is told to."""
    app = FastAPI()
    app.add_middleware(RequestContext)
    problems.install(app)

    @app.get("/raise/{name}")
    def raise_(name: str) -> None:
        raise getattr(errors, name)("What happened. What to do.")

    @app.get("/input")
    def input_() -> None:
        raise errors.InputError([errors.Issue("a.csv", 3, "year", "'x'", "a year")])

    @app.get("/unexpected")
    def unexpected() -> None:
        raise RuntimeError("secret: hunter2")

    @app.get("/number")
    def number(n: int = Query(ge=1)) -> int:
        return n

    async def asked(path: str) -> httpx.Response:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://localhost") as client:
            return await client.get(path)

    def ask_from_a_thread(path: str) -> httpx.Response:
        with ThreadPoolExecutor(1) as other:  # a browser that is open keeps this thread's event loop
            return other.submit(lambda: asyncio.run(asked(path))).result()

    return ask_from_a_thread


@pytest.mark.parametrize("kind", every_error(), ids=lambda kind: kind.__name__)
def test_our_errors_keep_their_status_and_their_sentence(ask: Ask, kind: type[errors.ZisgraphError]) -> None:
    answer = ask(f"/raise/{kind.__name__}")
    body = answer.json()
    assert answer.status_code == body["status"] == kind.status
    assert answer.headers["content-type"] == "application/problem+json"
    assert body["detail"] == "What happened. What to do."
    assert body["type"].startswith("https://w3id.org/zisgraph/problems#")
    assert body["type"].rpartition("#")[2] == body["type"].rpartition("#")[2].lower()
    assert answer.headers.get("retry-after") == (None if kind.retry_after is None else str(kind.retry_after))


def test_bad_input_lists_its_issues(ask: Ask) -> None:
    body = ask("/input").json()
    assert body["issues"] == ["a.csv, line 3, field year: received 'x'; allowed: a year"]


def test_the_unexpected_tells_nothing_but_an_id(ask: Ask, caplog: pytest.LogCaptureFixture) -> None:
    answer = ask("/unexpected")
    assert answer.status_code == 500
    assert "hunter2" not in answer.text
    assert answer.json()["request_id"] == answer.headers["x-request-id"]
    assert "hunter2" in caplog.text


def test_an_invalid_parameter_is_422_and_says_what_was_received(ask: Ask) -> None:
    body = ask("/number?n=%3Cscript%3E").json()
    assert (body["status"], body["errors"][0]["at"], body["errors"][0]["received"]) == (422, "query.n", "'<script>'")
    assert "received 'zero'" in ask("/number?n=zero").json()["detail"]


def test_404_and_405_are_problems_too(server: Server) -> None:
    missing = httpx.get(f"{server.url}/no/such/thing")
    assert (missing.status_code, missing.json()["detail"]) == (404, "There is nothing at /no/such/thing.")
    wrong = httpx.post(f"{server.url}/health")
    assert (wrong.status_code, wrong.headers["allow"]) == (405, "GET, HEAD")
    assert "POST is not allowed" in wrong.json()["detail"]
