"""Every statement of a build grouped by subject, each value with who says it: what the projection is made from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from zisgraph.model.ports import Reader
from zisgraph.model.precedence import Precedence, precedence
from zisgraph.model.terms import Confidence
from zisgraph.ontology.vocabulary import DCT, OWL, RDF, XSD, ZIS

SOURCED: Final = "sourced"
_GRAPHS: Final = f"""SELECT ?g ?c ?k ?d WHERE {{
  ?g a <{ZIS.StatementGraph}> ; <{DCT.source}> ?c ; <{ZIS.confidence}> ?k OPTIONAL {{ ?c <{DCT.issued}> ?d }} }}"""
_STATEMENTS: Final = """SELECT ?g ?s ?p ?o (DATATYPE(?o) AS ?d) (LANG(?o) AS ?l) WHERE { GRAPH ?g { ?s ?p ?o } }"""
_WHOLE: Final = frozenset({XSD.integer, XSD.gYear})


@dataclass(frozen=True, slots=True, order=True)
class Value:
    """One object of a statement; `datatype` is empty for an IRI."""

    text: str
    datatype: str
    language: str


Origins = dict[Value, set[str]]


@dataclass(slots=True)
class Facts:
    """The statements of a build; a source reads "citation:confidence"."""

    base: str
    dates: dict[str, str] = field(default_factory=dict)
    """Source -> date of its citation."""
    said: dict[str, dict[str, Origins]] = field(default_factory=dict)
    """Subject -> predicate -> value -> sources."""
    _numbers: dict[str, type] = field(default_factory=dict)
    _lists: set[str] = field(default_factory=set)
    _merged: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, reader: Reader, base: str) -> Facts:
        """Everything that stands in a named graph of the build."""
        facts = cls(base)
        sources: dict[str, str] = {}
        for row in reader.select(_GRAPHS):
            source = f"{row['c'].removeprefix(base + 'id/citation/')}:{row['k']}"
            sources[row["g"]] = source
            facts.dates[source] = max(row.get("d", ""), facts.dates.get(source, ""))
        per_graph: dict[tuple[str, str, str, str], int] = defaultdict(int)
        datatypes: dict[str, set[str]] = defaultdict(set)
        for row in reader.select(_STATEMENTS):
            value = Value(row["o"], row.get("d", ""), row.get("l", ""))
            predicates = facts.said.setdefault(row["s"], {})
            predicates.setdefault(row["p"], {}).setdefault(value, set()).add(sources[row["g"]])
            per_graph[row["s"], row["p"], row["g"], value.language] += 1
            datatypes[row["p"]].add(value.datatype)
        facts._lists = {predicate for (_s, predicate, _g, _l), count in per_graph.items() if count > 1}
        facts._numbers = dict(_numbers(datatypes))
        facts._merged = {
            value.text: subject
            for subject, predicates in facts.said.items()
            for value in predicates.get(OWL.sameAs, {})
        }
        return facts

    def objects(self, subject: str, predicate: str) -> Origins:
        """The values of one predicate of a subject, with their sources."""
        return self.said.get(subject, {}).get(predicate, {})

    def text(self, subject: str, predicate: str) -> str:
        """The first value of one predicate of a subject, '' when there is none."""
        return min((value.text for value in self.objects(subject, predicate)), default="")

    def types(self, subject: str) -> set[str]:
        return {value.text for value in self.objects(subject, RDF.type)}

    def merged_into(self, iri: str) -> str:
        """The address under which something stands after merging."""
        return self._merged.get(iri, iri)

    def is_list(self, predicate: str) -> bool:
        """Whether one source gives one thing several values of it, anywhere in this build."""
        return predicate in self._lists

    def convert(self, predicate: str, value: Value) -> str | int | float | bool:
        """A value as the type that all values of the predicate share; text where they differ."""
        kind = self._numbers.get(predicate, str)
        return value.text == "true" if kind is bool else kind(value.text)

    def shown(self, origins: Mapping[Value, Iterable[str]]) -> Value:
        """The value to show: sourced before unverified, then the newest citation, then the first in order."""
        if len(origins) == 1:
            return next(iter(origins))

        def rank(value: Value) -> tuple[Precedence, Value]:
            return min(self._precedence(source) for source in origins[value]), value

        return min(origins, key=rank)

    def _precedence(self, source: str) -> Precedence:
        told = Confidence.SOURCED if is_sourced(source) else Confidence.UNVERIFIED
        return precedence(told, self.dates.get(source, ""))


def is_sourced(source: str) -> bool:
    """Whether the citation says it, rather than nobody having checked it."""
    return source.rpartition(":")[2] == SOURCED


def confidence(sources: Iterable[str]) -> str:
    """Sourced when any source is."""
    return SOURCED if any(map(is_sourced, sources)) else "unverified"


def _numbers(datatypes: Mapping[str, set[str]]) -> Iterator[tuple[str, type]]:
    for predicate, seen in datatypes.items():
        if seen <= _WHOLE:
            yield predicate, int
        elif seen <= {XSD.integer, XSD.decimal}:
            yield predicate, float
        elif seen == {XSD.boolean}:
            yield predicate, bool
