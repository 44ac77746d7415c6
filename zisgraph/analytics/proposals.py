"""Partner proposals: the question, the ranked candidates, and why each is there."""

from __future__ import annotations

from dataclasses import dataclass

from zisgraph.analytics.evidence import Basis, CommonPartner, Factor, Ref, Tie, TopicShare


@dataclass(frozen=True, slots=True)
class ChainStep:
    """One step of a chain: `start` and `end` in walking order, the tie as recorded, `forward` if read that way."""

    start: Ref
    end: Ref
    tie: Tie
    forward: bool


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a candidate is proposed; `type` is shared_topic, common_partner, place, path, programme or other_relation."""

    type: str
    text_it: str
    text_en: str
    value: float
    refs: tuple[Ref, ...] = ()


@dataclass(frozen=True, slots=True)
class PartnerQuery:
    """Who seeks (`body`), or what is sought where (`topics`, `near`); the rest narrows the candidates.

    IRIs throughout. `kinds` are class names, `helix` letters, `provinces` plate codes, `km` counts from the
    body's place or from `near`. `novelty` puts little-known candidates first.
    """

    body: str | None = None
    topics: tuple[str, ...] = ()
    near: str | None = None
    helix: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    provinces: tuple[str, ...] = ()
    km: float | None = None
    novelty: bool = False
    limit: int = 10


@dataclass(frozen=True, slots=True)
class PartnerRow:
    """One candidate; `score` is the sum of the values of `terms`."""

    rank: int
    candidate: Ref
    family: Ref
    """The whole that the candidate is part of (itself, if of none)."""
    score: float
    terms: tuple[Factor, ...]
    reasons: tuple[Reason, ...]
    chain: tuple[ChainStep, ...]
    """Shortest chain of recorded ties, four steps at most; empty where none is recorded."""
    shared_topics: tuple[TopicShare, ...]
    common_partners: int
    common: tuple[CommonPartner, ...]
    km: float | None
    partners: int
    """Recorded partners of the candidate's family."""
    popularity_percentile: float
    basis: Basis


@dataclass(frozen=True, slots=True)
class PartnerAnswer:
    """The ranked candidates, how many were considered, and who was asked for."""

    query: PartnerQuery
    body: Ref | None
    topics: tuple[Ref, ...]
    near: Ref | None
    rows: tuple[PartnerRow, ...]
    considered: int
    """Candidates left after the filters, of which `rows` are the first."""
    excluded_tied: int
    """Bodies left out because a tie is recorded already."""
