"""The graph that describes the graphs: for each, the citation it rests on, its dataset, how sure it is, what was read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from zisgraph.model.iris import Minter
from zisgraph.model.nquads import Triple, of_triples
from zisgraph.model.terms import Confidence, Iri, Literal, Origin
from zisgraph.ontology.vocabulary import DCT, PROV, RDF, RDFS, ZIS

DERIVED, SCHEMA, COMPUTED = "derived", "ontology", "analyses"
_DATASETS: Mapping[str, tuple[str, str]] = {
    DERIVED: ("Ciò che segue per regola", "What follows by rule"),
    SCHEMA: ("Ontologia, identità e descrizione delle fonti", "Ontology, identity and description of the sources"),
    COMPUTED: ("Risultati delle analisi", "Results of the analyses"),
}
EDITOR, PRODUCT = "editor", "zisgraph"
"""The citations behind what no outside source says: the editors' choices, and what zisgraph itself computes."""


@dataclass(frozen=True, slots=True)
class _Own:
    labels: tuple[str, str]
    text: str
    kind: str


_OWN: Mapping[str, _Own] = {
    EDITOR: _Own(
        ("Scelta dei curatori dei dati", "Choice of the dataset's editors"),
        "zisgraph, choice of the dataset's editors: no outside source",
        "curator",
    ),
    PRODUCT: _Own(
        ("Calcolato da zisgraph", "Computed by zisgraph from the statements of this build"),
        "zisgraph, computed from the statements of this build",
        "computation",
    ),
}


@dataclass(frozen=True, slots=True)
class Reading:
    """How one dataset was read."""

    input_hash: str
    loader_version: str


class GraphDescriber:
    """Says what the graphs of one build rest on; deterministic, without times."""

    def __init__(self, minter: Minter, readings: Mapping[str, Reading], product: Reading) -> None:
        self._minter = minter
        self._readings = readings
        self._product = product

    def lines(self, graphs: Iterable[str]) -> list[str]:
        """Sorted N-Quads lines of graph/meta that describe `graphs` and the meta graph itself."""
        meta = self._minter.meta_graph()
        return sorted(of_triples(self._triples(sorted({*graphs, meta})), meta))

    def _triples(self, graphs: list[str]) -> Iterator[Triple]:
        for graph in graphs:
            yield from self._graph(graph)
            derived = self._minter.derived_graph(graph)
            if derived in graphs and derived != graph:
                yield Iri(derived), Iri(PROV.wasDerivedFrom), Iri(graph)
        for name, labels in _DATASETS.items():
            yield from _labelled(self._minter.dataset(name), ZIS.Dataset, labels)
        yield from self._own_citations()

    def _graph(self, graph: str) -> Iterator[Triple]:
        origin = self._minter.origin_of(graph) or self._special(graph)
        reading = self._readings.get(origin.dataset, self._product)
        me = Iri(graph)
        yield me, Iri(RDF.type), Iri(ZIS.StatementGraph)
        yield me, Iri(DCT.source), Iri(self._minter.citation(origin.citation))
        yield me, Iri(DCT.isPartOf), Iri(self._minter.dataset(origin.dataset))
        yield me, Iri(ZIS.confidence), Literal(origin.confidence.value)
        yield me, Iri(ZIS.inputHash), Literal(reading.input_hash)
        yield me, Iri(ZIS.loaderVersion), Literal(reading.loader_version)

    def _special(self, graph: str) -> Origin:
        """The graphs that hold no facts of a citation: runs are computed, the others are the editors' choice."""
        if graph.startswith(self._minter.run_graph("")):
            return Origin(COMPUTED, PRODUCT, Confidence.SOURCED)
        return Origin(SCHEMA, EDITOR, Confidence.SOURCED)

    def _own_citations(self) -> Iterator[Triple]:
        for name, own in _OWN.items():
            me = self._minter.citation(name)
            yield from _labelled(me, ZIS.Citation, own.labels)
            yield Iri(me), Iri(DCT.title), Literal(own.labels[1])
            yield Iri(me), Iri(DCT.publisher), Literal("zisgraph")
            yield Iri(me), Iri(ZIS.citationText), Literal(own.text)
            yield Iri(me), Iri(ZIS.citationType), Literal(own.kind)
            yield Iri(me), Iri(ZIS.datePrecision), Literal("undated")


def _labelled(iri: str, kind: str, labels: tuple[str, str]) -> Iterator[Triple]:
    yield Iri(iri), Iri(RDF.type), Iri(kind)
    for label, language in zip(labels, ("it", "en"), strict=True):
        yield Iri(iri), Iri(RDFS.label), Literal(label, language=language)
