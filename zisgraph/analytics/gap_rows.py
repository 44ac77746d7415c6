"""Rows of A1 and A1m: pairs without a recorded tie, groups of them, cells of the topic by area matrix."""

from __future__ import annotations

from dataclasses import dataclass, replace

from zisgraph.analytics.evidence import Basis, CommonPartner, Factor, Ref, Tie, TopicShare


@dataclass(frozen=True, slots=True)
class GapRow:
    """A1: two families with like topics and no recorded tie; `gap = jaccard * tau * b_a * b_b`."""

    id: str
    """`gap-` and 12 hex digits of its two bodies; the finding's IRI is id/finding/{id}."""
    rank: int
    a: Ref
    b: Ref
    gap: float
    jaccard: float
    tau: float
    b_a: float
    b_b: float
    shared_bits: float
    union_bits: float
    """`jaccard = shared_bits / union_bits`."""
    complement: float
    km: float | None
    same_zone: Ref | None
    partners_a: int
    """Recorded partners (families) of a; `b_a = (partners_a + 1) / (partners_a + 4)`."""
    partners_b: int
    evidence_a: int
    """Recorded ties of a (members' ties included)."""
    evidence_b: int
    status: str
    """`both_recorded` or `one_side_unrecorded` (one side has no recorded tie at all)."""
    topic: Ref
    """The topic that weighs most in what they share."""
    shared_topics: tuple[TopicShare, ...]
    common_partners: int
    common: tuple[CommonPartner, ...]
    """The best recorded common partners, six at most."""
    graph_distance: int | None
    """Steps over recorded ties; None where no chain joins them."""
    area: str
    """Plate codes of the provinces of the two, joined by an en dash where they differ (`PV`, `MB–MI`)."""
    area_it: str
    """The same in words ("Pavia", "Milano e Varese")."""
    area_en: str
    members_a: tuple[Ref, ...]
    """Members of the family that hold a shared topic, the nearest first."""
    members_b: tuple[Ref, ...]
    other_relations: tuple[Tie, ...]
    """What is recorded between the two and is no working tie: interest expressed, money given, an address shared."""
    basis: Basis

    def seen_from(self, body: str) -> GapRow:
        """The same row with the side of this body (its family or a member) first; unchanged where it is first already.

        The order that the analysis gives (by address) tells nothing: a row shown under a heading follows the heading.
        """
        if body != self.b.iri and all(member.iri != body for member in self.members_b):
            return self
        return replace(
            self,
            a=self.b,
            b=self.a,
            b_a=self.b_b,
            b_b=self.b_a,
            partners_a=self.partners_b,
            partners_b=self.partners_a,
            evidence_a=self.evidence_b,
            evidence_b=self.evidence_a,
            members_a=self.members_b,
            members_b=self.members_a,
            shared_topics=tuple(replace(s, share_a=s.share_b, share_b=s.share_a) for s in self.shared_topics),
            common=tuple(replace(c, tie_a=c.tie_b, tie_b=c.tie_a) for c in self.common),
        )

    @property
    def factors(self) -> tuple[Factor, ...]:
        """The four numbers whose product is the gap."""
        return (
            Factor("jaccard", self.jaccard, "Affinità dei temi", "Likeness of topics"),
            Factor("tau", self.tau, "Vicinanza", "Nearness"),
            Factor(
                "b_a", self.b_a, "Completezza dei legami del primo", "How completely the first one's ties are recorded"
            ),
            Factor(
                "b_b",
                self.b_b,
                "Completezza dei legami del secondo",
                "How completely the second one's ties are recorded",
            ),
        )


@dataclass(frozen=True, slots=True)
class GapGroup:
    """Gap rows that share a body, a topic, an area and the helix letter of the other side."""

    id: str
    rank: int
    hub: Ref
    others: tuple[Ref, ...]
    topic: Ref
    area: str
    """Plate code of the province of the others; for a lone pair as in its row."""
    area_it: str
    area_en: str
    helix: str
    """Letter of the others."""
    gap: float
    """The largest gap of its rows."""
    status: str
    rows: tuple[str, ...]
    """Ids of its gap rows, in their order; one id makes a group of one pair."""
    tied: tuple[Ref, ...]
    """Bodies of the same topic, area and letter with which the hub has a recorded tie."""
    basis: Basis
    mentioned: tuple[Ref, ...] = ()
    """Those of the others with whom something is recorded that is no working tie."""
    other_relations: tuple[Tie, ...] = ()
    """What is recorded with them, row by row."""
    elsewhere: bool = False
    """Not all of the others have their seat in the area: some are there with a site."""


@dataclass(frozen=True, slots=True)
class LetterPair:
    """Ties between two helix letters inside a cell, against the whole region."""

    letters: str
    """Two different letters, sorted by R P T I C: `RP`, `RT`, `PT`…"""
    n_a: int
    n_b: int
    possible: int
    tied: int
    region_possible: int
    region_tied: int
    expected: float
    """`possible * region_tied / region_possible`."""
    missing: float
    """`max(0, expected - tied)`, in pairs."""


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """A1m: one topic in one area (a province or a zone)."""

    id: str
    topic: Ref
    area: Ref
    bodies: tuple[Ref, ...]
    """Bodies of the area with at least a quarter of their topics here."""
    counts: tuple[tuple[str, int], ...]
    """Bodies per helix letter, in the order R P T I C; an empty letter counts those without one."""
    pairs: tuple[LetterPair, ...]
    """Only letters with at least two bodies on each side."""
    missing: float
    """Sum over the pairs."""
    unlinked: tuple[Ref, ...]
    """Bodies with a letter and no recorded tie to any body of another letter in the cell."""
    bodies_unverified: int
    """Bodies whose place in this cell rests on unverified topics only."""
    basis: Basis
    broad: bool = False
    """The topic has narrower ones, in whose cells the same pairs are counted again."""
    ranked: bool = False
    """One of the first gap groups stands in this cell."""
