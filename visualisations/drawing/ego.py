"""The network of one entity as data: who stands around it, under which heading, on which side."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import product

from zisgraph.visualisations.drawing.glyphs import Glyph, Shape

MOST_NODES = 40
MOST_ROWS = 20
"""Rows of one column, at the smallest row height, before the largest groups are folded."""

_KEPT_OF_A_FOLD = 3
_MOST_MOVABLE = 10


class Side(StrEnum):
    """Left: who made the entity and works with it. Right: what it has."""

    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class EgoNode:
    """One neighbour: `words` say the tie, `ties` counts those behind the line, `further` its other ties.

    A node with `folded` > 0 stands for that many neighbours of one kind and leads to the table.
    """

    key: str
    name: str
    mark: Glyph
    kind: str
    words: str
    href: str
    verified: bool = True
    ties: int = 1
    further: int = 0
    folded: int = 0


@dataclass(frozen=True, slots=True)
class EgoGroup:
    """Neighbours by the same kind of tie; a `movable` group may change sides to balance the picture."""

    heading: str
    side: Side
    nodes: tuple[EgoNode, ...]
    movable: bool = True


@dataclass(frozen=True, slots=True)
class QuietEdge:
    """A recorded tie between two neighbours."""

    start: str
    end: str
    verified: bool = True


@dataclass(frozen=True, slots=True)
class EgoNetwork:
    """The entity in the middle and its groups, in reading order."""

    key: str
    name: str
    mark: Glyph
    groups: tuple[EgoGroup, ...]
    quiet: tuple[QuietEdge, ...] = ()

    @property
    def nodes(self) -> tuple[EgoNode, ...]:
        """All neighbours in reading order."""
        return tuple(node for group in self.groups for node in group.nodes)

    @property
    def size(self) -> int:
        """How many neighbours there are, the folded ones included."""
        return sum(node.folded or 1 for node in self.nodes)

    @property
    def shown(self) -> int:
        """How many neighbours are drawn one by one."""
        return sum(1 for node in self.nodes if not node.folded)


FoldWords = Callable[[Shape, int], str]
"""Names a folded row: (company, 37) gives "+37 imprese"."""


def folded(network: EgoNetwork, words: FoldWords, table: str, most: int = MOST_NODES) -> EgoNetwork:
    """The network with at most `most` nodes: the largest same-kind runs become one row that leads to `table`.

    A run keeps its first three neighbours (callers put the most connected first) while that is enough.
    """
    runs = [(g, shape) for g, group in enumerate(network.groups) for shape in _shapes(group)]
    kept: dict[tuple[int, Shape], int] = {}

    def visible(run: tuple[int, Shape]) -> int:
        return min(kept.get(run, _MANY), _count(network.groups[run[0]], run[1]))

    for allowed in (_KEPT_OF_A_FOLD, 0):
        while runs and _drawn(network, runs, kept) > most:
            largest = max(runs, key=lambda run: (visible(run), -run[0]))
            if visible(largest) <= allowed + 1:
                break
            surplus = _drawn(network, runs, kept) - most
            kept[largest] = max(allowed, visible(largest) - surplus - (0 if largest in kept else 1))
    groups = tuple(_fold_group(group, g, kept, words, table) for g, group in enumerate(network.groups))
    result = replace(network, groups=groups)
    present = {node.key for node in result.nodes if not node.folded}
    quiet = tuple(edge for edge in network.quiet if edge.start in present and edge.end in present)
    return replace(result, quiet=quiet)


def balanced(network: EgoNetwork) -> tuple[tuple[EgoGroup, ...], tuple[EgoGroup, ...]]:
    """The groups of the left and of the right column, as even in rows as the movable groups allow.

    Each group moved away from its own side costs as much as two rows of unevenness.
    """
    groups = network.groups
    movable = [i for i, group in enumerate(groups) if group.movable][:_MOST_MOVABLE]
    best: tuple[float, tuple[bool, ...]] | None = None
    for moves in product((False, True), repeat=len(movable)):
        moved = {index for index, move in zip(movable, moves, strict=True) if move}
        left = sum(_rows(g) for i, g in enumerate(groups) if (g.side is Side.LEFT) != (i in moved))
        uneven = abs(2 * left - sum(map(_rows, groups)))
        candidate = (uneven + 2.0 * len(moved), moves)
        if best is None or candidate < best:
            best = candidate
    chosen = best[1] if best else ()
    moved = {index for index, move in zip(movable, chosen, strict=True) if move}
    left_column = tuple(g for i, g in enumerate(groups) if (g.side is Side.LEFT) != (i in moved))
    right_column = tuple(g for i, g in enumerate(groups) if (g.side is Side.RIGHT) != (i in moved))
    return left_column, right_column


_MANY = 10**9


def _rows(group: EgoGroup) -> float:
    return len(group.nodes) + 1.2


def _shapes(group: EgoGroup) -> list[Shape]:
    return list(dict.fromkeys(node.mark.shape for node in group.nodes))


def _count(group: EgoGroup, shape: Shape) -> int:
    return sum(1 for node in group.nodes if node.mark.shape is shape)


def _drawn(network: EgoNetwork, runs: list[tuple[int, Shape]], kept: dict[tuple[int, Shape], int]) -> int:
    counts = ((run, _count(network.groups[run[0]], run[1])) for run in runs)
    return sum(min(count, kept[run] + 1) if run in kept else count for run, count in counts)


def _fold_group(
    group: EgoGroup, index: int, kept: dict[tuple[int, Shape], int], words: FoldWords, table: str
) -> EgoGroup:
    seen: dict[Shape, int] = {}
    nodes: list[EgoNode] = []
    hidden: dict[Shape, list[EgoNode]] = {}
    for node in group.nodes:
        shape = node.mark.shape
        seen[shape] = seen.get(shape, 0) + 1
        if seen[shape] <= kept.get((index, shape), _MANY):
            nodes.append(node)
        else:
            hidden.setdefault(shape, []).append(node)
    for shape, away in hidden.items():
        label = words(shape, len(away))
        verified = any(node.verified for node in away)
        mark = Glyph(shape, any(node.mark.verified for node in away))
        key = f"fold-{index}-{shape.value}"
        nodes.append(EgoNode(key, label, mark, "", "", table, verified, folded=len(away)))
    return replace(group, nodes=tuple(nodes))
