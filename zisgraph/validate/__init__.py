"""Checks staged statements against the shapes of the ontology."""

from zisgraph.validate.engine import check_files, check_quads
from zisgraph.validate.findings import ShapeFinding, ShapeReport, shape_error

__all__ = ["ShapeFinding", "ShapeReport", "check_files", "check_quads", "shape_error"]
