"""The layers of a build's statements: facts apart from what follows from them and from what describes them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

from zisgraph.model.iris import Minter
from zisgraph.pipeline.changes.comparing import Quad
from zisgraph.pipeline.meta import DERIVED


class Layer(StrEnum):
    """What kind of statement it is, by the graph it stands in."""

    FACTS = "facts"
    """What sources say."""
    DERIVED = "derived"
    """What follows from facts by rule."""
    FINDINGS = "findings"
    """What analyses found."""
    SOURCES = "sources"
    """What is known of citations, datasets and graphs."""
    IDENTITY = "identity"
    """Judgements on which records are about one body."""


class Layers:
    """Tells the layer of each graph of one base."""

    def __init__(self, minter: Minter) -> None:
        self._minter = minter
        self._known: dict[str, Layer] = {
            minter.meta_graph(): Layer.SOURCES,
            minter.identity_graph(): Layer.IDENTITY,
        }

    def split(self, quads: Iterable[Quad]) -> Mapping[Layer, frozenset[Quad]]:
        """Statements by their layer."""
        found: dict[Layer, set[Quad]] = {}
        for quad in quads:
            found.setdefault(self.of(quad.graph), set()).add(quad)
        return {layer: frozenset(held) for layer, held in found.items()}

    def of(self, graph: str) -> Layer:
        """The layer of one graph."""
        if graph not in self._known:
            origin = self._minter.origin_of(graph)
            derived = origin is not None and origin.dataset == DERIVED
            run = origin is None and graph.startswith(self._minter.run_graph(""))
            self._known[graph] = Layer.FINDINGS if run else Layer.DERIVED if derived else Layer.FACTS
        return self._known[graph]
