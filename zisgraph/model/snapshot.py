"""The whole graph in index form: sorted records, numpy arrays and sparse matrices, read-only, with a content hash."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from hashlib import sha256
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from zisgraph.model.snapshot_records import (
    Assignment,
    Body,
    Predicate,
    Records,
    TieRecord,
    Topic,
    is_sourced,
)

Ints = NDArray[np.signedinteger[Any]]
Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]
Matrix = sparse.csr_array


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Immutable: two snapshots with one `hash` hold the same graph and give the same results.

    Rows and columns follow the sorted IRIs: n bodies, t topics, p projects, f families, m ties whose both
    ends are bodies (`body_ties`).
    """

    records: Records
    hash: str
    body_index: Mapping[str, int]
    topic_index: Mapping[str, int]
    predicates: Mapping[str, Predicate]
    family: Ints
    """(n) the family each body belongs to: closure of part_of, whichever way it is read."""
    heads: Ints
    """(f) the body that stands for the family."""
    points: Floats
    """(n, 2) latitude and longitude in degrees; NaN where not known."""
    specialisations: Matrix
    """(n, t) X: 1 where the body has the topic."""
    unverified_specialisations: Matrix
    """(n, t) 1 where it has it and no citation says so."""
    closure: Matrix
    """(t, t) C: 1 where the column is the row's topic or a broader one."""
    cross_cutting: Bools
    """(t) topics that say nothing about likeness: policy, training, finance."""
    body_ties: tuple[TieRecord, ...]
    tie_ends: Ints
    """(m, 2) subject and object."""
    tie_counts: Bools
    """(m) whether the tie is a working tie between two bodies."""
    tie_sourced: Bools
    incidence: Matrix
    """(n, p) B: 1 where the body takes part in the project."""

    @property
    def base(self) -> str:
        return self.records.base

    @property
    def bodies(self) -> Sequence[Body]:
        return self.records.bodies

    @property
    def topics(self) -> Sequence[Topic]:
        return self.records.topics

    def layer(self, predicate: str) -> Matrix:
        """(n, n) number of recorded ties of one predicate from row to column; symmetric ones both ways."""
        n = len(self.bodies)
        chosen = np.array([tie.predicate == predicate for tie in self.body_ties], dtype=bool)
        ends = self.tie_ends[chosen]
        found = _csr(ends[:, 0], ends[:, 1], (n, n))
        return _frozen(sparse.csr_array(found + found.T)) if self.predicates[predicate].symmetric else found

    def members(self, family: int) -> Ints:
        """The bodies of one family, in order."""
        return np.flatnonzero(self.family == family).astype(np.int32)


def assemble(records: Records) -> Snapshot:
    """Sort, number and index the records; the same records in any order give the same snapshot.

    Raises:
        ValueError: a record names a body, topic, project or predicate that is not among the records.
    """
    records = _sorted(records)
    bodies = _index(records.bodies)
    topics = _index(records.topics)
    predicates = {predicate.id: predicate for predicate in records.predicates}
    ties = tuple(tie for tie in records.ties if tie.subject in bodies and tie.object in bodies)
    ends = np.array([(bodies[t.subject], bodies[t.object]) for t in ties], dtype=np.int32).reshape(-1, 2)
    family, heads = _families(records.bodies, ties, ends, predicates)
    return Snapshot(
        records=records,
        hash=_hash(records),
        body_index=MappingProxyType(bodies),
        topic_index=MappingProxyType(topics),
        predicates=MappingProxyType(predicates),
        family=_fixed(family),
        heads=_fixed(heads),
        points=_fixed(np.array([(_number(b.latitude), _number(b.longitude)) for b in records.bodies]).reshape(-1, 2)),
        specialisations=_assigned(records, bodies, topics, unverified_only=False),
        unverified_specialisations=_assigned(records, bodies, topics, unverified_only=True),
        closure=_closure(records.topics, topics),
        cross_cutting=_fixed(np.array([topic.cross_cutting for topic in records.topics], dtype=bool)),
        body_ties=ties,
        tie_ends=_fixed(ends),
        tie_counts=_fixed(np.array([_known(predicates, t).counts and t.subject != t.object for t in ties], dtype=bool)),
        tie_sourced=_fixed(np.array([is_sourced(tie.origins) for tie in ties], dtype=bool)),
        incidence=_incidence(records, bodies),
    )


def _sorted(records: Records) -> Records:
    changed: dict[str, Any] = {"base": records.base}
    for field in fields(records):
        if field.name != "base":
            items = getattr(records, field.name)
            changed[field.name] = tuple(sorted(items, key=_order))
    return Records(**changed)


def _order(record: Any) -> tuple[str, ...]:
    if isinstance(record, Assignment):
        return (record.subject, record.topic)
    return (getattr(record, "iri", "") or record.id,)


def _hash(records: Records) -> str:
    digest = sha256()
    for field in fields(records):
        digest.update(f"{field.name}\n".encode())
        value = getattr(records, field.name)
        for item in [value] if isinstance(value, str) else value:
            digest.update(f"{item!r}\n".encode())
    return digest.hexdigest()


def _index(items: Iterable[Any]) -> dict[str, int]:
    index: dict[str, int] = {}
    for number, item in enumerate(items):
        if item.iri in index:
            raise ValueError(f"Received {item.iri} twice among the {type(item).__name__} records; allowed: once.")
        index[item.iri] = number
    return index


def _known(predicates: Mapping[str, Predicate], tie: TieRecord) -> Predicate:
    if tie.predicate not in predicates:
        raise ValueError(f"Tie {tie.iri} has the predicate {tie.predicate!r}; allowed: {sorted(predicates)}.")
    return predicates[tie.predicate]


def _place(index: Mapping[str, int], iri: str, what: str) -> int:
    if iri not in index:
        raise ValueError(f"Received {what} {iri}, which is not among the records; allowed: one that is.")
    return index[iri]


def _number(value: float | None) -> float:
    return float("nan") if value is None else value


def _fixed(array: NDArray[Any]) -> NDArray[Any]:
    array.setflags(write=False)
    return array


def _frozen(matrix: Matrix) -> Matrix:
    for part in (matrix.data, matrix.indices, matrix.indptr):
        part.setflags(write=False)
    return matrix


def _csr(rows: Any, columns: Any, shape: tuple[int, int]) -> Matrix:
    values = np.ones(len(rows), dtype=np.float64)
    matrix = sparse.coo_array((values, (rows, columns)), shape=shape).tocsr()
    matrix.sum_duplicates()
    return _frozen(matrix)


def _families(
    bodies: Sequence[Body], ties: Sequence[TieRecord], ends: Ints, predicates: Mapping[str, Predicate]
) -> tuple[Ints, Ints]:
    """Families are numbered by their first body. The head is part of nothing; organisations and much-tied bodies first."""
    n = len(bodies)
    inside = np.array([_known(predicates, tie).family for tie in ties], dtype=bool)
    parts = ends[inside]
    _, labels = connected_components(_csr(parts[:, 0], parts[:, 1], (n, n)), directed=False)
    first: dict[int, int] = {}
    family = np.array([first.setdefault(int(label), len(first)) for label in labels], dtype=np.int32)
    is_part = np.zeros(n, dtype=bool)
    is_part[parts[:, 0]] = True
    tied = np.bincount(ends.ravel(), minlength=n)
    best: dict[int, tuple[bool, bool, int, int]] = {}
    for body in range(n):
        key = (bool(is_part[body]), not bodies[body].organisation, -int(tied[body]), body)
        best[int(family[body])] = min(best.get(int(family[body]), key), key)
    return family, np.array([best[f][3] for f in range(len(best))], dtype=np.int32)


def _assigned(
    records: Records, bodies: Mapping[str, int], topics: Mapping[str, int], *, unverified_only: bool
) -> Matrix:
    chosen = [
        (bodies[a.subject], _place(topics, a.topic, "topic"))
        for a in records.assignments
        if a.subject in bodies and not (unverified_only and is_sourced(a.origins))
    ]
    cells = np.array(chosen, dtype=np.int32).reshape(-1, 2)
    return _csr(cells[:, 0], cells[:, 1], (len(bodies), len(topics)))


def _closure(records: Sequence[Topic], topics: Mapping[str, int]) -> Matrix:
    pairs = []
    for topic in records:
        line, current = [topic.iri], topic.parent
        while current and current not in line:
            line.append(current)
            current = records[_place(topics, current, "broader topic")].parent
        pairs += [(topics[topic.iri], topics[broader]) for broader in line]
    cells = np.array(pairs, dtype=np.int32).reshape(-1, 2)
    return _csr(cells[:, 0], cells[:, 1], (len(topics), len(topics)))


def _incidence(records: Records, bodies: Mapping[str, int]) -> Matrix:
    projects = _index(records.projects)
    pairs = {
        (_place(bodies, p.body, "participant"), _place(projects, p.project, "project")) for p in records.participations
    }
    cells = np.array(sorted(pairs), dtype=np.int32).reshape(-1, 2)
    return _csr(cells[:, 0], cells[:, 1], (len(bodies), len(projects)))
