"""How fast N-Quads get into a store: ours on disk and in memory, and rdflib's, each in a fresh process.

`python -m benchmarks.loading ENGINE FILE` measures one load and prints it as JSON.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from types import MappingProxyType
from typing import Final

Count = Callable[[], int]
GOALS: Final[Mapping[str, float]] = MappingProxyType({"disk": 3.0, "memory": 8.0})
"""How many times faster than rdflib each of our loads has to be."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One load: wall and processor seconds, peak memory in MiB, statements that the store then holds."""

    seconds: float
    cpu: float
    memory: int
    statements: int


def into_disk(file: Path, scratch: Path) -> Count:
    """Load as a build does, into a new folder: named graphs and their union."""
    from zisgraph.store.oxigraph import OxigraphFiller, open_reader

    store = OxigraphFiller.on_disk(scratch / "store")
    store.add(file)
    store.close()
    return lambda: open_reader(scratch / "store").count()


def into_memory(file: Path, _scratch: Path) -> Count:
    """The same in memory."""
    from zisgraph.store.oxigraph import OxigraphFiller

    store = OxigraphFiller.in_memory()
    store.add(file)
    return store.reader().count


def into_rdflib(file: Path, _scratch: Path) -> Count:
    """Rdflib's parser adding to rdflib's store in memory, named graphs kept."""
    from rdflib import Dataset

    store = Dataset()
    store.parse(file, format="nquads")
    return lambda: sum(1 for _ in store.quads())


ENGINES: Final[Mapping[str, Callable[[Path, Path], Count]]] = MappingProxyType(
    {"disk": into_disk, "memory": into_memory, "rdflib": into_rdflib}
)


def measure_here(engine: str, file: Path) -> Measured:
    """Load once in this process. Imports count: whoever loads pays for them."""
    with tempfile.TemporaryDirectory() as scratch, warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # rdflib's parser uses what rdflib calls deprecated
        wall, cpu = time.perf_counter(), time.process_time()
        count = ENGINES[engine](file, Path(scratch))
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return Measured(wall, cpu, peak // (1024 if sys.platform == "linux" else 1024**2), count())


def measure(engine: str, file: Path) -> Measured:
    """Load once in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.loading", engine, str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"Loading with {engine} failed: {done.stderr.strip()}")
    return Measured(**json.loads(done.stdout))


def compare(file: Path, rounds: int) -> Mapping[str, Measured]:
    """The median of some rounds for each engine; in every round all engines take their turn."""
    taken: dict[str, list[Measured]] = {engine: [] for engine in ENGINES}
    for _ in range(rounds):
        for engine in ENGINES:
            taken[engine].append(measure(engine, file))
    return {
        engine: Measured(
            median(one.seconds for one in several),
            median(one.cpu for one in several),
            max(one.memory for one in several),
            several[0].statements,
        )
        for engine, several in taken.items()
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(asdict(measure_here(sys.argv[1], Path(sys.argv[2])))))
