"""The property graph of one build, from the store of record and the model that the ontology gives.

A node per thing of a projected class, a relationship per tie, per finding about a pair and per statement between two
nodes. Each property `p` says in `p__sources` who says it ("citation:confidence"), and in `p__conflicts`
("value|citation:confidence") what others say instead.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import sha256
from itertools import product
from typing import Any, Final

from zisgraph.model.ports import Reader
from zisgraph.model.property_graph import Node, PropertyGraph, Relationship
from zisgraph.ontology.files import load_schema
from zisgraph.ontology.property_graph_model import PropertyGraphModel, TieModel, derive_model
from zisgraph.ontology.vocabulary import OWL, RDFS, SKOS, ZIS
from zisgraph.store.cypher.facts import Facts, Origins, Value, confidence

LANGUAGES: Final = ("it", "en")
_LABELS: Final = (RDFS.label, SKOS.prefLabel, str(ZIS.citationText))


def project(reader: Reader, build: str, base: str) -> PropertyGraph:
    """The whole property graph of a build, in a stable order."""
    return _Projection(Facts.read(reader, base), derive_model(load_schema())).graph(build)


class _Projection:
    def __init__(self, facts: Facts, model: PropertyGraphModel) -> None:
        self._facts, self._model = facts, model
        self._labels = {s: labels for s in facts.said if (labels := model.labels_of(facts.types(s)))}
        self._ties = {s: tie for s in facts.said if (tie := self._tie_model(s)) is not None}

    def graph(self, build: str) -> PropertyGraph:
        nodes = [self._node(iri) for iri in sorted(self._labels)]
        found = [*self._of_ties(), *self._of_statements(), *self._of_pairs()]
        return PropertyGraph(build, nodes, sorted(found, key=lambda one: one.key))

    def _tie_model(self, subject: str) -> TieModel | None:
        classes = sorted(self._facts.types(subject) & self._model.ties.keys())
        return self._model.ties[classes[0]] if classes else None

    # --- nodes -----------------------------------------------------------------------------------------

    def _node(self, iri: str) -> Node:
        properties: dict[str, Any] = {"iri": iri, "id": iri.removeprefix(self._facts.base + "id/")}
        label = next((p for p in _LABELS if self._facts.objects(iri, p)), None)
        if label is not None:
            properties |= self._in_languages("name", label, self._facts.objects(iri, label))
        properties |= self._values(iri) | self._without_node(iri)
        others = sorted(value.text for value in self._facts.objects(iri, OWL.sameAs))
        if others:
            properties |= {"same_as": others, "same_as__sources": _sources(self._facts.objects(iri, OWL.sameAs))}
        sources = sorted(
            {source for origins in self._facts.said[iri].values() for s in origins.values() for source in s}
        )
        if certainty := self._facts.text(iri, ZIS.confidence):
            properties["certainty"] = certainty  # a judgement's own word, which is no matter of sources
        told = confidence(properties.get("name__sources", sources))
        return Node(iri, self._labels[iri], properties | {"sources": sources, "confidence": told})

    def _values(self, subject: str) -> dict[str, Any]:
        """Every property of the model that a subject has."""
        properties: dict[str, Any] = {}
        for predicate, origins in sorted(self._facts.said[subject].items()):
            key = self._model.properties.get(predicate)
            if key is None:
                continue
            if any(value.language for value in origins):
                properties |= self._in_languages(key, predicate, origins)
            else:
                properties |= self._of(key, predicate, origins)
        return properties

    def _of(self, key: str, predicate: str, origins: Origins) -> dict[str, Any]:
        """One property: its value or values, its sources, and what is said otherwise."""
        if predicate not in self._model.single_valued and self._facts.is_list(predicate):
            values = sorted(self._facts.convert(predicate, value) for value in origins)
            return {key: values, f"{key}__sources": _sources(origins)}
        shown = self._facts.shown(origins)
        properties = {key: self._facts.convert(predicate, shown), f"{key}__sources": sorted(origins[shown])}
        if len({value.text for value in origins}) > 1:
            properties[f"{key}__conflicts"] = sorted(
                f"{v.text}|{source}" for v, said in origins.items() for source in said
            )
        return properties

    def _in_languages(self, key: str, predicate: str, origins: Origins) -> dict[str, Any]:
        """A text in one property per language, and under the bare key Italian before none before English."""
        properties: dict[str, Any] = {}
        by_language = {one: {v: s for v, s in origins.items() if v.language == one} for one in ("it", "", "en")}
        for language in LANGUAGES:
            if by_language[language]:
                properties |= self._one_text(f"{key}_{language}", by_language[language])
        first = next((group for group in by_language.values() if group), origins)
        return properties | self._one_text(key, first)

    def _one_text(self, key: str, origins: Mapping[Value, set[str]]) -> dict[str, Any]:
        shown = self._facts.shown(origins)
        properties: dict[str, Any] = {key: shown.text, f"{key}__sources": sorted(origins[shown])}
        if len(origins) > 1:
            properties[f"{key}__conflicts"] = sorted(
                f"{v.text}|{source}" for v, said in origins.items() for source in said
            )
        return properties

    def _without_node(self, iri: str) -> dict[str, Any]:
        """Statements that lead to no node (to a tie, which is a relationship, or outside the graph) as lists of addresses."""
        properties: dict[str, Any] = {}
        for predicate, origins in self._facts.said[iri].items():
            model = self._model.relationships.get(predicate)
            if model is None:
                continue
            ends = {v: s for v, s in origins.items() if self._facts.merged_into(v.text) not in self._labels}
            if ends:
                name = f"{model.type.lower()}_iris"
                properties |= {name: sorted(value.text for value in ends), f"{name}__sources": _sources(ends)}
        return properties

    # --- relationships ---------------------------------------------------------------------------------

    def _of_ties(self) -> Iterator[Relationship]:
        for iri, tie in self._ties.items():
            starts, ends = (self._facts.objects(iri, predicate) for predicate in (ZIS.tieFrom, ZIS.tieTo))
            pairs = [(a.text, b.text) for a, b in product(sorted(starts), sorted(ends))]
            extra = {"counts_as_tie": tie.counts_as_tie, "is_family": tie.is_family}
            for place, (start, end) in enumerate(pairs):
                if start in self._labels and end in self._labels:
                    key = iri if place == 0 else f"{iri}#{place + 1}"
                    yield self._relationship(key, tie.type, (start, end), _sources(starts), self._values(iri) | extra)

    def _of_statements(self) -> Iterator[Relationship]:
        joined: dict[tuple[str, str, str], set[str]] = {}
        for start in self._labels:
            for predicate, origins in self._facts.said[start].items():
                model = self._model.relationships.get(predicate)
                for value, sources in origins.items() if model is not None else ():
                    end = self._facts.merged_into(value.text)
                    if model is not None and end in self._labels:
                        low, high = (end, start) if model.symmetric and end < start else (start, end)
                        joined.setdefault((low, model.type, high), set()).update(sources)
        for (start, type_, end), sources in joined.items():
            yield self._relationship(_key(start, type_, end), type_, (start, end), sorted(sources), {})

    def _of_pairs(self) -> Iterator[Relationship]:
        """A finding about two things joins them too, with all that the finding says, on the one source of its run."""
        for iri in self._labels:
            for class_ in sorted(self._facts.types(iri) & self._model.pairs.keys()):
                first, second = (self._facts.text(iri, p) for p in (ZIS.firstMember, ZIS.secondMember))
                if first in self._labels and second in self._labels:
                    run = self._facts.text(iri, ZIS.foundBy).removeprefix(self._facts.base + "id/")
                    values = {key: value for key, value in self._values(iri).items() if "__" not in key} | {"run": run}
                    sources = _sources(self._facts.objects(iri, ZIS.firstMember))
                    yield self._relationship(iri, self._model.pairs[class_], (first, second), sources, values)

    @staticmethod
    def _relationship(
        key: str, type_: str, ends: tuple[str, str], sources: list[str], properties: Mapping[str, Any]
    ) -> Relationship:
        said = {**properties, "sources": sources, "confidence": confidence(sources)}
        return Relationship(key, type_, *ends, said)


def _sources(origins: Mapping[Value, set[str]]) -> list[str]:
    return sorted({source for said in origins.values() for source in said})


def _key(start: str, type_: str, end: str) -> str:
    """A key that stands for the ends and the type of a relationship without an address of its own."""
    return "urn:zisgraph:" + sha256("\x1f".join((start, type_, end)).encode()).hexdigest()[:24]
