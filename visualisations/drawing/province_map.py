"""The province map: light outlines, one circle per province with its number, plate codes that never collide."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from markupsafe import Markup

from zisgraph.visualisations.drawing import lettering, palette
from zisgraph.visualisations.drawing.boundaries import Outlines, Point, project
from zisgraph.visualisations.drawing.svg import Attributes, element, number

SMALLEST_INSIDE = 12.5
"""Circles with a smaller radius carry their number beside them."""

ANCHORS: Mapping[str, Point] = MappingProxyType(
    {
        "BG": (9.80, 45.76),
        "BS": (10.30, 45.62),
        "CO": (9.08, 45.83),
        "CR": (9.98, 45.24),
        "LC": (9.40, 45.88),
        "LO": (9.52, 45.25),
        "MB": (9.31, 45.63),
        "MI": (9.13, 45.44),
        "MN": (10.76, 45.13),
        "PV": (9.05, 45.12),
        "SO": (9.97, 46.21),
        "VA": (8.76, 45.76),
    }
)
"""Where each circle stands (longitude, latitude): inside its province, away from its neighbours."""

_WEST, _EAST, _SOUTH, _NORTH = 8.49, 11.43, 44.67, 46.65
_BIGGEST_SHARE = 0.055
_SMALLEST = 6.0

LAND_ID = "z-land"


@dataclass(frozen=True, slots=True)
class ProvinceMark:
    """One province: `said` is the whole fact in words ("Pavia: 61 organizzazioni, 52 con fonte")."""

    plate: str
    name: str
    count: int
    href: str
    said: str


@dataclass(frozen=True, slots=True)
class MapForm:
    """A drawing width with its text size: the desktop and the phone have one each."""

    width: float
    text: float
    class_: str

    @property
    def scale(self) -> float:
        """Pixels per plane unit."""
        west, _ = project((_WEST, 0))
        east, _ = project((_EAST, 0))
        return self.width / (east - west)

    def at(self, point: Point) -> Point:
        """The pixel of a longitude and latitude."""
        west, north = project((_WEST, _NORTH))
        x, y = project(point)
        return (x - west) * self.scale, (y - north) * self.scale

    @property
    def height(self) -> float:
        """Height of the drawing in pixels."""
        return self.at((_WEST, _SOUTH))[1]


DESKTOP = MapForm(596, 14, "z-map z-wide")
PHONE = MapForm(358, 13.5, "z-map z-narrow")


@dataclass(frozen=True, slots=True)
class PlacedLabel:
    """A text box: baseline start or middle at (x, y), and the rectangle it covers (x0, y0, x1, y1)."""

    text: str
    bold: str
    x: float
    y: float
    anchor: str
    box: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class PlacedCircle:
    """A circle with its label; `inside` tells whether the number stands in it."""

    mark: ProvinceMark
    x: float
    y: float
    radius: float
    inside: bool
    label: PlacedLabel


def used_land() -> Markup:
    """A reference to the outlines defined elsewhere on the page."""
    return element("use", href=f"#{LAND_ID}")


def placed(marks: tuple[ProvinceMark, ...], form: MapForm) -> tuple[PlacedCircle, ...]:
    """Circles with labels, largest first; a label takes the first free place below, right, left or above."""
    largest = max((mark.count for mark in marks), default=0) or 1
    radii = {m.plate: max(_SMALLEST, _BIGGEST_SHARE * form.width * math.sqrt(m.count / largest)) for m in marks}
    order = sorted(marks, key=lambda mark: (-mark.count, mark.plate))
    taken = [_circle_box(*form.at(ANCHORS[mark.plate]), radii[mark.plate]) for mark in order]
    result = []
    for mark in order:
        x, y = form.at(ANCHORS[mark.plate])
        radius = radii[mark.plate]
        inside = radius >= SMALLEST_INSIDE and lettering.width(str(mark.count), form.text) <= 2 * radius - 5
        label = _free_label(mark, (x, y, radius), inside, form, taken)
        taken.append(label.box)
        result.append(PlacedCircle(mark, x, y, radius, inside, label))
    return tuple(result)


def land(outlines: Outlines) -> Markup:
    """The outlines alone, at desktop size, to be drawn in place or defined once and used by both forms."""
    paths = [element("path", d=_path(rings)) for _, rings in sorted(outlines.rings.items())]
    paint: Attributes = {"fill": palette.LAND, "stroke": palette.LAND_LINE, "stroke_linejoin": "round"}
    return element("g", *paths, id=LAND_ID, **paint)


def map_svg(marks: tuple[ProvinceMark, ...], ground: Markup, form: MapForm, title: str) -> Markup:
    """The map over `ground` (`land(...)`, or `used_land()` where the page defines it once).

    Every circle is a link and every number is printed.
    """
    circles = placed(marks, form)
    return element(
        "svg",
        element("g", ground, transform=f"scale({form.width / DESKTOP.width:.4f})"),
        *(_drawn(circle, form) for circle in circles),
        class_=form.class_,
        viewBox=f"0 0 {number(form.width)} {number(form.height)}",
        width=form.width,
        height=form.height,
        role="group",
        aria_label=title,
        font_family=palette.FONT,
        font_size=form.text,
        font_weight=600,
        fill=palette.TEXT,
    )


def _drawn(circle: PlacedCircle, form: MapForm) -> Markup:
    label = circle.label
    parts: list[Markup] = [element("title", circle.mark.said)]
    disc: Attributes = {"fill": palette.ACTION, "stroke": palette.WHITE, "stroke_width": 1.2}
    parts.append(element("circle", cx=circle.x, cy=circle.y, r=circle.radius, **disc))
    if circle.inside:
        y = circle.y + form.text * 0.35
        style: Attributes = {"text_anchor": "middle", "fill": palette.WHITE, "font_weight": 700}
        parts.append(element("text", str(circle.mark.count), x=circle.x, y=y, **style))
    words: list[str | Markup] = [label.text]
    if label.bold:
        words.append(Markup(" ") + element("tspan", label.bold, font_weight=700))
    halo: Attributes = {"stroke": palette.LAND, "stroke_width": 3, "paint_order": "stroke", "stroke_linejoin": "round"}
    parts.append(element("text", *words, x=label.x, y=label.y, text_anchor=label.anchor, **halo))
    return element("a", *parts, href=circle.mark.href)


def _free_label(
    mark: ProvinceMark,
    circle: tuple[float, float, float],
    inside: bool,
    form: MapForm,
    taken: list[tuple[float, float, float, float]],
) -> PlacedLabel:
    bold = "" if inside else str(mark.count)
    wide = lettering.width(f"{mark.plate} {bold}".strip(), form.text) + 2
    own = _circle_box(*circle)
    places = _places(mark.plate, bold, circle, wide, form.text)
    for place in places:
        in_frame = place.box[0] >= 0 and place.box[2] <= form.width and place.box[3] <= form.height
        if in_frame and not any(_overlap(place.box, box) for box in taken if box != own):
            return place
    return places[0]


def _places(
    text: str, bold: str, circle: tuple[float, float, float], wide: float, size: float
) -> tuple[PlacedLabel, PlacedLabel, PlacedLabel, PlacedLabel]:
    x, y, radius = circle
    beside, low = radius + 4, y + radius + size + 1
    rise, drop = size * 0.78, size * 0.26

    def label(lx: float, ly: float, anchor: str) -> PlacedLabel:
        left = {"start": lx, "middle": lx - wide / 2, "end": lx - wide}[anchor]
        return PlacedLabel(text, bold, lx, ly, anchor, (left, ly - rise, left + wide, ly + drop))

    return (
        label(x, low, "middle"),
        label(x + beside, y + size * 0.35, "start"),
        label(x - beside, y + size * 0.35, "end"),
        label(x, y - radius - 5, "middle"),
    )


def _circle_box(x: float, y: float, radius: float) -> tuple[float, float, float, float]:
    return x - radius, y - radius, x + radius, y + radius


def _overlap(one: tuple[float, float, float, float], two: tuple[float, float, float, float]) -> bool:
    return one[0] < two[2] and two[0] < one[2] and one[1] < two[3] and two[1] < one[3]


def _path(rings: tuple[tuple[Point, ...], ...]) -> str:
    parts = []
    for ring in rings:
        tenths = [(round(10 * x), round(10 * y)) for x, y in map(DESKTOP.at, ring)]
        (x, y), *rest = dict.fromkeys(tenths)
        parts.append(f"M{x / 10:g} {y / 10:g}l")
        steps = []
        for next_x, next_y in rest:
            steps.append(f"{(next_x - x) / 10:g} {(next_y - y) / 10:g}")
            x, y = next_x, next_y
        parts.append(" ".join(steps).replace(" -", "-") + "z")
    return "".join(parts)
