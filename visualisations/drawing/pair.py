"""Two bodies without a recorded tie, and those they both work with: one flat line each, words below it."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from zisgraph.visualisations.drawing import lettering, palette
from zisgraph.visualisations.drawing.glyphs import Glyph, glyph
from zisgraph.visualisations.drawing.svg import Attributes, element, number

WIDTH = 580.0
MOST_PARTNERS = 8

_TOP = 24.0
_ROW = 48.0
_RADIUS = 22.0
_ENDS = (52.0, WIDTH - 52.0)
_FLAT = 128.0
_NAME_SIZE = 14.0
_WORDS_SIZE = 12.5


@dataclass(frozen=True, slots=True)
class PairEnd:
    """One of the two bodies."""

    name: str
    mark: Glyph
    href: str


@dataclass(frozen=True, slots=True)
class Partner:
    """A common partner: `words` are its ties with the first and with the second body."""

    name: str
    mark: Glyph
    href: str
    words: tuple[str, str]
    verified: tuple[bool, bool] = (True, True)


@dataclass(frozen=True, slots=True)
class Pair:
    """The picture's facts; `missing` is the sentence written on the dotted line ("nessun legame registrato").

    `more` says in words how many partners are not drawn; it is empty when all are.
    """

    first: PairEnd
    second: PairEnd
    partners: tuple[Partner, ...]
    title: str
    missing: str
    more: str = ""


def pair_svg(pair: Pair) -> Markup:
    """The picture; at most eight partners are drawn, the rest belong in `pair.more`."""
    partners = pair.partners[:MOST_PARTNERS]
    rows = max(1, len(partners))
    height = _TOP + rows * _ROW + 22
    middle = _TOP + 20 + (rows - 1) * _ROW / 2
    middle = max(middle, _TOP + _RADIUS + 32)
    bottom = max(_TOP + rows * _ROW + 6, middle + _RADIUS + 34)
    parts = [_row(partner, _TOP + 20 + index * _ROW, middle) for index, partner in enumerate(partners)]
    parts.append(_missing(pair, middle, bottom))
    for end, x in zip((pair.first, pair.second), _ENDS, strict=True):
        parts.append(_end(end, x, middle))
    if pair.more:
        parts.append(_middle_text(pair.more, bottom + 22, palette.TEXT_SECOND, 400))
    box = f"0 0 {number(WIDTH)} {number(max(height, bottom + (32 if pair.more else 12)))}"
    return element(
        "svg",
        *parts,
        class_="z-pair",
        viewBox=box,
        width=WIDTH,
        role="group",
        aria_label=pair.title,
        font_family=palette.FONT,
        font_size=_NAME_SIZE,
        fill=palette.TEXT,
    )


def _row(partner: Partner, y: float, middle: float) -> Markup:
    centre = WIDTH / 2
    lines = []
    for index, outward in enumerate((-1.0, 1.0)):
        start, flat = _ENDS[index], centre + outward * _FLAT
        reach = abs(flat - start)
        path = (
            f"M{number(start)} {number(middle)}C{number(start - outward * reach * 0.55)} {number(middle)} "
            f"{number(flat + outward * reach * 0.5)} {number(y)} {number(flat)} {number(y)}H{number(centre)}"
        )
        sourced = partner.verified[index]
        stroke = palette.EDGE if sourced else palette.UNVERIFIED_LINE
        dash = None if sourced else "5 4"
        lines.append(element("path", d=path, fill="none", stroke=stroke, stroke_width=1.5, stroke_dasharray=dash))
    anchors = (("end", centre - 16), ("start", centre + 16))
    words = [
        element("text", lettering.cut(text, _WORDS_SIZE, _FLAT, 26), x=x, y=y + 16, text_anchor=anchor)
        for text, (anchor, x) in zip(partner.words, anchors, strict=True)
        if text
    ]
    below = element("g", *words, font_size=_WORDS_SIZE, fill=palette.TEXT_SECOND)
    name = lettering.cut(partner.name, _NAME_SIZE, 2 * _FLAT + 30, 40)
    label = element("text", name, x=centre, y=y - 13, text_anchor="middle", font_weight=600)
    said = f"{partner.name}: {partner.words[0]}; {partner.words[1]}"
    link = element(
        "a",
        element("title", said),
        glyph(partner.mark, centre, y, 18),
        label,
        below,
        href=partner.href,
    )
    return element("g", *lines, link)


def _end(end: PairEnd, x: float, y: float) -> Markup:
    circle = element("circle", cx=x, cy=y, r=_RADIUS, fill=palette.WHITE, stroke=palette.TEXT)
    lines = lettering.broken(end.name, _NAME_SIZE, 2 * _ENDS[0] - 4)
    halo: Attributes = {
        "stroke": palette.GROUND,
        "stroke_width": 4,
        "paint_order": "stroke",
        "stroke_linejoin": "round",
    }
    base = y - _RADIUS - 10 - 17 * (len(lines) - 1)
    names = [
        element("text", line, x=x, y=base + 17 * index, text_anchor="middle", font_weight=700, **halo)
        for index, line in enumerate(lines)
    ]
    drawn = glyph(end.mark, x, y, 27)
    return element("a", element("title", end.name), circle, drawn, *names, href=end.href)


def _missing(pair: Pair, middle: float, bottom: float) -> Markup:
    centre = WIDTH / 2
    half = lettering.width(pair.missing, _NAME_SIZE) / 2 + 20
    start = middle + _RADIUS + 2
    left = f"M{number(_ENDS[0])} {number(start)}V{number(bottom)}H{number(centre - half)}"
    right = f"M{number(centre + half)} {number(bottom)}H{number(_ENDS[1])}V{number(start)}"
    dotted = element(
        "path", d=left + right, fill="none", stroke=palette.ANALYSIS, stroke_width=2, stroke_dasharray="2.5 3.5"
    )
    return dotted + _middle_text(pair.missing, bottom + 5, palette.ANALYSIS, 700)


def _middle_text(text: str, y: float, colour: str, weight: int) -> Markup:
    return element("text", text, x=WIDTH / 2, y=y, text_anchor="middle", fill=colour, font_weight=weight)
