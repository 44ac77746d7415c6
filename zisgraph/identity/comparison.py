"""Two records beside each other: how likely they are about one body, and every reason for and against it."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from zisgraph.identity.name_score import Rarity, logistic, name_score
from zisgraph.identity.names import parsed, sorts
from zisgraph.identity.records import Record

THRESHOLD: Final = 0.5
"""From here on two records are suggested to be one; a probability, as the weights below were fitted to give one."""
NAMES: Final = 1.8
"""How often the logarithm of the odds that the names give is counted, where more than names is known."""
NEIGHBOURS: Final = -2.2
"""What two bodies of one region start with: many share a word of their names, and few are one."""
EVIDENCE: Final = {
    "identifier_same": 6.0,
    "identifier_different": -5.0,
    "domain_same": 3.4,
    "domain_different": -2.0,
    "town_same": 0.1,
    "town_different": -1.8,
    "province_different": -1.2,
    "short_name": 0.8,
    "sort_different": -2.0,
    "helix_different": -0.7,
    "part_of_organisation": -3.0,
}
"""What each reason adds to the logarithm of the odds. Names, towns, domains and sorts are fitted by logistic regression
on one half of 555 judged pairs of curated, CORDIS and ROR records; identifiers and parts are set by hand (see
docs/identity.md for the figures on the other half)."""
ONE_EACH: Final = frozenset({"ROR", "Wikidata"})
"""Registers that give a body one number: two different ones speak for two bodies. CORDIS gives some bodies several."""
_CERTAIN: Final = 0.999


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that speaks for or against: `code` of `EVIDENCE`, or `names`; what each record says; its weight."""

    code: str
    a: str
    b: str
    weight: float
    """Logarithm of odds: above 0 for one body, below 0 for two."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two records, the probability that they are one body, and why, the strongest reason first."""

    a: str
    b: str
    score: float
    reasons: tuple[Reason, ...]


def compare(a: Record, b: Record, rarity: Rarity) -> Comparison:
    """Compare two records; which of them comes first makes no difference to the score."""
    evidence = tuple(_evidence(a, b))
    known = bool(evidence) or bool(a.towns or b.towns)
    names = _names(a, b, rarity, NAMES if known else 1.0)
    reasons = sorted((names, *evidence), key=lambda reason: (-abs(reason.weight), reason.code))
    score = logistic(sum(reason.weight for reason in reasons) + (NEIGHBOURS if known else 0.0))
    return Comparison(a.key, b.key, round(score, 4), tuple(reasons))


def _names(a: Record, b: Record, rarity: Rarity, factor: float) -> Reason:
    """The two names that are most alike."""
    pairs = [(name_score(one, other, rarity), one, other) for one in _all(a) for other in _all(b)]
    score, one, other = max(pairs, default=(0.0, "", ""))
    bounded = min(max(score, 1 - _CERTAIN), _CERTAIN)
    return Reason("names", one, other, round(factor * math.log(bounded / (1 - bounded)), 3))


def _all(record: Record) -> tuple[str, ...]:
    return record.names or record.short_names


def _evidence(a: Record, b: Record) -> Iterator[Reason]:
    yield from _identifiers(a, b)
    yield from _sets("domain", a.domains, b.domains)
    yield from _places(a, b)
    if short := {name.casefold() for name in a.short_names} & {name.casefold() for name in b.short_names}:
        yield _reason("short_name", min(short), min(short))
    one, other = _sorts(a), _sorts(b)
    if one and other and not one & other:
        yield _reason("sort_different", ", ".join(sorted(one)), ", ".join(sorted(other)))
    if a.helix and b.helix and a.helix != b.helix:
        yield _reason("helix_different", a.helix, b.helix)
    if a.organisation != b.organisation:
        yield _reason("part_of_organisation", "", "")


def _places(a: Record, b: Record) -> Iterator[Reason]:
    """One town in common, or different ones, or at least different provinces."""
    if a.towns and b.towns and (a.towns & b.towns or not _apart(a.provinces, b.provinces)):
        yield from _sets("town", a.towns, b.towns)
    elif _apart(a.provinces, b.provinces):
        yield from _sets("province", a.provinces, b.provinces)


def _apart(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one) and bool(other) and not one & other


def _sorts(record: Record) -> frozenset[str]:
    return frozenset().union(*(sorts(parsed(name)) for name in record.names))


def _identifiers(a: Record, b: Record) -> Iterator[Reason]:
    schemes = {name for name, _ in a.identifiers} & {name for name, _ in b.identifiers}
    for scheme in sorted(schemes):
        one, other = a.numbers(scheme), b.numbers(scheme)
        if one & other:
            number = min(one & other)
            yield _reason("identifier_same", f"{scheme} {number}", f"{scheme} {number}")
        elif scheme in ONE_EACH or scheme == "VAT":
            yield _reason("identifier_different", f"{scheme} {min(one)}", f"{scheme} {min(other)}")


def _sets(what: str, one: frozenset[str], other: frozenset[str]) -> Iterator[Reason]:
    if one and other:
        code = f"{what}_same" if one & other else f"{what}_different"
        yield _reason(code, ", ".join(sorted(one & other or one)), ", ".join(sorted(one & other or other)))


def _reason(code: str, a: str, b: str) -> Reason:
    return Reason(code, a, b, EVIDENCE[code])
