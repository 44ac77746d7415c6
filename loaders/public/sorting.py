"""Many lines sorted and each kept once, in bounded memory: sorted runs on disk, merged."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import groupby, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

RUN: Final = 200_000
"""Lines held in memory at once: some 60 MB of statements."""


def sorted_lines(lines: Iterable[str], scratch: Path, run: int = RUN) -> Iterator[str]:
    """The lines in the order of their code points, each once; every line ends with a line feed and holds no other.

    `scratch` is a folder on a disk with room for all of them; what is put there is removed at the end.
    """
    waiting = iter(lines)
    first = sorted(set(islice(waiting, run)))
    with TemporaryDirectory(dir=scratch, prefix=".sorting-") as folder, ExitStack() as stack:
        runs: list[Iterable[str]] = [first]
        while held := sorted(set(islice(waiting, run))):
            file = Path(folder) / str(len(runs))
            with file.open("w", encoding="utf-8", newline="\n") as output:
                output.writelines(held)
            runs.append(stack.enter_context(file.open(encoding="utf-8", newline="\n")))
        for line, _same in groupby(heapq.merge(*runs)):
            yield line
