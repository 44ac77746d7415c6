"""A1m: topic by area, what ties are recorded between helix letters and what the region leads one to expect."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np
from scipy import sparse

from zisgraph.analytics.describe import zone_ref
from zisgraph.analytics.evidence import Basis, Ref
from zisgraph.analytics.findings import GapGroup, LetterPair, MatrixCell
from zisgraph.analytics.similarity import membership
from zisgraph.analytics.study import Study
from zisgraph.model.iris import key_hash
from zisgraph.model.snapshot import Bools, Ints, Matrix
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
    """(f, t) the family, or a member of it in the area, works on the topic."""


def find_cells(found: Study, groups: Sequence[GapGroup] = ()) -> tuple[MatrixCell, ...]:
    """Every cell with a body in it, by topic, then area; `groups` mark the cells they stand in."""
    topics = [t for t in range(len(found.snapshot.topics)) if not found.snapshot.cross_cutting[t]]
    areas = list(_areas(found))
    everywhere = _region(found)
    sure = _sure_families(found)
    provinces = {province.code: province.iri for province in found.snapshot.records.provinces}
    ranked = {(group.topic.iri, provinces.get(code)) for group in groups for code in group.area.split("–")}
    cells = []
    for topic in topics:
        region = _crowd(found, np.flatnonzero(everywhere[:, topic])).ratios()
        for area in areas:
            families = np.flatnonzero(area.works[:, topic])
            if len(families):
                cell = _cell(found, topic, area, families, region, sure[:, topic])
                cells.append(replace(cell, ranked=(cell.topic.iri, cell.area.iri) in ranked))
    return tuple(cells)


def _areas(found: Study) -> Iterator[_Area]:
    for province in found.snapshot.records.provinces:
        inside = np.array([body.province == province.code for body in found.snapshot.bodies], dtype=bool)
        ref = Ref(province.iri, province.name_it, province.name_en, "Province", province=province.code)
        yield _Area(ref, _working(found, inside))
    zones = found.network.zones.toarray() > 0
    for number, zone in enumerate(found.snapshot.records.zones):
        yield _Area(zone_ref(zone), _working(found, zones[found.snapshot.family, number]))


def _region(found: Study) -> Bools:
    codes = {province.code for province in found.snapshot.records.provinces}
    return _working(found, np.array([body.province in codes for body in found.snapshot.bodies], dtype=bool))


def _working(found: Study, inside: Bools) -> Bools:
    """(f, t) families present in the area that work on the topic, as a whole or through a member there."""
    families = membership(found.snapshot)
    space = found.space
    present = (families @ inside.astype(np.float64)) > 0
    local = space.expand(space.member_vectors) * inside[:, None] >= SHARE
    through = (families @ local.astype(np.float64)) > 0
    return np.asarray(present[:, None] & found.eligible[:, None] & (through | (space.expanded >= SHARE)))


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
        return {pair: (len(a) * len(b), int(self.tied[np.ix_(a, b)].sum())) for pair, (a, b) in sides.items()}

    def unlinked(self) -> Ints:
        """Families with a letter, others of another letter beside them, and no recorded tie to any of those."""
        lone: list[int] = []
        for letter in LETTERS:
            others = [place for other in LETTERS if other != letter for place in self.by_letter[other]]
            if others:
                lone += [place for place in self.by_letter[letter] if not self.tied[place, others].any()]
        return self.families[np.sort(np.array(lone, dtype=np.intp))]


def _crowd(found: Study, families: Ints) -> _Crowd:
    letters = [found.helix[family] for family in families]
    places = {one: [at for at, letter in enumerate(letters) if letter == one] for one in (*LETTERS, "")}
    return _Crowd(families, places, found.network.tied[families][:, families].toarray() > 0)


def _cell(found: Study, topic: int, area: _Area, families: Ints, region: Ratios, sure: Bools) -> MatrixCell:
    crowd = _crowd(found, families)
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
        basis=_basis(found, topic, crowd),
    )


def _letter_pairs(crowd: _Crowd, region: Ratios) -> Iterator[LetterPair]:
    for letters, (possible, tied) in crowd.ratios().items():
        n_a, n_b = (len(crowd.by_letter[letter]) for letter in letters)
        if min(n_a, n_b) >= SIDE:
            all_possible, all_tied = region[letters]
            expected = possible * all_tied / all_possible
            missing = max(0.0, expected - tied)
            yield LetterPair(letters, n_a, n_b, possible, tied, all_possible, all_tied, expected, missing)


def _sure_families(found: Study) -> Bools:
    """(f, t) families that a citation puts on the topic or a narrower one."""
    snapshot = found.snapshot
    sure = snapshot.specialisations - snapshot.unverified_specialisations
    return np.asarray((membership(snapshot) @ sparse.csr_array(sure) @ snapshot.closure).toarray() > 0)


def _basis(found: Study, topic: int, crowd: _Crowd) -> Basis:
    """Ties recorded among the bodies of the cell, and what puts them on its topic."""
    network, snapshot, families = found.network, found.snapshot, crowd.families
    pairs = np.argwhere(np.triu(crowd.tied, 1))
    ties = [
        snapshot.body_ties[number]
        for one, other in pairs
        for number in network.between.get((int(families[one]), int(families[other])), ())
    ]
    joint = _joint(network.projects[families])
    below = {snapshot.topics[int(t)].iri for t in np.flatnonzero(found.space.closure[:, topic])}
    placed = [item for family in families for item in found.assignments[family] if item.topic in below]
    return Basis(
        ties=len(ties) + joint,
        ties_unverified=sum(not is_sourced(tie.origins) for tie in ties)
        + joint
        - _joint(network.projects[families] - network.unsure[families]),
        topics=len(placed),
        topics_unverified=sum(not is_sourced(item.origins) for item in placed),
        citations=found.words.citations(origin for tie in ties for origin in tie.origins),
    )


def _joint(projects: Matrix) -> int:
    """Projects that two of the families share, counted for each pair."""
    together = (projects @ projects.T).tocoo()
    return int(together.data[together.row < together.col].sum())
