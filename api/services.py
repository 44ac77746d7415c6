"""What the endpoints work with: the published build and its engines, followed as new builds are published."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Annotated

from anyio import CapacityLimiter
from fastapi import Depends, Request

from zisgraph.api.thinking import Thinking
from zisgraph.catalogue.catalogue import Catalogue
from zisgraph.errors import EngineLoading, EngineUnavailable, NoBuildError, StoppingError, ZisgraphError
from zisgraph.model.ports import CypherEngine
from zisgraph.pipeline.home import Build, Home
from zisgraph.settings import Settings
from zisgraph.store.oxigraph import OxigraphReader, open_reader
from zisgraph.store.sparql.pool import SparqlPool, open_pool

log = logging.getLogger(__name__)

FOLLOW_EVERY = 0.5  # seconds between two looks at the pointer
THREADS = 256  # queries waiting or running; far above what the pools admit, so that they can say no themselves
OpenCypher = Callable[[Build, threading.Event], CypherEngine]
"""Opens the Cypher engine of a build; the event, once set, ends a start under way."""


class CypherSlot:
    """The Cypher engine of one build, opened in the background because its start takes seconds."""

    def __init__(self, build: Build, opener: OpenCypher) -> None:
        self._build, self._opener = build, opener
        self._called_off = threading.Event()
        self._outcome: CypherEngine | Exception = EngineLoading("The Cypher engine is starting; try again in a moment.")
        self._thread = threading.Thread(target=self._open, name="open-cypher", daemon=True)
        self._thread.start()

    def engine(self) -> CypherEngine:
        """The engine.

        Raises:
            EngineLoading: it is still starting.
            EngineError: it is missing or does not answer; the message says why.
        """
        if isinstance(self._outcome, Exception):
            raise self._outcome.with_traceback(None)  # one exception for many requests: no trace of the others
        return self._outcome

    def close(self) -> None:
        """End the engine, or its start where that is still under way."""
        self._called_off.set()
        self._thread.join()
        if not isinstance(self._outcome, Exception):
            self._outcome.close()

    def _open(self) -> None:
        try:
            self._outcome = self._opener(self._build, self._called_off)
        except ZisgraphError as error:
            self._outcome = error
            if not self._called_off.is_set():
                log.warning("%s", error)
        except Exception as error:
            log.exception("the Cypher engine does not start")
            self._outcome = EngineUnavailable(f"The Cypher engine does not start ({error}); the server's log has more.")


@dataclass(slots=True)
class ServedBuild:
    """One published build with everything that answers from it; never changes to another build."""

    build: Build
    reader: OxigraphReader
    sparql: SparqlPool
    catalogue: Catalogue
    thinking: Thinking
    cypher: CypherSlot
    _held: ExitStack = field(repr=False)
    _leases: int = 0
    _retired: bool = False

    def prepare(self) -> None:
        """Read ahead what the first visitors would have to wait for."""
        try:
            _ = self.thinking.findings, self.thinking.study
        except ZisgraphError as error:
            log.warning("%s", error)  # the endpoints that need it say so as well

    def close(self) -> None:
        """End the workers and engines and let the build's folder go."""
        self._held.close()


class Services:
    """Hands out the published build, and goes over to the next one when it is published.

    A request leases one build and keeps it to its end; an old build is closed after its last lease.
    """

    def __init__(self, settings: Settings, home: Home, open_cypher: OpenCypher) -> None:
        self.settings, self.home = settings, home
        self._open_cypher = open_cypher
        self.query_threads = CapacityLimiter(THREADS)
        self._lock = threading.Lock()
        self._current: ServedBuild | None = None
        self._stop = threading.Event()
        self._follower: threading.Thread | None = None
        self._said = ""

    def start(self) -> None:
        """Open the published build, if there is one, and follow the pointer from now on."""
        self._try_to_follow()
        self._follower = threading.Thread(target=self._follow_on, name="follow-builds", daemon=True)
        self._follower.start()

    def close(self) -> None:
        """End everything that was started; requests under way are cut off."""
        self._stop.set()
        if self._follower is not None:
            self._follower.join()
        served, self._current = self._current, None
        if served is not None:
            served.close()

    @contextmanager
    def leased(self) -> Iterator[ServedBuild]:
        """The published build for the time of one request.

        Raises:
            StoppingError: the server is about to end.
            NoBuildError: nothing was published yet.
        """
        with self._lock:
            if self._stop.is_set():
                raise StoppingError("The server is stopping and takes no more questions; ask again once it is back.")
            served = self._current
            if served is None:
                raise NoBuildError("Nothing has been built in this home yet: run `zisgraph build`, then ask again.")
            served._leases += 1
        try:
            yield served
        finally:
            with self._lock:
                served._leases -= 1
                over = served._retired and served._leases == 0
            if over:
                threading.Thread(target=served.close, name="close-build").start()

    def follow(self) -> None:
        """Look at the pointer once; open what it points at if that is another build."""
        published = self.home.current_or_none()
        if published is None or (self._current is not None and published.id == self._current.build.id):
            return
        fresh = self._open()
        with self._lock:
            old, self._current = self._current, fresh
            unused = old is not None and old._leases == 0
            if old is not None:
                old._retired = True
        log.info("serving build %s", fresh.build.id)
        threading.Thread(target=fresh.prepare, name="prepare-build", daemon=True).start()
        if old is not None and unused:
            old.close()

    def _follow_on(self) -> None:
        while not self._stop.wait(FOLLOW_EVERY):
            self._try_to_follow()

    def _try_to_follow(self) -> None:
        try:
            self.follow()
        except (ZisgraphError, OSError) as error:
            if str(error) != self._said:  # once is enough: the pointer is looked at twice a second
                log.error("The published build cannot be opened, so what is served stays as it is. %s", error)
            self._said = str(error)

    def _open(self) -> ServedBuild:
        with ExitStack() as held:
            build = held.enter_context(self.home.reading())
            reader = open_reader(build.store)
            pool = held.enter_context(open_pool(build.store, self.settings))
            catalogue = Catalogue(reader, self.settings.base_iri)
            catalogue.warm()
            thinking = Thinking(reader, self.settings.base_iri, build.findings)
            cypher = CypherSlot(build, self._open_cypher)
            held.callback(cypher.close)
            return ServedBuild(build, reader, pool, catalogue, thinking, cypher, held.pop_all())


def _services(request: Request) -> Services:
    services: Services = request.app.state.services
    return services


def served_build(request: Request) -> ServedBuild:
    """The build that this request is answered from.

    Raises:
        NoBuildError, StoppingError: there is none; the middleware that looked for it met this error.
    """
    build: ServedBuild | NoBuildError | StoppingError = request.state.build
    if isinstance(build, ZisgraphError):
        raise build
    return build


ServicesDep = Annotated[Services, Depends(_services)]
Served = Annotated[ServedBuild, Depends(served_build)]
