"""Reified ties as records, each with what its sources say of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from zisgraph.catalogue.directory import Directory
from zisgraph.catalogue.records import EntityRef, Group, Link, Neighbourhood, Statement, Text, Tie
from zisgraph.catalogue.schema import Schema, TieClass, local_name
from zisgraph.catalogue.sources import Sources, is_sourced
from zisgraph.model.ports import Reader
from zisgraph.ontology.vocabulary import RDF, RDFS, ZIS

Cells = Mapping[str, Sequence[tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class Edge:
    """A tie between two entities, without the words."""

    iri: str
    start: str
    end: str
    kind: TieClass
    graphs: tuple[str, ...]


class Ties:
    """The ties of one build."""

    def __init__(self, reader: Reader, directory: Directory, schema: Schema, sources: Sources) -> None:
        self._reader, self._directory, self._schema, self._sources = reader, directory, schema, sources
        self._known: dict[str, tuple[Tie, ...]] = {}

    def of(self, iri: str) -> tuple[Tie, ...]:
        """Every tie that touches an entity, grouped by predicate, working ties first, then by name.

        Read once per entity: a profile and its neighbourhood show the same ones.
        """
        if iri not in self._known:
            self._known[iri] = self._read(iri)
        return self._known[iri]

    def _read(self, iri: str) -> tuple[Tie, ...]:
        query = (
            "SELECT ?t ?p ?v (LANG(?v) AS ?lang) ?g WHERE { "
            f"{{ ?t <{ZIS.tieFrom}> <{iri}> }} UNION {{ ?t <{ZIS.tieTo}> <{iri}> }} GRAPH ?g {{ ?t ?p ?v }} }}"
        )
        cells: dict[str, dict[str, set[tuple[str, str]]]] = defaultdict(lambda: defaultdict(set))
        notes: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for row in self._reader.select(query):
            cells[row["t"]][row["p"]].add((row["v"], row["g"]))
            if row["p"] == RDFS.comment:
                notes[row["t"]][row.get("lang", "")].add(row["v"])
        found = [
            tie
            for tie_iri, by_property in sorted(cells.items())
            for tie in [self._tie(iri, tie_iri, {p: sorted(v) for p, v in by_property.items()}, _note(notes[tie_iri]))]
            if tie is not None
        ]
        return tuple(sorted(found, key=_order))

    def edges(self) -> tuple[Edge, ...]:
        """Every tie between two bodies, with its class and graphs."""
        rows = self._reader.select(
            f"SELECT ?t ?c ?a ?b ?g WHERE {{ GRAPH ?g {{ ?t a ?c ; <{ZIS.tieFrom}> ?a ; <{ZIS.tieTo}> ?b }} }}"
        )
        graphs: dict[tuple[str, str, str, str], set[str]] = defaultdict(set)
        refs, classes = self._directory.refs, self._schema.tie_classes
        for row in rows:
            ends = (refs.get(row["a"]), refs.get(row["b"]))
            if row["c"] in classes and all(end is not None and end.group is Group.BODY for end in ends):
                graphs[(row["t"], row["a"], row["b"], row["c"])].add(row["g"])
        return tuple(
            Edge(tie, start, end, classes[kind], tuple(sorted(where)))
            for (tie, start, end, kind), where in sorted(graphs.items())
        )

    def neighbourhood(self, ref: EntityRef, edges: Sequence[Edge]) -> Neighbourhood:
        """The ties of one entity and those among its neighbours."""
        ties = self.of(ref.iri)
        around = {tie.other.iri for tie in ties}
        between: dict[tuple[str, str], list[Statement]] = defaultdict(list)
        for edge in edges:
            if edge.start != edge.end and edge.start in around and edge.end in around:
                stated = Statement(edge.start, edge.end, edge.kind.word, self._sources.of_graphs(edge.graphs))
                between[min((edge.start, edge.end), (edge.end, edge.start))].append(stated)
        links = tuple(
            Link(a, b, is_sourced(source for one in found for source in one.sources), tuple(found))
            for (a, b), found in sorted(between.items())
        )
        return Neighbourhood(ref, ties, links)

    def _tie(self, iri: str, tie_iri: str, cells: Cells, note: Text) -> Tie | None:
        ends = {prop: [v for v, _ in cells.get(prop, ())] for prop in (ZIS.tieFrom, ZIS.tieTo)}
        classes = [c for c, _ in cells.get(RDF.type, ()) if c in self._schema.tie_classes]
        if not classes or not ends[ZIS.tieFrom] or not ends[ZIS.tieTo]:
            return None
        kind = self._schema.tie_classes[self._schema.most_specific(classes)]
        outgoing = ends[ZIS.tieFrom][0] == iri
        refs = self._directory.refs
        own, other = refs.get(iri), refs.get(ends[ZIS.tieTo if outgoing else ZIS.tieFrom][0])
        if own is None or other is None:
            return None
        sources = self._sources.of_graphs({graph for _, graph in cells[ZIS.tieFrom]})

        def first(prop: str) -> str:
            return next((value for value, _ in cells.get(prop, ())), "")

        return Tie(
            iri=tie_iri,
            predicate=local_name(kind.shortcut),
            word=kind.word,
            outgoing=outgoing,
            symmetric=kind.symmetric,
            counts=kind.counts and own.group is other.group is Group.BODY,
            family=kind.family,
            other=other,
            from_year=first(ZIS.validFrom),
            to_year=first(ZIS.validTo),
            reported_year=first(ZIS.reportedIn),
            planned=first(ZIS.planned) == "true",
            role=first(ZIS.role),
            contribution=first(ZIS.ecContribution),
            note=note,
            sources=sources,
            confidence=is_sourced(sources),
        )


def _note(texts: Mapping[str, set[str]]) -> Text:
    """What the sources add to a tie, in each language; a text without language stands in both."""
    return Text(*("; ".join(sorted(texts.get(one, set()) | texts.get("", set()))) for one in ("it", "en")))


def _order(tie: Tie) -> tuple[bool, str, bool, str, str]:
    return (not tie.counts, tie.predicate, not tie.outgoing, tie.other.label.it.casefold(), tie.iri)
