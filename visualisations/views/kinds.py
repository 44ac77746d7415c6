"""Shapes and kinds in words: for legends, folded rows and the captions of things."""

from __future__ import annotations

from collections.abc import Iterable

from zisgraph.catalogue.records import EntityRef
from zisgraph.model.terms import Confidence
from zisgraph.visualisations.drawing.glyphs import Glyph, Shape, shape_of
from zisgraph.visualisations.translation import Translator


def mark_of(ref: EntityRef) -> Glyph:
    """The glyph of an entity; dashed where no source stands behind it."""
    return Glyph(shape_of(ref.kind), ref.confidence is Confidence.SOURCED)


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
