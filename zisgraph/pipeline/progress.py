"""How a long build tells where it is: the command line draws bars, a log gets lines, tests stay silent."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

LOG = logging.getLogger("zisgraph.build")


class Progress(Protocol):
    """Told about each step of a build, in order; steps do not nest."""

    def begin(self, step: str, doing: str) -> None:
        """A step begins; `doing` says it in a few plain words."""
        ...

    def advance(self, done: int, total: int) -> None:
        """The running step has done `done` of `total` of its parts."""
        ...

    def end(self, step: str, result: str, seconds: float) -> None:
        """The step has ended well; `result` says what came out in one line."""
        ...


class Silent:
    """Says nothing."""

    def begin(self, step: str, doing: str) -> None:
        pass

    def advance(self, done: int, total: int) -> None:
        pass

    def end(self, step: str, result: str, seconds: float) -> None:
        pass


class LogLines:
    """One log line when a step begins and one when it ends: for runs without a terminal."""

    def begin(self, step: str, doing: str) -> None:
        LOG.info("%s: %s …", step, doing)

    def advance(self, done: int, total: int) -> None:
        LOG.debug("%d of %d", done, total)

    def end(self, step: str, result: str, seconds: float) -> None:
        LOG.info("%s: %s (%.1f s)", step, result, seconds)


class Timed:
    """Passes on to a `Progress` and keeps the seconds of each step for the report."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self.seconds: dict[str, float] = {}
        self._result = ""

    def say(self, result: str) -> None:
        """What came out of the running step, in one line."""
        self._result = result

    def advance(self, done: int, total: int) -> None:
        self._progress.advance(done, total)

    @contextmanager
    def step(self, name: str, doing: str) -> Iterator[None]:
        """One step; it is not reported as ended when it raises."""
        self._progress.begin(name, doing)
        self._result, start = "done", time.perf_counter()
        yield
        self.seconds[name] = round(time.perf_counter() - start, 3)
        self._progress.end(name, self._result, self.seconds[name])
