"""What a snapshot holds of each thing: plain records that name one another by IRI, every claim with its origins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from zisgraph.model.terms import Confidence, Origin

Origins = tuple[Origin, ...]


def is_sourced(origins: Origins) -> bool:
    """Whether at least one citation says it."""
    return any(origin.confidence is Confidence.SOURCED for origin in origins)


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation, site, unit or district; `kind` is the local name of its most specific class."""

    iri: str
    name_it: str
    name_en: str
    kind: str
    helix: str = ""
    organisation: bool = True
    unverified: bool = False
    municipality: str = ""
    place: str = ""
    """Italian name of the municipality."""
    place_en: str = ""
    """Its English name; empty where it is the same."""
    province: str = ""
    """Car plate code, as `Province.code`."""
    outside: bool = False
    latitude: float | None = None
    longitude: float | None = None
    place_unverified: bool = False
    """No source that was read says that it is there."""


@dataclass(frozen=True, slots=True)
class Topic:
    """A specialisation; `parent` is the IRI of its broader term, empty at the top."""

    iri: str
    name_it: str
    name_en: str
    parent: str = ""
    cross_cutting: bool = False


@dataclass(frozen=True, slots=True)
class Assignment:
    """Body, zone or programme `subject` has topic `topic`."""

    subject: str
    topic: str
    origins: Origins


@dataclass(frozen=True, slots=True)
class Predicate:
    """How ties of one class read ("subject label object") and what they count for."""

    id: str
    label_it: str
    label_en: str
    counts: bool
    family: bool = False
    symmetric: bool = False


@dataclass(frozen=True, slots=True)
class TieRecord:
    """A recorded tie; `predicate` is a `Predicate.id`. The object may be a body, a zone or a programme."""

    iri: str
    predicate: str
    subject: str
    object: str
    origins: Origins
    from_year: str = ""
    to_year: str = ""
    reported_year: str = ""
    planned: bool = False


@dataclass(frozen=True, slots=True)
class Project:
    """A funded project; dates are ISO or empty."""

    iri: str
    name: str
    start: str = ""
    end: str = ""


@dataclass(frozen=True, slots=True)
class Participation:
    """A body takes part in a project."""

    iri: str
    body: str
    project: str
    role: str
    origins: Origins


@dataclass(frozen=True, slots=True)
class Province:
    """A province or metropolitan city; its point is that of the area."""

    iri: str
    name_it: str
    name_en: str
    code: str
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A municipality that at least one thing lies in; `province` is a car plate code."""

    iri: str
    name_it: str
    name_en: str
    province: str
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class Zone:
    """A zone in one of its dated states; `provinces` are plate codes; `continues_as` a later zone's IRI."""

    iri: str
    name_it: str
    name_en: str
    provinces: tuple[str, ...]
    status: str = ""
    status_date: str = ""
    continues_as: str = ""
    unverified: bool = False


@dataclass(frozen=True, slots=True)
class Programme:
    """A training programme; `start` and `end` are years or ISO dates."""

    iri: str
    name_it: str
    name_en: str
    provider: str
    level: str = ""
    municipality: str = ""
    place: str = ""
    place_en: str = ""
    province: str = ""
    latitude: float | None = None
    longitude: float | None = None
    start: str = ""
    end: str = ""
    unverified: bool = False
    place_unverified: bool = False
    """No source that was read says that it is there; `place` and `place_en` as those of a body."""


@dataclass(frozen=True, slots=True)
class RuleRecord:
    """A rule of the ZIS policy as reported; `value` is its limit, as text."""

    iri: str
    id: str
    sentence_it: str
    sentence_en: str
    value: str = ""
    executable: str = ""
    machine_hint: str = ""
    status: str = ""
    """`page` (of the policy's own page), `reported` (press, consultants) or `ambiguous`."""


@dataclass(frozen=True, slots=True)
class ObservationRecord:
    """One dated figure of a subject, as one or several citations give it."""

    iri: str
    subject: str
    indicator: str
    year: str
    value: float | None
    minimum: float | None
    maximum: float | None
    text: str
    qualifier: str
    unit: str
    origins: Origins


@dataclass(frozen=True, slots=True)
class Named:
    """A thing that only needs its name here: the subject of an observation."""

    iri: str
    name_it: str
    name_en: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Records:
    """What was read, before it is sorted and numbered."""

    base: str
    bodies: Sequence[Body] = ()
    topics: Sequence[Topic] = ()
    assignments: Sequence[Assignment] = ()
    predicates: Sequence[Predicate] = ()
    ties: Sequence[TieRecord] = ()
    projects: Sequence[Project] = ()
    participations: Sequence[Participation] = ()
    provinces: Sequence[Province] = ()
    places: Sequence[Place] = ()
    zones: Sequence[Zone] = ()
    programmes: Sequence[Programme] = ()
    rules: Sequence[RuleRecord] = ()
    observations: Sequence[ObservationRecord] = ()
    others: Sequence[Named] = ()
    """Subjects of observations that are no bodies."""
    glossary: Sequence[Named] = ()
    """Indicators and units of measure: `kind` holds the code that observations use."""
