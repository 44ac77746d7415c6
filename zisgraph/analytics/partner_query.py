"""Who asks for partners, resolved against the snapshot: vectors, place, and clear words for what is not there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from zisgraph.analytics.evidence import Ref
from zisgraph.analytics.geography import kilometres
from zisgraph.analytics.proposals import PartnerQuery
from zisgraph.analytics.similarity import normalised
from zisgraph.analytics.study import Study
from zisgraph.errors import NotFoundError, QueryError, check_allowed
from zisgraph.model.snapshot import Floats

HELIX = ("R", "P", "T", "I", "C")  # research, production, training, institutions, civil society


@dataclass(frozen=True, slots=True)
class Seeker:
    """A query with its numbers: body and family, topics sought as a vector, the point distances start from."""

    body: int | None
    family: int | None
    vector: Floats
    point: Floats
    topics: tuple[Ref, ...]
    near: Ref | None


def resolve(query: PartnerQuery, found: Study) -> Seeker:
    """Find everything that the query names.

    Raises:
        NotFoundError: the body, a topic or the place is not in this build.
        QueryError: neither a body nor a topic is given, or a number is out of range.
        NotAllowed: a filter names a helix letter, a class or a province that no body here has.
    """
    snapshot = found.snapshot
    if query.body is None and not query.topics:
        raise QueryError("Received neither a body nor a topic: say who is looking, or what for.")
    if query.limit < 1 or (query.km is not None and query.km <= 0):
        raise QueryError(f"Received limit {query.limit} and km {query.km}; allowed: numbers above zero.")
    check_filters(query, found)
    body = None if query.body is None else _number(query.body, snapshot.body_index, "body")
    topics = [_number(topic, snapshot.topic_index, "topic") for topic in query.topics]
    near, point = _place(query.near, found)
    if near is None and body is not None:
        point = snapshot.points[body]
    return Seeker(
        body=body,
        family=None if body is None else int(snapshot.family[body]),
        vector=_vector(found, body, topics),
        point=point,
        topics=tuple(found.words.topic(topic) for topic in topics),
        near=near,
    )


def check_filters(query: PartnerQuery, found: Study) -> None:
    """Refuse a filter that can let nobody through because nothing has that value.

    Raises:
        NotAllowed: the message lists the values there are.
    """
    records = found.snapshot.records
    own = sorted(province.code for province in records.provinces)
    others = sorted({body.province for body in records.bodies} - {"", *own})
    check_allowed("helix", query.helix, HELIX)
    check_allowed("kind", query.kinds, sorted({body.kind for body in records.bodies if body.kind != "District"}))
    check_allowed("province", query.provinces, (*own, *others))


def distances(seeker: Seeker, found: Study) -> Floats:
    """(n) kilometres to each body; 0 inside the province asked for; NaN where a place is not known."""
    points = found.snapshot.points
    km = kilometres(np.broadcast_to(seeker.point, points.shape), points)
    if seeker.near is not None and seeker.near.kind == "Province":
        km[[body.province == seeker.near.province for body in found.snapshot.bodies]] = 0.0
    return km


def _number(iri: str, index: Mapping[str, int], what: str) -> int:
    if iri not in index:
        raise NotFoundError(f"No {what} {iri} in this build: search for it by name to find its address.")
    return index[iri]


def _vector(found: Study, body: int | None, topics: list[int]) -> Floats:
    """What is sought: the topics named, else the body's own, else its family's."""
    space = found.space
    if topics or body is None:
        vector = np.zeros(len(space.information))
        vector[topics] = 1.0
        return np.asarray(normalised(vector[None, :])[0])
    own = space.member_vectors[body]
    return np.asarray(own if own.any() else space.vectors[found.snapshot.family[body]])


def _place(iri: str | None, found: Study) -> tuple[Ref | None, Floats]:
    records = found.snapshot.records
    if iri is None:
        return None, np.full(2, np.nan)
    for province in records.provinces:
        if iri == province.iri:
            ref = Ref(iri, province.name_it, province.name_en, "Province", province=province.code)
            return ref, _point(province.latitude, province.longitude)
    for place in records.places:
        if iri == place.iri:
            ref = Ref(iri, place.name_it, place.name_en, "Municipality", province=place.province)
            return ref, _point(place.latitude, place.longitude)
    body = _number(iri, found.snapshot.body_index, "place")
    return found.words.body(body), np.asarray(found.snapshot.points[body])


def _point(latitude: float | None, longitude: float | None) -> Floats:
    return np.array([np.nan if x is None else x for x in (latitude, longitude)], dtype=np.float64)
