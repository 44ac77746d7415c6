"""Networks to draw: a few companies and laboratories around one body, and names that mean harm."""

from __future__ import annotations

from zisgraph.visualisations.drawing.ego import EgoGroup, EgoNetwork, EgoNode, QuietEdge, Side
from zisgraph.visualisations.drawing.glyphs import Glyph, Shape

HOSTILE = "<script>alert(1)</script> \"'&\u202eevil\u0007 & <b>bold</b>"


def node(key: str, name: str = "", shape: Shape = Shape.COMPANY, **more: object) -> EgoNode:
    """A neighbour with plain defaults."""
    settings: dict[str, object] = {"kind": "kind", "words": "ties", "href": f"/it/id/{key}", **more}
    return EgoNode(key, name or key, Glyph(shape), **settings)  # type: ignore[arg-type]


def network(companies: int = 5, labs: int = 4, name: str = "Ego") -> EgoNetwork:
    """A network with one group on each side."""
    left = tuple(node(f"c{n}", f"Company number {n}", further=n % 4) for n in range(companies))
    right = tuple(node(f"l{n}", f"Laboratory number {n}", Shape.RESEARCH) for n in range(labs))
    groups = (EgoGroup("Collaborations", Side.LEFT, left), EgoGroup("Laboratories", Side.RIGHT, right, movable=False))
    return EgoNetwork("ego", name, Glyph(Shape.FOUNDATION), groups, (QuietEdge("c0", "c1"), QuietEdge("c0", "l0")))


def fold_words(shape: Shape, count: int) -> str:
    """Folded rows by number and shape."""
    return f"+{count} {shape.value}"
