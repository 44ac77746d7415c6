"""Zones and training programmes as units with topics and places, and the row that compares two of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from zisgraph.analytics.evidence import Basis, Factor, Ref
from zisgraph.analytics.findings import DuplicateRow
from zisgraph.analytics.geography import kilometres, nearness
from zisgraph.analytics.similarity import normalised, shared_and_union
from zisgraph.analytics.study import Study
from zisgraph.model.iris import key_hash
from zisgraph.model.snapshot import Floats
from zisgraph.model.snapshot_records import Assignment, is_sourced


@dataclass(frozen=True, slots=True)
class Unit:
    """A zone or programme with its topics, what puts them there, and the families behind it."""

    ref: Ref
    expanded: Floats
    assignments: tuple[Assignment, ...]
    families: tuple[int, ...]
    points: Floats


def duplicate(
    found: Study, kind: str, a: Unit, b: Unit, further: tuple[Factor, ...], rules: tuple[str, ...]
) -> DuplicateRow:
    km = distance(a, b)
    shared, union = _bits(found, a, b)
    likeness = shared / union if union else 0.0
    common = found.words.shared(a.expanded, b.expanded)
    factors = (Factor("jaccard", likeness, "Affinità dei temi", "Likeness of topics"), *further)
    return DuplicateRow(
        id=f"duplicate-{key_hash((a.ref.iri, b.ref.iri))}",
        rank=0,
        kind=kind,
        a=a.ref,
        b=b.ref,
        score=float(np.prod([factor.value for factor in factors])),
        jaccard=likeness,
        shared_bits=shared,
        union_bits=union,
        factors=factors,
        topic=common.main or common.topics[0].topic,
        shared_topics=common.topics,
        tied=tied(found, a.families, b.families),
        tau=float(nearness(np.array(km))) if km is not None else None,
        km=km,
        rule_hit=rules,
        basis=_basis(found, (*a.assignments, *b.assignments)),
    )


def assigned(found: Study, subject: str) -> tuple[Assignment, ...]:
    snapshot = found.snapshot
    return tuple(
        item
        for item in found.other_assignments.get(subject, ())
        if not snapshot.cross_cutting[snapshot.topic_index[item.topic]]
    )


def topic_vector(found: Study, items: Sequence[Assignment]) -> Floats:
    vector = np.zeros(len(found.snapshot.topics))
    vector[[found.snapshot.topic_index[item.topic] for item in items]] = 1.0
    return vector


def expand(found: Study, vector: Floats) -> Floats:
    return np.asarray(found.space.expand(normalised(vector[None, :]))[0])


def as_points(pairs: Sequence[tuple[float | None, float | None]]) -> Floats:
    return np.array([pair for pair in pairs if None not in pair], dtype=np.float64).reshape(-1, 2)


def distance(a: Unit, b: Unit) -> float | None:
    """Kilometres between the nearest points of the two; None where one has none."""
    apart = kilometres(a.points[:, None, :], b.points[None, :, :])
    known = apart[~np.isnan(apart)]
    return float(known.min()) if known.size else None


def _bits(found: Study, a: Unit, b: Unit) -> tuple[float, float]:
    both = np.stack([a.expanded, b.expanded])
    shared, union = shared_and_union(both, np.array([0]), np.array([1]), found.space.information)
    return float(shared[0]), float(union[0])


def likeness(found: Study, a: Unit, b: Unit) -> float:
    shared, union = _bits(found, a, b)
    return shared / union if union else 0.0


def tied(found: Study, first: Sequence[int], second: Sequence[int]) -> bool:
    """Whether a recorded tie joins the two sides, or a family stands on both."""
    return any(one == other or found.words.tied(one, other) for one in first for other in second)


def _basis(found: Study, items: Sequence[Assignment]) -> Basis:
    return Basis(
        ties=0,
        ties_unverified=0,
        topics=len(items),
        topics_unverified=sum(not is_sourced(item.origins) for item in items),
        citations=found.words.citations(origin for item in items for origin in item.origins),
    )
