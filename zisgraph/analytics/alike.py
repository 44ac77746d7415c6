"""Who works on the same topics as a body: S0 against every other family, whether tied or not."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from zisgraph.analytics.evidence import Ref
from zisgraph.analytics.similarity import shared_and_union
from zisgraph.analytics.study import Study

LEAST = 0.05
"""Likeness below this says nothing to a reader."""


@dataclass(frozen=True, slots=True)
class AlikeRow:
    """A body whose topics are like another's: `jaccard` in [0, 1]; `tied` when a tie is recorded."""

    body: Ref
    jaccard: float
    topics: tuple[Ref, ...]
    tied: bool


def alike(found: Study, body: str, most: int = 5) -> tuple[AlikeRow, ...]:
    """The families most like that of a body (an IRI), the tied ones included; empty for a body without topics.

    Order: likeness, then recorded partners, then the address.
    """
    if body not in found.snapshot.body_index:
        return ()
    own = found.family_of(body)
    if not found.eligible[own]:
        return ()
    others = np.flatnonzero(found.eligible & (np.arange(len(found.eligible)) != own))
    rows = np.full(len(others), own)
    space = found.space
    shared, union = shared_and_union(space.expanded, rows, others, space.information)
    scores = np.divide(shared, union, out=np.zeros_like(shared), where=union > 0)
    tied = set(found.network.neighbours(own).tolist())
    order = sorted(
        np.flatnonzero(scores >= LEAST).tolist(),
        key=lambda at: (-scores[at], -found.network.partners[others[at]], found.words.family(int(others[at])).iri),
    )
    return tuple(
        AlikeRow(found.words.family(family), float(scores[at]), _topics(found, own, family), family in tied)
        for at in order[:most]
        for family in [int(others[at])]
    )


def _topics(found: Study, first: int, second: int) -> tuple[Ref, ...]:
    """The topics both declare, or the broader ones they meet in, those that tell most first."""
    space = found.space
    both = np.minimum(space.vectors[first], space.vectors[second])
    if not both.any():
        both = np.minimum(space.expanded[first], space.expanded[second])
    bits = both * space.information
    return tuple(found.words.topic(int(topic)) for topic in np.argsort(-bits, kind="stable") if bits[topic] > 0)
