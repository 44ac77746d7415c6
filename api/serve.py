"""Runs the server: takes the port and the home, says where it listens, and leaves nothing behind when it ends."""

from __future__ import annotations

import asyncio
import errno
import ipaddress
import logging
import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

import uvicorn
from anyio import to_thread
from fastapi import FastAPI

from zisgraph.api.app import create_app
from zisgraph.api.engines import cypher_opener
from zisgraph.api.services import Services
from zisgraph.errors import PortTaken, SettingsError, ZisgraphError
from zisgraph.pipeline.home import Home
from zisgraph.settings import Settings

GRACE = 3  # seconds that requests under way have to end when the server stops
Announce = Callable[[str], None]


def serve(settings: Settings, announce: Announce, *, bolt: bool = False) -> None:
    """Serve the published build until SIGTERM or Ctrl-C; `announce` receives what a person should read.

    Raises:
        SettingsError: the address may not be listened on.
        PortTaken: another program listens there.
        BuildError: another server runs on this home; the message gives its address.
    """
    _refuse_open_address(settings)
    home = Home(settings.home)
    home.prepare()
    with _listening(settings, home) as listener:
        url = _url(settings.host, listener.getsockname()[1])
        with home.serving(url):
            services = Services(settings, home, cypher_opener(settings, announce, bolt=bolt))
            if home.current_or_none() is None:
                announce(
                    f"Nothing has been built in {home.path} yet: run `zisgraph build`; it is served once it is there."
                )
            _run(create_app(settings, services), listener, lambda: _announce(url, announce), services.close)
    announce("Stopped.")


def check_address(settings: Settings) -> None:
    """Say now what would keep `serve` from listening, before a long build.

    Raises:
        SettingsError: the address may not be listened on.
        PortTaken: another program listens there.
        BuildError: another server runs on this home; the message gives its address.
    """
    _refuse_open_address(settings)
    home = Home(settings.home)
    home.prepare()
    with _listening(settings, home), home.serving(_url(settings.host, settings.port)):
        pass


def _refuse_open_address(settings: Settings) -> None:
    if settings.public or _is_loopback(settings.host):
        return
    reach = "can be reached" if _is_address(settings.host) else "is a name; where it leads to may be reached"
    raise SettingsError(
        f"Address {settings.host} {reach} by other machines, and the server has no login. "
        "Leave the address at 127.0.0.1, or add --public (ZISGRAPH_PUBLIC=true) when that is what you want."
    )


class _Server(uvicorn.Server):
    """Uvicorn that ends on a signal as a finished command does, and says when it listens."""

    def __init__(self, config: uvicorn.Config, started: Callable[[], None], stopping: Callable[[], None]) -> None:
        super().__init__(config)
        self._say_started, self._stop_queries = started, stopping

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._say_started()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End the queries under way first, so that their clients are told, and the requests end in time."""
        await to_thread.run_sync(self._stop_queries)
        await super().shutdown(sockets)

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """The base class raises the signal again at the end, which would end the process before its tidying up."""
        kinds = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
        before = {kind: signal.signal(kind, self._on_signal) for kind in kinds}
        try:
            yield
        finally:
            for kind, handler in before.items():
                signal.signal(kind, handler)

    def _on_signal(self, kind: int, frame: FrameType | None) -> None:
        self.handle_exit(kind, frame)


def _run(app: FastAPI, listener: socket.socket, started: Callable[[], None], stopping: Callable[[], None]) -> None:
    logging.getLogger("uvicorn.error").setLevel(logging.WARNING)  # we say ourselves what happens
    config = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,  # the request log of our own carries the request id
        server_header=False,
        timeout_graceful_shutdown=GRACE,
        http="h11",
        loop="asyncio",
        lifespan="on",
    )
    server = _Server(config, started, stopping)
    asyncio.run(server.serve(sockets=[listener]))


@contextmanager
def _listening(settings: Settings, home: Home) -> Iterator[socket.socket]:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    # Naming TCP makes asyncio switch Nagle's algorithm off; else the second part of each answer waits 40 ms for an ACK.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((settings.host, settings.port))
            listener.listen(socket.SOMAXCONN)
        except OSError as error:
            with home.serving(_url(settings.host, settings.port)):
                raise _unlistenable(settings, error) from error
        yield listener
    finally:
        listener.close()


def _unlistenable(settings: Settings, error: OSError) -> ZisgraphError:
    if error.errno == errno.EADDRINUSE:
        return PortTaken(
            f"Port {settings.port} of {settings.host} is taken by another program. "
            "Choose another: --port 8080 (ZISGRAPH_PORT=8080), or --port 0 for any free one."
        )
    if error.errno in {errno.EACCES, errno.EPERM}:
        return SettingsError(f"Port {settings.port} needs a privilege this user has not. Choose one from 1024 up.")
    return SettingsError(
        f"Cannot listen on {settings.host}, port {settings.port}: {error.strerror or error}. "
        "Use an address of this machine, such as 127.0.0.1."
    )


def _announce(url: str, announce: Announce) -> None:
    announce(f"zisgraph is ready at {url}/")
    announce(f"  pages   {url}/it  {url}/en")
    announce(f"  SPARQL  {url}/sparql")
    announce(f"  Cypher  {url}/cypher")
    announce(f"  REST    {url}/api/v1  (described at {url}/api/openapi.json)")
    announce("Ctrl-C ends it.")


def _url(host: str, port: int) -> str:
    name = f"[{host}]" if ":" in host else host
    return f"http://{name}:{port}"


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _is_loopback(host: str) -> bool:
    return host == "localhost" or (_is_address(host) and ipaddress.ip_address(host).is_loopback)
