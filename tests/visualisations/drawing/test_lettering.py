"""Names are cut so that they fit, whatever their length and script."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from zisgraph.visualisations.drawing.lettering import LONGEST_NAME, broken, cut, width


@given(st.text(min_size=1), st.floats(min_value=30, max_value=400))
def test_a_cut_text_fits(text: str, available: float) -> None:
    shown = cut(text, 14, available)
    assert len(shown) <= LONGEST_NAME
    assert width(shown, 14) <= available or shown == "…"


def test_a_short_text_is_left_alone() -> None:
    assert cut("Eucentre", 14, 200) == "Eucentre"
    assert cut("  two   words ", 14, 200) == "two words"


def test_a_cut_does_not_end_in_a_separator() -> None:
    assert cut("Scuola Universitaria, Superiore di studi", 14, 150).rstrip("…")[-1].isalnum()


@given(st.text(alphabet="abcdefgh ", min_size=1).filter(str.strip), st.integers(1, 4))
def test_broken_lines_fit(text: str, most: int) -> None:
    lines = broken(text, 15, 110, most)
    assert 1 <= len(lines) <= most
    assert all(width(line, 15) <= 110 for line in lines)


def test_wide_letters_take_more_room() -> None:
    assert width("mmm", 14) > width("iii", 14)
    assert width("漢字", 14) >= 2 * 14
