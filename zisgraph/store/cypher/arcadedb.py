"""ArcadeDB in a child process of its own: started, waited for, killed at a deadline and started again, ended."""

from __future__ import annotations

import importlib.util
import os
import secrets
import select
import shutil
import socket
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from zisgraph.errors import EngineMissing, EngineUnavailable
from zisgraph.store.cypher.child import OUT_OF_MEMORY, Order
from zisgraph.store.cypher.scratch import Scratch

START_WITHIN: Final = 60.0
LOOK_EVERY: Final = 0.1  # seconds between two looks at whether a start was called off
END_WITHIN: Final = 30.0
_ATTEMPTS: Final = 3  # another process may take a port between our look and its use


@dataclass(frozen=True, slots=True)
class Login:
    """Where a database listens and as whom to come in."""

    uri: str
    user: str
    password: str
    database: str


def check_installed() -> None:
    """Make sure that the engine can be had.

    Raises:
        EngineMissing: there is no wheel of it in this installation; the message says what that means.
    """
    if importlib.util.find_spec("arcadedb_embedded") is None:
        raise EngineMissing(
            "The embedded Cypher engine is not installed here (it exists for Linux with glibc 2.34 or newer on x86-64 and "
            "ARM, and for Macs with Apple silicon): set ZISGRAPH_NEO4J_URI to use a Neo4j server, or ask in SPARQL."
        )


class ArcadeProcess:
    """One ArcadeDB over one folder; address and passwords stay the same when it is started again.

    With `fill` it writes into the folder. Without, it works on a copy of its own: the folder is never changed,
    several processes may serve it at once, and a kill costs nothing. (Opened read-only, the engine refuses the
    transactions that every driver begins, and hides what is wrong with a query.)
    """

    def __init__(
        self, folder: Path, *, heap: str, fill: bool = False, called_off: threading.Event | None = None
    ) -> None:
        """Start the engine and wait until it answers, or until `called_off` is set.

        Raises:
            EngineMissing: it is not installed here.
            EngineUnavailable: it did not come up; the message says where its log lies.
        """
        check_installed()
        self._folder, self._heap, self._fill = folder, heap, fill
        self._called_off = called_off or threading.Event()
        self._ports = _free_ports()
        self._root, self._reader = secrets.token_urlsafe(24), secrets.token_urlsafe(18)
        self._kept = Scratch()
        self._scratch = self._kept.path
        self._lock = threading.Lock()
        self.generation = 0
        """Counts the starts: whoever asks to restart says which one it means."""
        self._process: subprocess.Popen[bytes] | None = None
        self._closed = False
        try:
            self._start_somewhere()
        except BaseException:
            self.close()
            raise

    @property
    def pid(self) -> int:
        """The child's process id, 0 when there is none."""
        return self._process.pid if self._process else 0

    @property
    def http_address(self) -> str:
        return f"http://127.0.0.1:{self._ports[1]}"

    def login(self, user: str) -> Login:
        """How `root` or `reader` comes in."""
        password = self._root if user == "root" else self._reader
        return Login(f"bolt://127.0.0.1:{self._ports[0]}", user, password, "zisgraph")

    def restart(self, generation: int) -> None:
        """Kill the child of that generation and start another; a later one is left alone.

        Raises:
            EngineUnavailable: it did not come up again, or was closed.
        """
        with self._lock:
            if self._closed:
                raise EngineUnavailable("The Cypher engine has been closed.")
            if self.generation == generation:
                self._kill()
                self._start()

    def ran_out_of_memory(self) -> bool:
        """Whether the child ended by itself because its heap was full."""
        process = self._process
        if process is None:
            return False
        try:
            return process.wait(timeout=0.5) == OUT_OF_MEMORY
        except subprocess.TimeoutExpired:
            return False

    def close(self) -> None:
        """End the child; one that was writing gets the time to close its files."""
        with self._lock:
            self._closed = True
            process = self._process
            if process is not None and process.stdin is not None:
                process.stdin.close()
                try:
                    process.wait(timeout=END_WITHIN if self._fill else 1.0)
                except subprocess.TimeoutExpired:
                    self._kill()
            self._kept.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _start_somewhere(self) -> None:
        for attempt in range(1, _ATTEMPTS + 1):
            try:
                self._start()
            except EngineUnavailable:
                self._kill()
                if attempt == _ATTEMPTS or self._called_off.is_set():
                    raise
                self._ports = _free_ports()
            else:
                return

    def _start(self) -> None:
        self.generation += 1
        (self._scratch / "config" / "server-users.jsonl").unlink(missing_ok=True)
        hears, says = os.pipe()
        order = Order(
            str(self._databases()),
            str(self._scratch),
            self._fill,
            *self._ports,
            self._root,
            self._reader,
            self._heap,
            says,
        )
        try:
            self._process = self._spawn(order)
            self._wait(hears)
        finally:
            os.close(hears)

    def _databases(self) -> Path:
        """The folder to open: the one given, or a fresh copy."""
        if self._fill:
            return self._folder
        copy = self._scratch / "databases"
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(self._folder, copy)
        return copy

    def _spawn(self, order: Order) -> subprocess.Popen[bytes]:
        try:
            with (self._scratch / "engine.log").open("ab") as log:
                process = subprocess.Popen(
                    [sys.executable, "-m", "zisgraph.store.cypher.child"],
                    stdin=subprocess.PIPE,
                    stdout=log,
                    stderr=log,
                    cwd=self._scratch,
                    env=_environment(),
                    pass_fds=(order.ready_descriptor, self._kept.descriptor),
                    start_new_session=True,  # Ctrl-C is for the parent, which ends the child in its own time
                )
        finally:
            os.close(order.ready_descriptor)
        assert process.stdin is not None  # noqa: S101
        try:
            process.stdin.write(order.line())
            process.stdin.flush()
        except BrokenPipeError as error:
            raise self._failed() from error
        return process

    def _wait(self, hears: int) -> None:
        deadline = time.monotonic() + START_WITHIN
        readable: list[int] = []
        while not readable and not self._called_off.is_set() and time.monotonic() < deadline:
            readable, _, _ = select.select([hears], [], [], LOOK_EVERY)
        if not readable or os.read(hears, 16) != b"ready\n":
            raise self._failed()

    def _failed(self) -> EngineUnavailable:
        log = self._scratch / "engine.log"
        tail = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()[-1:] if log.exists() else []
        said = f" Its last line: {tail[0][:300]}" if tail else ""
        return EngineUnavailable(f"The embedded Cypher engine did not start on {self._folder}.{said}")

    def _kill(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            if self._process.stdin is not None:
                self._process.stdin.close()


def _environment() -> dict[str, str]:
    """Ours without Java options from outside and without the operator's own secrets."""
    left_out = ("ARCADEDB_", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS", "ZISGRAPH_")
    return {name: value for name, value in os.environ.items() if not name.startswith(left_out)}


def _free_ports() -> tuple[int, int]:
    with socket.socket() as bolt, socket.socket() as http:
        bolt.bind(("127.0.0.1", 0))
        http.bind(("127.0.0.1", 0))
        return bolt.getsockname()[1], http.getsockname()[1]
