"""Where everything of an ego network stands: two straight columns, no two labels on one spot."""

from __future__ import annotations

from dataclasses import dataclass, replace

from zisgraph.visualisations.drawing import lettering
from zisgraph.visualisations.drawing.ego import EgoGroup, EgoNetwork, EgoNode, Side, balanced

WIDTH = 738.0
NAME_SIZE = 13.5
WORDS_SIZE = 12.5
HEADING_SIZE = 12.5
EGO_RADIUS = 30.0
NODE_SIZE = 20.0
PILL_WIDTH = 36.0
PILL_HEIGHT = 20.0

_MIDDLE = 216.0
_NAME_GAP = 17.0
_PILL_GAP = 8.0
_MARGIN = 2.0
_TOP = 26.0
_HEADING = 30.0
_ROW_SMALL, _ROW_LEAST, _ROW_MOST = 32.0, 38.0, 46.0
_ROWS_BEFORE_SMALL = 12
_GROUP_GAP = 12.0
_EGO_LINE = 19.0
_EGO_NAME_WIDTH = 116.0


@dataclass(frozen=True, slots=True)
class PlacedNode:
    """A neighbour at (x, y); its name starts (or, left, ends) at `text_x`, its pill is centred on `pill_x`."""

    node: EgoNode
    side: Side
    x: float
    y: float
    text_x: float
    pill_x: float
    label: str
    words: str


@dataclass(frozen=True, slots=True)
class PlacedHeading:
    """A group's heading: its baseline and where the text starts or ends."""

    text: str
    side: Side
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class EgoLayout:
    """The whole picture in pixels; `ego_lines` is the entity's name broken to fit under its circle."""

    width: float
    height: float
    ego_x: float
    ego_y: float
    ego_lines: tuple[str, ...]
    headings: tuple[PlacedHeading, ...]
    nodes: tuple[PlacedNode, ...]
    has_pills: bool


def place(network: EgoNetwork) -> EgoLayout:
    """Lay out an already folded network; equal networks give equal layouts."""
    left, right = balanced(network)
    rows = _row_heights(left, right)
    heights = [_column_height(column, row) for column, row in zip((left, right), rows, strict=True)]
    tallest = max(*heights, 4 * EGO_RADIUS)
    has_pills = any(node.further for node in network.nodes)
    middle = _TOP + tallest / 2
    headings: list[PlacedHeading] = []
    nodes: list[PlacedNode] = []
    for side, column, row, height in zip(Side, (left, right), rows, heights, strict=True):
        start = _TOP + (tallest - height) / 2
        _place_column(side, column, row, start, headings, nodes)
    lines = lettering.broken(network.name, NAME_SIZE + 1, _EGO_NAME_WIDTH)
    low = max([middle + EGO_RADIUS + 10 + _EGO_LINE * len(lines), _TOP + tallest])
    whole = EgoLayout(WIDTH, low + 8, WIDTH / 2, middle, lines, tuple(headings), tuple(nodes), has_pills)
    return whole if left and right else _one_sided(whole, keep_left=bool(left))


def _one_sided(layout: EgoLayout, *, keep_left: bool) -> EgoLayout:
    """The picture without its empty half."""
    cut = WIDTH / 2 - _EGO_NAME_WIDTH / 2 - _MARGIN
    if keep_left:
        return replace(layout, width=WIDTH - cut)
    return replace(
        layout,
        width=WIDTH - cut,
        ego_x=layout.ego_x - cut,
        headings=tuple(replace(heading, x=heading.x - cut) for heading in layout.headings),
        nodes=tuple(
            replace(node, x=node.x - cut, text_x=node.text_x - cut, pill_x=node.pill_x - cut) for node in layout.nodes
        ),
    )


def _row_heights(left: tuple[EgoGroup, ...], right: tuple[EgoGroup, ...]) -> tuple[float, float]:
    columns = (left, right)
    least = [
        _ROW_SMALL if sum(len(group.nodes) for group in column) > _ROWS_BEFORE_SMALL else _ROW_LEAST
        for column in columns
    ]
    tallest = max(_column_height(column, row) for column, row in zip(columns, least, strict=True))
    heights = []
    for column, row in zip(columns, least, strict=True):
        count = sum(len(group.nodes) for group in column)
        spare = (tallest - _column_height(column, row)) / count if count else 0.0
        heights.append(min(_ROW_MOST, row + spare))
    return heights[0], heights[1]


def _column_height(column: tuple[EgoGroup, ...], row: float) -> float:
    gaps = _GROUP_GAP * max(0, len(column) - 1)
    return sum(_HEADING * bool(group.heading) + row * len(group.nodes) for group in column) + gaps


def _place_column(
    side: Side,
    column: tuple[EgoGroup, ...],
    row: float,
    start: float,
    headings: list[PlacedHeading],
    nodes: list[PlacedNode],
) -> None:
    outward = -1.0 if side is Side.LEFT else 1.0
    x = WIDTH / 2 + outward * _MIDDLE / 2
    text_x = x + outward * _NAME_GAP
    edge = _MARGIN if side is Side.LEFT else WIDTH - _MARGIN
    pill_x = edge - outward * PILL_WIDTH / 2
    width = abs(edge - text_x)
    y = start
    for group in column:
        if group.heading:
            heading = lettering.cut(group.heading, HEADING_SIZE, width - PILL_WIDTH - _PILL_GAP, 60)
            headings.append(PlacedHeading(heading, side, text_x, y + 16))
            y += _HEADING
        for node in group.nodes:
            room = width - (PILL_WIDTH + _PILL_GAP if node.further else 0.0)
            mark = 0.0 if node.verified else lettering.width(" ?", NAME_SIZE)
            label = lettering.cut(node.name, NAME_SIZE, room - mark)
            words = lettering.cut(node.words, WORDS_SIZE, room, 60) if node.words else ""
            nodes.append(PlacedNode(node, side, x, y + row / 2, text_x, pill_x, label, words))
            y += row
        y += _GROUP_GAP
