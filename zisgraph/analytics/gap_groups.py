"""Gap rows that say one thing are told once: one body, one topic, one area, several bodies of one letter."""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from zisgraph.analytics.evidence import Basis, Ref
from zisgraph.analytics.findings import GapGroup, GapRow
from zisgraph.analytics.study import Study, nearest_members
from zisgraph.model.iris import key_hash

MOST_TOLD = 12
"""A group of more bodies than this says less about its hub than about how broad the topic is."""
OF_ONE_CELL = 2
"""Groups of one topic and area that are told before all others had their turn."""


@dataclass(frozen=True, slots=True, order=True)
class _Key:
    """What the rows of a group share: the hub, the topic, where the others are, their letter, the status."""

    hub: str
    topic: str
    area: str
    helix: str
    status: str


def group_gaps(rows: Sequence[GapRow], found: Study) -> tuple[GapGroup, ...]:
    """Put every row into exactly one group, the largest groups first; a lone row is a group of one.

    Greedy: the key that gathers most rows takes them, then the next. Of equal keys the one whose best row
    ranks first wins, then the first in order. Groups stand in the order of their best rows; after them, in the same
    order, those beyond the second of one topic and area, and last those of more than twelve others.
    """
    by_id = {row.id: row for row in rows}
    left: dict[_Key, dict[str, int]] = defaultdict(dict)
    for row in rows:
        for key in _keys(row):
            left[key][row.id] = row.rank
    taken = [(key, sorted(ids, key=lambda one: by_id[one].rank)) for key, ids in _cover(by_id, left)]
    taken.sort(key=lambda item: (len(item[1]) > MOST_TOLD, by_id[item[1][0]].rank))
    return tuple(
        _group(rank, key, [by_id[one] for one in ids], found)
        for rank, (key, ids) in enumerate(_taking_turns(taken), start=1)
    )


def _taking_turns(taken: Sequence[tuple[_Key, list[str]]]) -> Iterator[tuple[_Key, list[str]]]:
    """The same groups, those beyond the second of one topic and area after the others that are no larger.

    Else eight of the first twenty rows tell of two cells, as measured on the bundled facts.
    """
    told: Counter[tuple[str, str]] = Counter()
    waiting = []
    few = [item for item in taken if len(item[1]) <= MOST_TOLD]
    for key, ids in few:
        told[key.topic, key.area] += 1
        if told[key.topic, key.area] <= OF_ONE_CELL:
            yield key, ids
        else:
            waiting.append((key, ids))
    yield from waiting
    yield from taken[len(few) :]


def _cover(rows: Mapping[str, GapRow], left: dict[_Key, dict[str, int]]) -> Iterator[tuple[_Key, list[str]]]:
    """Greedy set cover by a heap whose stale entries are put back with their present size."""
    heap = [(_priority(found), key) for key, found in left.items()]
    heapq.heapify(heap)
    while heap:
        priority, key = heapq.heappop(heap)
        if not left[key]:
            continue
        if priority != _priority(left[key]):
            heapq.heappush(heap, (_priority(left[key]), key))
            continue
        members = list(left[key])
        yield key, members
        for member in members:
            for other in _keys(rows[member]):
                left[other].pop(member, None)


def _priority(found: Mapping[str, int]) -> tuple[int, int]:
    return (-len(found), min(found.values(), default=0))


def _keys(row: GapRow) -> tuple[_Key, _Key]:
    """The row seen from either side: the side kept is the hub."""
    return (
        _Key(row.a.iri, row.topic.iri, _where(row.members_b, row.b), row.b.helix, row.status),
        _Key(row.b.iri, row.topic.iri, _where(row.members_a, row.a), row.a.helix, row.status),
    )


def _where(members: tuple[Ref, ...], family: Ref) -> str:
    """The province of the member that the row is about."""
    return members[0].province if members else family.province


def _group(rank: int, key: _Key, rows: Sequence[GapRow], found: Study) -> GapGroup:
    best = rows[0]
    hub, others = _sides(key, rows)
    province = others[0].province if len(rows) == 1 else key.area
    area, area_it, area_en = (best.area, best.area_it, best.area_en) if len(rows) == 1 else found.words.area([key.area])
    helix = others[0].helix
    return GapGroup(
        id=f"group-{key_hash((hub.iri, *sorted(ref.iri for ref in others)))}",
        rank=rank,
        hub=hub,
        others=others,
        topic=best.topic,
        area=area,
        area_it=area_it,
        area_en=area_en,
        helix=helix,
        gap=best.gap,
        status=best.status,
        rows=tuple(row.id for row in rows),
        tied=_tied(found, hub, best.topic, province, helix),
        basis=_basis(found, rows),
        mentioned=tuple(other for row, other in zip(rows, others, strict=True) if row.other_relations),
        other_relations=tuple(tie for row in rows for tie in row.other_relations),
        elsewhere=any(other.province != province for other in others),
    )


def _basis(found: Study, rows: Sequence[GapRow]) -> Basis:
    """What its rows rest on, each body and place once."""
    first, second = (
        np.array([found.family_of(side.iri) for side in sides], dtype=np.int32)
        for sides in ([row.a for row in rows], [row.b for row in rows])
    )
    near = nearest_members(found, first, second)
    return found.words.basis([*first.tolist(), *second.tolist()], [*near.first.tolist(), *near.second.tolist()])


def _sides(key: _Key, rows: Sequence[GapRow]) -> tuple[Ref, tuple[Ref, ...]]:
    """The hub and the others; a pair on its own is told from its better recorded side."""
    first = rows[0]
    if len(rows) > 1:
        return (
            first.a if first.a.iri == key.hub else first.b,
            tuple(row.b if row.a.iri == key.hub else row.a for row in rows),
        )
    return (first.b, (first.a,)) if first.partners_b > first.partners_a else (first.a, (first.b,))


def _tied(found: Study, hub: Ref, topic: Ref, area: str, helix: str) -> tuple[Ref, ...]:
    """Bodies like the others with which the hub does have a recorded tie."""
    family, number = found.family_of(hub.iri), found.snapshot.topic_index[topic.iri]
    chosen = (
        int(one)
        for one in found.network.neighbours(family)
        if found.helix[one] == helix and found.holds(int(one), number, area)
    )
    return tuple(found.words.family(one) for one in chosen)
