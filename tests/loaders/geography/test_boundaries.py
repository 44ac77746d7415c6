"""Outlines from GeoJSON and TopoJSON: the same polygons, and clear words where they are broken."""

from __future__ import annotations

import pytest

from zisgraph.errors import InputError
from zisgraph.loaders.geography import Boundaries, geojson, topojson

SQUARE = {"type": "Polygon", "coordinates": [[[9, 45], [9, 46], [10, 46], [10, 45], [9, 45]]]}
EXCLAVE = {
    "type": "MultiPolygon",
    "coordinates": [[[[11, 45], [12, 45], [12, 46], [11, 45]]], [[[13, 45], [14, 45], [14, 46], [13, 45]]]],
}
COLLECTION = {
    "type": "FeatureCollection",
    "features": [
        {"type": "Feature", "properties": {"com_istat_code": "015001"}, "geometry": SQUARE},
        {"type": "Feature", "properties": {"com_istat_code": "015002"}, "geometry": EXCLAVE},
    ],
}
# Two squares side by side that share the arc between them, run both ways; numbers are steps of a tenth of a degree.
TOPOLOGY = {
    "type": "Topology",
    "transform": {"scale": [0.1, 0.1], "translate": [9, 45]},
    "arcs": [[[10, 0], [0, 10]], [[10, 10], [-10, 0], [0, -10], [10, 0]], [[10, 10], [10, 0], [0, -10], [-10, 0]]],
    "objects": {
        "towns": {
            "type": "GeometryCollection",
            "geometries": [
                {"type": "Polygon", "arcs": [[0, 1]], "properties": {"com_istat_code": "015001"}},
                {"type": "MultiPolygon", "arcs": [[[2, ~0]]], "properties": {"com_istat_code": "015002"}},
                {"type": None, "properties": {}},
            ],
        }
    },
}


def test_a_point_is_found_in_its_polygon_whichever_way_the_ring_runs() -> None:
    outlines = Boundaries(geojson(COLLECTION, "towns.geojson"))
    assert [outlines.at(45.5, 9.5), outlines.at(45.2, 11.9), outlines.at(45.2, 13.9), outlines.at(40, 9.5)] == [
        "015001",
        "015002",
        "015002",
        "",
    ]


def test_arcs_are_joined_forwards_and_backwards() -> None:
    outlines = Boundaries(topojson(TOPOLOGY, "towns.topo.json"))
    assert len(outlines) == 2
    assert [outlines.at(45.5, 9.5), outlines.at(45.5, 10.5), outlines.at(45.5, 11.5)] == ["015001", "015002", ""]


@pytest.mark.parametrize(
    ("document", "said"),
    [
        ({"type": "Feature"}, "a FeatureCollection"),
        ({"type": "FeatureCollection", "features": [{"properties": {"com_istat_code": "1"}}]}, "feature 1"),
        ({"type": "FeatureCollection", "features": [{"properties": {}, "geometry": SQUARE}]}, "com_istat_code"),
    ],
)
def test_broken_geojson_is_told(document: dict[str, object], said: str) -> None:
    with pytest.raises(InputError, match=said):
        list(geojson(document, "towns.geojson"))


@pytest.mark.parametrize(
    ("document", "said"),
    [
        ({"type": "FeatureCollection"}, "a Topology"),
        ({**TOPOLOGY, "arcs": []}, "geometry 1"),
    ],
)
def test_broken_topojson_is_told(document: dict[str, object], said: str) -> None:
    with pytest.raises(InputError, match=said):
        list(topojson(document, "towns.topo.json"))


@pytest.mark.shared_data
def test_the_real_outlines_of_both_forms_agree(shared_data) -> None:
    import json

    folder = shared_data / "boundaries" / "openpolis"
    files = sorted(folder.glob("limits_P_*_municipalities.geojson"))
    one = Boundaries(pair for file in files for pair in geojson(json.loads(file.read_text("utf-8")), file.name))
    file = folder / "limits_R_3_municipalities.topo.json"
    other = Boundaries(topojson(json.loads(file.read_text("utf-8")), file.name))
    assert len(one) == len(other) == 1503
    towns = [(45.4642, 9.19), (45.1854, 9.1582), (45.6983, 9.6773), (46.1699, 9.8782), (45.1564, 10.7914)]
    assert [one.at(*town) for town in towns] == [other.at(*town) for town in towns]
    assert "" not in [one.at(*town) for town in towns]
