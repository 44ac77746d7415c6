"""A network never shows more than forty nodes, and its columns are even."""

from __future__ import annotations

from ego_networks import fold_words, network, node
from hypothesis import given
from hypothesis import strategies as st

from zisgraph.visualisations.drawing.ego import (
    MOST_NODES,
    EgoGroup,
    EgoNetwork,
    QuietEdge,
    Side,
    balanced,
    folded,
)
from zisgraph.visualisations.drawing.glyphs import Glyph, Shape

SIZES = st.lists(
    st.tuples(st.sampled_from([Shape.COMPANY, Shape.RESEARCH, Shape.UNIVERSITY]), st.integers(0, 60)), max_size=8
)


def made(sizes: list[tuple[Shape, int]]) -> EgoNetwork:
    groups = tuple(
        EgoGroup(f"group {g}", Side.LEFT, tuple(node(f"{g}-{n}", shape=shape) for n in range(size)))
        for g, (shape, size) in enumerate(sizes)
        if size
    )
    return EgoNetwork("ego", "Ego", Glyph(Shape.FOUNDATION), groups)


@given(SIZES)
def test_at_most_forty_nodes_and_none_lost(sizes: list[tuple[Shape, int]]) -> None:
    whole = made(sizes)
    drawn = folded(whole, fold_words, "#ties")
    assert len(drawn.nodes) <= MOST_NODES
    assert drawn.size == whole.size == sum(size for _, size in sizes)


def test_a_small_network_is_left_alone() -> None:
    whole = network()
    assert folded(whole, fold_words, "#ties") == whole


def test_the_rest_of_a_long_run_is_one_row_and_the_first_stay() -> None:
    drawn = folded(network(companies=80, labs=6), fold_words, "#ties")
    left = drawn.groups[0].nodes
    assert [n.key for n in left[:3]] == ["c0", "c1", "c2"]
    assert left[-1].name == f"+{80 - (len(left) - 1)} company"
    assert left[-1].href == "#ties"
    assert len(drawn.groups[1].nodes) == 6, "the small group was folded for the large one"


def test_long_runs_are_cut_to_one_length() -> None:
    drawn = folded(network(companies=200, labs=150), fold_words, "#ties")
    assert len(drawn.groups[0].nodes) == len(drawn.groups[1].nodes)


def test_edges_of_folded_neighbours_are_dropped() -> None:
    whole = network(companies=80)
    last = QuietEdge("c78", "c79")
    drawn = folded(EgoNetwork(whole.key, whole.name, whole.mark, whole.groups, (*whole.quiet, last)), fold_words, "#")
    assert last not in drawn.quiet
    assert QuietEdge("c0", "c1") in drawn.quiet


def test_folding_is_deterministic() -> None:
    assert folded(network(90, 30), fold_words, "#") == folded(network(90, 30), fold_words, "#")


def test_movable_groups_even_out_the_columns() -> None:
    groups = tuple(EgoGroup(f"g{g}", Side.LEFT, tuple(node(f"{g}{n}") for n in range(5))) for g in range(4))
    left, right = balanced(EgoNetwork("e", "E", Glyph(Shape.OTHER), groups))
    assert [len(left), len(right)] == [2, 2]


def test_a_fixed_group_stays_on_its_side() -> None:
    many = tuple(node(f"n{n}") for n in range(12))
    fixed = EgoGroup("labs", Side.RIGHT, many, movable=False)
    left, right = balanced(EgoNetwork("e", "E", Glyph(Shape.OTHER), (fixed,)))
    assert (left, right) == ((), (fixed,))
