"""What a result row is built from: the entities it names, the ties, topics and places it rests on, its factors."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Ref:
    """An entity as a row names it; `kind` is the local name of its class (Company, Zone, Specialisation…)."""

    iri: str
    name_it: str
    name_en: str
    kind: str = ""
    helix: str = ""
    """One of R, P, T, I, C; empty where the body takes no part in helix counts."""
    province: str = ""
    """Car plate code of the province (of the seat); empty elsewhere or where not known."""
    place: str = ""
    """Italian name of the municipality."""
    place_en: str = ""
    """Its English name; empty where it is the same."""
    unverified: bool = False
    """Nobody has checked that the body is what it is said to be: drawn dashed."""
    place_unverified: bool = False
    """No source that was read says that it is in this place."""

    def town(self, language: str) -> str:
        """The municipality in `language` ("it" or "en"); empty where not known."""
        return (self.place_en or self.place) if language == "en" else self.place


@dataclass(frozen=True, slots=True)
class Source:
    """One citation (its IRI) and how sure its statement is (`sourced` or `unverified`)."""

    citation: str
    confidence: str


@dataclass(frozen=True, slots=True)
class Tie:
    """A recorded tie, read from subject to object: "subject label object"."""

    tie: str
    """IRI of the tie; for a project in common, of the subject's participation."""
    predicate: str
    """Local name of the tie's property (`memberOf`, …); `participatesIn` for a project in common."""
    label_it: str
    label_en: str
    subject: Ref
    object: Ref
    sources: tuple[Source, ...]
    year: str = ""
    """Start ("2023"), span ("2019–2023") or empty."""
    reported_year: str = ""
    project: Ref | None = None
    """The project that the two have in common."""
    count: int = 1
    """How many recorded ties stand between the two; this is the best sourced."""

    @property
    def confidence(self) -> str:
        return "sourced" if any(source.confidence == "sourced" for source in self.sources) else "unverified"


@dataclass(frozen=True, slots=True)
class CommonPartner:
    """A body tied to both, with one tie to each (as a picture shows it)."""

    partner: Ref
    tie_a: Tie
    tie_b: Tie


@dataclass(frozen=True, slots=True)
class TopicShare:
    """A topic two things share; `bits` = information content times the smaller of the two shares."""

    topic: Ref
    bits: float
    share_a: float
    share_b: float


@dataclass(frozen=True, slots=True)
class Factor:
    """One named number of a score: factors multiply, terms add up (the row says which)."""

    name: str
    value: float
    label_it: str
    label_en: str


@dataclass(frozen=True, slots=True)
class Basis:
    """What a row rests on: recorded ties, topic assignments and places used, and how many are unverified."""

    ties: int
    ties_unverified: int
    topics: int
    topics_unverified: int
    citations: tuple[str, ...] = ()
    """IRIs of the citations behind them, sorted."""

    places: int = 0
    """Bodies or programmes whose place the row rests on: those between which it is near, or that an area counts."""
    unplaced: tuple[Ref, ...] = ()
    """Those of them of which no source that was read says that they are there."""

    def with_places(self, refs: Iterable[Ref]) -> Basis:
        """The same, and where these are; one of which no place is known gives nothing to rest on."""
        placed = [ref for ref in refs if ref.place or ref.province]
        return replace(self, places=len(placed), unplaced=tuple(ref for ref in placed if ref.place_unverified))

    @property
    def used(self) -> int:
        """Ties, topics and places."""
        return self.ties + self.topics + self.places

    @property
    def unverified(self) -> int:
        """How many of those nobody has checked."""
        return self.ties_unverified + self.topics_unverified + len(self.unplaced)

    @property
    def unverified_share(self) -> float:
        """Share in [0, 1]; 0 where nothing was used."""
        return self.unverified / self.used if self.used else 0.0
