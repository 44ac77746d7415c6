"""Recorded ties between families: working ties of their members, and projects they take part in together.

A family is the closure of part_of. Nothing else counts as a tie: not funding, not sharing an address.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse.csgraph import dijkstra

from zisgraph.analytics.similarity import membership
from zisgraph.model.snapshot import Floats, Ints, Matrix, Snapshot
from zisgraph.model.snapshot_records import is_sourced

ZONE_MEMBERSHIP = frozenset({"associatedWith", "signatoryOf", "coordinates", "coordinatesMasterplanOf", "promotes"})
"""Predicates that place a body in a zone; whoever merely supports it from outside is not in it."""


@dataclass(frozen=True, slots=True)
class Network:
    """Families as nodes; symmetric, without loops."""

    tied: Matrix
    """(f, f) 1 where any tie is recorded."""
    partners: Ints
    """(f) n_i, recorded partner families."""
    recorded: Ints
    """(f) recorded ties: working ties to other families, and each project for each family that shares it."""
    unverified: Ints
    """(f) how many of them no citation states for sure."""
    projects: Matrix
    """(f, p) 1 where the family takes part."""
    between: Mapping[tuple[int, int], tuple[int, ...]]
    """Tie numbers of `snapshot.body_ties` for each pair of families (smaller number first)."""
    mentions: Mapping[tuple[int, int], tuple[int, ...]]
    """The same for recorded relations that are no working ties: interest expressed, money given, an address shared."""
    zones: Matrix
    """(f, z) 1 where a member stands in the zone."""

    def neighbours(self, family: int) -> Ints:
        """Recorded partners of a family, sorted."""
        return np.sort(self.tied.indices[self.tied.indptr[family] : self.tied.indptr[family + 1]])

    def shared_projects(self, first: int, second: int) -> Ints:
        """Projects in which both take part."""
        rows = [self.projects.indices[self.projects.indptr[f] : self.projects.indptr[f + 1]] for f in (first, second)]
        return np.intersect1d(rows[0], rows[1])


def build_network(snapshot: Snapshot) -> Network:
    """Roll working ties and participations up to families."""
    count = len(snapshot.heads)
    ends = snapshot.family[snapshot.tie_ends].reshape(-1, 2)
    outside = ends[:, 0] != ends[:, 1]
    works = np.flatnonzero(snapshot.tie_counts & outside)
    projects = _binary(membership(snapshot) @ snapshot.incidence)
    tied = _without_diagonal(_symmetric(ends[works], count) + projects @ projects.T)
    by_project = _partners_by_project(projects)
    sure = _partners_by_project(projects - _unsure_participations(snapshot, count))
    return Network(
        tied=tied,
        partners=np.diff(tied.indptr).astype(np.int32),
        recorded=_touching(ends[works], count) + by_project,
        unverified=_touching(ends[works[~snapshot.tie_sourced[works]]], count) + by_project - sure,
        projects=projects,
        between=_by_pair(ends, works),
        mentions=_by_pair(ends, np.flatnonzero(~snapshot.tie_counts & outside)),
        zones=_zone_members(snapshot, count),
    )


def newman_weights(incidence: Matrix) -> Matrix:
    """w_ij = sum over shared projects of 1 / (k_p - 1), k_p the participants; a zero diagonal.

    Newman (2001), Scientific collaboration networks II. A project of one participant adds nothing.
    """
    size = np.asarray(incidence.sum(axis=0)).ravel()
    weight = np.divide(1.0, size - 1, out=np.zeros_like(size), where=size > 1)
    return _without_diagonal(sparse.csr_array(incidence @ sparse.diags_array(weight) @ incidence.T), binary=False)


def steps_between(network: Network, rows: Ints, columns: Ints, block: int = 256) -> Floats:
    """Steps of the shortest chain of recorded ties for pairs of families; infinite where there is none."""
    found = np.full(len(rows), np.inf)
    starts = np.unique(rows)
    for at in range(0, len(starts), block):
        part = starts[at : at + block]
        steps = dijkstra(network.tied, directed=False, indices=part, unweighted=True)
        chosen = np.flatnonzero(np.isin(rows, part))
        found[chosen] = steps[np.searchsorted(part, rows[chosen]), columns[chosen]]
    return found


def _by_pair(ends: Ints, ties: NDArray[np.intp]) -> dict[tuple[int, int], tuple[int, ...]]:
    found: dict[tuple[int, int], list[int]] = defaultdict(list)
    for tie in ties:
        first, second = sorted((int(ends[tie, 0]), int(ends[tie, 1])))
        found[first, second].append(int(tie))
    return {pair: tuple(numbers) for pair, numbers in sorted(found.items())}


def _symmetric(ends: Ints, count: int) -> Matrix:
    rows, columns = np.concatenate([ends[:, 0], ends[:, 1]]), np.concatenate([ends[:, 1], ends[:, 0]])
    return sparse.coo_array((np.ones(len(rows)), (rows, columns)), shape=(count, count)).tocsr()


def _touching(ends: Ints, count: int) -> Ints:
    return np.bincount(ends.ravel(), minlength=count).astype(np.int32)


def _partners_by_project(projects: Matrix) -> Ints:
    """(f) families that share a project, counted for each project."""
    others = np.asarray(projects.sum(axis=0)).ravel() - 1
    return np.asarray(projects @ others).astype(np.int32)


def _binary(matrix: Matrix) -> Matrix:
    result = sparse.csr_array(matrix)
    result.data = np.ones_like(result.data)
    result.sort_indices()
    return result


def _without_diagonal(matrix: Matrix, *, binary: bool = True) -> Matrix:
    cells = matrix.tocoo()
    off = cells.row != cells.col
    kept = sparse.coo_array((cells.data[off], (cells.row[off], cells.col[off])), shape=matrix.shape).tocsr()
    return _binary(kept) if binary else sparse.csr_array(kept)


def _unsure_participations(snapshot: Snapshot, count: int) -> Matrix:
    """(f, p) 1 where every participation of the family in the project is unverified."""
    projects = {project.iri: number for number, project in enumerate(snapshot.records.projects)}
    sure: dict[tuple[int, int], bool] = defaultdict(bool)
    for item in snapshot.records.participations:
        cell = int(snapshot.family[snapshot.body_index[item.body]]), projects[item.project]
        sure[cell] |= is_sourced(item.origins)
    cells = np.array([cell for cell, known in sorted(sure.items()) if not known], dtype=np.int32).reshape(-1, 2)
    return sparse.coo_array((np.ones(len(cells)), (cells[:, 0], cells[:, 1])), shape=(count, len(projects))).tocsr()


def _zone_members(snapshot: Snapshot, count: int) -> Matrix:
    zones = {zone.iri: number for number, zone in enumerate(snapshot.records.zones)}
    pairs = {
        (int(snapshot.family[snapshot.body_index[tie.subject]]), zones[tie.object])
        for tie in snapshot.records.ties
        if tie.object in zones and tie.subject in snapshot.body_index and tie.predicate in ZONE_MEMBERSHIP
    }
    cells = np.array(sorted(pairs), dtype=np.int32).reshape(-1, 2)
    return sparse.coo_array((np.ones(len(cells)), (cells[:, 0], cells[:, 1])), shape=(count, len(zones))).tocsr()
