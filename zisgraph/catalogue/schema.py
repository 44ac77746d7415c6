"""The part of the ontology that the read model needs: classes, their labels, tie classes, single-valued properties."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from zisgraph.catalogue.records import Group, Text
from zisgraph.model.ports import Reader
from zisgraph.ontology.vocabulary import OWL, RDF, RDFS, SKOS, ZIS

_GROUPS = {
    ZIS.Body: Group.BODY,
    ZIS.Specialisation: Group.SPECIALISATION,
    ZIS.Zone: Group.ZONE,
    ZIS.TrainingProgramme: Group.PROGRAMME,
    ZIS.Project: Group.PROJECT,
    ZIS.Province: Group.PROVINCE,
    ZIS.Municipality: Group.MUNICIPALITY,
    ZIS.Region: Group.REGION,
    ZIS.Rule: Group.RULE,
    ZIS.Observation: Group.OBSERVATION,
}


@dataclass(frozen=True, slots=True)
class TieClass:
    """How ties of one class read, and what they count for."""

    iri: str
    shortcut: str
    word: Text
    counts: bool
    family: bool
    symmetric: bool


class Schema:
    """Classes and properties as the graph of the ontology in one build states them."""

    def __init__(self, reader: Reader, base: str) -> None:
        self._reader = reader
        self._graph = f"{base}graph/ontology"

    def _pairs(self, predicate: str) -> list[tuple[str, str]]:
        rows = self._reader.select(f"SELECT ?s ?o WHERE {{ GRAPH <{self._graph}> {{ ?s <{predicate}> ?o }} }}")
        return sorted((row["s"], row["o"]) for row in rows)

    @cached_property
    def labels(self) -> Mapping[str, Text]:
        """The label of every class and property, in both languages."""
        rows = self._reader.select(
            f"SELECT ?s ?o (LANG(?o) AS ?lang) WHERE {{ GRAPH <{self._graph}> {{ ?s <{RDFS.label}> ?o }} }}"
        )
        found: dict[str, dict[str, str]] = defaultdict(dict)
        for row in sorted(rows, key=lambda r: r["o"], reverse=True):
            found[row["s"]][row.get("lang", "")] = row["o"]
        return {iri: Text(texts.get("it", ""), texts.get("en", "")) for iri, texts in found.items()}

    def label(self, iri: str) -> Text:
        """The label of a class or property, or its local name where it has none."""
        return self.labels.get(iri) or Text(local_name(iri), local_name(iri))

    @cached_property
    def _parents(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, list[str]] = defaultdict(list)
        for child, parent in self._pairs(RDFS.subClassOf):
            found[child].append(parent)
        return {child: tuple(parents) for child, parents in found.items()}

    def ancestors(self, iri: str) -> frozenset[str]:
        """The class itself and all its superclasses."""
        seen: set[str] = set()
        waiting = [iri]
        while waiting:
            current = waiting.pop()
            if current not in seen:
                seen.add(current)
                waiting.extend(self._parents.get(current, ()))
        return frozenset(seen)

    def most_specific(self, classes: Iterable[str]) -> str:
        """The class with the longest line of superclasses; ties go to the first name in order."""
        return min(classes, key=lambda iri: (-len(self.ancestors(iri)), iri))

    def group(self, classes: Iterable[str]) -> Group:
        """What kind of thing instances of these classes are."""
        all_classes = {ancestor for iri in classes for ancestor in self.ancestors(iri)}
        return next((group for iri, group in _GROUPS.items() if iri in all_classes), Group.OTHER)

    @cached_property
    def tie_classes(self) -> Mapping[str, TieClass]:
        """Every class of ties that has a shortcut property, by IRI."""
        counts = {s for s, o in self._pairs(ZIS.countsAsTie) if o == "true"}
        family = {s for s, o in self._pairs(ZIS.isFamilyTie) if o == "true"}
        symmetric = {s for s, o in self._pairs(RDF.type) if o == OWL.SymmetricProperty}
        return {
            iri: TieClass(iri, shortcut, self.label(shortcut), iri in counts, iri in family, shortcut in symmetric)
            for iri, shortcut in self._pairs(ZIS.shortcutProperty)
        }

    @cached_property
    def single_valued(self) -> frozenset[str]:
        """Properties of which an entity has one true value: different values are a conflict of sources."""
        return frozenset(s for s, o in self._pairs(ZIS.singleValued) if o == "true")

    @cached_property
    def _code_lists(self) -> Mapping[str, str]:
        """The list that the codes of each property come from."""
        return dict(self._pairs(ZIS.codeList))

    def is_coded(self, prop: str) -> bool:
        """Whether the values of a property are codes of a list."""
        return prop in self._code_lists

    @cached_property
    def public_code_lists(self) -> Mapping[str, str]:
        """The name of the published list that the codes of each property are of."""
        return dict(self._pairs(ZIS.publicCodeList))

    @cached_property
    def _codes(self) -> Mapping[tuple[str, str], Text]:
        """What codes are called, by list and notation; under no list, the name that any of the lists gives."""
        rows = self._reader.select(
            f"SELECT ?list ?code ?v (LANG(?v) AS ?lang) WHERE {{ GRAPH <{self._graph}> "
            f"{{ ?c <{SKOS.inScheme}> ?list ; <{SKOS.notation}> ?code ; <{RDFS.label}> ?v }} }}"
        )
        found: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
        for row in sorted(rows, key=lambda r: (r["list"], r["v"]), reverse=True):
            for code_list in (row["list"], ""):
                found[(code_list, row["code"])][row.get("lang", "")] = row["v"]
        return {key: Text(texts.get("it", ""), texts.get("en", "")) for key, texts in found.items()}

    def code_label(self, code: str, prop: str = "") -> Text:
        """The name of a code of a property's list, or the code with blanks for underscores where no list names it."""
        words = code.replace("_", " ")
        return self._codes.get((self._code_lists.get(prop, ""), code)) or Text(words, words)


def local_name(iri: str) -> str:
    """The part after the last "#" or "/"."""
    return iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1]
