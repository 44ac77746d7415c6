"""An event loop in a thread of its own, so that whatever waits for a database can be cut off."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


class LoopThread:
    """Runs coroutines for callers in other threads; a cancelled one gives its connection up at once."""

    def __init__(self, name: str) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name=name, daemon=True)
        self._thread.start()

    def run(self, work: Coroutine[Any, Any, T], within: float) -> T:
        """The result of `work`.

        Raises:
            TimeoutError: it took longer than `within` seconds and was cancelled.
        """
        limited = asyncio.wait_for(work, within)
        return asyncio.run_coroutine_threadsafe(limited, self._loop).result()

    def close(self) -> None:
        """Cancel what still runs and end the thread."""
        if not self._loop.is_closed():
            asyncio.run_coroutine_threadsafe(_cancel_all(), self._loop).result(timeout=10)
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join(timeout=10)
            self._loop.close()


async def _cancel_all() -> None:
    others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
