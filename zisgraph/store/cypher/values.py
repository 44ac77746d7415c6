"""What the driver returns as the plain values of `model.ports.CypherAnswer`, alike from both engines."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

_TRAILING_ZEROS: Final = re.compile(r"(?<=:\d\d)\.0+(?!\d)|(?<=\.\d{3})0{6}(?!\d)")
"""Nanoseconds that say nothing: .000000000 and the last six digits of .250000000."""

if TYPE_CHECKING:
    from neo4j.graph import Node, Relationship


def plain(value: Any, iris: Mapping[str, str] = MappingProxyType({})) -> Any:
    """One value as JSON-ready data; nodes, relationships, paths, points and durations say what they are.

    `iris` has the IRIs of nodes that came with their internal id only. A number that JSON cannot say (infinite, not
    a number) becomes its name as a text.
    """
    from neo4j.graph import Node, Path, Relationship
    from neo4j.spatial import Point
    from neo4j.time import Date, DateTime, Duration, Time

    if isinstance(value, float):
        return value if math.isfinite(value) else str(value)
    if isinstance(value, Node):
        return _node(value)
    if isinstance(value, Relationship):
        return _relationship(value, iris)
    if isinstance(value, Path):
        steps = [_relationship(one, iris) for one in value.relationships]
        return {"_type": "path", "nodes": [_node(one) for one in value.nodes], "relationships": steps}
    if isinstance(value, Date | DateTime | Time | Duration):
        return _TRAILING_ZEROS.sub("", value.iso_format())
    if isinstance(value, Point):
        return {"_type": "point", "srid": value.srid, **dict(zip("xyz", value, strict=False))}
    return _collection(value, iris)


def _collection(value: Any, iris: Mapping[str, str]) -> Any:
    if isinstance(value, Mapping):
        return {str(key): plain(item, iris) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item, iris) for item in value]
    return value if value is None or isinstance(value, bool | int | str) else str(value)


def _node(node: Node) -> dict[str, Any]:
    properties = {key: plain(item) for key, item in sorted(node.items())}
    return {"_type": "node", "iri": node.get("iri"), "labels": sorted(node.labels), "properties": properties}


def _relationship(relationship: Relationship, iris: Mapping[str, str]) -> dict[str, Any]:
    ends = [None if node is None else node.get("iri") or iris.get(node.element_id) for node in relationship.nodes]
    properties = {key: plain(item) for key, item in sorted(relationship.items())}
    start, end = ends
    return {"_type": "relationship", "type": relationship.type, "start": start, "end": end, "properties": properties}
