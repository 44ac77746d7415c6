"""What a worker process may use: no files, no sockets, so much memory, so much processor time."""

from __future__ import annotations

import os
import re
import resource
import select
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_PEAK = re.compile(rb"^VmHWM:\s+(\d+) kB$", re.MULTILINE)
MEMORY_EXIT = 86
"""Exit status of a worker that ended itself because it passed its memory cap."""

LOOK_EVERY = 0.02  # seconds; at 2 GB/s a query passes its cap by some 40 MB before it is noticed
MIB = 1 << 20
STACK = 8 * MIB  # of the main thread, which reads queries: a text nested too deeply ends there, not in memory
STACKS = 512 * MIB  # address space of thread stacks and allocator arenas that is never touched


def close_the_doors(memory: int) -> None:
    """Take away files, sockets, core dumps and, past `memory` bytes, memory. What is open stays open.

    The cap on address space is a second wall behind `watched`: what the process maps when this is called
    (the store's files among it) does not count. macOS knows no such cap, and refuses to set one.
    """
    mapped = _mapped()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    _, hard = resource.getrlimit(resource.RLIMIT_STACK)
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_STACK, (STACK if hard == resource.RLIM_INFINITY else min(STACK, hard), hard))
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (mapped + memory + STACKS, mapped + memory + STACKS))
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))


class Memory:
    """What this process has held at most. Make it before the doors are closed: it keeps a file open."""

    def __init__(self) -> None:
        try:
            self._status = os.open("/proc/self/status", os.O_RDONLY)
        except OSError:
            self._status = -1

    def peak(self) -> int:
        """The most memory held so far, in bytes.

        On Linux the figure of `getrusage` begins with what the process that started this one held, for it outlives
        `exec`: under a large parent it would end every query.
        """
        if self._status < 0:
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
            return peak if sys.platform == "darwin" else peak * 1024
        found = _PEAK.search(os.pread(self._status, 1 << 14, 0))
        return int(found[1]) * 1024 if found else 0


def limit_processor(seconds: float) -> None:
    """End this process when it uses that much more processor time, should nobody else do so."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(used.ru_utime + used.ru_stime + seconds) + 2
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (soft if hard == resource.RLIM_INFINITY else min(soft, hard), hard))


@contextmanager
def watched(memory: Memory, most: int, lifeline: int) -> Iterator[None]:
    """While the block runs, end the process past `most` bytes, or when `lifeline` is closed or speaks.

    The engine cannot be stopped from inside, so ending means leaving the process at once.
    """
    over = threading.Event()

    def look() -> None:
        while not over.wait(LOOK_EVERY):
            if memory.peak() > most:
                os._exit(MEMORY_EXIT)
            if select.select([lifeline], [], [], 0)[0]:
                os._exit(0)

    watcher = threading.Thread(target=look, name="watch-limits", daemon=True)
    watcher.start()
    try:
        yield
    finally:
        over.set()
        watcher.join()


def _mapped() -> int:
    """Bytes of address space in use; 0 where the system does not tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except OSError:
        return 0
    return pages * resource.getpagesize()
