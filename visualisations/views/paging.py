"""Which rows of a long table one page shows, so that the largest profile stays a light page."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Generic, TypeVar

from zisgraph.visualisations.formats import Formats

PAGE_ROWS = 50
"""Rows of a page of a table that is looked at on its own."""

FIRST_ROWS, OVERVIEW_ROWS = 5, 26
"""Rows of one group, and of a table, beside the other panels; the rest is behind links."""

WHOLE_ROWS = 18
"""A table of no more rows than this is shown whole beside the other panels."""

_AROUND = 2

Row = TypeVar("Row")


class Listing(Enum):
    """The tables of a profile that have pages of their own; the value is the name in the address."""

    TIES = "ties"
    MEMBERS = "members"
    SOURCES = "sources"


@dataclass(frozen=True, slots=True)
class View:
    """What of a table is wanted: its beginning, one page of it (from 1), or every row (for files)."""

    page: int = 0
    every: bool = False


@dataclass(frozen=True, slots=True)
class Part(Generic[Row]):
    """The rows of one group that are shown, of `total`; the first hidden one is on page `rest`."""

    heading: str
    rows: tuple[Row, ...]
    total: int
    rest: int = 0
    continued: bool = False

    @property
    def hidden(self) -> int:
        """Rows that are not shown here and follow on another page."""
        return self.total - len(self.rows) if self.rest else 0


@dataclass(frozen=True, slots=True)
class Step:
    """One link of the pager; without an address it is the page one is on, or a gap between numbers."""

    text: str
    href: str = ""
    current: bool = False


@dataclass(frozen=True, slots=True)
class Pager:
    """The pages of one table: `note` says which rows these are."""

    note: str
    steps: tuple[Step, ...]
    before: str
    after: str


def parts(groups: Mapping[str, Sequence[Row]], view: View, whole: int = WHOLE_ROWS) -> tuple[Part[Row], ...]:
    """The groups of a table cut to a view, in their order; groups without a row on a page are left out.

    A table of at most `whole` rows is never cut.
    """
    total = sum(map(len, groups.values()))
    if view.every or (not view.page and total <= whole):
        return tuple(Part(heading, tuple(rows), len(rows)) for heading, rows in groups.items())
    first_rows = _first_rows([len(rows) for rows in groups.values()])
    found, start = [], 0
    for heading, rows in groups.items():
        if not view.page:
            # One more row takes no more room than the link to it.
            shown = len(rows) if len(rows) == first_rows + 1 else min(len(rows), first_rows)
            rest = (start + shown) // PAGE_ROWS + 1 if shown < len(rows) else 0
            found.append(Part(heading, tuple(rows[:shown]), len(rows), rest))
        else:
            first = max(0, (view.page - 1) * PAGE_ROWS - start)
            last = max(0, view.page * PAGE_ROWS - start)
            if own := rows[first:last]:
                found.append(Part(heading, tuple(own), len(rows), continued=first > 0))
        start += len(rows)
    return tuple(found)


def _first_rows(sizes: Sequence[int]) -> int:
    """The most rows of each group with which the table stays short; two where even that is not to be had."""
    return next((n for n in range(FIRST_ROWS, 2, -1) if sum(min(n, size) for size in sizes) <= OVERVIEW_ROWS), 2)


def page_count(total: int) -> int:
    """How many pages a table of `total` rows has."""
    return max(1, -(-total // PAGE_ROWS))


def pager(total: int, page: int, address: Callable[[int], str], formats: Formats) -> Pager:
    """Links to the other pages: the first, the last, and those near this one."""
    last, t = page_count(total), formats.words
    near = sorted({1, last, *range(max(1, page - _AROUND), min(last, page + _AROUND) + 1)})
    steps: list[Step] = []
    for number, before in zip(near, [0, *near], strict=False):
        if number > before + 1:
            steps.append(Step("…"))
        steps.append(Step(formats.number(number), "" if number == page else address(number), number == page))
    note = t(
        "rows %(first)s to %(last)s of %(total)s",
        first=formats.number((page - 1) * PAGE_ROWS + 1),
        last=formats.number(min(total, page * PAGE_ROWS)),
        total=formats.number(total),
    )
    return Pager(
        note,
        tuple(steps) if last > 1 else (),
        address(page - 1) if page > 1 else "",
        address(page + 1) if page < last else "",
    )
