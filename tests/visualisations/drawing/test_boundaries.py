"""Outlines come whole out of TopoJSON, or the fault is named."""

from __future__ import annotations

import json
from importlib.resources import files

import pytest

from zisgraph.visualisations.drawing.boundaries import LOMBARD_IDS, centroid, decode, project

SQUARE = {
    "type": "Topology",
    "transform": {"scale": [0.5, 0.5], "translate": [9, 45]},
    "objects": {
        "it": {"type": "GeometryCollection", "geometries": [{"type": "Polygon", "id": "X", "arcs": [[0, ~1]]}]}
    },
    "arcs": [[[0, 0], [2, 0], [0, 2]], [[0, 0], [0, 2], [2, 0]]],
}


def test_arcs_are_joined_turned_and_placed() -> None:
    outlines = decode(json.dumps(SQUARE), {"X": "XX"})
    assert outlines.rings["XX"] == (((9.0, 45.0), (10.0, 45.0), (10.0, 46.0), (9.0, 46.0), (9.0, 45.0)),)


def test_the_centroid_of_a_square_is_its_middle() -> None:
    assert centroid(((0.0, 0.0), (2.0, 0.0), (2.0, 2.0), (0.0, 2.0))) == (1.0, 1.0)


def test_north_is_up_and_shapes_are_kept() -> None:
    assert project((9, 46))[1] < project((9, 45))[1]
    assert project((10, 45))[0] - project((9, 45))[0] == pytest.approx(0.7, abs=0.01)


def test_a_missing_province_is_named() -> None:
    with pytest.raises(ValueError, match="no outline for BG, BS"):
        decode(json.dumps(SQUARE))


def test_another_kind_of_file_is_refused() -> None:
    with pytest.raises(ValueError, match="FeatureCollection"):
        decode('{"type": "FeatureCollection"}')


@pytest.mark.npm
def test_the_installed_outlines_hold_the_twelve_provinces() -> None:
    source = files("zisgraph.visualisations") / "static" / "vendor" / "data" / "ita.topo.json"
    if not source.is_file():
        pytest.skip("the assets are not installed: run `make setup`")
    outlines = decode(source.read_text("utf-8"))
    assert set(outlines.rings) == set(LOMBARD_IDS.values())
    assert all(8.4 < x < 11.5 and 44.6 < y < 46.7 for rings in outlines.rings.values() for r in rings for x, y in r)
