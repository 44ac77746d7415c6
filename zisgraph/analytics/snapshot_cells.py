"""One pass over the store: every statement an analysis needs, with its origin, grouped by subject and property."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from zisgraph.model.iris import Minter
from zisgraph.model.ports import Reader
from zisgraph.model.precedence import precedence
from zisgraph.model.snapshot_records import Origins, is_sourced
from zisgraph.model.terms import Confidence, Origin
from zisgraph.ontology.vocabulary import DCT, GEO, OWL, RDF, RDFS, SKOS, ZIS

DERIVED = "derived"

FACT_PROPERTIES = (
    RDF.type, RDFS.label, SKOS.prefLabel, SKOS.broader, GEO.lat, GEO.long, ZIS.helix, ZIS.seatIn, ZIS.siteIn,
    ZIS.locatedIn, ZIS.containedIn, ZIS.plateCode, ZIS.provinceCode, ZIS.outsideLombardy, ZIS.hasSpecialisation,
    ZIS.crossCutting, ZIS.tieFrom, ZIS.tieTo, ZIS.validFrom, ZIS.validTo, ZIS.reportedIn, ZIS.planned, ZIS.role,
    ZIS.startDate, ZIS.endDate, ZIS.inProvinceScope, ZIS.hasState, ZIS.status, ZIS.statusDate, ZIS.continuesAs,
    ZIS.provider, ZIS.teaches, ZIS.levelCode, ZIS.ruleId, ZIS.sentence, ZIS.ruleValue, ZIS.executable,
    ZIS.machineHint, ZIS.ruleStatus, ZIS.observationOf, ZIS.indicator, ZIS.year, ZIS.value, ZIS.valueMin, ZIS.valueMax, ZIS.textValue,
    ZIS.qualifier, ZIS.unit, ZIS.asGiven,
)  # fmt: skip
SCHEMA_PROPERTIES = (
    RDF.type, RDFS.label, RDFS.subClassOf, SKOS.notation, ZIS.kindHelix, ZIS.shortcutProperty, ZIS.countsAsTie, ZIS.isFamilyTie,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cell:
    """One value, its language, and who says it."""

    value: str
    language: str
    origins: Origins


class Cells:
    """The statements of one build, asked by subject and property; derived ones are left out."""

    def __init__(self, reader: Reader, base: str) -> None:
        self.minter = Minter(base)
        self._facts = _gather(_read_facts(reader, self.minter))
        self._schema = _gather(_read_schema(reader, self.minter))
        self._dates = dict(_read_dates(reader, self.minter))
        self._by_class: dict[str, list[str]] = defaultdict(list)
        for subject, properties in self._facts.items():
            for cell in properties.get(RDF.type, ()):
                self._by_class[cell.value].append(subject)

    def all(self, subject: str, prop: str) -> tuple[Cell, ...]:
        """Every value, the best first: curated before other datasets, sourced before unverified, then by value."""
        return self._facts.get(subject, {}).get(prop, ())

    def first(self, subject: str, *props: str) -> str:
        """The best value of the first property that has one, or an empty string."""
        return next((cell.value for prop in props for cell in self.all(subject, prop)), "")

    def placed(self, subject: str, *props: str) -> Cell | None:
        """Where it is, of all that the properties say: the first by precedence, then by name."""
        found = (
            (min(precedence(o.confidence, self._dates.get(o.citation, "")) for o in cell.origins), cell)
            for prop in props
            for cell in self.all(subject, prop)
        )
        best = min(found, key=lambda item: (item[0], self.names(item[1].value)[0], item[1].value), default=None)
        return best[1] if best else None

    def number(self, subject: str, prop: str) -> float | None:
        text = self.first(subject, prop)
        return float(text) if text else None

    def names(self, subject: str, prop: str = RDFS.label) -> tuple[str, str]:
        """The Italian and the English text; where one is missing, the other or an untagged one stands in."""
        cells = self.all(subject, prop)
        return _in_language(cells, "it"), _in_language(cells, "en")

    def sourced(self, subject: str, prop: str) -> bool:
        """Whether a citation states any value of the property."""
        return any(is_sourced(cell.origins) for cell in self.all(subject, prop))

    def classes(self, subject: str) -> list[str]:
        return [cell.value for cell in self.all(subject, RDF.type)]

    def instances(self, *tops: str) -> list[str]:
        """Every subject of one of the classes or of a subclass, sorted."""
        found = {s for top in tops for c in [top, *self.subclasses(top)] for s in self._by_class.get(c, ())}
        return sorted(found)

    # --- the ontology ----------------------------------------------------------------------------------

    def schema_subjects(self, prop: str) -> list[str]:
        return sorted(subject for subject, properties in self._schema.items() if prop in properties)

    def schema_values(self, subject: str, prop: str) -> list[str]:
        return [cell.value for cell in self._schema.get(subject, {}).get(prop, ())]

    def schema_names(self, subject: str) -> tuple[str, str]:
        cells = self._schema.get(subject, {}).get(RDFS.label, ())
        return _in_language(cells, "it"), _in_language(cells, "en")

    def superclasses(self, iri: str) -> frozenset[str]:
        """The class and everything above it."""
        seen: set[str] = set()
        waiting = [iri]
        while waiting:
            current = waiting.pop()
            if current not in seen:
                seen.add(current)
                waiting += self.schema_values(current, RDFS.subClassOf)
        return frozenset(seen)

    def subclasses(self, iri: str) -> list[str]:
        """Everything below the class."""
        return [c for c in self.schema_subjects(RDFS.subClassOf) if c != iri and iri in self.superclasses(c)]

    def symmetric(self, iri: str) -> bool:
        return OWL.SymmetricProperty in self.schema_values(iri, RDF.type)


Row = tuple[str, str, str, str, Origin | None]
Grouped = dict[str, dict[str, tuple[Cell, ...]]]


def _read_facts(reader: Reader, minter: Minter) -> Iterator[Row]:
    origins: dict[str, Origin | None] = {}
    for row in reader.select(_query("?g", FACT_PROPERTIES, f'FILTER(!CONTAINS(STR(?g), "/graph/{DERIVED}/"))')):
        graph = row["g"]
        if graph not in origins:
            origins[graph] = minter.origin_of(graph)
        if (origin := origins[graph]) is not None:
            yield row["s"], row["p"], row["o"], row.get("l", ""), origin


def _read_schema(reader: Reader, minter: Minter) -> Iterator[Row]:
    for row in reader.select(_query(f"<{minter.ontology_graph()}>", SCHEMA_PROPERTIES)):
        yield row["s"], row["p"], row["o"], row.get("l", ""), None


def _read_dates(reader: Reader, minter: Minter) -> Iterator[tuple[str, str]]:
    """The citations that have a date, each with the newest."""
    rows = reader.select(f"SELECT ?c ?d WHERE {{ GRAPH <{minter.meta_graph()}> {{ ?c <{DCT.issued}> ?d }} }}")
    for row in sorted(rows, key=lambda row: row["d"]):
        yield row["c"].rsplit("/", 1)[-1], row["d"]


def _query(graph: str, properties: Iterable[str], graph_filter: str = "") -> str:
    values = " ".join(f"<{prop}>" for prop in properties)
    return (
        f"SELECT ?s ?p ?o (LANG(?o) AS ?l) ?g WHERE {{ VALUES ?p {{ {values} }} GRAPH {graph} {{ ?s ?p ?o }} "
        f"FILTER(!isBlank(?s)) {graph_filter} }}"
    )


def _gather(rows: Iterable[Row]) -> Grouped:
    found: dict[str, dict[str, dict[tuple[str, str], set[Origin]]]] = defaultdict(lambda: defaultdict(dict))
    for subject, prop, value, language, origin in rows:
        origins = found[subject][prop].setdefault((value, language), set())
        if origin is not None:
            origins.add(origin)
    return {
        subject: {prop: _cells(values) for prop, values in properties.items()} for subject, properties in found.items()
    }


def _cells(values: Mapping[tuple[str, str], set[Origin]]) -> tuple[Cell, ...]:
    cells = [
        Cell(value, language, tuple(sorted(origins)) if len(origins) > 1 else tuple(origins))
        for (value, language), origins in values.items()
    ]
    return tuple(cells) if len(cells) == 1 else tuple(sorted(cells, key=_rank))


def _rank(cell: Cell) -> tuple[bool, bool, str, str]:
    curated = any(origin.dataset == "curated" for origin in cell.origins)
    sourced = any(origin.confidence is Confidence.SOURCED for origin in cell.origins)
    return (not curated, not sourced, cell.value, cell.language)


def _in_language(cells: Iterable[Cell], language: str) -> str:
    order = (language, "", "it", "en")
    tagged = [cell for cell in cells if cell.language in order]
    # A curated name in the wrong language still comes before a name that another dataset gives in capitals.
    best = min(
        enumerate(tagged),
        key=lambda item: (not _curated(item[1]), order.index(item[1].language), item[0]),
        default=None,
    )
    return best[1].value if best else ""


def _curated(cell: Cell) -> bool:
    return not cell.origins or any(origin.dataset != "cordis" for origin in cell.origins)
