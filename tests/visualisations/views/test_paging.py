"""A table in pages loses no row and repeats none; what stands beside other panels says where the rest is."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from zisgraph.visualisations.formats import Formats
from zisgraph.visualisations.views.paging import (
    OVERVIEW_ROWS,
    PAGE_ROWS,
    WHOLE_ROWS,
    View,
    page_count,
    pager,
    parts,
)

SIZES = st.lists(st.integers(1, 180), max_size=9)


def table(sizes: list[int]) -> dict[str, list[str]]:
    return {f"group {place}": [f"{place}-{row}" for row in range(size)] for place, size in enumerate(sizes)}


@given(SIZES)
def test_the_pages_together_hold_every_row_once_and_in_order(sizes: list[int]) -> None:
    groups = table(sizes)
    pages = [parts(groups, View(number)) for number in range(1, page_count(sum(sizes)) + 1)]
    assert [row for page in pages for part in page for row in part.rows] == [
        r for rows in groups.values() for r in rows
    ]
    assert all(sum(len(part.rows) for part in page) <= PAGE_ROWS for page in pages)
    assert all(part.hidden == 0 for page in pages for part in page)
    again = [part.heading for page in pages for part in page if not part.continued]
    assert again == list(groups), "each group begins once"


@given(SIZES)
def test_a_link_to_the_rest_leads_to_the_page_of_the_first_hidden_row(sizes: list[int]) -> None:
    groups = table(sizes)
    for part in parts(groups, View()):
        if part.hidden:
            first_hidden = groups[part.heading][len(part.rows)]
            assert first_hidden in [row for other in parts(groups, View(part.rest)) for row in other.rows]
            assert part.hidden > 1, "one row more takes no more room than a link"


@given(SIZES)
def test_beside_other_panels_every_group_begins_and_the_table_is_short(sizes: list[int]) -> None:
    shown = parts(table(sizes), View())
    assert [part.total for part in shown] == sizes
    rows = sum(len(part.rows) for part in shown)
    assert rows <= max(OVERVIEW_ROWS + len(sizes), WHOLE_ROWS)
    if sum(sizes) <= WHOLE_ROWS:
        assert rows == sum(sizes)


def test_every_row_is_there_for_files() -> None:
    assert [len(part.rows) for part in parts(table([400, 3]), View(every=True))] == [400, 3]


def test_the_pager_names_the_rows_and_links_first_last_and_near(italian_formats: Formats) -> None:
    steps = pager(1234, 12, lambda number: f"?ties={number}", italian_formats)
    assert steps.note == "righe da 551 a 600 di 1.234"
    assert [step.text for step in steps.steps] == ["1", "…", "10", "11", "12", "13", "14", "…", "25"]
    assert [step.text for step in steps.steps if step.current] == ["12"]
    assert (steps.before, steps.after) == ("?ties=11", "?ties=13")


def test_one_page_needs_no_pager(italian_formats: Formats) -> None:
    steps = pager(18, 1, lambda number: f"?ties={number}", italian_formats)
    assert (steps.steps, steps.before, steps.after) == ((), "", "")
