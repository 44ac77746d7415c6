"""What is stated of one entity: facts, figures, ties and states, every value with its sources."""

from __future__ import annotations

from dataclasses import dataclass

from zisgraph.catalogue.records.entities import NO_TEXT, EntityRef, Text
from zisgraph.model.terms import Confidence


@dataclass(frozen=True, slots=True)
class Citation:
    """The document or register entry that facts rest on."""

    id: str
    iri: str
    title: str
    publisher: str
    date: str
    date_to: str
    date_precision: str
    type: str
    licence: str
    url: str
    text: str


@dataclass(frozen=True, slots=True)
class Source:
    """One citation behind one statement, and how sure it is there; `dataset` is what read it."""

    citation: Citation
    confidence: Confidence
    dataset: str


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a fact. `entity` is set when it links to an entity, `link` when it is an address, `entry` (a path as
    in our addresses) when it is a code of a published list that is loaded."""

    text: str
    language: str
    datatype: str
    sources: tuple[Source, ...]
    entity: EntityRef | None = None
    link: str = ""
    entry: str = ""

    @property
    def confidence(self) -> Confidence:
        """Sourced as soon as one of its citations says it."""
        sourced = any(source.confidence is Confidence.SOURCED for source in self.sources)
        return Confidence.SOURCED if sourced else Confidence.UNVERIFIED


@dataclass(frozen=True, slots=True)
class Fact:
    """All that is stated of one property; `conflict` when a single-valued one has several values."""

    property: str
    key: str
    label: Text
    values: tuple[Value, ...]
    conflict: bool = False


@dataclass(frozen=True, slots=True)
class Observation:
    """A dated figure: `value` as a decimal text, or `text` where it is no number; `as_given` is the source's wording."""

    iri: str
    indicator: str
    label: Text
    year: str
    value: str
    value_min: str
    value_max: str
    qualifier: str
    unit: Text
    as_given: str
    sources: tuple[Source, ...]
    confidence: Confidence
    conflict: bool = False
    note: Text = NO_TEXT
    """What the editors note of it, such as that they added it up."""


@dataclass(frozen=True, slots=True)
class Tie:
    """A recorded relation of the profile's entity with `other`.

    `word` reads from the subject's side ("è membro di"); `outgoing` is False when `other` is the subject.
    `counts` is True when it is a working tie: both ends are bodies, and the predicate is one of working together.
    Years are texts, empty when unknown.
    """

    iri: str
    predicate: str
    word: Text
    outgoing: bool
    symmetric: bool
    counts: bool
    family: bool
    other: EntityRef
    from_year: str
    to_year: str
    reported_year: str
    planned: bool
    role: str
    contribution: str
    note: Text
    sources: tuple[Source, ...]
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Statement:
    """One tie as its sources state it: `start` `word` `end`, from subject to object."""

    start: str
    end: str
    word: Text
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """What ties two neighbours of one entity, for the quiet edges of its network; `stated` are the ties one by one."""

    start: str
    end: str
    confidence: Confidence
    stated: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True)
class ZoneState:
    """What a source said of a zone on a date; `status` is the key as given (announced_intention, …)."""

    status: str
    date: str
    date_precision: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Member:
    """An entity that points at the profile's by place, specialisation, provider or scope (`role`, a local name)."""

    ref: EntityRef
    role: str
    sources: tuple[Source, ...]
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Profile:
    """Everything stated about one entity."""

    ref: EntityRef
    aliases: tuple[str, ...]
    facts: tuple[Fact, ...]
    observations: tuple[Observation, ...]
    ties: tuple[Tie, ...]
    states: tuple[ZoneState, ...]
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """The ties of one entity and those recorded between its neighbours."""

    ref: EntityRef
    ties: tuple[Tie, ...]
    between: tuple[Link, ...]
