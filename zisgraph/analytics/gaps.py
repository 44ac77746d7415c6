"""A1: pairs of families with like topics, close by, well recorded, and no recorded tie.

`gap = J * tau * b_a * b_b`: J is S0; tau is 1 inside one zone, else 2^(-km/25); b is how completely a family's
ties are recorded, so that an absent tie between two well-recorded bodies weighs more than a hole in the data.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from zisgraph.analytics.evidence import Ref
from zisgraph.analytics.findings import GapRow
from zisgraph.analytics.geography import nearness
from zisgraph.analytics.network import steps_between
from zisgraph.analytics.refs import zone_ref
from zisgraph.analytics.similarity import complement, shared_and_union
from zisgraph.analytics.study import Study, nearest_members
from zisgraph.model.iris import key_hash
from zisgraph.model.snapshot import Floats, Ints

View = Literal["different_helix", "same_helix", "all"]
BLOCK = 256
MEMBERS_SHOWN = 6


@dataclass(frozen=True, slots=True)
class GapSettings:
    """`view` different_helix leaves out pairs of one letter, same_helix all others; both need a letter on each side.

    Pairs below `minimum` are not kept.
    """

    view: View = "different_helix"
    minimum: float = 0.03
    limit: int = 5_000


@dataclass(frozen=True, slots=True)
class Pairs:
    """Candidate pairs as columns."""

    a: Ints
    b: Ints
    shared: Floats
    union: Floats
    km: Floats
    near_a: Ints
    near_b: Ints
    zone: Ints
    """Number of a zone that both stand in, or -1."""
    tau: Floats
    gap: Floats

    def take(self, chosen: NDArray[Any]) -> Pairs:
        return Pairs(*(getattr(self, name)[chosen] for name in self.__slots__))


def find_gaps(found: Study, settings: GapSettings | None = None) -> tuple[GapRow, ...]:
    """The gap rows in order: gap, shared bits, recorded partners, ids."""
    settings = settings or GapSettings()
    blocks = list(_blocks(found, settings))
    if not blocks:
        return ()
    pairs = Pairs(*(np.concatenate([getattr(block, name) for block in blocks]) for name in Pairs.__slots__))
    partners = found.network.partners
    order = np.lexsort(
        (pairs.b, pairs.a, -(partners[pairs.a] + partners[pairs.b]), -pairs.shared.round(12), -pairs.gap.round(12))
    )
    return _rows(found, pairs.take(order[: settings.limit]))


def _blocks(found: Study, settings: GapSettings) -> Iterator[Pairs]:
    """Untied pairs that can reach the minimum, block by block, so that memory stays bounded."""
    letters = np.array(found.helix)
    able = found.eligible & ((letters != "") | (settings.view == "all"))
    has = sparse.csr_array(((found.space.expanded * found.space.information) > 0) & able[:, None], dtype=np.int32)
    for at in range(0, has.shape[0], BLOCK):
        near = (has[at : at + BLOCK] @ has.T).tocoo()
        a, b = (near.row + at).astype(np.int32), near.col.astype(np.int32)
        tied = found.network.tied[at : at + BLOCK].toarray()[near.row, near.col] > 0
        keep = (a < b) & ~tied
        if settings.view != "all":
            keep &= (letters[a] != letters[b]) == (settings.view == "different_helix")
        pairs = _scored(found, a[keep], b[keep], settings.minimum)
        if len(pairs.a):
            yield pairs


def _scored(found: Study, a: Ints, b: Ints, minimum: float) -> Pairs:
    """Nearness first: it is cheap, and leaves few pairs whose topics have to be compared."""
    near, zone = nearest_members(found, a, b), _same_zone(found, a, b)
    tau = np.where(zone >= 0, 1.0, nearness(near.km))
    ceiling = tau * found.recordedness[a] * found.recordedness[b]
    close = ceiling >= minimum
    a, b, ceiling = a[close], b[close], ceiling[close]
    shared, union = shared_and_union(found.space.expanded, a, b, found.space.information)
    gap = shared / union * ceiling
    rest = (near.km[close], near.first[close], near.second[close], zone[close], tau[close], gap)
    pairs = Pairs(a, b, shared, union, *rest)
    return pairs.take((pairs.gap >= minimum) & (pairs.gap > 0))


def _same_zone(found: Study, a: Ints, b: Ints) -> Ints:
    zones = found.network.zones.toarray() > 0
    if not zones.shape[1]:
        return np.full(len(a), -1, dtype=np.int32)
    both = zones[a] & zones[b]
    return np.where(both.any(axis=1), both.argmax(axis=1), -1).astype(np.int32)


def _rows(found: Study, pairs: Pairs) -> tuple[GapRow, ...]:
    extra = complement(found.space.vectors, found.phi, pairs.a, pairs.b)
    steps = steps_between(found.network, pairs.a, pairs.b)
    return tuple(_row(found, pairs, at, float(extra[at]), float(steps[at])) for at in range(len(pairs.a)))


def _row(found: Study, pairs: Pairs, at: int, extra: float, steps: float) -> GapRow:
    a, b = int(pairs.a[at]), int(pairs.b[at])
    words, network, snapshot = found.words, found.network, found.snapshot
    vectors = found.space.expanded[a], found.space.expanded[b]
    shared = words.shared(*vectors)
    number, common = words.common(a, b)
    near = int(pairs.near_a[at]), int(pairs.near_b[at])
    ref_a, ref_b = words.family(a), words.family(b)
    zone = int(pairs.zone[at])
    area, area_it, area_en = words.area(words.body(body).province for body in near)
    return GapRow(
        id=f"gap-{key_hash((ref_a.iri, ref_b.iri))}",
        rank=at + 1,
        a=ref_a,
        b=ref_b,
        gap=float(pairs.gap[at]),
        jaccard=float(pairs.shared[at] / pairs.union[at]),
        tau=float(pairs.tau[at]),
        b_a=float(found.recordedness[a]),
        b_b=float(found.recordedness[b]),
        shared_bits=float(pairs.shared[at]),
        union_bits=float(pairs.union[at]),
        complement=extra,
        km=float(pairs.km[at]) if np.isfinite(pairs.km[at]) else None,
        same_zone=zone_ref(snapshot.records.zones[zone]) if zone >= 0 else None,
        partners_a=int(network.partners[a]),
        partners_b=int(network.partners[b]),
        evidence_a=int(network.recorded[a]),
        evidence_b=int(network.recorded[b]),
        status="both_recorded" if network.partners[a] and network.partners[b] else "one_side_unrecorded",
        topic=shared.main or shared.topics[0].topic,
        shared_topics=shared.topics,
        common_partners=number,
        common=common,
        graph_distance=int(steps) if np.isfinite(steps) else None,
        area=area,
        area_it=area_it,
        area_en=area_en,
        members_a=_holders(found, a, near[0], vectors),
        members_b=_holders(found, b, near[1], vectors),
        other_relations=words.mentions(a, b),
        basis=words.basis((a, b), near),
    )


def _holders(found: Study, family: int, nearest: int, vectors: tuple[Floats, Floats]) -> tuple[Ref, ...]:
    """Members that hold one of the shared topics, the nearest first."""
    members = found.members(family)
    if len(members) == 1:
        return (found.words.body(nearest),)
    shared = (np.minimum(*vectors) * found.space.information) > 0
    holds = (found.space.expand(found.space.member_vectors[members]) > 0) @ shared.astype(np.int32) > 0
    order = sorted(members[holds], key=lambda body: (body != nearest, int(body)))
    return tuple(found.words.body(int(body)) for body in order[:MEMBERS_SHOWN])
