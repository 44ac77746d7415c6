"""Where something lies: municipalities by name, post code and point, each answer with the method that gave it."""

from zisgraph.loaders.geography.boundaries import Boundaries, geojson, topojson
from zisgraph.loaders.geography.former_names import ENDLESS, Past, former_names
from zisgraph.loaders.geography.gazetteer import Gazetteer, Method, Municipality, Placing, plain

__all__ = [
    "ENDLESS",
    "Boundaries",
    "Gazetteer",
    "Method",
    "Municipality",
    "Past",
    "Placing",
    "former_names",
    "geojson",
    "plain",
    "topojson",
]
