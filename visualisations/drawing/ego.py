"""The network of one entity as data: who stands around it, under which heading, on which side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import product

from zisgraph.visualisations.drawing.glyphs import Glyph, Shape

MOST_NODES = 40
MOST_ROWS = 20
"""Neighbours of one run before the rest is folded."""
TALLEST = 24
"""Rows of one column before runs are cut shorter."""

_MOST_MOVABLE = 8


class Side(StrEnum):
    """Left: who made the entity and works with it. Right: what it has."""

    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class EgoNode:
    """One neighbour: `words` say the tie, `ties` counts those behind the line, `further` the other bodies it is tied to.

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


Run = tuple[int, Shape]
"""Number of a group, and the shape of the neighbours in it."""

FoldWords = Callable[[Shape, int], str]
"""Names a folded row: (company, 37) gives "+37 imprese"."""


def folded(network: EgoNetwork, words: FoldWords, table: str, most: int = MOST_NODES) -> EgoNetwork:
    """The network with at most `most` nodes in columns of at most 24: the rest of a run becomes one row.

    A run is a group's neighbours of one shape. Runs are cut to one length, the longest that fits; then short ones
    are shown whole while there is room. Callers put the most connected first; folded rows lead to `table`.
    """
    runs = Counter((g, node.mark.shape) for g, group in enumerate(network.groups) for node in group.nodes)

    def cut(lengths: Mapping[Run, int]) -> EgoNetwork:
        groups = tuple(_fold_group(group, g, lengths, words, table) for g, group in enumerate(network.groups))
        return replace(network, groups=groups)

    def fits(candidate: EgoNetwork) -> bool:
        return len(candidate.nodes) <= most and _tallest(candidate) <= TALLEST

    longest = next((n for n in range(MOST_ROWS - 1, 0, -1) if fits(cut(dict.fromkeys(runs, n)))), 0)
    lengths = dict.fromkeys(runs, longest)
    for run in sorted(runs, key=lambda run: (runs[run], run[0])):
        whole = {**lengths, run: runs[run]}
        if runs[run] > longest + 1 and runs[run] <= MOST_ROWS and fits(cut(whole)):
            lengths = whole
    result = cut(lengths)
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


def _rows(group: EgoGroup) -> float:
    return len(group.nodes) + 1.2


def _tallest(network: EgoNetwork) -> int:
    return max(sum(len(group.nodes) for group in column) for column in balanced(network))


def _fold_group(group: EgoGroup, index: int, lengths: Mapping[Run, int], words: FoldWords, table: str) -> EgoGroup:
    """The group with each run cut to its length and a row for the rest; a run that is one longer stays whole."""
    sizes = Counter(node.mark.shape for node in group.nodes)
    seen: Counter[Shape] = Counter()
    nodes: list[EgoNode] = []
    hidden: dict[Shape, list[EgoNode]] = {}
    for node in group.nodes:
        shape = node.mark.shape
        seen[shape] += 1
        longest = lengths[index, shape]
        if seen[shape] <= longest or sizes[shape] <= longest + 1:
            nodes.append(node)
        else:
            hidden.setdefault(shape, []).append(node)
    for shape, away in hidden.items():
        verified = any(node.verified for node in away)
        mark = Glyph(shape, any(node.mark.verified for node in away))
        key = f"fold-{index}-{shape.value}"
        nodes.append(EgoNode(key, words(shape, len(away)), mark, "", "", table, verified, folded=len(away)))
    return replace(group, nodes=tuple(nodes))
