"""Each kind has a shape of its own, and what is unverified is dashed and pale."""

from __future__ import annotations

import csv
from importlib.resources import files
from xml.etree import ElementTree as ET

import pytest

from zisgraph.visualisations.drawing.glyphs import FILLS, SHAPE_OF_KIND, Glyph, Shape, glyph, shape_of


def test_every_kind_of_the_tables_has_a_shape() -> None:
    text = (files("zisgraph.loaders") / "facts" / "kinds.csv").read_text("utf-8")
    kinds = {row["ontology_class"] for row in csv.DictReader(text.splitlines())}
    assert kinds <= set(SHAPE_OF_KIND)


def test_an_unknown_kind_is_a_ring() -> None:
    assert shape_of("Teapot") is Shape.OTHER


def test_no_two_shapes_look_alike() -> None:
    outlines = {shape: ET.fromstring(f"<g>{glyph(Glyph(shape), 9, 9, 15)}</g>")[0] for shape in Shape}
    looks = {
        (drawn.tag, drawn.get("points") or drawn.get("d") or drawn.get("rx") or drawn.get("r"), FILLS.get(shape))
        for shape, drawn in outlines.items()
    }
    assert len(looks) == len(Shape)


@pytest.mark.parametrize("shape", list(Shape))
def test_doubt_is_drawn(shape: Shape) -> None:
    sure, unsure = (ET.fromstring(f"<g>{glyph(Glyph(shape, verified), 9, 9, 15)}</g>")[0] for verified in (True, False))
    assert sure.get("stroke-dasharray") is None
    assert sure.get("stroke") == unsure.get("stroke") == "#1A1A1A"
    assert unsure.get("stroke-dasharray")
    assert unsure.get("fill-opacity") == "0.38"


@pytest.mark.parametrize("shape", list(Shape))
def test_a_glyph_stays_in_its_box(shape: Shape) -> None:
    drawn = ET.fromstring(f"<g>{glyph(Glyph(shape), 50, 50, 20)}</g>")[0]
    points = [tuple(map(float, pair.split(","))) for pair in (drawn.get("points") or "").split()]
    assert all(abs(x - 50) <= 13 and abs(y - 50) <= 13 for x, y in points)
