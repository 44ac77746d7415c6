"""Every entity of one build as a link: its label, what it is, where it stands, how sure it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property

from zisgraph.catalogue.records import NO_TEXT, EntityRef, Group, Seat, Text
from zisgraph.catalogue.schema import Schema, local_name
from zisgraph.catalogue.sources import Sources, is_sourced
from zisgraph.errors import NotFoundError
from zisgraph.model.iris import Minter
from zisgraph.model.ports import Reader
from zisgraph.model.precedence import precedence
from zisgraph.model.terms import Confidence
from zisgraph.ontology.vocabulary import OWL, RDFS, ZIS

RECORD = "rcn-"
"""Start of the name that a project without an acronym has in CORDIS: the number of its record follows."""

_TIED = f"SELECT ?e (COUNT(DISTINCT ?o) AS ?n) WHERE {{ ?e <{ZIS.tiedTo}> ?o }} GROUP BY ?e"


class Directory:
    """All entities, loaded once per build."""

    def __init__(self, reader: Reader, base: str, schema: Schema, sources: Sources) -> None:
        self._reader, self._base, self._schema, self._sources = reader, base, schema, sources

    @cached_property
    def refs(self) -> Mapping[str, EntityRef]:
        """Every entity by IRI, in the order of its IRI."""
        types, graphs = self._types()
        labels = self._labels()
        places = self._places(labels)
        cities = self._cities()
        helices = self._map(f"SELECT ?e ?v WHERE {{ ?e <{ZIS.helix}> ?v }}")
        tied = {row["e"]: int(row["n"]) for row in self._reader.select(_TIED) if "e" in row}
        found = {}
        for iri in sorted(types):
            classes = types[iri]
            group = self._schema.group(classes)
            if group in (Group.OTHER, Group.OBSERVATION) or not iri.startswith(f"{self._base}id/"):
                continue
            kind = self._schema.most_specific(classes)
            seats = places.get(iri, ())
            city, city_placed = cities.get(iri, (NO_TEXT, Confidence.SOURCED))
            path = self.path(iri)
            found[iri] = EntityRef(
                iri=iri,
                path=path,
                label=_named(labels.get(iri, Text(path, path)), group),
                group=group,
                kind=local_name(kind),
                kind_label=self._schema.label(kind),
                confidence=is_sourced(self._sources.of_graphs(graphs[iri])),
                is_organisation=any(ZIS.Organisation in self._schema.ancestors(c) for c in classes),
                municipality=seats[0].municipality if seats else city,
                province=seats[0].province if seats else "",
                ties=tied.get(iri, 0),
                helix=helices.get(iri, ""),
                seats=seats,
                placed=(Confidence.SOURCED if seats[0].sourced else Confidence.UNVERIFIED) if seats else city_placed,
            )
        return found

    @cached_property
    def aliases(self) -> Mapping[str, str]:
        """Merged IRIs, each with the canonical IRI that took its place."""
        rows = self._reader.select(
            f"SELECT ?c ?a WHERE {{ GRAPH <{self._base}graph/identity> {{ ?c <{OWL.sameAs}> ?a }} }}"
        )
        return {row["a"]: row["c"] for row in rows}

    @cached_property
    def aliases_of(self) -> Mapping[str, tuple[str, ...]]:
        """For each canonical IRI, the others that were merged into it."""
        found: dict[str, list[str]] = defaultdict(list)
        for alias, canonical in sorted(self.aliases.items()):
            found[canonical].append(alias)
        return {canonical: tuple(aliases) for canonical, aliases in found.items()}

    @cached_property
    def units(self) -> Mapping[str, Text]:
        """What each unit of measure is called, by its IRI; a unit is no entity of its own."""
        rows = self._reader.select(
            f"SELECT ?u ?v (LANG(?v) AS ?lang) WHERE {{ ?u a <{ZIS.UnitOfMeasure}> ; <{RDFS.label}> ?v }}"
        )
        found: dict[str, dict[str, str]] = defaultdict(dict)
        for row in rows:
            found[row["u"]][row.get("lang", "")] = row["v"]
        return {iri: _text(texts) for iri, texts in found.items()}

    def addresses(self) -> Iterator[tuple[str, str]]:
        """Every canonical IRI with each path that leads to it, merged records included."""
        for iri in self.refs:
            yield iri, self.path(iri)
            yield from ((iri, self.path(alias)) for alias in self.aliases_of.get(iri, ()))

    def code_address(self, name: str, code: str) -> str:
        """The address of an entry of a published code list; an entry is no entity, and is not searched for."""
        return Minter(self._base).code(name, code)

    def path(self, iri: str) -> str:
        """The part of an IRI after "…/id/"."""
        return iri.removeprefix(f"{self._base}id/")

    def canonical(self, key: str) -> str:
        """The canonical IRI of a path ("ror/02dq7z403"), an IRI, or a bare slug ("eucentre").

        Raises:
            NotFoundError: there is no such entity; the message names what was received and where to search.
        """
        candidates = [key] if key.startswith(self._base) else [f"{self._base}id/{key}"]
        if "/" not in key:
            candidates += [
                f"{self._base}id/{space}/{key}" for space in ("curated", "specialisation", "istat", "cordis")
            ]
        for candidate in candidates:
            iri = self.aliases.get(candidate, candidate)
            if iri in self.refs:
                return iri
        raise NotFoundError(
            f"There is no entity {key!r} in this build. Search for its name to find its address, "
            "such as ror/02dq7z403 or curated/chips-it."
        )

    def of_group(self, group: Group) -> Iterator[EntityRef]:
        """The entities of one group, in the order of their IRI."""
        return (ref for ref in self.refs.values() if ref.group is group)

    def _types(self) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
        rows = self._reader.select(
            "SELECT ?e ?c ?g WHERE { GRAPH ?g { ?e a ?c } "
            f'FILTER(STRSTARTS(STR(?c), "{ZIS.Body.removesuffix("Body")}")) }}'
        )
        types: dict[str, set[str]] = defaultdict(set)
        graphs: dict[str, set[str]] = defaultdict(set)
        for row in rows:
            types[row["e"]].add(row["c"])
            graphs[row["e"]].add(row["g"])
        return types, graphs

    def _labels(self) -> dict[str, Text]:
        rows = self._reader.select(
            f"SELECT ?e ?v (LANG(?v) AS ?lang) ?g WHERE {{ GRAPH ?g {{ ?e <{RDFS.label}> ?v }} }}"
        )
        best: dict[tuple[str, str], tuple[bool, str]] = {}
        for row in rows:
            source = self._sources.of_graph(row["g"])
            if source is None:
                continue
            key = (row["e"], row.get("lang", ""))
            rank = (source.confidence is not Confidence.SOURCED, row["v"])
            best[key] = min(best.get(key, rank), rank)
        found: dict[str, dict[str, str]] = defaultdict(dict)
        for (iri, language), (_, value) in best.items():
            found[iri][language] = value
        return {iri: _text(texts) for iri, texts in found.items()}

    def _places(self, labels: Mapping[str, Text]) -> dict[str, tuple[Seat, ...]]:
        """The seats of each entity by their precedence; names only break ties."""
        rows = self._reader.select(
            f"SELECT DISTINCT ?e ?m ?plate ?g WHERE {{ GRAPH ?g {{ ?e <{ZIS.locatedIn}> ?m }} "
            f"?m <{ZIS.containedIn}> ?p . ?p <{ZIS.plateCode}> ?plate }}"
        )
        ranked = []
        for row in rows:
            source, name = self._sources.of_graph(row["g"]), labels.get(row["m"])
            if source is not None and name is not None:
                rank = (precedence(source.confidence, source.citation.date), name.it)
                sourced = source.confidence is Confidence.SOURCED
                ranked.append((row["e"], rank, Seat(name, row["plate"], sourced=sourced)))
        found: dict[str, dict[tuple[Text, str], Seat]] = defaultdict(dict)
        for entity, _, seat in sorted(ranked, key=lambda item: item[:2]):
            found[entity].setdefault((seat.municipality, seat.province), seat)
        return {entity: tuple(seats.values()) for entity, seats in found.items()}

    def _cities(self) -> dict[str, tuple[Text, Confidence]]:
        """The town of each entity as its source writes it, the first by name, and whether a source says it."""
        rows = self._reader.select(f"SELECT ?e ?v ?g WHERE {{ GRAPH ?g {{ ?e <{ZIS.city}> ?v }} }}")
        graphs: dict[tuple[str, str], list[str]] = defaultdict(list)
        for row in rows:
            graphs[row["e"], row["v"]].append(row["g"])
        found: dict[str, tuple[Text, Confidence]] = {}
        for (entity, city), where in sorted(graphs.items()):
            found.setdefault(entity, (Text(city, city), is_sourced(self._sources.of_graphs(where))))
        return found

    def _map(self, query: str) -> dict[str, str]:
        rows = self._reader.select(query)
        return {row["e"]: row["v"] for row in sorted(rows, key=lambda r: (r["e"], r["v"]), reverse=True)}


def _named(label: Text, group: Group) -> Text:
    """The label; a project of which only its record number at CORDIS is known is called just that."""
    if group is not Group.PROJECT or not label.it.startswith(RECORD):
        return label
    number = label.it.removeprefix(RECORD)
    return Text(f"Progetto CORDIS n. {number}", f"CORDIS project no. {number}")


def _text(texts: Mapping[str, str]) -> Text:
    plain = texts.get("", "")
    return Text(
        texts.get("it", "") or plain or texts.get("en", ""), texts.get("en", "") or plain or texts.get("it", "")
    )
