"""Twelve circles with their numbers: none hidden, none over another, on desktop and phone."""

from __future__ import annotations

from itertools import combinations
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zisgraph.visualisations.drawing.boundaries import NO_OUTLINES
from zisgraph.visualisations.drawing.province_map import (
    ANCHORS,
    DESKTOP,
    PHONE,
    SMALLEST_INSIDE,
    MapForm,
    ProvinceMark,
    land,
    map_svg,
    placed,
)

REAL = dict(zip(sorted(ANCHORS), (47, 53, 37, 35, 32, 17, 49, 352, 19, 51, 14, 57), strict=True))


def marks(counts: dict[str, int]) -> tuple[ProvinceMark, ...]:
    return tuple(ProvinceMark(p, p, n, f"/it/id/{p}", f"{p} {n}") for p, n in sorted(counts.items()))


@pytest.mark.parametrize("form", [DESKTOP, PHONE])
def test_labels_and_circles_keep_apart(form: MapForm) -> None:
    circles = placed(marks(REAL), form)
    for one, two in combinations(circles, 2):
        assert not overlap(one.label.box, two.label.box), f"{one.mark.plate} and {two.mark.plate}"
        for circle, label in ((one, two.label), (two, one.label)):
            box = (
                circle.x - circle.radius,
                circle.y - circle.radius,
                circle.x + circle.radius,
                circle.y + circle.radius,
            )
            assert not overlap(box, label.box), f"the label of {label.text} lies on {circle.mark.plate}"


@given(st.lists(st.integers(0, 500), min_size=12, max_size=12))
def test_every_number_is_printed(counts: list[int]) -> None:
    given_counts = dict(zip(sorted(ANCHORS), counts, strict=True))
    drawn = ET.fromstring(str(map_svg(marks(given_counts), land(NO_OUTLINES), DESKTOP, "Mappa")))
    for link in drawn.iter("a"):
        plate, count = (link.findtext("title") or "").split()
        words = [part.strip() for text in link.iter("text") for part in text.itertext()]
        assert plate in " ".join(words)
        assert count in words


def test_the_area_follows_the_number() -> None:
    by_plate = {c.mark.plate: c for c in placed(marks({**dict.fromkeys(ANCHORS, 100), "MI": 400}), DESKTOP)}
    assert by_plate["MI"].radius == pytest.approx(2 * by_plate["PV"].radius)


def test_numbers_stand_beside_small_circles() -> None:
    for circle in placed(marks(REAL), PHONE):
        assert circle.inside == (circle.label.bold == "")
        assert circle.radius >= SMALLEST_INSIDE or not circle.inside


def test_labels_stay_in_the_frame() -> None:
    for form in (DESKTOP, PHONE):
        for circle in placed(marks(REAL), form):
            x0, y0, x1, y1 = circle.label.box
            assert x0 >= 0 and y0 >= 0 and x1 <= form.width and y1 <= form.height  # noqa: PT018 (one box)


def overlap(one: tuple[float, float, float, float], two: tuple[float, float, float, float]) -> bool:
    return one[0] < two[2] and two[0] < one[2] and one[1] < two[3] and two[1] < one[3]
