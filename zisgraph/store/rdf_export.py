"""The statements of a store as RDF files: the same store gives the same bytes, whatever order it holds them in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import IO

import pyoxigraph as ox

from zisgraph.errors import NotFoundError
from zisgraph.store.oxigraph import OxigraphReader

QUADS = {"nq": ox.RdfFormat.N_QUADS, "trig": ox.RdfFormat.TRIG, "jsonld": ox.RdfFormat.JSON_LD}
"""Formats that keep every statement in its named graph."""
TRIPLES = {"nt": ox.RdfFormat.N_TRIPLES, "ttl": ox.RdfFormat.TURTLE, "rdf": ox.RdfFormat.RDF_XML}
"""Formats without graphs: the union of all of them, each triple once."""
FORMATS = tuple(sorted([*QUADS, *TRIPLES]))


def export_rdf(reader: OxigraphReader, output: IO[bytes], form: str, prefixes: Mapping[str, str]) -> int:
    """Write all statements in one of `FORMATS`, sorted; how many there were.

    Raises:
        NotFoundError: there is no such format.
    """
    if form in QUADS:
        parts: Iterator[tuple[str, list[bytes]]] = ((graph, _sorted(reader, graph)) for graph in reader.graphs())
    elif form in TRIPLES:
        parts = iter([("", _sorted(reader, ""))])
    else:
        raise NotFoundError(f"No RDF format {form!r}; formats: {', '.join(FORMATS)}.")
    if form in {"nq", "nt"}:
        return sum(_write_lines(output, graph, lines) for graph, lines in parts)
    counted = _Counted(parts)
    ox.serialize(iter(counted), output, {**QUADS, **TRIPLES}[form], prefixes=dict(prefixes))
    return counted.count


def _sorted(reader: OxigraphReader, graph: str) -> list[bytes]:
    return sorted(reader.dump(graph).splitlines())


def _write_lines(output: IO[bytes], graph: str, lines: list[bytes]) -> int:
    end = f"<{graph}> .\n".encode() if graph else b".\n"
    output.writelines(line.removesuffix(b".") + end for line in lines)
    return len(lines)


class _Counted:
    """Sorted N-Triples lines as quads of their graph (the default one where it has no name), counted while they pass."""

    def __init__(self, parts: Iterator[tuple[str, list[bytes]]]) -> None:
        self._parts = parts
        self.count = 0

    def __iter__(self) -> Iterator[ox.Quad]:
        for graph, lines in self._parts:
            self.count += len(lines)
            name = ox.NamedNode(graph) if graph else ox.DefaultGraph()
            for quad in ox.parse(b"\n".join([*lines, b""]), ox.RdfFormat.N_TRIPLES, lenient=True):
                yield ox.Quad(quad.subject, quad.predicate, quad.object, name)
