"""A snapshot with what several analyses need computed once: likeness, recorded ties, words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from zisgraph.analytics.describe import Describer
from zisgraph.analytics.geography import kilometres
from zisgraph.analytics.network import Network, build_network
from zisgraph.analytics.similarity import TopicSpace, relatedness, topic_space
from zisgraph.model.snapshot import Bools, Floats, Ints, Snapshot
from zisgraph.model.snapshot_records import Assignment

AFFINE_PENALTY = 1e5
"""Kilometres added to members that share no topic, so that those who do are found first."""


@dataclass(frozen=True, slots=True)
class Study:
    """Everything the analyses share; a pure function of the snapshot."""

    snapshot: Snapshot
    space: TopicSpace
    network: Network
    phi: Floats
    words: Describer
    helix: tuple[str, ...]
    """(f) letter of each family's head."""
    eligible: Bools
    """(f) families with a topic that are more than a district (which is no body of its own)."""
    informative: Bools
    """(n, t) topics of each body that tell something, broader ones included."""
    recordedness: Floats
    """(f) b = (n + 1) / (n + 4), the posterior mean of how completely ties are recorded, prior Beta(1, 3)."""
    assignments: tuple[tuple[Assignment, ...], ...]
    """(f) topics assigned to members, cross-cutting ones left out."""
    other_assignments: Mapping[str, tuple[Assignment, ...]]
    """Topics of zones and programmes, by IRI."""
    member_order: Ints
    """Bodies sorted by family; those of family f stand at `member_start[f] : member_start[f + 1]`."""
    member_start: Ints

    def family_of(self, body: str) -> int:
        return int(self.snapshot.family[self.snapshot.body_index[body]])

    def holds(self, family: int, topic: int, province: str) -> bool:
        """Whether a member seated in the province has the topic or a narrower one."""
        return any(
            self.snapshot.bodies[body].province == province
            and self.space.member_vectors[body] @ self.space.closure[:, topic] > 0
            for body in self.members(family)
        )

    def members(self, family: int) -> Ints:
        """The bodies of a family."""
        return self.member_order[self.member_start[family] : self.member_start[family + 1]]


def study(snapshot: Snapshot) -> Study:
    """Compute what the analyses share."""
    space, network = topic_space(snapshot), build_network(snapshot)
    sizes = np.bincount(snapshot.family, minlength=len(snapshot.heads))
    real = np.zeros(len(sizes), dtype=bool)
    real[snapshot.family[[body.kind != "District" for body in snapshot.bodies]]] = True
    return Study(
        snapshot=snapshot,
        space=space,
        network=network,
        phi=relatedness(space.vectors),
        words=Describer(snapshot, network, space),
        helix=tuple(snapshot.bodies[head].helix for head in snapshot.heads),
        eligible=(space.vectors.sum(axis=1) > 0) & real,
        informative=(space.expand(space.member_vectors) * space.information) > 0,
        recordedness=(network.partners + 1) / (network.partners + 4),
        assignments=_assignments(snapshot),
        other_assignments=_other_assignments(snapshot),
        member_order=np.argsort(snapshot.family, kind="stable").astype(np.int32),
        member_start=np.concatenate([[0], np.cumsum(sizes)]).astype(np.int32),
    )


def _assignments(snapshot: Snapshot) -> tuple[tuple[Assignment, ...], ...]:
    found: list[list[Assignment]] = [[] for _ in snapshot.heads]
    for item in snapshot.records.assignments:
        if item.subject in snapshot.body_index and not snapshot.cross_cutting[snapshot.topic_index[item.topic]]:
            found[snapshot.family[snapshot.body_index[item.subject]]].append(item)
    return tuple(map(tuple, found))


def _other_assignments(snapshot: Snapshot) -> dict[str, tuple[Assignment, ...]]:
    found: dict[str, list[Assignment]] = {}
    for item in snapshot.records.assignments:
        if item.subject not in snapshot.body_index:
            found.setdefault(item.subject, []).append(item)
    return {subject: tuple(items) for subject, items in found.items()}


@dataclass(frozen=True, slots=True)
class Nearest:
    """For pairs of families: the nearest two members, those that share a topic before all others."""

    km: Floats
    """Infinite where a side has no known place."""
    first: Ints
    second: Ints


def nearest_members(found: Study, rows: Ints, columns: Ints) -> Nearest:
    """The members of two families between whom the distance is taken."""
    start, order, points = found.member_start, found.member_order, found.snapshot.points
    first, second = order[start[rows]], order[start[columns]]
    km = kilometres(points[first], points[second])
    many = np.flatnonzero((np.diff(start)[rows] > 1) | (np.diff(start)[columns] > 1))
    if len(many):
        first[many], second[many], km[many] = _nearest_of_many(found, rows[many], columns[many])
    return Nearest(np.where(np.isnan(km), np.inf, km), first, second)


def _nearest_of_many(found: Study, rows: Ints, columns: Ints) -> tuple[Ints, Ints, Floats]:
    """The same for families of several members: every member against every member."""
    start, order, points = found.member_start, found.member_order, found.snapshot.points
    many = np.diff(start)[columns]
    total = np.diff(start)[rows] * many
    offsets = np.concatenate([[0], np.cumsum(total)])
    pair = np.repeat(np.arange(len(rows)), total)
    within = np.arange(offsets[-1]) - offsets[pair]
    first = order[start[rows][pair] + within // many[pair]]
    second = order[start[columns][pair] + within % many[pair]]
    km = kilometres(points[first], points[second])
    shares = (found.informative[first] & found.informative[second]).any(axis=1)
    key = np.where(np.isnan(km), np.inf, km) + np.where(shares, 0.0, AFFINE_PENALTY)
    best = np.lexsort((key, pair))[offsets[:-1]]
    return first[best], second[best], km[best]
