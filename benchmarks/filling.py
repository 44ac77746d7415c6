"""How fast statements get from a file into an empty Neo4j: ours over Bolt and by import files, and rdflib-neo4j's.

`python -m benchmarks.filling ENGINE FILE` measures one load into a Neo4j Community of its own, as JSON.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from contextlib import redirect_stdout
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from neo4j import GraphDatabase

if TYPE_CHECKING:
    from neo4j_launcher import Neo4jServer

    from zisgraph.model.property_graph import PropertyGraph

PLUGINS: Final = Path(__file__).resolve().parent.parent / "tests" / "plugins"
"""Where the launcher of a real Neo4j lies."""
REFERENCE: Final = "rdflib-neo4j"
GOALS: Final[Mapping[str, float]] = MappingProxyType({"zisgraph, import files": 3.0})
"""How many times faster than rdflib-neo4j a first load has to be."""
LEAST: Final = 250_000
"""Statements from which on the goal counts."""
_COUNT: Final = "MATCH (n) WITH count(n) AS nodes MATCH ()-[r]->() RETURN nodes, count(r) AS relationships"


@dataclass(frozen=True, slots=True)
class Filled:
    """One load: its wall seconds, and what Neo4j then holds."""

    seconds: float
    nodes: int
    relationships: int


def projected(file: Path) -> PropertyGraph:
    """N-Quads as the property graph of zisgraph, every source kept."""
    from zisgraph.settings import load_settings
    from zisgraph.store.cypher import project
    from zisgraph.store.oxigraph import OxigraphFiller

    store = OxigraphFiller.in_memory()
    store.add(file)
    return project(store.reader(), "benchmark", load_settings().base_iri)


def over_bolt(file: Path, server: Neo4jServer) -> None:
    """As a build fills a Neo4j."""
    from zisgraph.settings import load_settings
    from zisgraph.store.cypher import fill_neo4j

    login = {"neo4j_uri": server.uri, "neo4j_user": server.user, "neo4j_password": server.password}
    fill_neo4j(load_settings(cypher="auto", **login), projected(file))


def by_rdflib_neo4j(file: Path, server: Neo4jServer) -> None:
    """The same statements as sorted N-Triples, graphs left out, in the batches that rdflib-neo4j takes by itself."""
    from rdflib import Graph
    from rdflib_neo4j import HANDLE_VOCAB_URI_STRATEGY, Neo4jStore, Neo4jStoreConfig

    login = {"uri": server.uri, "user": server.user, "pwd": server.password, "database": server.database}
    config = Neo4jStoreConfig(
        auth_data=login, handle_vocab_uri_strategy=HANDLE_VOCAB_URI_STRATEGY.IGNORE, batching=True
    )
    graph = Graph(store=Neo4jStore(config=config))
    graph.parse(file, format="nt")
    graph.close(True)


OVER_BOLT: Final[Mapping[str, Callable[[Path, Neo4jServer], None]]] = MappingProxyType(
    {"zisgraph, Bolt": over_bolt, REFERENCE: by_rdflib_neo4j}
)
ENGINES: Final = ("zisgraph, import files", *OVER_BOLT)


def measure_here(engine: str, file: Path) -> Filled:
    """Load once in this process, into a server that has just been started, or is started on what was imported."""
    sys.path.insert(0, str(PLUGINS))
    from neo4j_launcher import LINES, admin, running

    line = LINES[0]
    with tempfile.TemporaryDirectory() as folder:
        home, files = Path(folder, "home"), Path(folder, "files")
        if engine in OVER_BOLT:
            with running(line, home) as server:
                start = time.perf_counter()
                with redirect_stdout(sys.stderr):  # rdflib-neo4j prints what it does
                    OVER_BOLT[engine](file, server)
                return _counted(time.perf_counter() - start, server)
        from zisgraph.store.cypher import write_import_files

        start = time.perf_counter()
        made = write_import_files(projected(file), files, "neo4j")
        admin(line, home, files, made.command.split()[1:])
        seconds = time.perf_counter() - start
        with running(line, home) as server:
            return _counted(seconds, server)


def _counted(seconds: float, server: Neo4jServer) -> Filled:
    with GraphDatabase.driver(server.uri, auth=(server.user, server.password)) as driver:
        (counted,) = driver.execute_query(_COUNT).records
    return Filled(seconds, counted["nodes"], counted["relationships"])


def as_triples(quads: Path, triples: Path) -> int:
    """Write the statements without their graphs, each once, sorted; how many."""
    with quads.open(encoding="utf-8") as lines:
        found = sorted({f"{line.rsplit(' ', 2)[0]} .\n" for line in lines})
    with triples.open("w", encoding="utf-8") as output:
        output.writelines(found)
    return len(found)


def measure(engine: str, file: Path) -> Filled:
    """Load once in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.filling", engine, str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"Filling Neo4j with {engine} failed: {done.stderr.strip()[-2000:]}")
    return Filled(**json.loads(done.stdout))


def compare(quads: Path, triples: Path, rounds: int) -> Mapping[str, Filled]:
    """The median of some rounds for each engine; in every round each takes its turn."""
    taken: dict[str, list[Filled]] = {engine: [] for engine in ENGINES}
    for _ in range(rounds):
        for engine in ENGINES:
            taken[engine].append(measure(engine, triples if engine == REFERENCE else quads))
    return {
        engine: Filled(median(one.seconds for one in several), several[0].nodes, several[0].relationships)
        for engine, several in taken.items()
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(asdict(measure_here(sys.argv[1], Path(sys.argv[2])))))
