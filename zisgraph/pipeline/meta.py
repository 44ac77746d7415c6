"""The graph that describes the graphs: for each, the citation it rests on, its dataset, how sure it is, what was read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from zisgraph.model.iris import Minter
from zisgraph.model.nquads import line
from zisgraph.model.terms import Confidence, Iri, Literal, Origin
from zisgraph.ontology.vocabulary import DCT, PROV, RDF, RDFS, ZIS

DERIVED, SCHEMA, COMPUTED = "derived", "ontology", "analyses"
EDITOR, PRODUCT = "editor", "zisgraph"
"""The citations behind what no outside source says: the editors' choices, and what zisgraph itself computes."""

_DATASETS: Mapping[str, tuple[str, str]] = {
    DERIVED: ("ciò che segue per regola", "what follows by rule"),
    SCHEMA: ("ontologia e descrizione delle fonti", "ontology and description of the sources"),
    COMPUTED: ("risultati delle analisi", "results of the analyses"),
}
_CITATIONS: Mapping[str, tuple[str, str]] = {
    EDITOR: ("Scelta dei curatori dei dati, senza fonte", "Choice of the dataset's editors, no source"),
    PRODUCT: ("Calcolato da zisgraph", "Computed by zisgraph"),
}


@dataclass(frozen=True, slots=True)
class Reading:
    """How one dataset was read."""

    input_hash: str
    loader_version: str


class GraphDescriber:
    """Writes the statements of graph/meta about the graphs of one build; deterministic, without times."""

    def __init__(self, minter: Minter, readings: Mapping[str, Reading], product: Reading) -> None:
        self._minter = minter
        self._readings = readings
        self._product = product

    def lines(self, graphs: Iterable[str]) -> list[str]:
        """Sorted N-Quads lines that describe `graphs` and the meta graph itself."""
        meta = self._minter.meta_graph()
        known = sorted({*graphs, meta})
        found = [line_ for graph in known for line_ in self._graph(graph, known)]
        found += [
            line_
            for name, labels in _DATASETS.items()
            for line_ in self._labelled(self._minter.dataset(name), ZIS.Dataset, labels)
        ]
        found += [line_ for name, labels in _CITATIONS.items() for line_ in self._citation(name, labels)]
        return sorted(set(found))

    def _graph(self, graph: str, known: list[str]) -> Iterator[str]:
        origin = self._minter.origin_of(graph) or self._special(graph)
        reading = self._readings.get(origin.dataset, self._product)
        yield self._say(graph, RDF.type, Iri(ZIS.StatementGraph))
        yield self._say(graph, DCT.source, Iri(self._minter.citation(origin.citation)))
        yield self._say(graph, DCT.isPartOf, Iri(self._minter.dataset(origin.dataset)))
        yield self._say(graph, ZIS.confidence, Literal(origin.confidence.value))
        yield self._say(graph, ZIS.inputHash, Literal(reading.input_hash))
        yield self._say(graph, ZIS.loaderVersion, Literal(reading.loader_version))
        if origin.dataset == DERIVED:
            for other in known:
                if other != graph and self._minter.derived_graph(other) == graph:
                    yield self._say(graph, PROV.wasDerivedFrom, Iri(other))

    def _special(self, graph: str) -> Origin:
        """Where the graphs stand that hold no facts of a citation: runs are computed, the rest is the editors'."""
        if graph.startswith(self._minter.run_graph("")):
            return Origin(COMPUTED, PRODUCT, Confidence.SOURCED)
        return Origin(SCHEMA, EDITOR, Confidence.SOURCED)

    def _citation(self, name: str, labels: tuple[str, str]) -> Iterator[str]:
        iri = self._minter.citation(name)
        yield from self._labelled(iri, ZIS.Citation, labels)
        yield self._say(iri, DCT.title, Literal(labels[0], language="it"))
        yield self._say(iri, DCT.title, Literal(labels[1], language="en"))
        yield self._say(iri, DCT.publisher, Literal("zisgraph"))
        yield self._say(iri, ZIS.citationType, Literal("curator" if name == EDITOR else "computation"))
        yield self._say(iri, ZIS.datePrecision, Literal("undated"))

    def _labelled(self, iri: str, kind: str, labels: tuple[str, str]) -> Iterator[str]:
        yield self._say(iri, RDF.type, Iri(kind))
        for label, language in zip(labels, ("it", "en"), strict=True):
            yield self._say(iri, RDFS.label, Literal(label, language=language))

    def _say(self, subject: str, predicate: str, value: Iri | Literal) -> str:
        return line(subject, predicate, value, self._minter.meta_graph())
