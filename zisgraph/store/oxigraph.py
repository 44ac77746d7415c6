"""The RDF store of record: filled from N-Quads text, read in process by our own queries.

Every statement stands in its named graph. The default graph of the store holds their union, each triple
once, so that a query without GRAPH or FROM sees the set union that SPARQL defines. (Oxigraph's own
`use_default_graph_as_union` repeats a triple that stands in several graphs: counts come out too high.
So never set that flag on a store made here.)
"""

from __future__ import annotations

import io
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO, cast

import pyoxigraph as ox

from zisgraph.errors import BuildError, NoBuildError, QuerySyntaxError

Row = dict[str, str]


class OxigraphReader:
    """In-process SELECT over one store, read-only; implements `model.ports.Reader`. For our own queries only."""

    def __init__(self, store: ox.Store, prefixes: Mapping[str, str]) -> None:
        self._store = store
        self._prefixes = dict(prefixes)

    def select(self, query: str) -> list[Row]:
        """Rows as {variable: lexical value}; an unbound variable is absent; IRIs and literals come bare."""
        return list(self.rows(query))

    def rows(self, query: str) -> Iterator[Row]:
        """The rows of `select`, one by one."""
        solutions = self._solutions(query)
        names = [variable.value for variable in solutions.variables]
        for solution in solutions:
            yield {name: _bare(term) for name, term in zip(names, solution, strict=True) if term is not None}

    def terms(self, query: str) -> Iterator[tuple[str, ...]]:
        """Rows as terms in N-Triples notation, in the order of the SELECT clause; all of them must be bound."""
        for solution in self._solutions(query):
            yield tuple(str(term) for term in solution)

    def ask(self, query: str) -> bool:
        """The answer of an ASK query."""
        return bool(self._run(query))

    def count(self) -> int:
        """Statements in all named graphs."""
        return int(self.select("SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }")[0]["n"])

    def count_triples(self) -> int:
        """Different triples, whatever graphs they stand in."""
        return int(self.select("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }")[0]["n"])

    def graphs(self) -> list[str]:
        """The named graphs, sorted."""
        return sorted(str(name.value) for name in self._store.named_graphs())

    def dump(self, graph: str = "") -> bytes:
        """One named graph, or the union of all of them, as N-Triples in no order."""
        name = ox.NamedNode(graph) if graph else ox.DefaultGraph()
        return self._store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=name) or b""

    def _solutions(self, query: str) -> ox.QuerySolutions:
        answer = self._run(query)
        if not isinstance(answer, ox.QuerySolutions):
            raise QuerySyntaxError(f"Only SELECT gives rows; received a query that gives {type(answer).__name__}.")
        return answer

    def _run(self, query: str) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        try:
            return self._store.query(query, prefixes=self._prefixes)
        except SyntaxError as error:
            raise QuerySyntaxError(str(error)) from error


class OxigraphFiller:
    """A store that is being filled, seen by nobody else until it is closed."""

    def __init__(self, store: ox.Store, *, on_disk: bool) -> None:
        self._store = store
        self._fresh_memory = not on_disk

    @classmethod
    def on_disk(cls, folder: Path) -> OxigraphFiller:
        """A new store in `folder`, which must not exist."""
        folder.mkdir(parents=True)
        return cls(ox.Store(str(folder)), on_disk=True)

    @classmethod
    def in_memory(cls) -> OxigraphFiller:
        return cls(ox.Store(), on_disk=False)

    def add(self, quads: Path) -> None:
        """Load an N-Quads file: each statement into its graph, and its triple into the union."""
        self._store.bulk_load(path=str(quads), format=ox.RdfFormat.N_QUADS, lenient=True)
        if self._fresh_memory:
            # The first load is the large one, and copying inside a store in memory is the quickest way.
            self._store.update("INSERT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }")
            self._fresh_memory = False
            return
        with quads.open("rb") as lines:
            triples = cast("IO[bytes]", _WithoutGraphs(lines))
            self._store.bulk_load(triples, format=ox.RdfFormat.N_TRIPLES, lenient=True)

    def reader(self, prefixes: Mapping[str, str] | None = None) -> OxigraphReader:
        """A reader that sees what has been added so far."""
        return OxigraphReader(self._store, prefixes or {})

    def close(self) -> None:
        """Write everything to disk; the filler and its readers are of no use afterwards."""
        self._store.flush()
        del self._store


class _WithoutGraphs(io.RawIOBase):
    """The triples of an N-Quads file as N-Triples, read block by block."""

    _BLOCK = 1 << 20
    _GRAPH = re.compile(rb" <[^<>]*> \.\n")

    def __init__(self, quads: IO[bytes]) -> None:
        self._quads = quads
        self._ready = memoryview(b"")

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1, /) -> bytes:
        if not self._ready:
            block = self._quads.read(self._BLOCK) + self._quads.readline()
            self._ready = memoryview(self._GRAPH.sub(b" .\n", block))
        given = bytes(self._ready if size < 0 else self._ready[:size])
        self._ready = self._ready[len(given) :]
        return given


def is_store(folder: Path) -> bool:
    """Whether a store lies in `folder`."""
    return (folder / "CURRENT").is_file()


def open_reader(folder: Path, prefixes: Mapping[str, str] | None = None) -> OxigraphReader:
    """Open a store on disk read-only; `prefixes` are put before every query.

    Raises:
        NoBuildError: there is no store at that place.
        BuildError: the store cannot be read.
    """
    if not folder.is_dir():
        raise NoBuildError(f"No store at {folder}: run `zisgraph build`.")
    try:
        return OxigraphReader(ox.Store.read_only(os.fspath(folder)), prefixes or {})
    except OSError as error:
        raise BuildError(
            f"The store at {folder} cannot be read ({error}): remove it and run `zisgraph build`."
        ) from error


def _bare(term: object) -> str:
    value = getattr(term, "value", None)
    return value if isinstance(value, str) else str(term)
