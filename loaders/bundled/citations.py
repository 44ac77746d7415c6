"""citations.csv: the documents and register entries that facts rest on, described in the meta graph."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from zisgraph.loaders.bundled.cells import DATE, ID, URL, Column, is_date, one_of
from zisgraph.loaders.bundled.claims import EDITOR, dated, web_address
from zisgraph.loaders.bundled.reading import quoted
from zisgraph.loaders.bundled.tables import Facts, Problem, Row, Table
from zisgraph.model.iris import Minter
from zisgraph.model.nquads import Triple
from zisgraph.model.terms import Iri, Literal
from zisgraph.ontology.vocabulary import DCT, FOAF, RDF, RDFS, ZIS

_LENGTHS = {"day": len("2026-02-28"), "month": len("2026-02"), "year": len("2026"), "undated": 0}
_TEXTS = {
    "title": (RDFS.label, DCT.title),
    "publisher": (DCT.publisher,),
    "text": (ZIS.citationText,),
    "date_precision": (ZIS.datePrecision,),
    "type": (ZIS.citationType,),
    "licence": (DCT.license,),
}


def _dates(row: Row, facts: Facts) -> Iterator[Problem]:
    start, end, precision = row["date"], row["date_to"], row["date_precision"]
    length = _LENGTHS.get(precision)
    if length is not None and len(start) != length:
        yield Problem("date", quoted(start), f"a date as precise as date_precision says ({precision})")
    if end and precision != "approximate":
        yield Problem("date_to", quoted(end), "empty, unless date_precision is approximate")
    elif end and is_date(start) and is_date(end) and end <= start:
        yield Problem("date_to", quoted(end), f"a date after {start}, the first end of the span")


def _not_ours(row: Row, facts: Facts) -> Iterator[Problem]:
    if row["id"] == EDITOR:
        yield Problem("id", quoted(EDITOR), "another id: this one stands for the choices of the dataset's editors")


CITATIONS = Table(
    "citations",
    (
        Column("id", ID, required=True),
        Column("text", required=True),
        Column("publisher", required=True),
        Column("title", required=True),
        Column("date", DATE),
        Column("date_to", DATE),
        Column("date_precision", one_of("day", "month", "year", "approximate", "undated"), required=True),
        Column(
            "type",
            one_of("policy page", "press", "company page", "registry", "statistics", "book or report", "curator"),
            required=True,
        ),
        Column("licence"),
        Column("url", URL),
    ),
    keys=(("id",), ("text",)),
    row_rules=(_dates, _not_ours),
)


def citations(facts: Facts, minter: Minter, used: frozenset[str] | None) -> Iterator[Triple]:
    """What is known of each citation; `used` limits it to those. The build describes the editor's own."""
    for row in facts.rows(CITATIONS.name):
        if used is None or row["id"] in used:
            yield from _described(row.cells, minter)


def _described(cells: Mapping[str, str], minter: Minter) -> Iterator[Triple]:
    me = Iri(minter.citation(cells["id"]))
    yield me, Iri(RDF.type), Iri(ZIS.Citation)
    for name, props in _TEXTS.items():
        if cells[name]:
            for prop in props:
                yield me, Iri(prop), Literal(cells[name])
    for name, prop in (("date", DCT.issued), ("date_to", ZIS.dateTo)):
        if cells[name]:
            yield me, Iri(prop), dated(cells[name])
    if cells["url"]:
        yield me, Iri(FOAF.page), Iri(web_address(cells["url"]))
