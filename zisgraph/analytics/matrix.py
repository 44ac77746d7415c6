"""A1m: topic by area, what ties are recorded between helix letters and what the region leads one to expect."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np
from scipy import sparse

from zisgraph.analytics.evidence import Basis, Ref
from zisgraph.analytics.findings import GapGroup, LetterPair, MatrixCell
from zisgraph.analytics.refs import zone_ref
from zisgraph.analytics.similarity import membership
from zisgraph.analytics.study import Study
from zisgraph.model.iris import key_hash
from zisgraph.model.snapshot import Bools, Ints
from zisgraph.model.snapshot_records import is_sourced

LETTERS = "RPTIC"
SHARE = 0.25
"""A body works on a topic when at least this share of its topics lies there."""
Ratios = Mapping[str, tuple[int, int]]
SIDE = 2
"""Bodies that each letter needs for a ratio to mean anything."""


@dataclass(frozen=True, slots=True)
class _Area:
    """A province or zone: who of it works on what."""

    ref: Ref
    works: Bools
    """(f, t) a member of the family in the area works on the topic."""
    placed: Bools | None = None
    """(f, t) a source says that such a member is there; None where no place makes the area."""


def find_cells(found: Study, groups: Sequence[GapGroup] = ()) -> tuple[MatrixCell, ...]:
    """Every cell with a body in it, by topic, then area; `groups` mark the cells they stand in."""
    topics = [t for t in range(len(found.snapshot.topics)) if not found.snapshot.cross_cutting[t]]
    works = _works(found)
    areas = list(_areas(found, works))
    everywhere = _region(found, works)
    anywhere = np.logical_or.reduce([everywhere, *(area.works for area in areas)])
    sure = _sure_families(found)
    provinces = {province.code: province.iri for province in found.snapshot.records.provinces}
    ranked = {(group.topic.iri, provinces.get(code)) for group in groups for code in group.area.split("–")}
    cells = []
    for topic in topics:
        broad = bool(found.space.closure[:, topic].sum() > 1)
        whole = _crowd(found, np.flatnonzero(anywhere[:, topic]))
        region = _part(found, whole, np.flatnonzero(everywhere[:, topic])).ratios()
        for area in areas:
            families = np.flatnonzero(area.works[:, topic])
            if len(families):
                cell = _cell(found, topic, area, _part(found, whole, families), region, sure[:, topic])
                cells.append(replace(cell, broad=broad, ranked=(cell.topic.iri, cell.area.iri) in ranked))
    return tuple(cells)


def _areas(found: Study, works: Bools) -> Iterator[_Area]:
    sure = np.array([not body.place_unverified for body in found.snapshot.bodies], dtype=bool)
    for province in found.snapshot.records.provinces:
        inside = np.array([body.province == province.code for body in found.snapshot.bodies], dtype=bool)
        ref = Ref(province.iri, province.name_it, province.name_en, "Province", province=province.code)
        yield _Area(ref, _working(found, works, inside), _working(found, works, inside & sure))
    zones = found.network.zones.toarray() > 0
    for number, zone in enumerate(found.snapshot.records.zones):
        yield _Area(zone_ref(zone), _working(found, works, zones[found.snapshot.family, number]))


def _region(found: Study, works: Bools) -> Bools:
    codes = {province.code for province in found.snapshot.records.provinces}
    return _working(found, works, np.array([body.province in codes for body in found.snapshot.bodies], dtype=bool))


def _works(found: Study) -> Bools:
    """(n, t) bodies with at least a quarter of their topics at or below the topic; one without takes its family's."""
    own, space = found.space.member_vectors, found.space
    has = np.asarray(own.any(axis=1)).reshape(-1, 1)
    vectors = np.where(has, own, space.vectors[found.snapshot.family])
    return np.asarray(space.expand(vectors) >= SHARE)


def _working(found: Study, works: Bools, inside: Bools) -> Bools:
    """(f, t) families with a member in the area that works on the topic."""
    through = np.zeros_like(found.space.expanded, dtype=bool)
    np.logical_or.at(through, found.snapshot.family[inside], works[inside])
    return np.asarray(through & found.eligible[:, None])


@dataclass(frozen=True, slots=True)
class _Crowd:
    """Some families, by letter, and which of them are tied."""

    families: Ints
    by_letter: Mapping[str, list[int]]
    """Places in `families`."""
    tied: Bools
    """(k, k)."""

    def ratios(self) -> dict[str, tuple[int, int]]:
        """Possible and tied pairs for each two letters."""
        sides = {a + b: (self.by_letter[a], self.by_letter[b]) for a, b in combinations(LETTERS, 2)}
        return {pair: (len(a) * len(b), self._count(a, b)) for pair, (a, b) in sides.items()}

    def _count(self, first: list[int], second: list[int]) -> int:
        return int(self.tied[np.ix_(first, second)].sum()) if first and second else 0

    def unlinked(self) -> Ints:
        """Families with a letter, others of another letter beside them, and no recorded tie to any of those."""
        lone: list[int] = []
        for letter in LETTERS:
            others = [place for other in LETTERS if other != letter for place in self.by_letter[other]]
            if others:
                lone += [place for place in self.by_letter[letter] if not self.tied[place, others].any()]
        return self.families[np.sort(np.array(lone, dtype=np.intp))]


def _crowd(found: Study, families: Ints) -> _Crowd:
    return _Crowd(families, _by_letter(found, families), found.network.tied[families][:, families].toarray() > 0)


def _by_letter(found: Study, families: Ints) -> dict[str, list[int]]:
    letters = [found.helix[family] for family in families]
    return {one: [at for at, letter in enumerate(letters) if letter == one] for one in (*LETTERS, "")}


def _part(found: Study, whole: _Crowd, families: Ints) -> _Crowd:
    """A crowd inside another."""
    places = np.searchsorted(whole.families, families)
    return _Crowd(families, _by_letter(found, families), whole.tied[np.ix_(places, places)])


def _cell(found: Study, topic: int, area: _Area, crowd: _Crowd, region: Ratios, sure: Bools) -> MatrixCell:
    families = crowd.families
    pairs = tuple(_letter_pairs(crowd, region))
    ref = found.words.topic(topic)
    return MatrixCell(
        id=f"cell-{key_hash((ref.iri, area.ref.iri))}",
        topic=ref,
        area=area.ref,
        bodies=tuple(found.words.family(int(f)) for f in families),
        counts=tuple((letter, len(places)) for letter, places in crowd.by_letter.items() if places),
        pairs=pairs,
        missing=float(sum(pair.missing for pair in pairs)),
        unlinked=tuple(found.words.family(int(f)) for f in crowd.unlinked()),
        bodies_unverified=int((~sure[families]).sum()),
        basis=_basis(found, topic, crowd, area.placed),
    )


def _letter_pairs(crowd: _Crowd, region: Ratios) -> Iterator[LetterPair]:
    for letters, (possible, tied) in crowd.ratios().items():
        n_a, n_b = (len(crowd.by_letter[letter]) for letter in letters)
        if min(n_a, n_b) >= SIDE:
            all_possible, all_tied = region[letters]
            # A zone may hold bodies seated outside the region alone: then there is nothing to expect.
            expected = possible * all_tied / all_possible if all_possible else 0.0
            missing = max(0.0, expected - tied)
            yield LetterPair(letters, n_a, n_b, possible, tied, all_possible, all_tied, expected, missing)


def _sure_families(found: Study) -> Bools:
    """(f, t) families that a citation puts on the topic or a narrower one."""
    snapshot = found.snapshot
    sure = snapshot.specialisations - snapshot.unverified_specialisations
    return np.asarray((membership(snapshot) @ sparse.csr_array(sure) @ snapshot.closure).toarray() > 0)


def _basis(found: Study, topic: int, crowd: _Crowd, placed: Bools | None) -> Basis:
    """Ties recorded among the bodies of the cell, what puts them on its topic, and in its area where a place does."""
    families = [int(family) for family in crowd.families]
    ties = [
        origins
        for one, other in np.argwhere(np.triu(crowd.tied, 1))
        for origins in found.words.origins_between(families[one], families[other])
    ]
    below = {found.snapshot.topics[int(t)].iri for t in np.flatnonzero(found.space.closure[:, topic])}
    topics = [item.origins for family in families for item in found.assignments[family] if item.topic in below]
    return Basis(
        ties=len(ties),
        ties_unverified=sum(not is_sourced(origins) for origins in ties),
        topics=len(topics),
        topics_unverified=sum(not is_sourced(origins) for origins in topics),
        citations=found.words.citations(origin for origins in ties for origin in origins),
        places=0 if placed is None else len(families),
        unplaced=() if placed is None else tuple(found.words.family(f) for f in families if not placed[f, topic]),
    )
