"""Four analysts' questions through /sparql, the bare store and rdflib, on one graph.

`python -m benchmarks.querying FILE` answers them with rdflib in a process of its own and prints the times as JSON.
"""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from types import MappingProxyType
from typing import Final

import httpx
import pyoxigraph as ox

from zisgraph.ontology.prefixes import PREFIXES
from zisgraph.pipeline.home import Build, Home
from zisgraph.store.oxigraph import OxigraphFiller

GOAL: Final = 1.3
"""How many times the bare store's time the endpoint may take."""
LEAST: Final = 0.010
"""Seconds of the bare store from which the goal counts: below, the exchange itself is what is measured."""
PATIENCE: Final = 120
"""Seconds that rdflib gets for one question."""

QUERIES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "bodies by topic and province": """
            SELECT ?topic ?province (COUNT(DISTINCT ?body) AS ?bodies) WHERE {
              ?body a zis:Organisation ; zis:hasSpecialisation ?topic ; zis:inProvince ?province .
            } GROUP BY ?topic ?province ORDER BY DESC(?bodies) ?topic ?province""",
        "money by participant": """
            SELECT ?body ?name (COUNT(?project) AS ?projects) (SUM(?money) AS ?total) WHERE {
              ?tie a zis:Participation ; zis:tieFrom ?body ; zis:tieTo ?project ; zis:ecContribution ?money .
              ?body rdfs:label ?name .
            } GROUP BY ?body ?name ORDER BY DESC(?total) ?body ?name""",
        "pairs without a tie, by common partners": """
            SELECT ?a ?b (COUNT(DISTINCT ?partner) AS ?common) WHERE {
              ?a zis:tiedTo ?partner . ?partner zis:tiedTo ?b .
              FILTER(STR(?a) < STR(?b)) FILTER NOT EXISTS { ?a zis:tiedTo ?b }
            } GROUP BY ?a ?b HAVING(COUNT(DISTINCT ?partner) > 1) ORDER BY DESC(?common) ?a ?b""",
        "every tie with its source": """
            SELECT ?tie ?from ?to ?confidence ?citation WHERE {
              GRAPH ?g { ?tie zis:tieFrom ?from ; zis:tieTo ?to }
              ?g zis:confidence ?confidence ; dct:source ?citation .
            } ORDER BY ?tie ?citation ?confidence LIMIT 5000""",
    }
)


@dataclass(frozen=True, slots=True)
class Compared:
    """One question: its rows, and seconds (the median) on each side; rdflib None where it took too long."""

    rows: int
    store: float
    endpoint: float
    rdflib: float | None

    @property
    def ratio(self) -> float:
        """The endpoint's time over the bare store's."""
        return self.endpoint / self.store

    @property
    def missed(self) -> bool:
        return self.store >= LEAST and self.ratio > GOAL


def text_of(name: str) -> str:
    """A question with the prefixes it uses, so that every engine reads the same text."""
    used = (f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items() if f"{prefix}:" in QUERIES[name])
    return "".join(used) + QUERIES[name]


def compare(file: Path, scratch: Path, rounds: int) -> Mapping[str, Compared]:
    """Ask every question `rounds` times on both sides in turn, then of rdflib.

    Raises:
        RuntimeError: the sides do not give the same number of rows.
    """
    home = scratch / "home"
    build = _publish(file, home)
    store = ox.Store.read_only(str(build.store))
    with _served(home) as url, httpx.Client(timeout=PATIENCE) as client:
        taken = {name: _both(store, client, url, text_of(name), rounds) for name in QUERIES}
    reference = _rdflib(file)
    return {name: _judged(name, *taken[name], *reference[name]) for name in QUERIES}


def _judged(name: str, rows: int, store: float, endpoint: float, others: int, rdflib: float | None) -> Compared:
    if rdflib is not None and others != rows:
        raise RuntimeError(f"{name}: the store gives {rows} rows, rdflib {others}.")
    return Compared(rows, store, endpoint, rdflib)


def _both(store: ox.Store, client: httpx.Client, url: str, query: str, rounds: int) -> tuple[int, float, float]:
    """Rows and the median seconds of the store and of the endpoint, the same bytes wanted of both."""

    def bare() -> bytes:
        answer = store.query(query)
        assert isinstance(answer, ox.QuerySolutions)  # noqa: S101  (all four are SELECT)
        return answer.serialize(None, ox.QueryResultsFormat.CSV) or b""

    def asked() -> bytes:
        answer = client.get(f"{url}/sparql", params={"query": query}, headers={"accept": "text/csv"})
        answer.raise_for_status()
        return answer.content

    if bare() != asked():
        raise RuntimeError(f"The endpoint does not give what the store gives for {query}")
    direct, through = [], []
    for _ in range(rounds):
        direct.append(_seconds(bare))
        through.append(_seconds(asked))
    rows = len(list(csv.reader(io.StringIO(bare().decode(), newline="")))) - 1
    return rows, median(direct), median(through)


def _seconds(ask: Callable[[], bytes]) -> float:
    begun = time.perf_counter()
    ask()
    return time.perf_counter() - begun


def _publish(file: Path, home: Path) -> Build:
    place = Home(home)
    place.prepare()
    build = Build(place.builds_folder / "scaled")
    filler = OxigraphFiller.on_disk(build.store)
    filler.add(file)
    filler.close()
    (build.path / "manifest.json").write_text("{}", encoding="utf-8")
    place.publish(build)
    return build


@contextmanager
def _served(home: Path) -> Iterator[str]:
    """A real server over the home, as users start it, with caps that no question reaches; its address."""
    command = [sys.executable, "-m", "zisgraph", "serve", "--home", str(home), "--port", "0"]
    settings = {"ZISGRAPH_QUERY_ROWS": "1000000", "ZISGRAPH_QUERY_TIMEOUT": str(PATIENCE), "ZISGRAPH_CYPHER": "off"}
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=_environment() | settings)
    try:
        lines = iter(server.stdout or ())
        ready = next((line for line in lines if "ready at" in line), "")
        if not ready:
            raise RuntimeError("The server did not start; its reason stands above.")
        yield ready.split()[-1].rstrip("/")
    finally:
        server.terminate()
        server.wait()


def _environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("ZISGRAPH_")}


def _rdflib(file: Path) -> dict[str, tuple[int, float | None]]:
    command = [sys.executable, "-m", "benchmarks.querying", str(file)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    found: dict[str, tuple[int, float | None]] = {
        name: (rows, seconds) for name, (rows, seconds) in json.loads(done.stdout).items()
    }
    return found


def ask_rdflib(file: Path) -> dict[str, tuple[int, float | None]]:
    """Rows and seconds of each question; None where patience ran out. Loading does not count."""
    from rdflib import Dataset

    def over(*_: object) -> None:
        raise TimeoutError

    signal.signal(signal.SIGALRM, over)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # rdflib's parser uses what rdflib calls deprecated
        graph = Dataset(default_union=True)
        graph.parse(file, format="nquads")
    found: dict[str, tuple[int, float | None]] = {}
    for name in QUERIES:
        signal.alarm(PATIENCE)
        begun = time.perf_counter()
        try:
            rows = len(list(graph.query(text_of(name))))
            found[name] = (rows, time.perf_counter() - begun)
        except TimeoutError:
            found[name] = (0, None)
        finally:
            signal.alarm(0)
    return found


if __name__ == "__main__":
    sys.stdout.write(json.dumps(ask_rdflib(Path(sys.argv[1]))))
