"""How a build shows itself: bars on a terminal, lines in a log."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from zisgraph.pipeline.progress import LogLines, Progress

if TYPE_CHECKING:
    from rich.progress import Progress as RichBars
    from rich.progress import TaskID


class Bars:
    """One bar for the running step; a finished step stays as a line."""

    def __init__(self, bars: RichBars) -> None:
        self._bars = bars
        self._task: TaskID | None = None

    def begin(self, step: str, doing: str) -> None:
        self._task = self._bars.add_task(f"{step}: {doing}", total=None)

    def advance(self, done: int, total: int) -> None:
        if self._task is not None:
            self._bars.update(self._task, completed=done, total=total)

    def end(self, step: str, result: str, seconds: float) -> None:
        if self._task is not None:
            self._bars.remove_task(self._task)
            self._task = None
        self._bars.console.print(f"  {step}: {result} ({seconds:.1f} s)", markup=False, highlight=False)


@contextmanager
def shown_progress() -> Iterator[Progress]:
    """Bars where standard error is a terminal, log lines elsewhere."""
    if not sys.stderr.isatty():
        yield LogLines()
        return
    from rich.console import Console
    from rich.progress import BarColumn, SpinnerColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as RichBars

    columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), BarColumn(), TimeElapsedColumn())
    with RichBars(*columns, console=Console(stderr=True), transient=True) as bars:
        yield Bars(bars)
