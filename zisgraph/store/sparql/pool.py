"""A fixed number of workers over one published build: who asks waits his turn, and a killed worker is replaced."""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from zisgraph.errors import EngineUnavailable, QueryError
from zisgraph.model.ports import SparqlAnswer
from zisgraph.ontology.prefixes import all_prefixes
from zisgraph.settings import Settings
from zisgraph.store.sparql import formats
from zisgraph.store.sparql.formats import ResultFormat
from zisgraph.store.sparql.guard import Inspection, inspect, refuse_file
from zisgraph.store.sparql.limits import MIB
from zisgraph.store.sparql.process import TRANSFER, Cancellation, Cancelled, WorkerProcess, failure
from zisgraph.store.sparql.wire import Question, Reply

log = logging.getLogger(__name__)

QUEUE = 16  # queries that may wait, for each worker
SEND_BLOCK = 1 * MIB
RETRY = 1.0  # seconds between two attempts to start a worker
_BY_NAME = {form.name: form for form in (*formats.BINDINGS, *formats.GRAPHS)}


class Busy(QueryError):
    """All workers were busy for as long as a query may wait."""

    status = 503
    retry_after = 5


@dataclass(frozen=True, slots=True)
class Dataset:
    """The graphs that a client names beside the query; they take the place of its FROM clauses."""

    default_graphs: Sequence[str] = ()
    named_graphs: Sequence[str] = ()

    def __bool__(self) -> bool:
        return bool(self.default_graphs or self.named_graphs)


class SparqlPool:
    """Runs users' queries over one store, each within its deadline and caps. Safe to use from many threads."""

    def __init__(self, store: Path, settings: Settings) -> None:
        self._store, self._settings = store, settings
        self._prefixes = all_prefixes(settings.base_iri)
        self._free: deque[WorkerProcess] = deque()
        self._changed = threading.Condition()
        self._all: set[WorkerProcess] = set()
        self._closed = False
        self._waiting = 0
        self._replacing: set[threading.Thread] = set()
        starting = [self._start() for _ in range(settings.workers)]
        try:
            for worker in starting:
                self._welcome(worker)
        except EngineUnavailable:
            for worker in starting:
                worker.close()
            raise

    def close(self) -> None:
        """End all workers; queries under way fail."""
        with self._changed:
            self._closed = True
            idle = [*self._free]
            self._free.clear()
            self._all.difference_update(idle)
            for worker in self._all:
                worker.kill()  # whoever waits for its answer notices, and lets it go
            self._changed.notify_all()
        for worker in idle:
            worker.close()
        with self._changed:
            self._changed.wait_for(lambda: not self._all, TRANSFER)
            replacing = [*self._replacing]
        for thread in replacing:
            thread.join()

    def processes(self) -> list[int]:
        """The process ids of the workers."""
        with self._changed:
            return sorted(worker.number for worker in self._all)

    def inspect(self, query: str) -> Inspection:
        """Read a query's tokens, with the prefixes that are known here.

        Raises:
            QueryError: it is refused, or too large to be read.
        """
        return inspect(query, self._prefixes)

    def run(
        self,
        query: str | Inspection,
        *,
        bindings: ResultFormat = formats.JSON,
        graph: ResultFormat = formats.TURTLE,
        dataset: Dataset | None = None,
        cancellation: Cancellation | None = None,
    ) -> SparqlAnswer:
        """Answer one query, whole and serialised; SELECT and ASK as `bindings`, the others as `graph`.

        Raises:
            QueryError: refused, not SPARQL, past its deadline or a cap, or no worker was free in time.
            Cancelled: `cancellation` was called.
        """
        seen = self.inspect(query) if isinstance(query, str) else query
        question = self._question(seen, bindings, graph, dataset or Dataset())
        cancellation = cancellation or Cancellation()
        reply, content = self._ask(question, cancellation)
        problem = failure(reply, seen.query, self._prefixes)
        if problem is not None:
            content.close()
            raise problem
        return SparqlAnswer(_BY_NAME[reply.name].content_type, _blocks(content), reply.size, reply.truncated)

    def _question(self, seen: Inspection, bindings: ResultFormat, graph: ResultFormat, dataset: Dataset) -> Question:
        for iri in (*dataset.default_graphs, *dataset.named_graphs):
            refuse_file(iri)
        settings = self._settings
        default: tuple[str, ...] | None = None
        named: tuple[str, ...] | None = None
        if dataset:
            default, named = tuple(dataset.default_graphs), tuple(dataset.named_graphs)
        elif seen.default_graphs or seen.named_graphs:
            default, named = seen.default_graphs, seen.named_graphs
        elif not settings.union_default_graph:
            default = ()  # the store's default graph holds the union of the named ones
        return Question(
            query=seen.query,
            bindings=bindings.name,
            graph=graph.name,
            rows=settings.query_rows,
            size=settings.query_bytes,
            seconds=settings.query_timeout,
            default_graphs=default,
            named_graphs=named,
        )

    def _ask(self, question: Question, cancellation: Cancellation) -> tuple[Reply, IO[bytes]]:
        while True:
            with self._worker() as worker:
                if worker.has_ended():  # it died while it was idle: the question goes to another one
                    worker.kill()
                    continue
                cancellation.attach(worker)
                try:
                    return worker.ask(question)
                except BaseException as error:
                    worker.kill()
                    if cancellation.called:
                        raise Cancelled from error
                    raise
                finally:
                    cancellation.attach(None)

    @contextmanager
    def _worker(self) -> Iterator[WorkerProcess]:
        worker = self._take()
        try:
            yield worker
        finally:
            if worker.spent:
                self._dismiss(worker)
            else:
                self._give_back(worker)

    def _take(self) -> WorkerProcess:
        with self._changed:
            if not self._free and self._waiting >= QUEUE * self._settings.workers:
                raise Busy(f"{self._waiting} queries are waiting for a SPARQL worker already; ask again in a moment.")
            self._waiting += 1
            try:
                there = self._changed.wait_for(lambda: self._free or self._closed, self._settings.query_wait)
            finally:
                self._waiting -= 1
            if self._closed:
                raise EngineUnavailable("The server is stopping.")
            if not there:
                raise Busy(
                    f"All {self._settings.workers} SPARQL workers were busy for {self._settings.query_wait:g} "
                    "seconds; ask again in a moment."
                )
            return self._free.popleft()

    def _give_back(self, worker: WorkerProcess) -> None:
        with self._changed:
            self._free.append(worker)
            self._changed.notify()

    def _dismiss(self, worker: WorkerProcess) -> None:
        """Replace it in the background: who asked need not wait until gigabytes are given back."""
        with self._changed:
            self._all.discard(worker)
            self._changed.notify_all()
            thread = threading.Thread(target=self._replace, args=(worker,), name="replace-worker", daemon=True)
            self._replacing.add(thread)
            thread.start()

    def _replace(self, worker: WorkerProcess) -> None:
        """Start a new worker, again and again should it not start (no memory, no process to be had)."""
        worker.close()
        while not self._closed:
            try:
                self._welcome(self._start())
                break
            except (EngineUnavailable, OSError):
                log.exception("a SPARQL worker does not start; trying again")
                time.sleep(RETRY)
        with self._changed:
            self._replacing.discard(threading.current_thread())

    def _start(self) -> WorkerProcess:
        return WorkerProcess(self._store, self._settings.query_memory * MIB, self._settings.base_iri)

    def _welcome(self, worker: WorkerProcess) -> None:
        worker.wait_ready()
        with self._changed:
            if not self._closed:
                self._all.add(worker)
                self._free.append(worker)
                self._changed.notify()
                return
        worker.close()


def open_pool(store: Path, settings: Settings) -> AbstractContextManager[SparqlPool]:
    """The workers of one store, ended with the block."""
    return closing(SparqlPool(store, settings))


def _blocks(content: IO[bytes]) -> Iterator[bytes]:
    with content:
        while block := content.read(SEND_BLOCK):
            yield block
