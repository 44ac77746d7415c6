"""Lengths that always stand beside their number: trust bars, score bars, splits of a score."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from markupsafe import Markup

from zisgraph.visualisations.drawing import palette
from zisgraph.visualisations.drawing.svg import element, joined

HATCH_ID = "z-hatch"


def hatch() -> Markup:
    """The hatching of what is unverified, defined once on a page."""
    line = element("path", d="M-1 7 7-1M3 11 11 3M-3 5 5-3", stroke=palette.UNVERIFIED_LINE, stroke_width=1.6)
    ground = element("rect", width=8, height=8, fill=palette.UNVERIFIED_GROUND)
    size = {"width": 8, "height": 8}
    return element("pattern", ground, line, id=HATCH_ID, patternUnits="userSpaceOnUse", **size)


def trust_bar(sourced: int, unverified: int) -> Markup:
    """Green for what has a source, hatched for what has none; both numbers are written beside it."""
    total = sourced + unverified
    share = 100 * sourced / total if total else 0.0
    parts = []
    if sourced:
        parts.append(element("rect", width=f"{share:.2f}%", height=6, rx=2, fill=palette.ACTION))
    if unverified:
        start = f"{share + 1:.2f}%" if sourced else "0"
        rest = f"{max(0.0, 100 - share - (1 if sourced else 0)):.2f}%"
        parts.append(element("rect", x=start, width=rest, height=6, fill=f"url(#{HATCH_ID})"))
    return element("svg", *parts, class_="z-bar", aria_hidden="true")


def length_bar(share: float, colour: str = palette.ANALYSIS) -> Markup:
    """A share in [0, 1] as a length on a grey ground."""
    width = f"{100 * min(1.0, max(0.0, share)):.2f}%"
    ground = element("rect", width="100%", height=4, rx=2, fill="#E4E6E8")
    bar = element("rect", width=width, height=4, rx=2, fill=colour)
    return element("svg", ground, bar, class_="z-bar", aria_hidden="true")


def split_bar(parts: Sequence[float], whole: float) -> Markup:
    """The parts of a score one after the other; `whole` is the value that fills the width."""
    edges = [0.0]
    for part in parts:
        edges.append(edges[-1] + max(0.0, part))
    scale = 100 / whole if whole > 0 else 0.0
    colours = palette.SCORE_PARTS
    drawn = [
        element(
            "rect",
            x=f"{start * scale:.2f}%",
            y=0.5,
            width=f"{(end - start) * scale:.2f}%",
            height=11,
            fill=colours[index % len(colours)],
            stroke=palette.TEXT,
            stroke_width=1,
        )
        for index, (start, end) in enumerate(pairwise(edges))
        if end > start
    ]
    return element("svg", joined(drawn), class_="z-split", aria_hidden="true")


def swatch(index: int) -> Markup:
    """The small square that names a part of a split."""
    colour = palette.SCORE_PARTS[index % len(palette.SCORE_PARTS)]
    square = element("rect", x=0.5, y=0.5, width=11, height=11, fill=colour, stroke=palette.TEXT)
    return element("svg", square, width=12, height=12, aria_hidden="true")
