"""The style sheet and the pictures use the same colours; templates escape and fail loudly."""

from __future__ import annotations

import re
from importlib.resources import files
from xml.etree import ElementTree as ET

import pytest
from ego_networks import HOSTILE
from jinja2 import UndefinedError

from zisgraph.visualisations.drawing import palette
from zisgraph.visualisations.drawing.glyphs import Glyph, Shape
from zisgraph.visualisations.environment import ICONS, Pages, glyph_id, load_assets, sprite, symbols

TOKENS = {
    "text": palette.TEXT, "text-second": palette.TEXT_SECOND, "action": palette.ACTION, "link": palette.LINK,
    "focus": palette.FOCUS, "control": palette.CONTROL, "hairline": palette.HAIRLINE, "ground": palette.GROUND,
    "selected": palette.SELECTED, "unverified-line": palette.UNVERIFIED_LINE,
    "unverified-text": palette.UNVERIFIED_TEXT, "unverified-ground": palette.UNVERIFIED_GROUND,
    "conflict-line": palette.CONFLICT_LINE, "conflict-text": palette.CONFLICT_TEXT,
    "conflict-ground": palette.CONFLICT_GROUND, "analysis": palette.ANALYSIS,
    "analysis-ground": palette.ANALYSIS_GROUND,
}  # fmt: skip


def style() -> str:
    return (files("zisgraph.visualisations") / "static" / "css" / "zisgraph.css").read_text("utf-8")


def test_the_sheet_and_the_pictures_share_their_colours() -> None:
    declared = dict(re.findall(r"--z-([a-z-]+): (#[0-9A-F]{6});", style()))
    assert declared == TOKENS


def test_matrix_steps_are_those_of_the_palette() -> None:
    steps = dict(re.findall(r"\.z-matrix \.z-s(\d), [^{]*\{ background: (#[0-9A-F]{6})", style()))
    assert tuple(steps[str(n)] for n in range(1, 6)) == palette.MATRIX_STEPS[1:]


@pytest.mark.parametrize(
    ("ink", "ground", "least"),
    [
        (palette.TEXT, palette.WHITE, 7), (palette.TEXT_SECOND, palette.GROUND, 7), (palette.WHITE, palette.ACTION, 4.5),
        (palette.LINK, palette.SELECTED, 4.5), (palette.UNVERIFIED_TEXT, palette.UNVERIFIED_GROUND, 7),
        (palette.CONFLICT_TEXT, palette.CONFLICT_GROUND, 7), (palette.ANALYSIS, palette.ANALYSIS_GROUND, 7),
        (palette.FOCUS, palette.WHITE, 4.5), (palette.CONTROL, palette.WHITE, 4.5), (palette.EDGE, palette.WHITE, 4.5),
        (palette.TEXT, palette.MATRIX_STEPS[3], 4.5), (palette.WHITE, palette.MATRIX_STEPS[4], 4.5),
    ],
)  # fmt: skip
def test_contrast(ink: str, ground: str, least: float) -> None:
    lighter, darker = sorted((luminance(ink), luminance(ground)), reverse=True)
    assert (lighter + 0.05) / (darker + 0.05) >= least


def luminance(colour: str) -> float:
    channels = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_the_sheet_asks_nobody_else() -> None:
    addresses = re.findall(r"url\(([^)]*)\)", style())
    assert addresses
    assert all(address.strip("'\"").startswith("../") for address in addresses)
    assert "@import" not in style()


def test_every_glyph_and_icon_is_defined_once() -> None:
    drawn = ET.fromstring(str(symbols()))
    ids = [symbol.get("id") for symbol in drawn.iter("symbol")]
    assert len(ids) == len(set(ids)) == 2 * len(Shape) + len(ICONS)
    assert all(glyph_id(Glyph(shape, verified)) in ids for shape in Shape for verified in (True, False))
    assert f'href="#{glyph_id(Glyph(Shape.ZONE))}"' in str(sprite(Glyph(Shape.ZONE)))


def test_a_template_escapes_what_it_is_given(pages: Pages) -> None:
    text = pages._environments["it"].from_string('<p title="{{ name }}">{{ name }}</p>').render(name=HOSTILE)
    assert "<script" not in text
    assert 'title="&lt;script&gt;' in text


def test_a_missing_value_is_an_error(pages: Pages) -> None:
    with pytest.raises(UndefinedError):
        pages._environments["it"].from_string("{{ nothing }}").render()


def test_no_template_carries_script_or_style() -> None:
    for template in (files("zisgraph.visualisations") / "templates").iterdir():
        if template.name == "network_export.html":  # the one file that has to stand alone
            continue
        text = template.read_text("utf-8")
        assert not re.search(r"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son[a-z]+=|javascript:", text), template.name


def test_addresses_of_static_files_carry_their_hash() -> None:
    assets = load_assets()
    assert re.fullmatch(r"/static/css/zisgraph\.css\?v=[0-9a-f]{10}", assets.address("css/zisgraph.css"))
