"""Inference: CONSTRUCT rules run to a fixpoint; what follows remembers the citation it follows from.

A rule is a text with one flat CONSTRUCT template and a WHERE clause that holds `GRAPH ?g { … }` around the
pattern whose source the result keeps; patterns outside GRAPH see the union of all graphs. The result of a
match in graph/{dataset}/{citation}/{confidence} stands in graph/derived/{citation}/{confidence}.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from zisgraph.errors import BuildError
from zisgraph.model.iris import Minter
from zisgraph.store.oxigraph import OxigraphFiller

MAX_ROUNDS = 32
_RULE = re.compile(
    r"^(?P<prologue>.*?)\bCONSTRUCT\s*\{(?P<template>[^{}]*)\}\s*WHERE\s*(?P<where>\{.*\})\s*$", re.DOTALL
)
_TOKEN = re.compile(r"<[^>\s]*>|[^\s.;,<>]+(?:\.[^\s.;,<>]+)*|[.;,]")
_PREFIX = re.compile(r"PREFIX\s+([\w-]*):\s*<([^>]*)>", re.IGNORECASE)
_COMMENT = re.compile(r"^\s*#.*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Rule:
    """One parsed rule: `select` binds ?g and the template's variables; `triples` are terms or ?variables."""

    name: str
    select: str
    variables: tuple[str, ...]
    triples: tuple[tuple[str, str, str], ...]


def parse_rule(name: str, text: str, prefixes: Mapping[str, str]) -> Rule:
    """Read one CONSTRUCT rule.

    Raises:
        BuildError: it does not have the form that the module's first lines describe.
    """
    found = _RULE.match(_COMMENT.sub("", text))
    if found is None or not re.search(r"\bGRAPH\s+\?g\b", found["where"]):
        raise BuildError(f"Rule {name}: a rule is CONSTRUCT {{ flat template }} WHERE {{ … GRAPH ?g {{ … }} … }}.")
    known = {**prefixes, **dict(_PREFIX.findall(found["prologue"]))}
    triples = tuple(_triples(name, found["template"], known))
    variables = tuple(sorted({"?g", *(term for triple in triples for term in triple if term.startswith("?"))}))
    select = f"{found['prologue']}\nSELECT DISTINCT {' '.join(variables)} WHERE {found['where']}"
    return Rule(name, select, variables, triples)


def _triples(name: str, template: str, prefixes: Mapping[str, str]) -> list[tuple[str, str, str]]:
    terms: list[str] = []
    for word in _TOKEN.findall(template):
        if word in {";", ","}:
            raise BuildError(f"Rule {name}: write the template's triples out in full, without ';' or ','.")
        if word != ".":
            terms.append(_term(name, word, prefixes))
    if not terms or len(terms) % 3:
        raise BuildError(f"Rule {name}: the template holds {len(terms)} terms; triples have three each.")
    return [(terms[i], terms[i + 1], terms[i + 2]) for i in range(0, len(terms), 3)]


def _term(name: str, word: str, prefixes: Mapping[str, str]) -> str:
    if word.startswith(("?", "<")):
        return word
    if word == "a":
        return "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
    prefix, colon, local = word.partition(":")
    if not colon or prefix not in prefixes:
        known = ", ".join(sorted(prefixes)) or "none"
        raise BuildError(f"Rule {name}: {word!r} is no variable, IRI or prefixed name; prefixes known: {known}.")
    return f"<{prefixes[prefix]}{local}>"


class RuleRunner:
    """Runs rules over a store that is being filled, until nothing new follows."""

    def __init__(self, minter: Minter, prefixes: Mapping[str, str], scratch: Path) -> None:
        self._minter = minter
        self._prefixes = prefixes
        self._scratch = scratch

    def run(self, rules: Sequence[Rule], store: OxigraphFiller) -> dict[str, int]:
        """Statements derived per rule.

        Raises:
            BuildError: the rules do not come to rest.
        """
        derived = {rule.name: 0 for rule in rules}
        seen: set[str] = set()
        seen_before: dict[str, int] = {}
        for _round in range(MAX_ROUNDS):
            start = len(seen)
            for rule in rules:
                if seen_before.get(rule.name) == len(seen):
                    continue  # nothing new since this rule last ran
                seen_before[rule.name] = len(seen)
                fresh = self._matches(rule, store) - seen
                derived[rule.name] += len(fresh)
                seen |= fresh
                self._load(store, fresh)
            if len(seen) == start:
                return derived
        raise BuildError(f"The rules still derive statements after {MAX_ROUNDS} rounds; one of them has no end.")

    def _matches(self, rule: Rule, store: OxigraphFiller) -> set[str]:
        """The statements that follow from one rule now, as N-Quads lines."""
        graphs: dict[str, str | None] = {}
        lines: set[str] = set()
        for row in store.reader(self._prefixes).terms(rule.select):
            bound = dict(zip(rule.variables, row, strict=True))
            graph = bound["?g"]
            if graph not in graphs:
                graphs[graph] = self._minter.derived_graph(graph[1:-1])
            target = graphs[graph]
            if target is not None:
                lines.update(
                    f"{bound.get(s, s)} {bound.get(p, p)} {bound.get(o, o)} <{target}> .\n" for s, p, o in rule.triples
                )
        return lines

    def _load(self, store: OxigraphFiller, lines: set[str]) -> None:
        if lines:
            file = self._scratch / "derived.nq"
            file.write_text("".join(sorted(lines)), encoding="utf-8")
            store.add(file)
            file.unlink()
