"""Numbers and dates as the pages write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zisgraph.visualisations.environment import Pages
from zisgraph.visualisations.formats import Formats


@pytest.fixture(params=["it", "en"])
def formats(request: pytest.FixtureRequest, pages: Pages) -> Formats:
    """Both languages."""
    return pages.formats[request.param]


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (40000, None, "40.000"),
        (0.85, 2, "0,85"),
        ("1234567.5", None, "1.234.567,5"),
        (0, 0, "0"),
        ("n.d.", None, "n.d."),
    ],
)
def test_italian_numbers(italian_formats: Formats, value: object, decimals: int | None, text: str) -> None:
    assert italian_formats.number(value, decimals) == text  # type: ignore[arg-type]


def test_english_numbers(pages: Pages) -> None:
    assert pages.formats["en"].number(40000.5) == "40,000.5"


@pytest.mark.parametrize(
    ("iso", "long", "short"),
    [
        ("2026-02-24", "24 febbraio 2026", "24.2.2026"),
        ("2026-02", "febbraio 2026", "2.2026"),
        ("2026", "2026", "2026"),
        ("", "senza data", "senza data"),
        ("spring", "spring", "spring"),
    ],
)
def test_italian_dates(italian_formats: Formats, iso: str, long: str, short: str) -> None:
    assert italian_formats.day(iso) == long
    assert italian_formats.short_day(iso) == short


def test_english_dates(pages: Pages) -> None:
    assert pages.formats["en"].day("2026-02-24") == "24 February 2026"


@pytest.mark.parametrize(("share", "text"), [(0, "0%"), (0.003, "<1%"), (0.36, "36%"), (0.999, ">99%"), (1, "100%")])
def test_a_share_is_never_rounded_to_nothing_or_all(italian_formats: Formats, share: float, text: str) -> None:
    assert italian_formats.percent(share) == text


@pytest.mark.parametrize(
    ("value", "text"), [(0.43, "0,43"), (0.036, "0,036"), (0, "0,00"), (1, "1,00"), (0.0951, "0,10")]
)
def test_scores_keep_two_telling_digits(italian_formats: Formats, value: float, text: str) -> None:
    assert italian_formats.score(value) == text


@given(st.lists(st.floats(0, 1), min_size=1, max_size=5))
def test_written_parts_add_up_to_the_written_total(values: list[float]) -> None:
    italian = Pages().formats["it"] if not _CACHE else _CACHE[0]
    _CACHE.append(italian)
    total = sum(values)
    parts = [float(part.replace(".", "").replace(",", ".")) for part in italian.parts(values, total)]
    assert round(sum(parts), 2) == pytest.approx(float(f"{round(total * 100) / 100:.2f}"))
    assert all(abs(part - value) <= 0.0101 for part, value in zip(parts, values, strict=True))


_CACHE: list[Formats] = []
