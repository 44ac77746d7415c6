"""The citation that a snapshot of a public source is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from zisgraph.loaders.bundled.claims import dated
from zisgraph.loaders.public.definitions import Definition
from zisgraph.loaders.public.snapshots import Snapshot
from zisgraph.model.iris import Minter
from zisgraph.model.nquads import Triple
from zisgraph.model.terms import Iri, Literal
from zisgraph.ontology.vocabulary import DCT, FOAF, RDF, RDFS, ZIS

_PRECISIONS: Final = {0: "undated", len("2026"): "year", len("2026-02"): "month", len("2026-02-28"): "day"}


def citation(definition: Definition, snapshot: Snapshot, minter: Minter) -> Iterator[Triple]:
    """What is known of it, in the words of citations.csv."""
    metadata, me = definition.metadata, Iri(minter.citation(snapshot.citation))
    title = metadata.title_en + (f", {snapshot.date}" if snapshot.date else "")
    yield me, Iri(RDF.type), Iri(ZIS.Citation)
    for prop, value in (
        (RDFS.label, title),
        (DCT.title, title),
        (DCT.publisher, metadata.publisher),
        (DCT.license, metadata.licence),
        (ZIS.citationText, f"{metadata.publisher}, {title}"),
        (ZIS.citationType, "registry"),
        (ZIS.datePrecision, _PRECISIONS[len(snapshot.date)]),
    ):
        yield me, Iri(prop), Literal(value)
    if snapshot.date:
        yield me, Iri(DCT.issued), dated(snapshot.date)
    yield me, Iri(FOAF.page), Iri(metadata.address)
