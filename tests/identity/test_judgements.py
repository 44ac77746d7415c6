"""Verdicts add up along a chain, and judgements survive their file."""

import doctest

from hypothesis import given
from hypothesis import strategies as st

from zisgraph.identity import Judgement, Verdict, dump_judgements, judgements, parse_judgements

VERDICTS = st.sampled_from(Verdict)
KEYS = st.from_regex(r"[a-z]{1,5}|pic:\d{9}|ror:0[a-z0-9]{8}", fullmatch=True)
JUDGEMENTS = st.builds(
    Judgement, KEYS, KEYS, VERDICTS, st.text(), st.text(), st.sampled_from(["high", "medium", "low"])
)


def test_the_example_in_the_docstring_holds() -> None:
    assert doctest.testmod(judgements).failed == 0


@given(VERDICTS, VERDICTS, VERDICTS)
def test_verdicts_add_up_in_any_order_and_grouping(a: Verdict, b: Verdict, c: Verdict) -> None:
    assert a + b == b + a
    assert (a + b) + c == a + (b + c)
    assert a + Verdict.SAME == a


@given(st.lists(JUDGEMENTS, unique_by=lambda one: (one.a, one.b)))
def test_judgements_come_back_whole_and_the_same_text_whatever_their_order(given_ones: list[Judgement]) -> None:
    text = dump_judgements(given_ones)
    assert sorted(parse_judgements(text), key=lambda one: (one.a, one.b)) == sorted(
        given_ones, key=lambda one: (one.a, one.b)
    )
    assert dump_judgements(reversed(given_ones)) == text
