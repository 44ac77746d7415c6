"""The profile of one entity: facts with their sources, figures, ties, and who points at it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from zisgraph.catalogue.directory import Directory
from zisgraph.catalogue.records import NO_TEXT, EntityRef, Fact, Member, Observation, Profile, Text, Value, ZoneState
from zisgraph.catalogue.schema import Schema, local_name
from zisgraph.catalogue.sources import DERIVED, Sources, is_sourced
from zisgraph.catalogue.ties import Ties
from zisgraph.model.ports import Reader
from zisgraph.ontology.vocabulary import RDF, RDFS, ZIS

_ROLES = (ZIS.locatedIn, ZIS.inProvince, ZIS.hasSpecialisation, ZIS.teaches, ZIS.provider, ZIS.inProvinceScope)
_ORDER = (
    "label", "altLabel", "legalName", "foundingDate", "seatIn", "siteIn", "locatedIn", "city", "inProvince",
    "hasSpecialisation", "teaches", "provider", "level", "levelCode", "seats", "hours", "cost", "startDate", "endDate", "homepage",
)  # fmt: skip


class Profiles:
    """Profiles of one build, read one at a time."""

    def __init__(self, reader: Reader, directory: Directory, schema: Schema, sources: Sources, ties: Ties) -> None:
        self._reader, self._directory, self._schema = reader, directory, schema
        self._sources, self._ties = sources, ties

    def of(self, ref: EntityRef) -> Profile:
        """All that is stated about one entity."""
        return Profile(
            ref=ref,
            aliases=self._directory.aliases_of.get(ref.iri, ()),
            facts=self.facts(ref.iri),
            observations=self.observations(ref.iri),
            ties=self._ties.of(ref.iri),
            states=self._states(ref.iri),
            members=self._members(ref.iri),
        )

    def facts(self, iri: str) -> tuple[Fact, ...]:
        """Its properties, in reading order; derived ones only where they add something (its province)."""
        rows = self._reader.select(
            "SELECT ?p ?o (LANG(?o) AS ?lang) (DATATYPE(?o) AS ?dt) (isIRI(?o) AS ?link) ?g "
            f"WHERE {{ GRAPH ?g {{ <{iri}> ?p ?o }} }}"
        )
        graphs: dict[str, dict[tuple[str, str, str, bool], list[str]]] = defaultdict(lambda: defaultdict(list))
        entries = frozenset(row["o"] for row in rows if row["p"] == ZIS.classifiedAs)
        for row in rows:
            source = self._sources.of_graph(row["g"])
            if source is None or row["p"] in (RDF.type, ZIS.hasState):
                continue
            if source.dataset == DERIVED and row["p"] != ZIS.inProvince:
                continue
            key = (row["o"], row.get("lang", ""), row.get("dt", ""), row["link"] == "true")
            graphs[row["p"]][key].append(row["g"])
        facts = [self._fact(prop, values, entries) for prop, values in graphs.items()]
        return tuple(sorted(facts, key=_reading_order))

    def observations(self, iri: str) -> tuple[Observation, ...]:
        """The figures recorded of it, by indicator, newest first."""
        rows = self._reader.select(
            f"SELECT ?s ?p ?v ?g WHERE {{ ?s <{ZIS.observationOf}> <{iri}> . GRAPH ?g {{ ?s ?p ?v }} }}"
        )
        cells, graphs = _gather(rows)
        notes = self._notes(iri)
        found = [
            replace(self._observation(obs, cells[obs], graphs[obs]), note=notes.get(obs, NO_TEXT))
            for obs in sorted(cells)
        ]
        values: dict[tuple[str, str], set[str]] = defaultdict(set)
        for item in found:
            values[(item.indicator, item.year)].add(item.value or item.as_given)
        return tuple(
            sorted(
                (replace(item, conflict=len(values[(item.indicator, item.year)]) > 1) for item in found),
                key=lambda o: (o.indicator, tuple(-ord(c) for c in o.year), o.iri),
            )
        )

    def _fact(
        self, prop: str, values: dict[tuple[str, str, str, bool], list[str]], entries: frozenset[str] = frozenset()
    ) -> Fact:
        found = [
            Value(
                text=text,
                language=language,
                datatype=datatype,
                sources=self._sources.of_graphs(graphs),
                entity=self._directory.refs.get(text) if is_iri else None,
                link=text if is_iri else "",
                entry=self._entry(prop, text, entries),
            )
            for (text, language, datatype, is_iri), graphs in values.items()
        ]
        found.sort(key=lambda v: (v.confidence.value, v.language != "it", v.text))
        by_language: dict[str, int] = defaultdict(int)
        for value in found:
            by_language[value.language] += 1
        conflict = prop in self._schema.single_valued and max(by_language.values()) > 1
        return Fact(prop, local_name(prop), self._schema.label(prop), tuple(found), conflict)

    def _entry(self, prop: str, code: str, entries: frozenset[str]) -> str:
        """The path of the entry that a code stands for, if it is among those that the thing leads to."""
        name = self._schema.public_code_lists.get(prop)
        if not name or not entries:
            return ""
        iri = self._directory.code_address(name, code.rpartition("/")[2] if code.startswith("/") else code)
        return self._directory.path(iri) if iri in entries else ""

    def _observation(self, iri: str, cells: dict[str, str], graphs: Iterable[str]) -> Observation:
        sources = self._sources.of_graphs(graphs)
        indicator = cells.get(ZIS.indicator, "")
        unit = self._labels_of(cells.get(ZIS.unit, ""))
        return Observation(
            iri=iri,
            indicator=indicator,
            label=self._schema.code_label(indicator, ZIS.indicator),
            year=cells.get(ZIS.year, ""),
            value=cells.get(ZIS.value, cells.get(ZIS.textValue, "")),
            value_min=cells.get(ZIS.valueMin, ""),
            value_max=cells.get(ZIS.valueMax, ""),
            qualifier=cells.get(ZIS.qualifier, ""),
            unit=unit,
            as_given=cells.get(ZIS.asGiven, ""),
            sources=sources,
            confidence=is_sourced(sources),
        )

    def _notes(self, iri: str) -> dict[str, Text]:
        """What the editors note of its figures, by observation."""
        rows = self._reader.select(
            f"SELECT ?s ?v (LANG(?v) AS ?lang) WHERE {{ ?s <{ZIS.observationOf}> <{iri}> ; <{RDFS.comment}> ?v }}"
        )
        texts: dict[str, dict[str, str]] = defaultdict(dict)
        for row in rows:
            texts[row["s"]][row.get("lang", "")] = row["v"]
        return {obs: Text(found.get("it", ""), found.get("en", "")) for obs, found in texts.items()}

    def _labels_of(self, iri: str) -> Text:
        if not iri:
            return NO_TEXT
        rows = self._reader.select(f"SELECT ?v (LANG(?v) AS ?lang) WHERE {{ <{iri}> <{RDFS.label}> ?v }}")
        texts = {row.get("lang", ""): row["v"] for row in rows}
        return Text(texts.get("it", local_name(iri)), texts.get("en", local_name(iri)))

    def _states(self, iri: str) -> tuple[ZoneState, ...]:
        rows = self._reader.select(
            f"SELECT ?s ?p ?v ?g WHERE {{ <{iri}> <{ZIS.hasState}> ?s . GRAPH ?g {{ ?s ?p ?v }} }}"
        )
        cells, graphs = _gather(rows)
        states = [
            ZoneState(
                status=cell.get(ZIS.status, ""),
                date=cell.get(ZIS.statusDate, ""),
                date_precision=cell.get(ZIS.statusDatePrecision, ""),
                sources=self._sources.of_graphs(graphs[state]),
            )
            for state, cell in sorted(cells.items())
        ]
        return tuple(sorted(states, key=lambda s: s.date, reverse=True))

    def _members(self, iri: str) -> tuple[Member, ...]:
        among = ", ".join(f"<{role}>" for role in _ROLES)
        rows = self._reader.select(f"SELECT ?e ?p ?g WHERE {{ GRAPH ?g {{ ?e ?p <{iri}> }} FILTER(?p IN ({among})) }}")
        graphs: dict[tuple[str, str], list[str]] = defaultdict(list)
        for row in rows:
            if row["e"] in self._directory.refs:
                graphs[(row["e"], local_name(row["p"]))].append(row["g"])
        members = [
            Member(self._directory.refs[entity], role, sources, is_sourced(sources))
            for (entity, role), where in graphs.items()
            for sources in [self._sources.of_graphs(where)]
        ]
        return tuple(sorted(members, key=lambda m: (m.role, m.ref.group, m.ref.label.it.casefold(), m.ref.iri)))


def _gather(rows: Iterable[dict[str, str]]) -> tuple[dict[str, dict[str, str]], dict[str, set[str]]]:
    cells: dict[str, dict[str, str]] = defaultdict(dict)
    graphs: dict[str, set[str]] = defaultdict(set)
    for row in sorted(rows, key=lambda r: (r["s"], r["p"], r["v"])):
        cells[row["s"]].setdefault(row["p"], row["v"])
        graphs[row["s"]].add(row["g"])
    return cells, graphs


def _reading_order(fact: Fact) -> tuple[int, str]:
    return (_ORDER.index(fact.key) if fact.key in _ORDER else len(_ORDER), fact.key)
