"""A length always agrees with its number."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from zisgraph.visualisations.drawing.bars import HATCH_ID, hatch, length_bar, split_bar, trust_bar


def widths(svg: str) -> list[float]:
    return [float((rect.get("width") or "0").rstrip("%")) for rect in ET.fromstring(svg).iter("rect")]


@pytest.mark.parametrize(("sourced", "unverified", "green"), [(3, 1, 75), (5, 0, 100), (1, 1, 50)])
def test_the_green_part_is_the_sourced_share(sourced: int, unverified: int, green: float) -> None:
    drawn = str(trust_bar(sourced, unverified))
    assert widths(drawn)[0] == green
    assert (f"url(#{HATCH_ID})" in drawn) == bool(unverified)


def test_nothing_sourced_is_all_hatched() -> None:
    assert widths(str(trust_bar(0, 4))) == [100]


def test_an_empty_total_has_no_bar() -> None:
    assert widths(str(trust_bar(0, 0))) == []


@pytest.mark.parametrize(("share", "width"), [(0.27, 27), (1.4, 100), (-1, 0)])
def test_a_length_is_a_share(share: float, width: float) -> None:
    assert widths(str(length_bar(share)))[1] == width


def test_the_parts_of_a_split_add_up() -> None:
    drawn = ET.fromstring(str(split_bar([0.5, 0.0, 0.2], 1)))
    assert [(r.get("x"), r.get("width")) for r in drawn.iter("rect")] == [("0.00%", "50.00%"), ("50.00%", "20.00%")]


def test_the_hatching_has_the_id_the_bars_use() -> None:
    assert f'id="{HATCH_ID}"' in str(hatch())
