"""Where something lies: municipalities by name, post code and point, each answer with the method that gave it."""

from zisgraph.loaders.geography.boundaries import Boundaries, geojson, topojson
from zisgraph.loaders.geography.gazetteer import Gazetteer, Method, Municipality, Placing, plain

__all__ = ["Boundaries", "Gazetteer", "Method", "Municipality", "Placing", "geojson", "plain", "topojson"]
