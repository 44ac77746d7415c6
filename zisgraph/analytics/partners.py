"""Partners, first form: bodies without a recorded tie, scored by shared topic, common partners and nearness.

`score = 0.5 J + 0.3 A / (1 + A) + 0.2 tau`, A being the Adamic-Adar sum over common partners (1 / ln of how many
partners each has; Adamic and Adar 2003). With `novelty`, the second term gives way to `0.3 (1 - popularity)`, so
that little-known bodies come first. A judged recommender may take this one's place behind `Recommender`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from zisgraph.analytics import reasons
from zisgraph.analytics.chains import Chains, Reach
from zisgraph.analytics.evidence import Basis, Factor
from zisgraph.analytics.geography import nearness
from zisgraph.analytics.partner_query import Seeker, distances, resolve
from zisgraph.analytics.proposals import PartnerAnswer, PartnerQuery, PartnerRow
from zisgraph.analytics.similarity import shared_and_union
from zisgraph.analytics.study import Study
from zisgraph.model.snapshot import Bools, Floats, Ints

TOPIC, COMMON, NEAR = 0.5, 0.3, 0.2


class Recommender(Protocol):
    """What pages, API and commands ask; whatever stands behind it."""

    def recommend(self, query: PartnerQuery) -> PartnerAnswer:
        """The candidates for a query, best first.

        Raises:
            NotFoundError: the body, a topic or the place is not in the graph.
            QueryError: neither a body nor a topic is given, or a number is out of range.
        """
        ...


@dataclass(frozen=True, slots=True)
class _Scores:
    """Terms of the score for every body."""

    topic: Floats
    second: Floats
    near: Floats
    km: Floats
    common: Floats

    @property
    def total(self) -> Floats:
        return np.asarray(self.topic + self.second + self.near)


class TermsRecommender:
    """Adds up three terms that a reader can check; a pure function of the snapshot."""

    def __init__(self, found: Study) -> None:
        self._found = found
        self._chains = Chains(found)
        self._expanded = found.space.expand(found.space.member_vectors)
        partners = found.network.partners
        self._popularity = (_average_ranks(partners) - 1) / max(1, len(partners) - 1)
        weight = np.zeros(len(partners))
        weight[partners > 1] = 1.0 / np.log(partners[partners > 1])
        self._adamic = weight

    def recommend(self, query: PartnerQuery) -> PartnerAnswer:
        """See `Recommender.recommend`."""
        found = self._found
        seeker = resolve(query, found)
        scores = self._score(seeker, novelty=query.novelty)
        allowed = self._allowed(seeker, query, scores)
        tied = self._tied(seeker)[found.snapshot.family]
        chosen = self._best_of_families(np.flatnonzero(allowed & ~tied), scores)
        reach = None if seeker.family is None else self._chains.reach(seeker.family)
        rows = tuple(
            self._row(rank, int(body), seeker, scores, reach, novelty=query.novelty)
            for rank, body in enumerate(chosen[: query.limit], start=1)
        )
        excluded = len(set(found.snapshot.family[allowed & tied].tolist()))
        body = None if seeker.body is None else found.words.body(seeker.body)
        return PartnerAnswer(query, body, seeker.topics, seeker.near, rows, len(chosen), excluded)

    # --- the score -------------------------------------------------------------------------------------

    def _score(self, seeker: Seeker, *, novelty: bool) -> _Scores:
        found = self._found
        rows = np.vstack([found.space.expand(seeker.vector[None, :]), self._expanded])
        others = np.arange(1, len(rows))
        shared, union = shared_and_union(rows, np.zeros(len(others), dtype=np.int64), others, found.space.information)
        alike = np.divide(shared, union, out=np.zeros_like(shared), where=union > 0)
        km = distances(seeker, found)
        common, adamic = self._common(seeker)
        family = found.snapshot.family
        second = 1.0 - self._popularity[family] if novelty else (adamic / (1.0 + adamic))[family]
        near = np.where(np.isnan(km), 0.0, nearness(np.nan_to_num(km)))
        return _Scores(TOPIC * alike, COMMON * second, NEAR * near, km, common[family])

    def _common(self, seeker: Seeker) -> tuple[Floats, Floats]:
        """Common partners of the seeker and each family: how many, and their Adamic-Adar sum."""
        tied = self._found.network.tied
        if seeker.family is None:
            return np.zeros(tied.shape[0]), np.zeros(tied.shape[0])
        own = tied[[seeker.family]].toarray().ravel()
        return np.asarray(tied @ own), np.asarray(tied @ (own * self._adamic))

    # --- who may be proposed ---------------------------------------------------------------------------

    def _allowed(self, seeker: Seeker, query: PartnerQuery, scores: _Scores) -> Bools:
        """Bodies that pass the filters and share a topic; a partner, where the seeker has no topic."""
        bodies = self._found.snapshot.bodies
        fits = np.array(
            [
                body.kind != "District"
                and (not query.helix or body.helix in query.helix)
                and (not query.kinds or body.kind in query.kinds)
                and (not query.provinces or body.province in query.provinces)
                for body in bodies
            ],
            dtype=bool,
        )
        if query.topics:
            topics = [self._found.snapshot.topic_index[topic] for topic in query.topics]
            fits &= (self._expanded[:, topics] > 0).any(axis=1)
        if query.km is not None:
            fits &= np.nan_to_num(scores.km, nan=np.inf) <= query.km
        own = self._found.snapshot.family == (-1 if seeker.family is None else seeker.family)
        return np.asarray(fits & ~own & ((scores.topic if seeker.vector.any() else scores.common) > 0))

    def _tied(self, seeker: Seeker) -> Bools:
        """(f) families with a recorded tie to the seeker's."""
        tied = np.zeros(len(self._found.snapshot.heads), dtype=bool)
        if seeker.family is not None:
            tied[self._found.network.neighbours(seeker.family)] = True
        return tied

    def _best_of_families(self, bodies: Ints, scores: _Scores) -> list[int]:
        """One body of each family: by score, common partners, sourced topics first, recorded partners, address."""
        snapshot = self._found.snapshot
        total, partners = scores.total.round(12), self._found.network.partners
        unsure = np.asarray(snapshot.unverified_specialisations.sum(axis=1)).ravel() > 0

        def order(body: int) -> tuple[float, float, bool, int, bool, int]:
            known = int(partners[snapshot.family[body]])
            organisation = snapshot.bodies[body].organisation
            return (-total[body], -scores.common[body], bool(unsure[body]), -known, not organisation, body)

        best: dict[int, int] = {}
        for body in sorted(bodies.tolist(), key=order):
            best.setdefault(int(snapshot.family[body]), body)
        return list(best.values())

    # --- the answer ------------------------------------------------------------------------------------

    def _row(
        self, rank: int, body: int, seeker: Seeker, scores: _Scores, reach: Reach | None, *, novelty: bool
    ) -> PartnerRow:
        found = self._found
        family = int(found.snapshot.family[body])
        shared = found.words.shared(found.space.expand(seeker.vector[None, :])[0], self._expanded[body]).topics
        number, common = (0, ()) if seeker.family is None else found.words.common(seeker.family, family)
        km = float(scores.km[body]) if np.isfinite(scores.km[body]) else None
        second = (
            ("novelty", "Poco noto", "Little known") if novelty else ("common", "Partner in comune", "Common partners")
        )
        terms = (
            Factor("topic", float(scores.topic[body]), "Tema", "Topic"),
            Factor(second[0], float(scores.second[body]), second[1], second[2]),
            Factor("near", float(scores.near[body]), "Vicinanza", "Nearness"),
        )
        return PartnerRow(
            rank=rank,
            candidate=found.words.body(body),
            family=found.words.family(family),
            score=float(sum(term.value for term in terms)),
            terms=terms,
            reasons=reasons.of(found, body, seeker, shared, (number, common), km),
            chain=() if reach is None else reach.chain(family),
            shared_topics=shared,
            common_partners=number,
            common=common,
            km=km,
            partners=int(found.network.partners[family]),
            popularity_percentile=float(self._popularity[family]),
            basis=_basis(found, body, seeker, km),
        )


def _basis(found: Study, body: int, seeker: Seeker, km: float | None) -> Basis:
    """Both families; where a distance counts, the candidate's place and that of a seeker who names no other."""
    family = int(found.snapshot.family[body])
    own = [] if seeker.body is None or seeker.near is not None else [seeker.body]
    families = [family] if seeker.family is None else [seeker.family, family]
    return found.words.basis(families, [] if km is None else [body, *own])


def _average_ranks(values: Ints) -> Floats:
    """Ranks from 1, equal values sharing the mean of theirs (`scipy.stats.rankdata`, whose import takes seconds)."""
    _, place, counts = np.unique(values, return_inverse=True, return_counts=True)
    return np.asarray((np.cumsum(counts) - (counts - 1) / 2)[place], dtype=np.float64)
