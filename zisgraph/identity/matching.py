"""What follows from the records themselves: bodies that an identifier makes one, and pairs for a person to judge.

Only an identifier merges by rule, and only where the names do not speak against it and no judgement says otherwise.
Everything else is a suggestion with its score and reasons.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from zisgraph.identity.candidates import candidates
from zisgraph.identity.clusters import Clusters
from zisgraph.identity.comparison import THRESHOLD, Comparison, compare
from zisgraph.identity.judgements import Judgement, Verdict
from zisgraph.identity.name_score import Rarity
from zisgraph.identity.records import Record

RULE: Final = "rule"
"""Who decides where an identifier does."""
CONTRADICTED: Final = -1.5
"""Where the names speak against one body more strongly than this, an identifier in common is left to a person:
companies of one group may share a VAT number."""


@dataclass(frozen=True, slots=True)
class Matching:
    """`judgements` are those that identifiers make; `suggestions` the pairs that wait for a person, the likeliest first."""

    judgements: tuple[Judgement, ...]
    suggestions: tuple[Comparison, ...]


def match(records: Mapping[str, Record], judged: Sequence[Judgement], threshold: float = THRESHOLD) -> Matching:
    """Compare all records that could be one; what is judged already, or follows from it, is settled."""
    rarity = Rarity.of(name for record in records.values() for name in record.names)
    clusters = Clusters(records, judged)
    compared = [
        (pair, found)
        for pair in candidates(records.values())
        if clusters.open(pair[0].key, pair[1].key)
        for found in [compare(*pair, rarity)]
    ]
    made = tuple(_by_identifier(compared, clusters))
    waiting = [
        found
        for (a, b), found in compared
        if (found.score >= threshold or a.identifiers & b.identifiers) and clusters.open(found.a, found.b)
    ]
    return Matching(made, tuple(sorted(_one_per_cluster(waiting, clusters), key=_order)))


def _by_identifier(
    compared: Iterable[tuple[tuple[Record, Record], Comparison]], clusters: Clusters
) -> Iterator[Judgement]:
    sharing = [found for pair, found in compared if pair[0].identifiers & pair[1].identifiers]
    for found in sorted(sharing, key=_order):
        number = next(reason.a for reason in found.reasons if reason.code == "identifier_same")
        names = next(reason.weight for reason in found.reasons if reason.code == "names")
        if names > CONTRADICTED and clusters.join(found.a, found.b):
            basis = f"{number} in both records"
            yield Judgement(found.a, found.b, Verdict.SAME, basis, RULE, "high")


def _one_per_cluster(waiting: Iterable[Comparison], clusters: Clusters) -> Iterator[Comparison]:
    """The likeliest suggestion between two bodies, however many records each has."""
    seen: set[frozenset[str]] = set()
    for found in sorted(waiting, key=_order):
        ends = frozenset((clusters.of(found.a), clusters.of(found.b)))
        if ends not in seen:
            seen.add(ends)
            yield found


def _order(found: Comparison) -> tuple[float, str, str]:
    return -found.score, found.a, found.b
