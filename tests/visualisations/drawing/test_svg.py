"""Every text is escaped once, and what XML forbids never gets in."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from zisgraph.visualisations.drawing.svg import element, number, plain


@given(st.text())
def test_any_text_stays_a_text(text: str) -> None:
    drawn = str(element("svg", element("text", text, title=text)))
    parsed = ET.fromstring(drawn)
    assert len(list(parsed.iter())) == 2, "the text made elements of its own"
    inner = parsed.find("text")
    assert inner is not None
    assert (inner.text or "").replace("\r\n", "\n").replace("\r", "\n") == plain(text).replace("\r\n", "\n").replace(
        "\r", "\n"
    )


def test_markup_is_taken_as_it_is_and_text_is_not() -> None:
    assert str(element("g", Markup("<b/>"), "<i>")) == "<g><b/>&lt;i&gt;</g>"


def test_a_name_with_direction_marks_is_isolated() -> None:
    assert plain("abc") == "abc"
    assert plain("a\u202ebc") == "\u2068a\u202ebc\u2069"
    assert plain("\u2069a\u200f") == "\u2068a\u200f\u2069", "a name may not close our isolate"


def test_control_characters_are_dropped() -> None:
    assert plain("a\x00b\x07c\ud800d") == "abcd"


@pytest.mark.parametrize(("value", "text"), [(1, "1"), (-0.01, "0"), (2.04, "2"), (2.06, "2.1"), (-3.5, "-3.5")])
def test_coordinates_are_short(value: float, text: str) -> None:
    assert number(value) == text


def test_an_attribute_of_none_is_left_out() -> None:
    assert str(element("path", d="M0 0", stroke_dasharray=None)) == '<path d="M0 0"/>'
