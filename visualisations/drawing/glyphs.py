"""The shape and colour that say what a thing is, the same in pictures, tables, cards and legends."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from markupsafe import Markup

from zisgraph.visualisations.drawing import palette
from zisgraph.visualisations.drawing.svg import Attributes, element, number


class Shape(StrEnum):
    """One entry of the legend."""

    COMPANY = "company"
    UNIVERSITY = "university"
    RESEARCH = "research"
    TRAINING = "training"
    PUBLIC = "public"
    FOUNDATION = "foundation"
    NETWORK = "network"
    PARK = "park"
    ZONE = "zone"
    PROGRAMME = "programme"
    TOPIC = "topic"
    PROJECT = "project"
    PLACE = "place"
    OTHER = "other"


FILLS: Mapping[Shape, str] = MappingProxyType(
    {
        Shape.COMPANY: "#0072B2",
        Shape.UNIVERSITY: "#D55E00",
        Shape.RESEARCH: "#009E73",
        Shape.TRAINING: "#F0E442",
        Shape.PUBLIC: palette.TEXT,
        Shape.FOUNDATION: "#CC79A7",
        Shape.NETWORK: "#E69F00",
        Shape.PARK: "#56B4E9",
    }
)
"""Okabe-Ito fills; shapes without one are white with an outline."""

SHAPE_OF_KIND: Mapping[str, Shape] = MappingProxyType(
    {
        "Association": Shape.FOUNDATION,
        "ChamberOfCommerce": Shape.PUBLIC,
        "TechnologyCluster": Shape.NETWORK,
        "Company": Shape.COMPANY,
        "CompanySite": Shape.COMPANY,
        "CompetenceCentre": Shape.NETWORK,
        "Consortium": Shape.NETWORK,
        "DigitalInnovationHub": Shape.NETWORK,
        "District": Shape.NETWORK,
        "ExtendedPartnership": Shape.NETWORK,
        "Foundation": Shape.FOUNDATION,
        "Hospital": Shape.RESEARCH,
        "Incubator": Shape.PARK,
        "ResearchHospital": Shape.RESEARCH,
        "ItsAcademy": Shape.TRAINING,
        "ItsSite": Shape.TRAINING,
        "Laboratory": Shape.RESEARCH,
        "Ministry": Shape.PUBLIC,
        "NationalCentre": Shape.NETWORK,
        "InnovationEcosystem": Shape.NETWORK,
        "PublicBody": Shape.PUBLIC,
        "ResearchBody": Shape.RESEARCH,
        "SciencePark": Shape.PARK,
        "TrainingProvider": Shape.TRAINING,
        "University": Shape.UNIVERSITY,
        "UniversityCampus": Shape.UNIVERSITY,
        "UniversityDepartment": Shape.UNIVERSITY,
        "Zone": Shape.ZONE,
        "TrainingProgramme": Shape.PROGRAMME,
        "Specialisation": Shape.TOPIC,
        "Project": Shape.PROJECT,
        "Province": Shape.PLACE,
        "Municipality": Shape.PLACE,
        "Region": Shape.PLACE,
    }
)
"""Shape by class name of the ontology; a class that is not here is drawn as a ring."""

UNVERIFIED_OPACITY = 0.38


@dataclass(frozen=True, slots=True)
class Glyph:
    """A thing to draw: its shape, and whether any source stands behind it."""

    shape: Shape
    verified: bool = True


def shape_of(kind: str) -> Shape:
    """The shape for a class name such as "Foundation"."""
    return SHAPE_OF_KIND.get(kind, Shape.OTHER)


def glyph(mark: Glyph, x: float, y: float, size: float) -> Markup:
    """The glyph centred on (x, y); `size` is the side of the box it optically fills."""
    fill = FILLS.get(mark.shape, palette.WHITE)
    paint: Attributes = {
        "fill": fill,
        "stroke": palette.TEXT,
        "stroke_width": "1.2",
        "stroke_linejoin": "round" if mark.shape is Shape.ZONE else None,
        "stroke_dasharray": None if mark.verified else "2.2 1.8",
        "fill_opacity": None if mark.verified else str(UNVERIFIED_OPACITY),
    }
    half = size / 2
    match mark.shape:
        case Shape.COMPANY:
            return element("circle", cx=x, cy=y, r=half * 0.9, **paint)
        case Shape.OTHER:
            inner = element("circle", cx=x, cy=y, r=half * 0.3, fill=palette.TEXT)
            return element("circle", cx=x, cy=y, r=half * 0.85, **paint) + inner
        case Shape.TOPIC:
            return element(
                "rect", x=x - half, y=y - half * 0.58, width=size, height=half * 1.16, rx=half * 0.58, **paint
            )
        case Shape.UNIVERSITY:
            side = size * 0.82
            return element("rect", x=x - side / 2, y=y - side / 2, width=side, height=side, **paint)
        case Shape.PLACE:
            return element("path", d=_pin(x, y, half), **paint)
        case _:
            points = " ".join(f"{_coordinate(px)},{_coordinate(py)}" for px, py in outline(mark.shape, x, y, half))
            return element("polygon", points=points, **paint)


def icon(mark: Glyph, size: int = 18) -> Markup:
    """The glyph as a small picture of its own, to stand before a name that says the same in words."""
    middle = size / 2
    drawn = glyph(mark, middle, middle, size - 3)
    box = f"0 0 {size} {size}"
    return element("svg", drawn, class_="z-glyph", width=size, height=size, viewBox=box, aria_hidden="true")


def outline(shape: Shape, x: float, y: float, half: float) -> list[tuple[float, float]]:
    """Corners of a polygonal glyph, optically as large as a circle of radius 0.9 `half`."""
    match shape:
        case Shape.RESEARCH:
            return _regular(4, x, y, half * 1.1, -90)
        case Shape.TRAINING | Shape.PROGRAMME:
            return _regular(6, x, y, half, -90)
        case Shape.PUBLIC:
            return _regular(5, x, y + half * 0.05, half * 1.02, -90)
        case Shape.NETWORK:
            return _regular(3, x, y + half * 0.2, half * 1.2, -90)
        case Shape.PARK:
            return _regular(3, x, y - half * 0.2, half * 1.2, 90)
        case Shape.FOUNDATION:
            return _plus(x, y, half * 0.97)
        case Shape.ZONE:
            return _star(x, y, half * 1.12)
        case Shape.PROJECT:
            return _flag(x, y, half)
        case _:
            raise ValueError(f"{shape} is not drawn as a polygon")


def _regular(corners: int, x: float, y: float, radius: float, start: float) -> list[tuple[float, float]]:
    angles = (math.radians(start + 360 * step / corners) for step in range(corners))
    return [(x + radius * math.cos(angle), y + radius * math.sin(angle)) for angle in angles]


def _star(x: float, y: float, radius: float) -> list[tuple[float, float]]:
    outer, inner = _regular(5, x, y, radius, -90), _regular(5, x, y, radius * 0.42, -54)
    return [corner for pair in zip(outer, inner, strict=True) for corner in pair]


def _plus(x: float, y: float, half: float) -> list[tuple[float, float]]:
    arm = half * 0.4
    steps = ((-arm, -half), (arm, -half), (arm, -arm), (half, -arm), (half, arm), (arm, arm))
    return [(x + dx, y + dy) for dx, dy in steps] + [(x - dx, y - dy) for dx, dy in steps]


def _flag(x: float, y: float, half: float) -> list[tuple[float, float]]:
    steps = ((-half, -0.68), (half * 0.45, -0.68), (half, 0), (half * 0.45, 0.68), (-half, 0.68))
    return [(x + dx, y + factor * half) for dx, factor in steps]


def _pin(x: float, y: float, half: float) -> str:
    radius = half * 0.66
    top = y - half * 0.3
    return (
        f"M{_coordinate(x)} {_coordinate(y + half)}L{_coordinate(x - radius * 0.82)} {_coordinate(top + radius * 0.57)}"
        f"A{_coordinate(radius)} {_coordinate(radius)} 0 1 1 {_coordinate(x + radius * 0.82)} "
        f"{_coordinate(top + radius * 0.57)}Z"
    )


def _coordinate(value: float) -> str:
    return number(value)
