"""What the pages show, as files: rows as CSV, pictures as SVG, the matrix."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from markupsafe import Markup

from zisgraph.visualisations.drawing import lettering, palette
from zisgraph.visualisations.drawing.svg import element, number
from zisgraph.visualisations.views.matrix import MatrixPanel


def csv_text(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Rows as CSV (RFC 4180); a text that a spreadsheet would run as a formula gets an apostrophe before it."""
    return csv_rows([head]) + csv_rows(rows)


def csv_rows(rows: Iterable[Sequence[object]]) -> str:
    """Rows without a head, for a file that is written part by part."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows([_harmless(cell) for cell in row] for row in rows)
    return out.getvalue()


def standalone_svg(drawn: Markup, title: str, note: str) -> str:
    """A picture as a file of its own: with the namespace, a title, and where it comes from."""
    text = str(drawn)
    opening, _, rest = text.partition(">")
    width, height = _box(opening)
    inner, _, _ = rest.rpartition("</svg>")
    head = element("text", title, x=16, y=26, font_size=18, font_weight=700)
    foot = element("text", note, x=16, y=height + 66, font_size=12, fill=palette.TEXT_SECOND)
    ground = element("rect", width=width + 32, height=height + 80, fill=palette.WHITE)
    body = Markup(f'<g transform="translate(16 44)">{inner}</g>')  # noqa: S704 - made by our own drawing functions
    return str(
        element(
            "svg",
            element("title", title),
            ground,
            head,
            body,
            foot,
            xmlns="http://www.w3.org/2000/svg",
            viewBox=f"0 0 {number(width + 32)} {number(height + 80)}",
            width=width + 32,
            height=height + 80,
            font_family=palette.FONT,
            font_size=14,
            fill=palette.TEXT,
        )
    )


def matrix_svg(panel: MatrixPanel) -> Markup:
    """The matrix as a picture: the same cells, numbers and marks as the table."""
    left, side, row = 250.0, 40.0, 30.0
    parts: list[Markup] = []
    for place, (plate, _) in enumerate(panel.columns):
        x = left + place * (side + 2) + side / 2
        parts.append(element("text", plate, x=x, y=16, text_anchor="middle", font_weight=600))
    for index, line in enumerate(panel.lines):
        y = 24 + index * (row + 2)
        parts.append(element("text", lettering.cut(line.name, 14, left - 10, 60), x=0, y=y + 20))
        for place, cell in enumerate(line.cells):
            x = left + place * (side + 2)
            fill = palette.MATRIX_STEPS[cell.step]
            outline = palette.TEXT if cell.ranked else "none"
            parts.append(element("rect", x=x, y=y, width=side, height=row, rx=2, fill=fill, stroke=outline))
            ink = palette.WHITE if cell.step >= 4 else palette.TEXT
            said = cell.count.shown or str(cell.count.blank)
            decoration = "underline dotted" if cell.count.doubtful and cell.count.shown else None
            style = {"fill": ink, "text_anchor": "middle", "font_size": 14 if len(said) < 6 else 11}
            parts.append(element("text", said, x=x + side / 2, y=y + 20, text_decoration=decoration, **style))
        end = left + len(panel.columns) * (side + 2) + 30
        parts.append(element("text", line.total.shown or "0", x=end, y=y + 20, text_anchor="end", font_weight=600))
    width, height = left + len(panel.columns) * (side + 2) + 40, 24 + len(panel.lines) * (row + 2)
    return element(
        "svg", *parts, viewBox=f"0 0 {number(width)} {number(height)}", font_family=palette.FONT, font_size=14
    )


def _harmless(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell


def _box(opening: str) -> tuple[float, float]:
    _, _, tail = opening.partition('viewBox="')
    values = tail.split('"')[0].split()
    return float(values[2]), float(values[3])
