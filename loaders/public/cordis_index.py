"""Who takes part where, over all CORDIS files that lie here: what one file leaves out, another one says.

Lists of participations name a participant by its code alone, and tables of projects do not say who takes part. So the
tables of organisations of all sources that a definition consults are read once before anything is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from zisgraph.loaders.geography import Gazetteer, Placing
from zisgraph.loaders.public.context import Context, records_elsewhere
from zisgraph.loaders.public.cordis_values import HELIX
from zisgraph.loaders.public.definitions import Definition
from zisgraph.loaders.public.italian import post_code
from zisgraph.loaders.public.persons import is_person
from zisgraph.loaders.public.snapshots import Snapshot
from zisgraph.loaders.records import Record

ORGANISATIONS: Final = "organisations"
PARTICIPATIONS: Final = "participations"
PROJECTS: Final = "projects"
_CONTACT: Final = re.compile(r"/project/(\d{9})/(\d+)/?$")


@dataclass(frozen=True, slots=True)
class Participant:
    """Who takes part in what, by one record; "" for what the record does not say."""

    pic: str
    project: str
    name: str
    city: str
    post_code: str
    country: str
    point: tuple[float, float] | None
    activity_type: str


@dataclass(slots=True)
class Index:
    """The Lombard participants of all files: code to place, and the projects that have one. `named` are projects
    whose acronym some file knows; `letters` are those that
    the newest activity type settles: one for a participant, however many types the snapshots state."""

    seats: dict[str, Placing] = field(default_factory=dict)
    named: set[str] = field(default_factory=set)
    letters: dict[str, str] = field(default_factory=dict)
    persons: set[str] = field(default_factory=set)
    projects: set[str] = field(default_factory=set)


def participant(record: Record) -> Participant:
    """Take from a record who it is about; the code stands only in the address of the contact form in some files."""
    contact = _CONTACT.search(record.text("contactForm"))
    pic = record.text("organisationID") or record.text("orgId") or record.text("pic") or (contact[1] if contact else "")
    project = record.text("projectID") or (contact[2] if contact else "")
    number = record.text("rcn")
    return Participant(
        pic=pic,
        project=project or (f"rcn-{number}" if number and "contribution" in record.names() else ""),
        name=record.text("name"),
        city=record.text("city"),
        post_code=post_code(record.text("postCode")),
        country=record.text("country"),
        point=_point(record.text("geolocation")),
        activity_type=record.text("activityType") or record.text("type"),
    )


def place(one: Participant, gazetteer: Gazetteer) -> Placing | None:
    """Where a participant has its seat by its own record; None outside Lombardy, or where the record does not say."""
    return gazetteer.place(one.city, one.post_code, one.point) if one.country == "IT" and one.city else None


def index_of(context: Context) -> Index:
    """The index over the files of all sources that a definition consults; made once for the same files."""
    sources = tuple(pair for pairs in context.consulted.values() for pair in pairs)
    return _index(context.digest, _Unhashed(sources, context.gazetteer))


@dataclass(frozen=True, slots=True)
class _Unhashed:
    """What the index is made from; the digest of the files stands for it."""

    sources: Sequence[tuple[Definition, Snapshot]]
    gazetteer: Gazetteer

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Unhashed)

    def __hash__(self) -> int:
        return 0


@lru_cache(maxsize=1)
def _index(digest: str, given: _Unhashed) -> Index:
    index = Index()
    pending: list[tuple[str, str]] = []
    for one in _participants(given.sources):
        found = place(one, given.gazetteer)
        if found and is_person(one.name, one.activity_type):
            index.persons.add(one.pic)
        elif found:
            index.seats[one.pic] = found
            if letter := HELIX.get(one.activity_type):
                index.letters[one.pic] = letter
        if one.project and one.country == "IT":
            pending.append((one.pic, one.project))
    index.named = set(_named(given.sources))
    index.projects = {project for pic, project in pending if pic in index.seats}
    return index


def _named(sources: Sequence[tuple[Definition, Snapshot]]) -> Iterator[str]:
    for definition, snapshot in sources:
        for record in records_elsewhere(definition, snapshot, PROJECTS):
            if record.text("acronym"):
                yield record.text("id") or record.text("projectID")


def _participants(sources: Sequence[tuple[Definition, Snapshot]]) -> Iterator[Participant]:
    for definition, snapshot in sources:
        for role in (ORGANISATIONS, PARTICIPATIONS):
            for record in records_elsewhere(definition, snapshot, role):
                yield participant(record)


def _point(cell: str) -> tuple[float, float] | None:
    """Latitude and longitude from one cell, such as "45.68,13.77" or "(45.68,13.77)"."""
    parts = cell.strip("() ").split(",")
    try:
        latitude, longitude = map(float, parts)
    except ValueError:
        return None
    return latitude, longitude
