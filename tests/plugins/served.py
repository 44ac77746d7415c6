"""Real servers: `zisgraph up` or `serve` in a process of its own, with its output in a file."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cached_property
from pathlib import Path
from uuid import uuid4

import httpx
import psutil
import pytest

START, STOP = 240, 15  # seconds, on a loaded machine
READY = re.compile(r"ready at (http://\S+?)/?$", re.MULTILINE)


class Server:
    """A started server: its process, what it said, where it listens."""

    def __init__(self, command: Sequence[str], home: Path, *, wrapper: Sequence[str] = (), **settings: object) -> None:
        """Start `zisgraph COMMAND` on a home; settings by their names in lower case."""
        given = {f"ZISGRAPH_{name.upper()}": str(value) for name, value in {**settings, "home": home}.items()}
        self.log = home.with_name(f"{home.name}-{uuid4().hex[:8]}.log")
        with self.log.open("w") as output:
            self.process = subprocess.Popen(
                [*wrapper, sys.executable, "-m", "zisgraph", *command],
                env={**os.environ, **given},
                stdout=output,
                stderr=output,
            )

    @cached_property
    def url(self) -> str:
        """Its address without a slash at the end, once it has printed it."""
        return self.wait_for(READY)[1]

    def said(self) -> str:
        """All that it has printed so far."""
        return self.log.read_text(encoding="utf-8")

    def wait_for(self, pattern: re.Pattern[str]) -> re.Match[str]:
        """The first place of its output that matches."""
        deadline = time.monotonic() + START
        while True:
            ended = self.process.poll() is not None
            if found := pattern.search(self.said()):
                return found
            if ended or time.monotonic() > deadline:
                pytest.fail(f"it did not come so far; it said:\n{self.said()[-3000:]}")
            time.sleep(0.05)

    def family(self, module: str = "") -> list[psutil.Process]:
        """Every process it has started, or those that run a module; itself left out."""
        found = []
        for child in psutil.Process(self.process.pid).children(recursive=True):
            with suppress(psutil.NoSuchProcess):  # a zombie is one too
                if not module or module in child.cmdline():
                    found.append(child)
        return found

    def workers(self) -> list[psutil.Process]:
        """Its SPARQL workers."""
        return self.family("zisgraph.store.sparql.worker")

    def sparql(self, query: str, **headers: str) -> httpx.Response:
        return httpx.get(f"{self.url}/sparql", params={"query": query}, headers=headers, timeout=60)

    def cypher(self, query: str) -> httpx.Response:
        return httpx.post(f"{self.url}/cypher", json={"query": query}, timeout=60)

    def end(self) -> None:
        """Stop it; whatever does not end by itself is killed, and that is a failure."""
        if self.process.poll() is not None:
            return
        family = self.family()
        self.process.terminate()
        try:
            self.process.wait(STOP)
        finally:
            self.process.kill()
            for process in family:
                with suppress(psutil.NoSuchProcess):
                    process.kill()
            self.process.wait()


@contextmanager
def running(home: Path, *options: str, command: str = "serve", **settings: object) -> Iterator[Server]:
    """Serve a home on a free port until the block ends."""
    server = Server([command, "--port", "0", *options], home, **settings)
    try:
        assert server.url
        yield server
    finally:
        server.end()
