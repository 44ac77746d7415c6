"""No two labels share a spot, whatever the names and however many there are."""

from __future__ import annotations

from itertools import pairwise

from ego_networks import fold_words, network, node
from hypothesis import given, settings
from hypothesis import strategies as st

from zisgraph.visualisations.drawing import lettering
from zisgraph.visualisations.drawing.ego import EgoGroup, EgoNetwork, Side, folded
from zisgraph.visualisations.drawing.ego_layout import (
    NAME_SIZE,
    PILL_WIDTH,
    WIDTH,
    WORDS_SIZE,
    EgoLayout,
    PlacedNode,
    place,
)
from zisgraph.visualisations.drawing.glyphs import Glyph, Shape

NAMES = st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=0x24F), min_size=1, max_size=120)


def label_box(placed: PlacedNode) -> tuple[float, float, float, float]:
    mark = "" if placed.node.verified else " ?"
    wide = max(lettering.width(placed.label + mark, NAME_SIZE), lettering.width(placed.words, WORDS_SIZE))
    start = placed.text_x - wide if placed.side is Side.LEFT else placed.text_x
    return start, placed.y - 14, start + wide, placed.y + 16


def assert_clear(layout: EgoLayout) -> None:
    for side in Side:
        column = sorted((n for n in layout.nodes if n.side is side), key=lambda n: n.y)
        for upper, lower in pairwise(column):
            assert lower.y - upper.y >= 30, "two rows run into each other"
        for placed in column:
            x0, _, x1, _ = label_box(placed)
            assert x0 >= -0.5, f"{placed.label} leaves the picture on the left"
            assert x1 <= WIDTH + 0.5, f"{placed.label} leaves the picture on the right"
            if placed.node.further:
                edge = placed.pill_x + (PILL_WIDTH / 2 if side is Side.LEFT else -PILL_WIDTH / 2)
                assert x0 >= edge if side is Side.LEFT else x1 <= edge, f"{placed.label} runs into its pill"
        tops = sorted([h.y for h in layout.headings if h.side is side])
        assert all(abs(y - n.y) >= 14 for y in tops for n in column), "a heading stands on a name"
    assert all(0 <= n.y <= layout.height for n in layout.nodes)


@settings(deadline=None)
@given(st.lists(NAMES, max_size=30), st.lists(NAMES, max_size=20), NAMES)
def test_labels_never_collide(left: list[str], right: list[str], ego: str) -> None:
    groups = (
        EgoGroup("Left", Side.LEFT, tuple(node(f"a{n}", name, further=n % 3) for n, name in enumerate(left))),
        EgoGroup("Right", Side.RIGHT, tuple(node(f"b{n}", name, verified=bool(n % 2)) for n, name in enumerate(right))),
    )
    whole = EgoNetwork("e", ego, Glyph(Shape.OTHER), tuple(group for group in groups if group.nodes))
    assert_clear(place(folded(whole, fold_words, "#")))


def test_long_columns_shrink_their_rows() -> None:
    short, long = place(network(5, 4)), place(network(20, 18))
    assert gap(short) > gap(long) >= 30


def test_the_middle_stands_between_the_columns() -> None:
    layout = place(network())
    xs = sorted({n.x for n in layout.nodes})
    assert xs[0] < layout.ego_x < xs[-1]
    assert layout.ego_x == WIDTH / 2


def test_the_largest_network_fits_a_screen_and_a_half() -> None:
    assert place(folded(network(200, 150), fold_words, "#")).height < 1000


def test_layout_is_deterministic() -> None:
    assert place(network(15, 9)) == place(network(15, 9))


def gap(layout: EgoLayout) -> float:
    ys = sorted(n.y for n in layout.nodes if n.side is Side.LEFT)
    return ys[1] - ys[0]


def test_a_picture_with_one_side_has_no_empty_half() -> None:
    nodes = tuple(node(f"n{n}", f"Name {n}", further=n) for n in range(3))
    for side in Side:
        layout = place(EgoNetwork("e", "Ego", Glyph(Shape.OTHER), (EgoGroup("", side, nodes, movable=False),)))
        assert layout.width < 0.65 * WIDTH
        assert_clear(layout)
        assert all(0 <= x <= layout.width for n in layout.nodes for x in (n.x, n.text_x, n.pill_x))
        assert 0 < layout.ego_x < layout.width


def test_a_name_without_a_pill_may_use_its_room() -> None:
    long = "W" * 17
    nodes = (node("a", long), node("b", long, further=3))
    layout = place(EgoNetwork("e", "Ego", Glyph(Shape.OTHER), (EgoGroup("", Side.LEFT, nodes, movable=False),)))
    assert [placed.label == long for placed in layout.nodes] == [True, False]
