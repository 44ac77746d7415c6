"""A5 for training programmes of different providers at one level: `score = J * tau * period * title`.

The topics of programmes are few and wide ("ICT and digital" holds computer engineering and communication science),
so J alone cannot tell two courses on one subject from two that share a sector; `title` can, in part.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
from rapidfuzz import fuzz

from zisgraph.analytics.evidence import Factor, Ref
from zisgraph.analytics.findings import DuplicateRow
from zisgraph.analytics.geography import nearness
from zisgraph.analytics.refs import programme_ref
from zisgraph.analytics.similarity import shared_and_union
from zisgraph.analytics.study import Study
from zisgraph.analytics.units import Unit, as_points, assigned, distance, duplicate, expand, topic_vector
from zisgraph.model.snapshot_records import Programme

UNKNOWN_PERIOD = 0.5
BROAD_BITS = 4.0
"""A topic that tells less is broad: more than one in sixteen of all topics of the bodies lie there."""
COMMON_WORDS = frozenset(
    {
        "laurea", "lauree", "magistrale", "triennale", "master", "livello", "corso", "corsi", "its", "ifts",
        "tecnico", "superiore", "percorso", "percorsi", "sede", "ii", "di", "del", "della", "dei", "delle", "e",
        "in", "per", "il", "la", "le", "l", "dell", "nel", "con", "and", "of", "the", "for",
    }
)  # fmt: skip
"""Words of a title that do not say what is taught."""
NO_LEVEL = frozenset({"", "other"})
"""Levels that say nothing: programmes there are not compared."""
RUNNING = frozenset({"leadsProgramme", "partnerOf", "delivers"})
"""Predicates of those who run a programme with its provider; funding or promoting one is not among them."""


def compare_programmes(found: Study, least_likeness: float) -> Iterator[DuplicateRow]:
    """Pairs of one level, of providers of different families, that are no parts of one initiative.

    Where each provider runs the other's programme too, the two were made together: no finding. Where one does, the
    pair counts as tied.
    """
    items = [p for p in found.snapshot.records.programmes if p.level not in NO_LEVEL]
    units = [_programme(found, item) for item in items]
    initiatives = [_initiative(item, found.snapshot.records.programmes) for item in items]
    running = _running(found)
    for one, other in _pairs(found, items, units, least_likeness):
        if initiatives[one] and initiatives[one] == initiatives[other]:
            continue
        first, second, a, b = items[one], items[other], units[one], units[other]
        shared = [running[first.iri] & set(b.families), running[second.iri] & set(a.families)]
        if all(shared):
            continue
        km = distance(a, b)
        tau = float(nearness(np.array(km))) if km is not None else 0.0
        further = (
            Factor("tau", tau, "Vicinanza", "Nearness"),
            _period_factor(first, second),
            Factor("title", (1.0 + titles_alike(a.ref, b.ref)) / 2, "Affinità dei titoli", "Likeness of titles"),
        )
        row = duplicate(found, "programme", a, b, further, ())
        yield replace(
            row,
            basis=row.basis.with_places((a.ref, b.ref)),
            tied=row.tied or any(shared),
            level=first.level,
            provider_a=_provider(found, first),
            provider_b=_provider(found, second),
            period_a=_span(first),
            period_b=_span(second),
            only_broad=_only_broad(found, a, b),
        )


def _running(found: Study) -> dict[str, set[int]]:
    """For each programme, the families that are recorded to run it, besides its provider."""
    families: dict[str, set[int]] = {item.iri: set() for item in found.snapshot.records.programmes}
    for tie in found.snapshot.records.ties:
        if tie.predicate in RUNNING and tie.object in families and tie.subject in found.snapshot.body_index:
            families[tie.object].add(found.family_of(tie.subject))
    return families


def _pairs(
    found: Study, items: Sequence[Programme], units: Sequence[Unit], least_likeness: float
) -> Iterator[tuple[int, int]]:
    """Numbers of the pairs to compare, level by level, each row against the later ones at once."""
    for level in sorted({item.level for item in items}):
        numbers = np.array([n for n, item in enumerate(items) if item.level == level and units[n].expanded.any()])
        if len(numbers) < 2:
            continue
        rows = np.stack([units[n].expanded for n in numbers])
        for at in range(len(numbers) - 1):
            others = np.arange(at + 1, len(numbers))
            shared, union = shared_and_union(rows, np.full(len(others), at), others, found.space.information)
            for near in others[shared >= least_likeness * np.maximum(union, 1e-300)]:
                if units[numbers[at]].families != units[numbers[near]].families:
                    yield int(numbers[at]), int(numbers[near])


def _initiative(item: Programme, programmes: Sequence[Programme]) -> str:
    """The programme that this one says it is part of: its name ends with the start of that one's, in brackets."""
    head, _, tail = item.name_it.rpartition("(")
    part = tail.removesuffix(")").strip()
    if not head or not part:
        return ""
    return next((p.iri for p in programmes if p.iri != item.iri and p.name_it.startswith(part)), "")


def _programme(found: Study, item: Programme) -> Unit:
    """Its own place, or that of its provider where it has none."""
    declared = assigned(found, item.iri)
    body = found.snapshot.body_index.get(item.provider)
    families = () if body is None else (int(found.snapshot.family[body]),)
    own = as_points([(item.latitude, item.longitude)])
    points = own if len(own) or body is None else found.snapshot.points[[body]]
    ref = programme_ref(item)
    if not ref.place and body is not None:
        seat = found.snapshot.bodies[body]
        there = {name: getattr(seat, name) for name in ("province", "place", "place_en", "place_unverified")}
        ref = replace(ref, **there)
    return Unit(ref, expand(found, topic_vector(found, declared)), declared, families, points)


def _provider(found: Study, item: Programme) -> Ref | None:
    body = found.snapshot.body_index.get(item.provider)
    return None if body is None else found.words.body(body)


def _period(first: Programme, second: Programme) -> float:
    """1 where the two run at the same time, 0 where they do not, 1/2 where that cannot be told."""
    if not (first.start or first.end) or not (second.start or second.end):
        return UNKNOWN_PERIOD
    open_end = "9999"
    return float(first.start <= (second.end or open_end) + "~" and second.start <= (first.end or open_end) + "~")


def _period_factor(first: Programme, second: Programme) -> Factor:
    """The period, which says so where it is not known."""
    value = _period(first, second)
    if value == UNKNOWN_PERIOD:
        return Factor("period", value, "Periodo non noto: conta 0,50", "Period unknown: counted 0.50")
    return Factor("period", value, "Periodo in comune", "Period in common")


def _only_broad(found: Study, a: Unit, b: Unit) -> bool:
    """Whether the two share one topic and those above it, no other, and that one is broad."""
    closure, shared = found.space.closure, np.flatnonzero((a.expanded > 0) & (b.expanded > 0))
    narrow = [t for t in shared if not any(other != t and closure[other, t] for other in shared)]
    return len(narrow) == 1 and bool(found.space.information[narrow[0]] < BROAD_BITS)


def titles_alike(a: Ref, b: Ref) -> float:
    """How alike two titles are, from 0 to 1, without what is in brackets and the words of every title.

    One that holds all the words of the other is wholly alike; titles in two languages are so only where their
    words resemble each other.
    """
    return fuzz.token_set_ratio(_title(a), _title(b)) / 100


def _title(ref: Ref) -> str:
    plain = re.sub(r"\([^)]*\)", " ", ref.name_it).casefold()
    return " ".join(word for word in re.findall(r"\w+", plain) if word not in COMMON_WORDS)


def _span(item: Programme) -> str:
    start, end = item.start[:4], item.end[:4]
    return f"{start}–{end}" if start and end and start != end else start or end
