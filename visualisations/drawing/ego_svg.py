"""The ego network as SVG: curves, glyphs, names that point away from the middle, pills in the margin."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup

from zisgraph.visualisations.drawing import lettering, palette
from zisgraph.visualisations.drawing.ego import EgoNetwork, QuietEdge, Side
from zisgraph.visualisations.drawing.ego_layout import (
    EGO_RADIUS,
    HEADING_SIZE,
    NAME_SIZE,
    NODE_SIZE,
    PILL_HEIGHT,
    PILL_WIDTH,
    WORDS_SIZE,
    EgoLayout,
    PlacedNode,
    place,
)
from zisgraph.visualisations.drawing.glyphs import glyph
from zisgraph.visualisations.drawing.svg import Attributes, element, joined, number

_UNVERIFIED_DASH = "5 4"
_QUIET_DASH = "3 3"
_LONG_NAME = 120.0


@dataclass(frozen=True, slots=True)
class EgoWords:
    """The words of the picture in the reader's language; `further` says how many other bodies one is tied to."""

    title: str
    sourced: str
    unverified: str
    other_ties: str
    further: Callable[[int, str], str]
    """For example "3 other tied bodies of Eucentre", of a number and a name."""


def ego_svg(network: EgoNetwork, words: EgoWords) -> Markup:
    """The picture of an already folded network; every node is a link that says name, kind, tie, confidence."""
    layout = place(network)
    parts = [
        element("g", *_quiet_edges(network.quiet, layout), class_="z-quiet", fill="none", stroke=palette.EDGE_QUIET),
        *_lines(layout),
        _headings(layout, words),
        *_sides(layout, words),
        _ego(network, layout),
    ]
    return element(
        "svg",
        *parts,
        class_="z-ego",
        viewBox=f"0 0 {number(layout.width)} {number(layout.height)}",
        width=layout.width,
        height=layout.height,
        role="group",
        aria_label=words.title,
        font_family=palette.FONT,
        font_size=NAME_SIZE,
        fill=palette.TEXT,
    )


def _lines(layout: EgoLayout) -> list[Markup]:
    """The curves by style: unverified, with a source, with several ties."""
    styles: list[tuple[Attributes, list[Markup]]] = [
        ({"stroke": palette.UNVERIFIED_LINE, "stroke_width": 1.5, "stroke_dasharray": _UNVERIFIED_DASH}, []),
        ({"stroke": palette.EDGE, "stroke_width": 1.5}, []),
        ({"stroke": palette.EDGE, "stroke_width": 2.4}, []),
    ]
    for placed in layout.nodes:
        style = 0 if not placed.node.verified else 2 if placed.node.ties > 1 else 1
        styles[style][1].append(_line(placed, layout))
    return [element("g", *paths, fill="none", **style) for style, paths in styles if paths]


def _line(placed: PlacedNode, layout: EgoLayout) -> Markup:
    toward = 1.0 if placed.side is Side.LEFT else -1.0
    start_x, end_x = layout.ego_x - toward * EGO_RADIUS * 0.92, placed.x
    bend = abs(start_x - end_x) * 0.55
    path = (
        f"M{number(start_x)} {number(layout.ego_y)}"
        f"C{number(start_x - toward * bend)} {number(layout.ego_y)} "
        f"{number(end_x + toward * bend)} {number(placed.y)} {number(end_x)} {number(placed.y)}"
    )
    return element("path", d=path)


def _quiet_edges(edges: tuple[QuietEdge, ...], layout: EgoLayout) -> list[Markup]:
    places = {placed.node.key: placed for placed in layout.nodes}
    drawn = []
    for edge in edges:
        if edge.start in places and edge.end in places:
            path = _quiet_path(places[edge.start], places[edge.end])
            drawn.append(element("path", d=path, stroke_dasharray=None if edge.verified else _QUIET_DASH))
    return drawn


def _quiet_path(one: PlacedNode, two: PlacedNode) -> str:
    inward = 1.0 if one.side is Side.LEFT else -1.0
    if one.side is two.side:
        x = one.x + inward * NODE_SIZE / 2
        bulge = x + inward * min(84.0, 18 + abs(one.y - two.y) * 0.42)
        return f"M{number(x)} {number(one.y)}C{number(bulge)} {number(one.y)} {number(bulge)} {number(two.y)} {number(x)} {number(two.y)}"
    reach = abs(one.x - two.x) * 0.5
    return (
        f"M{number(one.x)} {number(one.y)}C{number(one.x + inward * reach)} {number(one.y)} "
        f"{number(two.x - inward * reach)} {number(two.y)} {number(two.x)} {number(two.y)}"
    )


def _headings(layout: EgoLayout, words: EgoWords) -> Markup:
    parts = [
        element("text", heading.text, x=heading.x, y=heading.y, text_anchor=_anchor(heading.side))
        for heading in layout.headings
    ]
    if layout.has_pills:
        sides = {placed.side for placed in layout.nodes if placed.node.further}
        edges = {Side.LEFT: (2.0, "start"), Side.RIGHT: (layout.width - 2, "end")}
        parts += [
            element("text", words.other_ties, x=edges[side][0], y=13, text_anchor=edges[side][1], font_weight=400)
            for side in Side
            if side in sides
        ]
    return element("g", *parts, font_size=HEADING_SIZE, fill=palette.TEXT_SECOND, font_weight=600)


def _sides(layout: EgoLayout, words: EgoWords) -> list[Markup]:
    return [
        element(
            "g",
            joined(_node(placed, words) for placed in layout.nodes if placed.side is side),
            text_anchor=_anchor(side),
            font_weight=600,
        )
        for side in Side
    ]


def _anchor(side: Side) -> str:
    return "end" if side is Side.LEFT else "start"


def _node(placed: PlacedNode, words: EgoWords) -> Markup:
    node = placed.node
    has_words = bool(node.words)
    name_y = placed.y - 2 if has_words else placed.y + 5
    name: list[str | Markup] = [placed.label]
    if not node.verified:
        name.append(Markup(" ") + element("tspan", "?", fill=palette.UNVERIFIED_LINE, font_weight=700))
    said = [
        node.name,
        node.kind,
        node.words,
        "" if node.folded else words.sourced if node.verified else words.unverified,
    ]
    parts = [
        element("title", ", ".join(part for part in said if part)),
        glyph(node.mark, placed.x, placed.y, NODE_SIZE),
        element("text", *name, **_name_place(placed, name_y)),
    ]
    if has_words:
        style: Attributes = {"fill": palette.TEXT_SECOND, "font_size": WORDS_SIZE, "font_weight": 400}
        parts.append(element("text", placed.words, x=placed.text_x, y=placed.y + 13, **style))
    return element("a", *parts, href=node.href) + _pill(placed, words)


def _name_place(placed: PlacedNode, y: float) -> Attributes:
    # A fixed length keeps a name in its place where the font is missing and another, wider one stands in.
    length = _name_length(placed)
    fixed: Attributes = {"textLength": length} if length > _LONG_NAME else {}
    return {"x": placed.text_x, "y": y, **fixed}


def _name_length(placed: PlacedNode) -> float:
    return lettering.width(placed.label if placed.node.verified else f"{placed.label} ?", NAME_SIZE)


def _pill(placed: PlacedNode, words: EgoWords) -> Markup:
    node = placed.node
    if not node.further:
        return Markup("")
    outward = -1.0 if placed.side is Side.LEFT else 1.0
    inner = placed.pill_x - outward * PILL_WIDTH / 2
    end = placed.text_x + outward * (_name_length(placed) + 8)
    parts = []
    if (end - inner) * outward < -6:
        parts.append(
            element("path", d=f"M{number(inner)} {number(placed.y - 6)}H{number(end)}", stroke=palette.HAIRLINE)
        )
    box: Attributes = {"x": placed.pill_x - PILL_WIDTH / 2, "y": placed.y - 6 - PILL_HEIGHT / 2, "width": PILL_WIDTH}
    parts.append(element("rect", **box, height=PILL_HEIGHT, rx=10, fill=palette.WHITE, stroke=palette.CONTROL))
    label = f"+{node.further}"
    centred: Attributes = {"x": placed.pill_x, "y": placed.y - 1.5, "text_anchor": "middle"}
    parts.append(element("text", label, **centred, font_size=13))
    said = words.further(node.further, node.name)
    return element("a", element("title", f"{label}: {said}"), *parts, href=f"{node.href}#network")


def _ego(network: EgoNetwork, layout: EgoLayout) -> Markup:
    circle = element(
        "circle",
        cx=layout.ego_x,
        cy=layout.ego_y,
        r=EGO_RADIUS,
        fill=palette.WHITE,
        stroke=palette.TEXT,
        stroke_dasharray=None if network.mark.verified else "4 3",
    )
    halo: Attributes = {"stroke": palette.WHITE, "stroke_width": 5, "paint_order": "stroke", "stroke_linejoin": "round"}
    names = [
        element("text", line, x=layout.ego_x, y=layout.ego_y + EGO_RADIUS + 18 + 19 * index, **halo)
        for index, line in enumerate(layout.ego_lines)
    ]
    label = element("g", *names, text_anchor="middle", font_weight=700, font_size=NAME_SIZE + 1)
    return element("g", circle, glyph(network.mark, layout.ego_x, layout.ego_y, 38), label)
