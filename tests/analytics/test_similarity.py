"""S0 on the worked toy, and what holds for any vectors."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from zisgraph.analytics.similarity import complement, jaccard, normalised, relatedness, shared_and_union


def likeness(toy, first, second):
    i, j = toy.family(first), toy.family(second)
    return jaccard(toy.space.expanded[i], toy.space.expanded[j], toy.space.information)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [("U1", "F1", 0.5), ("F1", "C1", 0.2), ("F1", "C3", 0.0), ("U1", "C2", 1 / 3), ("U2", "C4", 0.5)],
)
def test_worked_likeness(toy, first, second, expected):
    assert likeness(toy, first, second) == pytest.approx(expected, abs=1e-12)


def test_information_is_two_bits_for_a_leaf_and_one_for_a_branch(toy):
    names = [topic.name_it for topic in toy.snapshot.topics]
    assert dict(zip(names, toy.space.information, strict=True)) == {"A": 1, "B": 1, "a1": 2, "a2": 2, "b1": 2, "b2": 2}


def test_relatedness_of_the_toy(toy):
    phi = relatedness(toy.space.vectors)
    at = {topic.name_it: number for number, topic in enumerate(toy.snapshot.topics)}
    for first, second in itertools.combinations(("a1", "a2", "b1", "b2"), 2):
        expected = 1 / 3 if (first, second) in {("a1", "a2"), ("a1", "b1"), ("a2", "b2"), ("b1", "b2")} else 0.0
        assert phi[at[first], at[second]] == pytest.approx(expected, abs=1e-12)


def test_complement_of_the_toy(toy):
    pair = np.array([toy.family("F1")]), np.array([toy.family("C1")])
    assert complement(toy.space.vectors, relatedness(toy.space.vectors), *pair) == pytest.approx([1 / 3], abs=1e-12)


topic_rows = arrays.arrays(np.float64, (4, 5), elements=st.floats(0, 1, width=16))
bits = arrays.arrays(np.float64, 5, elements=st.floats(0, 8, width=16))


@settings(deadline=None)
@given(rows=topic_rows, information=bits)
def test_likeness_is_symmetric_in_range_and_the_fast_form_agrees(rows, information):
    rows = normalised(rows)
    i, j = (np.array(side) for side in zip(*itertools.combinations(range(4), 2), strict=True))
    shared, union = shared_and_union(rows, i, j, information)
    for first, second, bits_shared, bits_union in zip(i, j, shared, union, strict=True):
        value = jaccard(rows[first], rows[second], information)
        assert 0 <= value <= 1 + 1e-12
        assert value == pytest.approx(jaccard(rows[second], rows[first], information), abs=1e-12)
        assert value == pytest.approx(bits_shared / bits_union if bits_union else 0.0, abs=1e-9)


@given(rows=topic_rows, information=arrays.arrays(np.float64, 5, elements=st.floats(0.5, 8, width=16)))
def test_likeness_is_one_exactly_where_vectors_are_equal(rows, information):
    first, second = normalised(rows)[:2]
    if first.any():
        assert jaccard(first, first, information) == 1.0
    if first.any() and second.any() and np.abs(first - second).max() > 1e-9:
        assert jaccard(first, second, information) < 1.0


@given(rows=topic_rows)
def test_with_a_flat_vocabulary_it_is_the_plain_weighted_jaccard(rows):
    first, second = normalised(rows)[:2]
    total = np.maximum(first, second).sum()
    plain = np.minimum(first, second).sum() / total if total else 0.0
    assert jaccard(first, second, np.full(5, 3.0)) == pytest.approx(plain, abs=1e-12)
