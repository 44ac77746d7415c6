"""One worker process as its parent sees it: started, asked, and killed at the deadline."""

from __future__ import annotations

import fcntl
import io
import os
import select
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import IO

from zisgraph.errors import EngineUnavailable, QueryError, QueryTimeout, QueryTooLarge, ZisgraphError
from zisgraph.store.sparql import wire
from zisgraph.store.sparql.diagnosis import syntax_error
from zisgraph.store.sparql.limits import MEMORY_EXIT, MIB
from zisgraph.store.sparql.wire import Question, Reply

IN_MEMORY = 4 * MIB  # longer answers wait for their reader in a temporary file
TRANSFER = 10.0  # seconds for the bytes of an answer that is already complete
START = 20.0  # seconds for a worker to open its store
_SET_PIPE_SIZE = 1031  # F_SETPIPE_SZ, Linux


class Cancelled(Exception):
    """Whoever asked has gone away."""


class Unwritable(QueryError):
    """The answer holds something that the asked-for format cannot say."""

    status = 406


class Cancellation:
    """Lets one thread call off what another one waits for."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: WorkerProcess | None = None
        self.called = False

    def cancel(self) -> None:
        """Call it off now: the worker that is busy with it is killed."""
        with self._lock:
            self.called = True
            if self._process is not None:
                self._process.kill()

    def attach(self, process: WorkerProcess | None) -> None:
        """Say which worker is busy with it, or that none is any more."""
        with self._lock:
            self._process = process
            if self.called and process is not None:
                process.kill()


class WorkerProcess:
    """A worker over one store. Used by one thread at a time; `kill` may come from any."""

    def __init__(self, store: Path, memory: int, base: str) -> None:
        """Start it; `memory` in bytes. It is ready when `wait_ready` returns."""
        self.spent = False
        environment = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL") if name in os.environ}
        environment |= {"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "MALLOC_ARENA_MAX": "2"}
        command = [sys.executable, "-m", "zisgraph.store.sparql.worker", str(store), str(memory), base]
        self._child = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            cwd="/",
            bufsize=0,
        )
        self._in, self._out = _descriptor(self._child.stdin), _descriptor(self._child.stdout)
        if sys.platform == "linux":
            with suppress(OSError):
                fcntl.fcntl(self._out, _SET_PIPE_SIZE, MIB)

    @property
    def number(self) -> int:
        """The process id."""
        return self._child.pid

    def has_ended(self) -> bool:
        """Whether it died by itself or from outside."""
        return self._child.poll() is not None

    def kill(self) -> None:
        """End it at once; harmless when it has ended."""
        self.spent = True
        self._child.kill()

    def close(self) -> None:
        """End it, wait for its end and let the pipes go."""
        self.kill()
        self._child.wait()
        for pipe in (self._child.stdin, self._child.stdout):
            if pipe is not None:
                pipe.close()

    def wait_ready(self) -> None:
        """Wait until the store is open.

        Raises:
            EngineUnavailable: it ended, or takes far too long.
        """
        try:
            self._read_reply(time.monotonic() + START)
        except (EOFError, TimeoutError) as error:
            self.close()
            raise EngineUnavailable(
                "A SPARQL worker could not open the published build; see `zisgraph check`, then build again."
            ) from error

    def ask(self, question: Question) -> tuple[Reply, IO[bytes]]:
        """The head of the answer and its bytes, from their start; after an error the worker is of no more use.

        Raises:
            QueryError: the question cannot be answered; the message says why.
            EngineUnavailable: the worker was ended from outside.
        """
        deadline = time.monotonic() + question.seconds
        try:
            wire.write_all(self._in, wire.pack(question))
            reply = self._read_reply(deadline)
            self.spent = self.spent or reply.tired
            return reply, self._read_content(reply.size, time.monotonic() + TRANSFER)
        except TimeoutError as error:
            self.kill()
            raise QueryTimeout(
                f"The query was ended after {question.seconds:g} seconds. Narrow it: bind a subject or a class, "
                "bound its paths, add a LIMIT."
            ) from error
        except (EOFError, BrokenPipeError) as error:
            raise self._death(question) from error

    def _death(self, question: Question) -> ZisgraphError:
        status = self._child.wait()
        if status == -signal.SIGXCPU:
            return QueryTimeout(f"The query was ended after {question.seconds:g} seconds of processor time.")
        if status in {MEMORY_EXIT, -signal.SIGABRT}:
            return QueryTooLarge("The query needed more memory than one query may use. Narrow it, or sort fewer rows.")
        if status in {-signal.SIGSEGV, -signal.SIGBUS}:
            return QueryTooLarge("The query is nested or chained too deeply to be read. Write it in smaller parts.")
        return EngineUnavailable("The process that ran the query was ended from outside; ask again.")

    def _read_reply(self, deadline: float) -> Reply:
        size = wire.length(b"".join(self._blocks(4, deadline)))
        return wire.unpack_reply(b"".join(self._blocks(size, deadline)))

    def _read_content(self, size: int, deadline: float) -> IO[bytes]:
        if size <= IN_MEMORY:
            return io.BytesIO(b"".join(self._blocks(size, deadline)))
        content = tempfile.TemporaryFile()  # noqa: SIM115  (its reader closes it)
        try:
            for block in self._blocks(size, deadline):
                content.write(block)
            content.seek(0)
        except BaseException:
            content.close()
            raise
        return content

    def _blocks(self, size: int, deadline: float) -> Iterator[bytes]:
        missing = size
        poll = select.poll()
        poll.register(self._out, select.POLLIN)
        while missing:
            left = deadline - time.monotonic()
            if left <= 0 or not poll.poll(left * 1000):
                raise TimeoutError
            block = os.read(self._out, min(missing, wire.BLOCK))
            if not block:
                raise EOFError
            missing -= len(block)
            yield block


def failure(reply: Reply, query: str, prefixes: Mapping[str, str]) -> QueryError | None:
    """The error that the head of an answer tells of."""
    if reply.problem == "syntax":
        return syntax_error(query, prefixes, reply.message, reply.line, reply.column)
    if reply.problem == "unwritable":
        return Unwritable(reply.message)
    if reply.problem == "too large":
        return QueryTooLarge(reply.message or "The answer needs more memory than one query may use.")
    return QueryError(f"The engine refused the query: {reply.message}.") if reply.problem else None


def _descriptor(pipe: IO[bytes] | None) -> int:
    if pipe is None:
        raise EngineUnavailable("A SPARQL worker was started without its pipes.")
    return pipe.fileno()
