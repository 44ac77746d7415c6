"""Citations, and the way from a named graph to the citation and the confidence it stands for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

from zisgraph.catalogue.records import Citation, Source
from zisgraph.model.ports import Reader
from zisgraph.model.terms import Confidence
from zisgraph.ontology.vocabulary import DCT, FOAF, ZIS

DERIVED = "derived"

_FIELDS = {
    "title": DCT.title,
    "publisher": DCT.publisher,
    "date": DCT.issued,
    "date_to": ZIS.dateTo,
    "date_precision": ZIS.datePrecision,
    "type": ZIS.citationType,
    "licence": DCT.license,
    "url": FOAF.page,
    "text": ZIS.citationText,
}


class Sources:
    """The citations of one build, keyed by id."""

    def __init__(self, reader: Reader, base: str) -> None:
        self._reader, self._base = reader, base
        self._prefix = f"{base}graph/"

    @cached_property
    def citations(self) -> Mapping[str, Citation]:
        """Every citation by its id."""
        rows = self._reader.select(
            f"SELECT ?c ?p ?o WHERE {{ GRAPH <{self._prefix}meta> {{ ?c a <{ZIS.Citation}> ; ?p ?o }} }}"
        )
        names = {iri: name for name, iri in _FIELDS.items()}
        found: dict[str, dict[str, str]] = {}
        for row in rows:
            cells = found.setdefault(row["c"], {})
            if row["p"] in names:
                cells[names[row["p"]]] = row["o"]
        return {citation.id: citation for iri, cells in sorted(found.items()) for citation in [_citation(iri, cells)]}

    def of_graph(self, graph: str) -> Source | None:
        """The source a named graph stands for; None for the graphs that hold no facts (meta, ontology, runs)."""
        if not graph.startswith(self._prefix):
            return None
        parts = graph[len(self._prefix) :].split("/")
        if len(parts) != 3 or parts[1] not in self.citations:
            return None
        return Source(self.citations[parts[1]], Confidence(parts[2]), parts[0])

    def of_graphs(self, graphs: Iterable[str]) -> tuple[Source, ...]:
        """The distinct sources of several graphs: sourced first, then newest, then by id; derived ones
        count as the citation they were derived from."""
        best: dict[tuple[str, Confidence], Source] = {}
        for graph in graphs:
            source = self.of_graph(graph)
            if source is None:
                continue
            key = (source.citation.id, source.confidence)
            if key not in best or best[key].dataset == DERIVED:
                best[key] = source
        ordered = sorted(best.values(), key=lambda s: s.citation.id)
        ordered.sort(key=lambda s: s.citation.date, reverse=True)
        return tuple(sorted(ordered, key=lambda s: s.confidence is not Confidence.SOURCED))

    @cached_property
    def newest(self) -> str:
        """The newest date, as precise as known, of any citation."""
        return max((c.date for c in self.citations.values() if c.date), default="")


def _citation(iri: str, cells: Mapping[str, str]) -> Citation:
    values = {name: cells.get(name, "") for name in _FIELDS}
    return Citation(id=iri.rsplit("/", 1)[-1], iri=iri, **values)


def is_sourced(sources: Iterable[Source]) -> Confidence:
    """Sourced as soon as one source says it, else unverified."""
    if any(source.confidence is Confidence.SOURCED for source in sources):
        return Confidence.SOURCED
    return Confidence.UNVERIFIED
