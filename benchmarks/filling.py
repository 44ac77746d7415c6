"""How fast statements get from a file into an empty Neo4j: ours, and rdflib-neo4j's, each into a server of its own.

`python -m benchmarks.filling ENGINE FILE` measures one load into the server that ZISGRAPH_NEO4J_* name, as JSON.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, redirect_stdout
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from types import MappingProxyType
from typing import Final

LAUNCHER: Final = Path(__file__).resolve().parent.parent / "tests" / "plugins" / "neo4j_launcher.py"
GOAL: Final = 3.0
"""How many times faster than rdflib-neo4j ours has to be."""
LEAST: Final = 250_000
"""Statements from which on the goal counts."""
_EXPORTED: Final = re.compile(r"\s*export (ZISGRAPH_NEO4J_\w+)=(\S+)")
_COUNT: Final = "MATCH (n) WITH count(n) AS nodes MATCH ()-[r]->() RETURN nodes, count(r) AS relationships"


@dataclass(frozen=True, slots=True)
class Filled:
    """One load: its wall seconds, and what Neo4j then holds."""

    seconds: float
    nodes: int
    relationships: int


def by_zisgraph(file: Path, _server: Mapping[str, str]) -> None:
    """N-Quads into a store in memory, the property graph of them with every source, and that over Bolt."""
    from zisgraph.settings import load_settings
    from zisgraph.store.cypher import fill_neo4j, project
    from zisgraph.store.oxigraph import OxigraphFiller

    settings = load_settings(cypher="auto")
    store = OxigraphFiller.in_memory()
    store.add(file)
    fill_neo4j(settings, project(store.reader(), "benchmark", settings.base_iri))


def by_rdflib_neo4j(file: Path, server: Mapping[str, str]) -> None:
    """The same statements as sorted N-Triples, graphs left out, in the batches that rdflib-neo4j takes by itself."""
    from rdflib import Graph
    from rdflib_neo4j import HANDLE_VOCAB_URI_STRATEGY, Neo4jStore, Neo4jStoreConfig

    login = {
        "uri": server["ZISGRAPH_NEO4J_URI"],
        "user": server["ZISGRAPH_NEO4J_USER"],
        "pwd": server["ZISGRAPH_NEO4J_PASSWORD"],
        "database": "neo4j",
    }
    config = Neo4jStoreConfig(
        auth_data=login, handle_vocab_uri_strategy=HANDLE_VOCAB_URI_STRATEGY.IGNORE, batching=True
    )
    graph = Graph(store=Neo4jStore(config=config))
    graph.parse(file, format="nt")
    graph.close(True)


ENGINES: Final[Mapping[str, tuple[str, Callable[[Path, Mapping[str, str]], None]]]] = MappingProxyType(
    {"zisgraph": (".nq", by_zisgraph), "rdflib-neo4j": (".nt", by_rdflib_neo4j)}
)
"""What reads which form of the statements."""


def as_triples(quads: Path, triples: Path) -> int:
    """Write the statements without their graphs, each once, sorted; how many."""
    with quads.open(encoding="utf-8") as lines:
        found = sorted({f"{line.rsplit(' ', 2)[0]} .\n" for line in lines})
    with triples.open("w", encoding="utf-8") as output:
        output.writelines(found)
    return len(found)


def measure_here(engine: str, file: Path) -> Filled:
    """Load once in this process. Imports count: whoever loads pays for them."""
    from neo4j import GraphDatabase

    server = {name: value for name, value in os.environ.items() if name.startswith("ZISGRAPH_NEO4J_")}
    start = time.perf_counter()
    with redirect_stdout(sys.stderr):  # rdflib-neo4j prints what it does
        ENGINES[engine][1](file, server)
    seconds = time.perf_counter() - start
    login = (server["ZISGRAPH_NEO4J_USER"], server["ZISGRAPH_NEO4J_PASSWORD"])
    with GraphDatabase.driver(server["ZISGRAPH_NEO4J_URI"], auth=login) as driver:
        (counted,) = driver.execute_query(_COUNT).records
    return Filled(seconds, counted["nodes"], counted["relationships"])


@contextmanager
def _neo4j() -> Iterator[Mapping[str, str]]:
    """An empty Neo4j Community of its own, as environment variables name it."""
    with subprocess.Popen([sys.executable, str(LAUNCHER), "--port", "0"], stdout=subprocess.PIPE, text=True) as process:
        try:
            named: dict[str, str] = {}
            for line in process.stdout or ():
                if match := _EXPORTED.match(line):
                    named[match[1]] = match[2]
                if len(named) == 3:
                    break
            else:
                raise RuntimeError("Neo4j did not start: see the message above, and `make neo4j`.")
            yield named
        finally:
            process.terminate()


def measure(engine: str, file: Path) -> Filled:
    """Load once in a process of its own, into a server of its own."""
    with _neo4j() as server:
        command = [sys.executable, "-m", "benchmarks.filling", engine, str(file)]
        done = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, **server})
    if done.returncode:
        raise RuntimeError(f"Filling Neo4j with {engine} failed: {done.stderr.strip()[-2000:]}")
    return Filled(**json.loads(done.stdout))


def compare(quads: Path, triples: Path, rounds: int) -> Mapping[str, Filled]:
    """The median of some rounds for each engine; in every round each takes its turn."""
    files = {".nq": quads, ".nt": triples}
    taken: dict[str, list[Filled]] = {engine: [] for engine in ENGINES}
    for _ in range(rounds):
        for engine, (form, _fill) in ENGINES.items():
            taken[engine].append(measure(engine, files[form]))
    return {
        engine: Filled(median(one.seconds for one in several), several[0].nodes, several[0].relationships)
        for engine, several in taken.items()
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(asdict(measure_here(sys.argv[1], Path(sys.argv[2])))))
