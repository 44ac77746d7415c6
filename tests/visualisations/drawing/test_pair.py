"""Two bodies, those between them, and the missing tie in words."""

from __future__ import annotations

from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from ego_networks import HOSTILE

from zisgraph.visualisations.drawing.glyphs import Glyph, Shape
from zisgraph.visualisations.drawing.pair import MOST_PARTNERS, Pair, PairEnd, Partner, pair_svg


def pair(partners: int, name: str = "Partner", more: str = "") -> Pair:
    between = tuple(
        Partner(f"{name} {n}", Glyph(Shape.COMPANY), f"/it/id/p{n}", ("collabora", "partner"), (True, n % 2 == 0))
        for n in range(partners)
    )
    first = PairEnd("Fondazione Chips-IT", Glyph(Shape.FOUNDATION), "/it/id/a")
    second = PairEnd("Distretto di Microelettronica", Glyph(Shape.NETWORK), "/it/id/b")
    return Pair(first, second, between, "Chips-IT e Distretto", "nessun legame registrato", more)


@pytest.mark.parametrize("partners", [0, 1, 4, 8])
def test_everyone_is_drawn_inside_the_picture(partners: int) -> None:
    drawn = ET.fromstring(str(pair_svg(pair(partners))))
    assert len(list(drawn.iter("a"))) == partners + 2
    _, _, width, height = map(float, (drawn.get("viewBox") or "").split())
    for text in drawn.iter("text"):
        assert 0 <= float(text.get("x", "0")) <= width
        assert 0 < float(text.get("y", "0")) < height
    assert "nessun legame registrato" in "".join(drawn.itertext())


def test_more_partners_than_fit_are_said_in_words() -> None:
    drawn = str(pair_svg(pair(12, more="e altri 4 partner in comune")))
    assert drawn.count("<a ") == MOST_PARTNERS + 2
    assert "e altri 4 partner in comune" in drawn


def test_doubtful_ties_are_dashed() -> None:
    assert str(pair_svg(pair(2))).count('stroke-dasharray="5 4"') == 1


def test_rows_keep_their_distance() -> None:
    drawn = ET.fromstring(str(pair_svg(pair(8))))
    names = [t for t in drawn.iter("text") if (t.text or "").startswith("Partner")]
    ys = sorted(float(t.get("y", "0")) for t in names)
    assert min(b - a for a, b in pairwise(ys)) >= 40


def test_hostile_names_stay_names() -> None:
    assert "<script" not in str(pair_svg(pair(3, HOSTILE)))
