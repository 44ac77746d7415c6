"""Everything a build states about one address, with the sources it rests on, as RDF."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

import pyoxigraph as ox

from zisgraph.model.jsonld import to_jsonld
from zisgraph.model.terms import Iri, Literal
from zisgraph.ontology.vocabulary import DCT, OWL, PROV, XSD, ZIS
from zisgraph.store.oxigraph import OxigraphReader
from zisgraph.store.prefixes_used import with_used_prefixes

FORMATS: Final[Mapping[str, ox.RdfFormat]] = {
    "TRIG": ox.RdfFormat.TRIG,
    "N_QUADS": ox.RdfFormat.N_QUADS,
    "JSON_LD": ox.RdfFormat.JSON_LD,
    "TURTLE": ox.RdfFormat.TURTLE,
    "N_TRIPLES": ox.RdfFormat.N_TRIPLES,
    "RDF_XML": ox.RdfFormat.RDF_XML,
}
WITH_GRAPHS: Final = frozenset({"TRIG", "N_QUADS", "JSON_LD"})
"""Formats in which each statement stands in its named graph; in the others the entity only names its graphs."""


def canonical_of(reader: OxigraphReader, iri: str, base: str) -> str:
    """The address that took this one's place when records were merged; itself when it was not merged."""
    query = f"SELECT ?c WHERE {{ GRAPH <{base}graph/identity> {{ ?c <{OWL.sameAs}> {ox.NamedNode(iri)} }} }} LIMIT 1"
    return next((row["c"] for row in reader.select(query)), iri)


def describe_entity(
    reader: OxigraphReader, iri: str, form: str, base: str, prefixes: Mapping[str, str] | None = None
) -> bytes:
    """What is stated about `iri`, its ties and its figures, then the graphs that state it and their citations.

    Empty when nothing is stated about it. `form` is one of `FORMATS`; the bytes are the same for the same build.
    """
    subject = str(ox.NamedNode(iri))
    lines = _quads(
        reader,
        f"{{ BIND({subject} AS ?s) }} UNION {{ ?s <{ZIS.tieFrom}> {subject} }} UNION {{ ?s <{ZIS.tieTo}> {subject} }} "
        f"UNION {{ ?s <{ZIS.observationOf}> {subject} }}",
    )
    if not any(line.startswith(f"{subject} ") for line in lines):
        return b""
    graphs = sorted({line.rsplit(" ", 2)[1] for line in lines})
    named = f"VALUES ?graph {{ {' '.join(graphs)} }}"
    lines += _quads(reader, named.replace("?graph", "?s"))
    lines += _quads(reader, f"{{ SELECT DISTINCT ?s WHERE {{ {named} ?graph <{DCT.source}> ?s }} }}")
    if form not in WITH_GRAPHS:
        lines += [f"{subject} <{PROV.wasDerivedFrom}> {graph} {graph} .\n" for graph in graphs]
    return _serialised(lines, form, prefixes or {})


def _quads(reader: OxigraphReader, subjects: str) -> list[str]:
    """Sorted N-Quads lines about every ?s that the pattern binds."""
    rows = reader.terms(f"SELECT DISTINCT ?s ?p ?o ?g WHERE {{ {subjects} GRAPH ?g {{ ?s ?p ?o }} }}")
    return sorted(" ".join(row) + " .\n" for row in rows)


def _serialised(lines: Iterable[str], form: str, prefixes: Mapping[str, str]) -> bytes:
    quads = ox.parse("".join(lines).encode(), ox.RdfFormat.N_QUADS, lenient=True)
    if form == "JSON_LD":
        return to_jsonld((q.subject.value, q.predicate.value, _term(q.object), q.graph_name.value) for q in quads)
    if form not in WITH_GRAPHS:
        seen = dict.fromkeys(quad.triple for quad in quads)  # a triple of several graphs once, in order
        content = ox.serialize(seen, format=FORMATS[form], prefixes=dict(prefixes)) or b""
    else:
        ordered = sorted(quads, key=lambda quad: str(quad.graph_name))
        content = ox.serialize(ordered, format=FORMATS[form], prefixes=dict(prefixes)) or b""
    return with_used_prefixes(content) if form in {"TURTLE", "TRIG"} else content


def _term(value: ox.NamedNode | ox.Literal) -> Iri | Literal:
    if isinstance(value, ox.NamedNode):
        return Iri(value.value)
    return Literal(value.value, XSD.string if value.language else value.datatype.value, value.language or "")
