"""What the analyses say, one frozen row per finding, with the factors its score is made of.

Every score can be recomputed from its row to 1e-9, every row says how many recorded ties and topic
assignments it rests on and how many of them nobody has checked. An absent tie is "no recorded tie".
"""

from __future__ import annotations

from dataclasses import dataclass

from zisgraph.analytics.codec import from_json, to_json
from zisgraph.analytics.evidence import Basis, CommonPartner, Factor, Ref, Source, Tie, TopicShare
from zisgraph.analytics.proposals import ChainStep, PartnerAnswer, PartnerQuery, PartnerRow, Reason

__all__ = [
    "Basis", "ChainStep", "CommonPartner", "ConflictRow", "ConflictValue", "DuplicateRow", "Factor", "Findings",
    "GapGroup", "GapRow", "Highlight", "LetterPair", "MatrixCell", "PartnerAnswer", "PartnerQuery", "PartnerRow",
    "Reason", "Ref", "Run", "Source", "Tie", "TopicShare", "from_json", "to_json",
]  # fmt: skip


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
    """Provinces of the two, joined by an en dash where they differ (`PV`, `MB–MI`)."""
    members_a: tuple[Ref, ...]
    """Members of the family that hold a shared topic, the nearest first."""
    members_b: tuple[Ref, ...]
    basis: Basis

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
    helix: str
    """Letter of the others."""
    gap: float
    """The largest gap of its rows."""
    status: str
    rows: tuple[str, ...]
    """Ids of its gap rows, in their order; one id makes a group of one pair."""
    basis: Basis


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
    ranked: bool = False
    """One of the first gap groups stands in this cell."""


@dataclass(frozen=True, slots=True)
class DuplicateRow:
    """A5: two zones, or two programmes of one level, with like topics; the score is the product of the factors."""

    id: str
    rank: int
    kind: str
    """`zone` or `programme`."""
    a: Ref
    b: Ref
    score: float
    jaccard: float
    shared_bits: float
    union_bits: float
    factors: tuple[Factor, ...]
    shared_topics: tuple[TopicShare, ...]
    tied: bool
    """A recorded tie joins the two (members of both zones; the two providers)."""
    tau: float | None
    km: float | None
    rule_hit: tuple[str, ...]
    """Ids of the ZIS rules that the two, both recognised, would break (`R06`…)."""
    basis: Basis
    level: str = ""
    provider_a: Ref | None = None
    provider_b: Ref | None = None
    period_a: str = ""
    period_b: str = ""


@dataclass(frozen=True, slots=True)
class ConflictValue:
    """One of the values that sources give for the same fact."""

    observation: str
    text: str
    """As first written: value and unit."""
    value: float | None
    unit: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class ConflictRow:
    """Sources give different values for one indicator of one subject in one year."""

    id: str
    subject: Ref
    indicator: str
    year: str
    values: tuple[ConflictValue, ...]


@dataclass(frozen=True, slots=True)
class Highlight:
    """One sentence of "Da guardare"; `kind` is gap, duplicate, conflict, rule or missing."""

    kind: str
    sentence_it: str
    sentence_en: str
    finding: str = ""
    """Id of the row, group or conflict it was made from; empty for a list."""
    refs: tuple[Ref, ...] = ()
    """Entities named in it, to be linked; their names stand in the sentences word for word."""
    unverified_share: float | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """One analysis over one snapshot."""

    id: str
    """`{analysis}-{12 hex}`; the run's IRI is id/run/{id}."""
    analysis: str
    """`gaps`, `matrix`, `duplicates`, `conflicts`."""
    snapshot: str
    """Content hash of the snapshot: equal hashes, equal results."""
    parameters: tuple[tuple[str, str], ...]
    counts: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Findings:
    """Everything one snapshot yields."""

    snapshot: str
    runs: tuple[Run, ...]
    gaps: tuple[GapRow, ...]
    groups: tuple[GapGroup, ...]
    cells: tuple[MatrixCell, ...]
    duplicates: tuple[DuplicateRow, ...]
    conflicts: tuple[ConflictRow, ...]
    unrecorded: tuple[Ref, ...]
    """Organisations without any recorded tie: the tie may be missing, or only the datum."""
    organisations: int
    highlights: tuple[Highlight, ...]
