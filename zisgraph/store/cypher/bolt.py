"""Both Cypher engines behind one class, over the official Neo4j driver: Neo4j itself, and ArcadeDB's Bolt port."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Coroutine, Mapping
from typing import TYPE_CHECKING, Any, Final, TypeVar

from zisgraph.errors import EngineLoading, EngineUnavailable, QueryTimeout, QueryTooLarge, ZisgraphError
from zisgraph.model.ports import CypherAnswer
from zisgraph.model.property_graph import PropertyGraph
from zisgraph.store.cypher import loader
from zisgraph.store.cypher.arcadedb import Login
from zisgraph.store.cypher.asking import Limits, ask
from zisgraph.store.cypher.failures import timed_out, translate, unreachable
from zisgraph.store.cypher.guard import Question, check
from zisgraph.store.cypher.loader import LoadReport
from zisgraph.store.cypher.loop import LoopThread
from zisgraph.store.cypher.servers import Server

if TYPE_CHECKING:
    from neo4j import AsyncDriver

T = TypeVar("T")
log = logging.getLogger(__name__)

CONNECT_WITHIN: Final = 10.0
LOAD_WITHIN: Final = 1800.0
WARM_WITHIN: Final = 120.0
GRACE: Final = 0.5
"""Seconds that a server has, past the deadline, to say itself that it ended the query."""


class BoltEngine:
    """Implements `model.ports.CypherEngine` over one server; safe to share between threads."""

    def __init__(self, server: Server, *, max_bytes: int = 50_000_000, build: str = "") -> None:
        """With `build` given, no other build's answers are passed on."""
        self.server = server
        self._wanted = build
        self._max_bytes = max_bytes
        self._loop = LoopThread("cypher")
        self._lock = threading.Lock()
        self._drivers: dict[bool, tuple[int, AsyncDriver]] = {}
        self._restarting: threading.Thread | None = None
        self._trusted: str = ""  # the build of a database that nobody else writes to

    def verify(self) -> None:
        """Make sure that the server answers and lets us in.

        Raises:
            EngineUnavailable: it does not; the message says which setting is wrong.
        """
        self._outcome(self._verify(), CONNECT_WITHIN)

    def warm(self) -> None:
        """Let a fresh engine load what its first answers need, outside the deadline of any query: on a slow machine the
        first one would pass its own, end the engine, and find it as cold the next time.

        Raises:
            EngineUnavailable: it does not answer.
        """
        self._outcome(self._first_answers(), WARM_WITHIN)

    def build(self) -> str:
        """The id of the build that the database holds whole.

        Raises:
            EngineLoading: it is being filled, or was left half-filled.
            EngineUnavailable: it holds no graph of ours, or does not answer.
        """
        return self._outcome(self._state(), CONNECT_WITHIN)

    def holds(self, build: str) -> bool:
        """Whether the database has that build whole; looks at the build node and counts, not at every property.

        Raises:
            EngineError: it is being filled, holds none of ours, or does not answer.
        """
        return self.build() == build and self._outcome(self._is_whole(), CONNECT_WITHIN)

    def constrain(self) -> None:
        """Make the constraints of Neo4j that are missing: import files bring a graph without them.

        Raises:
            EngineUnavailable: the server is gone or refuses us.
        """
        self._outcome(self._constrain(), LOAD_WITHIN)

    def replace(self, graph: PropertyGraph) -> None:
        """Bring the database to exactly this graph, by difference. Idempotent."""
        self.load(graph)

    def load(self, graph: PropertyGraph, told: loader.Told = lambda _done, _all: None) -> LoadReport:
        """Like `replace`, and says what was written.

        Raises:
            EngineUnavailable: the server is gone or refuses us; what it holds says `loading`, and the next load mends it.
        """
        self._trusted = ""
        try:
            return self._outcome(self._load(graph, told), LOAD_WITHIN)
        except EngineUnavailable as error:
            raise EngineUnavailable(
                f"{error} Build {graph.build} is not complete there: run `zisgraph build` again, it goes on where it stopped."
            ) from error

    def query(self, text: str, parameters: Mapping[str, Any], *, limit: int, timeout: float) -> CypherAnswer:
        """Run one read-only query within `timeout` seconds and `limit` rows.

        Raises:
            QueryError: refused, not Cypher, too long, too large; the message says which bound.
            EngineError: the database is loading, starting again, or away.
        """
        question = check(text, parameters)
        deadline = time.monotonic() + timeout
        self._await_restart(deadline)
        try:
            return self._ask(question, limit, deadline, timeout)
        except _Interrupted:
            self._await_restart(deadline)
            return self._ask_again(question, limit, deadline, timeout)

    def close(self, *, keep_server: bool = False) -> None:
        """Close the connections and let the server go, unless another engine still asks it."""
        if self._restarting is not None:
            self._restarting.join()
        drivers, self._drivers = self._drivers, {}
        for _generation, driver in drivers.values():
            self._loop.run(driver.close(), CONNECT_WITHIN)
        self._loop.close()
        if not keep_server:
            self.server.close()

    def _ask_again(self, question: Question, limit: int, deadline: float, timeout: float) -> CypherAnswer:
        try:
            return self._ask(question, limit, deadline, timeout)
        except _Interrupted as error:
            raise EngineLoading(
                "The Cypher engine is starting again after another query; ask again in a moment."
            ) from error

    def _ask(self, question: Question, limit: int, deadline: float, timeout: float) -> CypherAnswer:
        generation = self.server.generation
        remaining = max(deadline - time.monotonic(), 0.05)
        limits = Limits(limit, self._max_bytes, remaining, recover_columns=not self.server.shared)
        grace = GRACE if self.server.shared else 0.0
        try:
            return self._loop.run(self._answer(question, limits), remaining + grace)
        except TimeoutError:
            self._end(generation)
            raise timed_out(timeout) from None
        except ZisgraphError:
            raise
        except Exception as error:
            if not self.server.shared and _is_lost(error):
                raise self._lost(generation) from error
            failure = translate(error, self.server.login(writing=False), timeout)
            if isinstance(failure, QueryTimeout):
                self._end(generation)
            raise failure from error

    def _lost(self, generation: int) -> Exception:
        """The child went away under a query: by its own fault, or because another one had to be ended."""
        if self.server.generation == generation and self.server.ran_out_of_memory():
            self._end(generation)
            return QueryTooLarge(
                "The query filled the memory of the Cypher engine and was stopped: ask for less at once."
            )
        self._end(generation)
        return _Interrupted()

    async def _answer(self, question: Question, limits: Limits) -> CypherAnswer:
        driver, login = await self._driver(writing=False), self.server.login(writing=False)
        async with driver.session(database=login.database, default_access_mode="READ", fetch_size=1000) as session:
            if not self._trusted:
                build = self._whole(await loader.state_of(session), login.uri)
                self._trusted = "" if self.server.shared else build
            answer = await ask(session, question, limits)
            if self.server.shared:
                self._whole(await loader.state_of(session), login.uri)
            return answer

    async def _state(self) -> str:
        driver, login = await self._driver(writing=False), self.server.login(writing=False)
        async with driver.session(database=login.database, default_access_mode="READ") as session:
            return self._whole(await loader.state_of(session), login.uri)

    async def _is_whole(self) -> bool:
        driver, login = await self._driver(writing=False), self.server.login(writing=False)
        async with driver.session(database=login.database, default_access_mode="READ") as session:
            return await loader.is_whole(session)

    async def _load(self, graph: PropertyGraph, told: loader.Told) -> LoadReport:
        driver, login = await self._driver(writing=True), self.server.login(writing=True)
        async with driver.session(database=login.database, fetch_size=5000) as session:
            return await loader.load(session, graph, told)

    async def _constrain(self) -> None:
        driver, login = await self._driver(writing=True), self.server.login(writing=True)
        async with driver.session(database=login.database) as session:
            if not await loader.is_constrained(session):
                await loader.constrain(session)

    async def _first_answers(self) -> None:
        driver, login = await self._driver(writing=False), self.server.login(writing=False)
        async with driver.session(database=login.database, default_access_mode="READ") as session:
            await loader.state_of(session)
            await loader.is_whole(session)

    async def _verify(self) -> None:
        driver, login = await self._driver(writing=False), self.server.login(writing=False)
        async with driver.session(database=login.database, default_access_mode="READ") as session:
            await (await session.run("RETURN 1")).consume()

    def _whole(self, state: tuple[str, str] | None, uri: str) -> str:
        """The build that a database holds whole."""
        if state is None:
            raise EngineUnavailable(f"The database at {uri} holds no zisgraph build: run `zisgraph build` with it set.")
        build, stage = state
        if stage != loader.COMPLETE:
            raise EngineLoading(
                f"The Cypher graph is being filled (build {build}); ask again in a moment. If nobody fills it any more, "
                "run `zisgraph build` again."
            )
        if self._wanted not in ("", build):
            raise EngineLoading(
                f"The database at {uri} holds build {build}, while {self._wanted} is published: `zisgraph build` brings "
                "it there."
            )
        return build

    async def _driver(self, *, writing: bool) -> AsyncDriver:
        """The driver of the running server; one that belongs to an earlier start is closed."""
        generation, driver = self._drivers.get(writing, (0, None))
        if driver is not None and generation == self.server.generation:
            return driver
        fresh = self._open_driver(self.server.login(writing=writing))
        self._drivers[writing] = (self.server.generation, fresh)
        if driver is not None:
            await driver.close()
        return fresh

    def _open_driver(self, login: Login) -> AsyncDriver:
        from neo4j import AsyncGraphDatabase

        options: dict[str, Any] = {"notifications_min_severity": "OFF"} if self.server.shared else {}
        return AsyncGraphDatabase.driver(
            login.uri,
            auth=(login.user, login.password),
            connection_timeout=5.0,
            connection_acquisition_timeout=CONNECT_WITHIN,
            max_transaction_retry_time=15.0,
            telemetry_disabled=True,
            **options,
        )

    def _outcome(self, work: Coroutine[Any, Any, T], within: float) -> T:
        """The result of work that is not a user's query, its errors in our words."""
        login = self.server.login(writing=True)
        try:
            return self._loop.run(work, within)
        except TimeoutError as error:
            raise unreachable(login, error) from error
        except ZisgraphError:
            raise
        except Exception as error:
            raise translate(error, login, within) from error

    def _end(self, generation: int) -> None:
        """End what still runs there, in the background: whoever asked has waited long enough."""
        if self.server.shared:
            return
        with self._lock:
            if self.server.generation == generation and (self._restarting is None or not self._restarting.is_alive()):
                self._restarting = threading.Thread(target=self._restart, args=(generation,), name="restart-cypher")
                self._restarting.start()

    def _restart(self, generation: int) -> None:
        try:
            self.server.end(generation)
            self.warm()
        except ZisgraphError:
            log.exception("the embedded Cypher engine did not start again")

    def _await_restart(self, deadline: float) -> None:
        thread = self._restarting
        if thread is not None:
            thread.join(max(deadline - time.monotonic(), 0))
            if thread.is_alive():
                raise EngineLoading(
                    "The Cypher engine is starting again after a query that was stopped; ask again in a moment."
                )


class _Interrupted(Exception):
    """The connection was lost because the engine was started again."""


def _is_lost(error: Exception) -> bool:
    from neo4j.exceptions import ServiceUnavailable, SessionExpired

    return isinstance(error, ServiceUnavailable | SessionExpired | OSError)
