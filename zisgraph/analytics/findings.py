"""What the analyses say, one frozen row per finding, with the factors its score is made of.

Every score can be recomputed from its row to 1e-9, every row says how many recorded ties and topic
assignments it rests on and how many of them nobody has checked. An absent tie is "no recorded tie".
"""

from __future__ import annotations

from dataclasses import dataclass

from zisgraph.analytics.codec import from_json, to_json
from zisgraph.analytics.evidence import Basis, CommonPartner, Factor, Ref, Source, Tie, TopicShare
from zisgraph.analytics.gap_rows import GapGroup, GapRow, LetterPair, MatrixCell
from zisgraph.analytics.proposals import ChainStep, PartnerAnswer, PartnerQuery, PartnerRow, Reason

__all__ = [
    "Basis", "ChainStep", "CommonPartner", "ConflictRow", "ConflictValue", "DuplicateRow", "Factor", "Findings",
    "GapGroup", "GapRow", "Highlight", "LetterPair", "MatrixCell", "PartnerAnswer", "PartnerQuery", "PartnerRow",
    "Reason", "Ref", "Run", "Source", "Tie", "TopicShare", "from_json", "to_json",
]  # fmt: skip


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
    topic: Ref
    """The narrowest topic in common that weighs most."""
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
    only_broad: bool = False
    """All that two programmes share is one topic that is broad: it has narrower ones, or is a whole ecosystem."""


@dataclass(frozen=True, slots=True)
class ConflictValue:
    """One of the values that sources give for the same fact."""

    observation: str
    value: float
    qualifier: str
    """`about`, `at_least`, `planned` or empty."""
    year: str
    text: str
    """As first written: value and unit."""
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class ConflictRow:
    """Sources give different values for one indicator of one subject in one year, or for one sum of money."""

    id: str
    subject: Ref
    indicator: str
    label_it: str
    label_en: str
    unit: str
    unit_it: str
    unit_en: str
    year: str
    """The year that all speak of; empty where they differ."""
    values: tuple[ConflictValue, ...]
    """The largest first."""


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
    """Pairs of different helix letters, in order: the default view."""
    same_letter: tuple[GapRow, ...]
    """Pairs of one letter (company with company), only on request; ranks of their own."""
    groups: tuple[GapGroup, ...]
    cells: tuple[MatrixCell, ...]
    duplicates: tuple[DuplicateRow, ...]
    conflicts: tuple[ConflictRow, ...]
    unrecorded: tuple[Ref, ...]
    """Organisations without any recorded tie: the tie may be missing, or only the datum."""
    organisations: int
    highlights: tuple[Highlight, ...]

    @property
    def all_gaps(self) -> tuple[GapRow, ...]:
        """Both views in order of the gap."""
        return tuple(sorted((*self.gaps, *self.same_letter), key=lambda row: (-round(row.gap, 12), row.id)))
