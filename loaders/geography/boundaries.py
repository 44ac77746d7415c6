"""Polygons of municipalities, from GeoJSON or TopoJSON, and the one in which a point lies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Any, Final

import shapely

from zisgraph.errors import InputError, Issue

CODE: Final = "com_istat_code"
"""The property of a feature that holds its ISTAT code, zero-padded."""
Ring = list[tuple[float, float]]


class Boundaries:
    """Polygons with their codes; points are looked up in an index."""

    def __init__(self, polygons: Iterable[tuple[str, shapely.Geometry]]) -> None:
        pairs = list(polygons)
        self._codes = [code for code, _ in pairs]
        self._tree = shapely.STRtree([shape for _, shape in pairs])

    def __len__(self) -> int:
        return len(self._codes)

    def at(self, latitude: float, longitude: float) -> str:
        """The code of the polygon that holds a point (WGS 84 degrees), the first of several; "" where none does."""
        found = self._tree.query(shapely.Point(longitude, latitude), predicate="intersects")
        return min((self._codes[index] for index in found), default="")


def geojson(document: Mapping[str, Any], file: str) -> Iterator[tuple[str, shapely.Geometry]]:
    """The polygons of a GeoJSON collection (RFC 7946; the order of a ring's points does not matter here).

    Raises:
        InputError: it is no collection of features, or one has no shape or no code.
    """
    features = document.get("features")
    if document.get("type") != "FeatureCollection" or not isinstance(features, list):
        raise _fault(file, "", f"a document of type {document.get('type')!r}", "a FeatureCollection")
    for number, feature in enumerate(features, start=1):
        properties = feature.get("properties") or {}
        try:
            shape = shapely.geometry.shape(feature["geometry"])
        except (KeyError, TypeError, ValueError, AttributeError, shapely.GEOSException) as error:
            raise _fault(file, f"feature {number}", f"a shape that cannot be read ({error})", "a polygon") from error
        yield _code(properties, file, number), _sound(shape)


def topojson(document: Mapping[str, Any], file: str) -> Iterator[tuple[str, shapely.Geometry]]:
    """The polygons of a TopoJSON document: every ring is put together from the arcs it names.

    Raises:
        InputError: it is no topology, or names an arc that it does not have.
    """
    if document.get("type") != "Topology":
        raise _fault(file, "", f"a document of type {document.get('type')!r}", "a Topology")
    arcs = list(_arcs(document))
    number = 0
    for collection in document.get("objects", {}).values():
        for geometry in collection.get("geometries", ()):
            number += 1
            try:
                shape = _shape(geometry, arcs)
            except (IndexError, KeyError, TypeError, ValueError) as error:
                raise _fault(
                    file, f"geometry {number}", f"arcs that cannot be joined ({error})", "a polygon"
                ) from error
            if shape is not None:
                yield _code(geometry.get("properties") or {}, file, number), _sound(shape)


def _arcs(document: Mapping[str, Any]) -> Iterator[Ring]:
    """Each arc in degrees; quantised ones are sums of steps (TopoJSON specification, section 2.1.3)."""
    transform = document.get("transform")
    for arc in document.get("arcs", ()):
        if transform is None:
            yield [(float(x), float(y)) for x, y in arc]
            continue
        (scale_x, scale_y), (move_x, move_y) = transform["scale"], transform["translate"]
        xs, ys = accumulate(x for x, _ in arc), accumulate(y for _, y in arc)
        yield [(x * scale_x + move_x, y * scale_y + move_y) for x, y in zip(xs, ys, strict=True)]


def _shape(geometry: Mapping[str, Any], arcs: Sequence[Ring]) -> shapely.Geometry | None:
    match geometry.get("type"):
        case "Polygon":
            polygons = [geometry["arcs"]]
        case "MultiPolygon":
            polygons = geometry["arcs"]
        case None:
            return None
        case other:
            raise ValueError(f"a {other}")
    made = [shapely.Polygon(outer, holes) for outer, *holes in ([_ring(r, arcs) for r in p] for p in polygons)]
    return shapely.union_all(made) if len(made) > 1 else made[0]


def _ring(indices: Sequence[int], arcs: Sequence[Ring]) -> Ring:
    """One ring; a negative number is the arc ~number run backwards, and joined arcs share their end points."""
    points: Ring = []
    for index in indices:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        points.extend(arc[1:] if points else arc)
    return points


def _sound(shape: shapely.Geometry) -> shapely.Geometry:
    """A simplified outline may cross itself; it is mended, so that the index can answer."""
    return shape if shapely.is_valid(shape) else shapely.make_valid(shape)


def _code(properties: Mapping[str, Any], file: str, number: int) -> str:
    code = str(properties.get(CODE) or "")
    if not code:
        raise _fault(file, f"feature {number}", f"properties without {CODE}", f"{CODE}, the ISTAT code in six digits")
    return code


def _fault(file: str, field: str, received: str, allowed: str) -> InputError:
    return InputError([Issue(file, 0, field, received, allowed)])
