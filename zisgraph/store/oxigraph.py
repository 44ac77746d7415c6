"""The RDF store of record: filled from N-Quads text, read in process by our own queries.

Every statement stands in its named graph. The default graph of the store holds their union, each triple
once, so that a query without GRAPH or FROM sees the set union that SPARQL defines. (Oxigraph's own
`use_default_graph_as_union` repeats a triple that stands in several graphs: counts come out too high.
So never set that flag on a store made here.)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

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
        solutions = self._run(query)
        if not isinstance(solutions, ox.QuerySolutions):
            raise QuerySyntaxError(
                f"A reader answers SELECT only; received a query that gives {type(solutions).__name__}."
            )
        names = [variable.value for variable in solutions.variables]
        for solution in solutions:
            yield {name: _bare(term) for name, term in zip(names, solution, strict=True) if term is not None}

    def ask(self, query: str) -> bool:
        """The answer of an ASK query."""
        return bool(self._run(query))

    def count(self) -> int:
        """Statements in all named graphs."""
        return int(self.select("SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }")[0]["n"])

    def quads(self, graph: str | None = None) -> Iterator[ox.Quad]:
        """Every statement of the named graphs, or of one of them."""
        graphs = [ox.NamedNode(graph)] if graph else self._store.named_graphs()
        for name in graphs:
            yield from self._store.quads_for_pattern(None, None, None, name)

    def _run(self, query: str) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        try:
            return self._store.query(query, prefixes=self._prefixes)
        except SyntaxError as error:
            raise QuerySyntaxError(str(error)) from error


def _bare(term: object) -> str:
    value = getattr(term, "value", None)
    return value if isinstance(value, str) else str(term)


def open_reader(folder: Path, prefixes: Mapping[str, str] | None = None) -> OxigraphReader:
    """Open a store on disk read-only; `prefixes` are put before every query.

    Raises:
        NoBuildError: there is no store at that place.
        BuildError: the store cannot be read.
    """
    if not folder.is_dir():
        raise NoBuildError(f"No store at {folder}: run `zisgraph build`.")
    try:
        return OxigraphReader(ox.Store.read_only(str(folder)), prefixes or {})
    except OSError as error:
        raise BuildError(
            f"The store at {folder} cannot be read ({error}): remove it and run `zisgraph build`."
        ) from error


def load_on_disk(folder: Path, quads: Path) -> None:
    """Make a store at `folder` (which must not exist) from one N-Quads file, the union included."""
    folder.mkdir(parents=True)
    store = ox.Store(str(folder))
    _fill(store, quads)
    store.flush()


def load_in_memory(quads: Path, prefixes: Mapping[str, str] | None = None) -> OxigraphReader:
    """The same store in memory: for tests, tools and benchmarks."""
    store = ox.Store()
    _fill(store, quads)
    return OxigraphReader(store, prefixes or {})


def _fill(store: ox.Store, quads: Path) -> None:
    store.bulk_load(path=str(quads), format=ox.RdfFormat.N_QUADS, lenient=True)
    with quads.open("rb") as lines:
        store.bulk_load(union(lines), format=ox.RdfFormat.N_TRIPLES, lenient=True)


def union(quads: Iterable[bytes]) -> bytes:
    """The triples of N-Quads lines as N-Triples, each once."""
    triples = {line[: line.rindex(b" <")] for line in quads if line.strip()}
    return b" .\n".join([*sorted(triples), b""])
