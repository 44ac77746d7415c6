"""Shapes and kinds in words: for legends, folded rows and the captions of things."""

from __future__ import annotations

from collections.abc import Iterable

from zisgraph.analytics.wording import is_of_a_seat
from zisgraph.catalogue.records import EntityRef
from zisgraph.model.terms import Confidence
from zisgraph.visualisations.drawing.glyphs import Glyph, Shape, shape_of
from zisgraph.visualisations.translation import Translator

_SHORTEST_HEAD = 3
_ROOM = 26
_SHORTENED = (
    ("Dipartimento di ", "Dip. "),
    ("Dipartimento della ", "Dip. della "),
    ("Scuola Universitaria Superiore ", "Scuola Sup. "),
    ("Scuola Universitària Superiore ", "Scuola Sup. "),
    ("Department of ", "Dept. "),
    ("Università degli Studi di ", "Università di "),
    ("Università Cattolica del Sacro Cuore", "Università Cattolica"),
    ("Istituto di ", "Ist. "),
    ("Istituto Nazionale di ", "Ist. Naz. "),
    ("Ingegneria ", "Ing. "),
    ("Ministero dell", "Min. dell"),
)


def mark_of(ref: EntityRef) -> Glyph:
    """The glyph of an entity; dashed where no source stands behind it."""
    return Glyph(shape_of(ref.kind), ref.confidence is Confidence.SOURCED)


def short_name(ref: EntityRef, language: str) -> str:
    """The name of an organisation up to its explanation: "Fondazione Eucentre", "RETURN".

    Sites, units and zones keep their whole name, for there the part after the dash says which one it is.
    """
    name = ref.label.in_(language)
    return brief(name) if ref.is_organisation else name


def brief(name: str) -> str:
    """A name up to the dash before its explanation; one that ends in a place in brackets or names a seat is kept.

    >>> brief("Fondazione GEM - Global Earthquake Model"), brief("CREA - Foraggere (Lodi)")
    ('Fondazione GEM', 'CREA - Foraggere (Lodi)')
    >>> brief("ENEA - sede di Ispra")
    'ENEA - sede di Ispra'
    """
    if name.endswith(")") or is_of_a_seat(name):
        return name
    head = min((name.partition(mark)[0].strip() for mark in (" - ", " – ")), key=len)
    return head if len(head) >= _SHORTEST_HEAD else name


def drawn_name(ref: EntityRef, ego: str, language: str) -> str:
    """The name as it stands in a picture: without what the picture's middle says already, common words shortened."""
    name = short_name(ref, language)
    head, bracket, rest = name.rpartition(" (")
    if bracket and rest.removesuffix(")").casefold() in ego.casefold():
        name = head
    if len(name) > _ROOM:
        for long, short in _SHORTENED:
            name = name.replace(long, short)
    return name


def shape_name(shape: Shape, t: Translator) -> str:
    """The legend's word for a shape."""
    return {
        Shape.COMPANY: t("Company"),
        Shape.UNIVERSITY: t("University"),
        Shape.RESEARCH: t("Research and care"),
        Shape.TRAINING: t("Training"),
        Shape.PUBLIC: t("Public body"),
        Shape.FOUNDATION: t("Foundation or association"),
        Shape.NETWORK: t("Network or cluster"),
        Shape.PARK: t("Park or incubator"),
        Shape.ZONE: t("ZIS"),
        Shape.PROGRAMME: t("Training programme"),
        Shape.TOPIC: t("Topic"),
        Shape.PROJECT: t("European project"),
        Shape.PLACE: t("Place"),
        Shape.OTHER: t("Other organisation"),
    }[shape]


def shape_plural(shape: Shape, count: int, t: Translator) -> str:
    """A number of things of one shape: "37 companies"."""
    n = t.plural
    return {
        Shape.COMPANY: n("%(count)s company", "%(count)s companies", count),
        Shape.UNIVERSITY: n("%(count)s university body", "%(count)s university bodies", count),
        Shape.RESEARCH: n("%(count)s research or care body", "%(count)s research or care bodies", count),
        Shape.TRAINING: n("%(count)s training body", "%(count)s training bodies", count),
        Shape.PUBLIC: n("%(count)s public body", "%(count)s public bodies", count),
        Shape.FOUNDATION: n("%(count)s foundation or association", "%(count)s foundations and associations", count),
        Shape.NETWORK: n("%(count)s network", "%(count)s networks", count),
        Shape.PARK: n("%(count)s park or incubator", "%(count)s parks and incubators", count),
        Shape.ZONE: n("%(count)s zone", "%(count)s zones", count),
        Shape.PROGRAMME: n("%(count)s programme", "%(count)s programmes", count),
        Shape.TOPIC: n("%(count)s topic", "%(count)s topics", count),
        Shape.PROJECT: n("%(count)s project", "%(count)s projects", count),
        Shape.PLACE: n("%(count)s place", "%(count)s places", count),
        Shape.OTHER: n("%(count)s other organisation", "%(count)s other organisations", count),
    }[shape]


def legend(shapes: Iterable[Shape], t: Translator) -> tuple[tuple[Shape, str], ...]:
    """The shapes that occur, once each, in the legend's order."""
    present = set(shapes)
    return tuple((shape, shape_name(shape, t)) for shape in Shape if shape in present)
