"""What every request passes: a request id, the Host check, the security headers, the build it is answered from."""

from __future__ import annotations

import ipaddress
import logging
import re
import time
from collections.abc import Iterable
from contextlib import ExitStack
from uuid import uuid4

from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from zisgraph.api.problems import UNEXPECTED, answer, problem
from zisgraph.api.services import ServedBuild, Services
from zisgraph.errors import NoBuildError, StoppingError

log = logging.getLogger("zisgraph.requests")

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
SECURITY_HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})
_HOST = re.compile(r"(?:\[(?P<v6>[0-9A-Fa-f:.]+)\]|(?P<name>[A-Za-z0-9._-]+))(?::\d{1,5})?")
_REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")


class RequestContext:
    """Gives each request an id, logs one line for it, sets the security headers, and meets the unexpected."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        given = Headers(scope=scope).get("x-request-id", "")
        request_id = given if _REQUEST_ID.fullmatch(given) else uuid4().hex[:16]
        scope.setdefault("state", {})["request_id"] = request_id
        status, begun = 0, time.perf_counter()

        async def marked(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                headers["X-Request-ID"] = request_id
                for name, value in SECURITY_HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        try:
            await self._app(scope, receive, marked)
        except Exception:
            log.exception("request %s failed", request_id)
            if status:
                raise  # the answer has begun: only cutting the connection says that it is not whole
            response = answer(Request(scope), 500, UNEXPECTED, slug="unexpected")
            await response(scope, receive, marked)
        finally:
            spent = (time.perf_counter() - begun) * 1000
            log.debug("%s %s %s %d %.1f ms", request_id, scope["method"], scope["path"], status, spent)


class HostCheck:
    """Refuses a Host that is not one of ours, so that a foreign page cannot reach us by DNS rebinding.

    With `any_address` an IP literal passes too: a rebinding page always comes under a name.
    """

    def __init__(self, app: ASGIApp, names: Iterable[str], *, any_address: bool) -> None:
        self._app = app
        self._names = frozenset(name.strip().strip("[]").lower() for name in names if name.strip())
        self._any_address = any_address

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        given = Headers(scope=scope).getlist("host")
        if len(given) == 1 and self.allows(given[0]):
            await self._app(scope, receive, send)
            return
        received = repr(given[0][:100]) if given else "none"
        refusal = (
            f"The Host header is {received}; allowed: {', '.join(sorted(self._names))}. "
            "Add a name with ZISGRAPH_ALLOWED_HOSTS."
        )
        await problem(421, refusal, slug="host", request_id=scope["state"]["request_id"])(scope, receive, send)

    def allows(self, host: str) -> bool:
        """Whether this value of a Host header names us, with or without a port."""
        match = _HOST.fullmatch(host)
        if match is None:
            return False
        name = (match["v6"] or match["name"]).lower().rstrip(".")
        return name in self._names or (self._any_address and _is_address(name))


class HeadAsGet:
    """Every address that answers GET answers HEAD: the server below drops the body."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] == "HEAD":
            scope = {**scope, "method": "GET"}
        await self._app(scope, receive, send)


class BuildLease:
    """Answers each request from one build, even when another is published meanwhile, and names it in a header."""

    def __init__(self, app: ASGIApp, services: Services) -> None:
        self._app, self._services = app, services

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] == "/health":
            await self._app(scope, receive, send)
            return
        with ExitStack() as leases:
            served: ServedBuild | NoBuildError | StoppingError
            try:
                served = leases.enter_context(self._services.leased())
            except (NoBuildError, StoppingError) as error:
                served = error  # an endpoint that needs a build says so; the others go on
            scope["state"]["build"] = served

            async def named(message: Message) -> None:
                if message["type"] == "http.response.start" and isinstance(served, ServedBuild):
                    MutableHeaders(scope=message)["Zisgraph-Build"] = served.build.id
                await send(message)

            await self._app(scope, receive, named)


class Compression:
    """gzip where a network is saved: a query's answer to a client on this machine goes out as it is."""

    QUERIES = ("/sparql", "/cypher")

    def __init__(self, app: ASGIApp) -> None:
        self._plain, self._gzip = app, GZipMiddleware(app, minimum_size=1000, compresslevel=5)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        local = scope["type"] == "http" and scope["path"] in self.QUERIES and _is_local(scope)
        await (self._plain if local else self._gzip)(scope, receive, send)


def _is_local(scope: Scope) -> bool:
    client = scope.get("client")
    return client is not None and _is_address(client[0]) and ipaddress.ip_address(client[0]).is_loopback


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
