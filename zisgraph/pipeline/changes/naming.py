"""The words for what changed: names of things, properties, codes and citations, as two builds have them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from zisgraph.catalogue.records import Citation
from zisgraph.catalogue.schema import Schema, local_name
from zisgraph.catalogue.sources import Sources
from zisgraph.model.ports import Reader
from zisgraph.model.terms import Confidence
from zisgraph.ontology.vocabulary import RDF, RDFS, ZIS
from zisgraph.pipeline.changes.items import Item

Language = str
_LEADING: Final = (ZIS.tieFrom, ZIS.tieTo, ZIS.observationOf, ZIS.unit)
"""Properties whose value is another thing that has to be named with this one."""
_TOLD: Final = (
    RDF.type, RDFS.label, *_LEADING, ZIS.indicator, ZIS.year, ZIS.value, ZIS.qualifier, ZIS.status, ZIS.statusDate,
)  # fmt: skip
_AT_ONCE: Final = 400


@dataclass(slots=True)
class Thing:
    """What one build says of one thing, as far as its name needs it."""

    labels: dict[str, str] = field(default_factory=dict)
    classes: set[str] = field(default_factory=set)
    values: dict[str, str] = field(default_factory=dict)


class BuildNames:
    """What one build calls things."""

    def __init__(self, reader: Reader, base: str) -> None:
        self._reader, self.base = reader, base
        self.schema, self.sources = Schema(reader, base), Sources(reader, base)
        self._known: dict[str, Thing] = {}

    def learn(self, addresses: Iterable[str]) -> None:
        """Look up things and what they lead to, many at once."""
        led = self._look_up(addresses)
        self._look_up(led)

    def thing(self, address: str) -> Thing | None:
        """What was learnt of a thing; None where the build says nothing of it."""
        found = self._known.get(address)
        return found if found is not None and (found.labels or found.classes) else None

    def citation(self, identifier: str) -> Citation | None:
        return self.sources.citations.get(identifier)

    def _look_up(self, addresses: Iterable[str]) -> list[str]:
        wanted = [one for one in dict.fromkeys(addresses) if one not in self._known and one.startswith(self.base)]
        for start in range(0, len(wanted), _AT_ONCE):
            self._ask(wanted[start : start + _AT_ONCE])
        return [self._known[one].values[p] for one in wanted for p in _LEADING if p in self._known[one].values]

    def _ask(self, wanted: Sequence[str]) -> None:
        for address in wanted:
            self._known[address] = Thing()
        things, told = (" ".join(f"<{one}>" for one in some) for some in (wanted, _TOLD))
        rows = self._reader.select(
            f"SELECT ?e ?p ?v (LANG(?v) AS ?lang) ?g WHERE {{ VALUES ?e {{ {things} }} VALUES ?p {{ {told} }} "
            "GRAPH ?g { ?e ?p ?v } }"
        )
        for row in sorted(rows, key=self._rank, reverse=True):  # the best is written last, and stays
            thing = self._known[row["e"]]
            if row["p"] == RDF.type:
                thing.classes.add(row["v"])
            elif row["p"] == RDFS.label:
                thing.labels[row.get("lang", "")] = row["v"]
            else:
                thing.values[row["p"]] = row["v"]

    def _rank(self, row: Mapping[str, str]) -> tuple[bool, str]:
        source = self.sources.of_graph(row["g"])
        return source is None or source.confidence is not Confidence.SOURCED, row["v"]


class Names:
    """What things are called: as the later build says, and as the earlier one did for what is no longer there."""

    def __init__(self, before: BuildNames, after: BuildNames) -> None:
        self._before, self._after = before, after

    @property
    def schema(self) -> Schema:
        return self._after.schema

    def learn(self, items: Iterable[Item]) -> None:
        """Look up everything that sentences about these items name."""
        addresses: list[str] = []
        for item in items:
            addresses += [item.subject, *item.bodies, *([item.replaces] if item.replaces else ())]
            terms = (term for one in item.statements for term in (one.before, one.after))
            addresses += [term[1:-1] for term in terms if term.startswith("<")]
        for names in (self._before, self._after):
            names.learn(addresses)

    def thing(self, address: str, *, earlier: bool = False) -> Thing | None:
        """A thing as the later build has it, or the earlier one where that is asked for or the later has none."""
        order = (self._before, self._after) if earlier else (self._after, self._before)
        return next((found for names in order if (found := names.thing(address)) is not None), None)

    def name(self, address: str, language: Language, *, earlier: bool = False) -> str:
        """A name in a language; the path of the address where no build has one."""
        thing = self.thing(address, earlier=earlier)
        if thing is not None and (label := named(thing, language)):
            return label
        schema = self.schema.labels.get(address)
        if schema is not None:
            return schema.it if language == "it" else schema.en
        start = f"{self._after.base}id/"
        return address.removeprefix(start) if address.startswith(start) else local_name(address)

    def citation(self, identifier: str) -> Citation | None:
        return self._after.citation(identifier) or self._before.citation(identifier)


def named(thing: Thing, language: Language) -> str:
    """The label in that language, else one in none, else any."""
    labels = thing.labels
    return labels.get(language) or labels.get("") or next(iter(sorted(labels.values())), "")
