"""What a cell of a table may hold, and the words in which we say so."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

_YEAR = re.compile(r"1\d{3}|20\d{2}", re.ASCII)
_ISO_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?", re.ASCII)
_WEB_ADDRESS = re.compile(r"https?://\S+", re.ASCII)
_NUMBER = re.compile(r"-?\d+(\.\d+)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class CellType:
    """A kind of cell: a test, the words for what passes it, and the closed list where there is one."""

    allowed: str
    accepts: Callable[[str], bool]
    values: tuple[str, ...] = ()


TEXT = CellType("text", lambda cell: True)
LONGEST_TEXT = 2_000
LONGEST_NAME = 300


@dataclass(frozen=True, slots=True)
class Reference:
    """A cell that names the key of a row in one of these tables."""

    tables: tuple[str, ...]

    @property
    def allowed(self) -> str:
        return "an id of " + " or ".join(f"{table}.csv" for table in self.tables)


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, what its cells hold, whether they may be empty or hold a list (`;`), how long one may be."""

    name: str
    type: CellType | Reference = TEXT
    required: bool = False
    many: bool = False
    longest: int = LONGEST_TEXT


def in_both(name: str, *, required: bool = False) -> tuple[Column, Column]:
    """The two columns of a text that people read: Italian and English."""
    return Column(f"{name}_it", required=required), Column(f"{name}_en", required=required)


def a_name(column: str) -> Column:
    """A column of what things are called: never empty, and short enough to be a title."""
    return Column(column, required=True, longest=LONGEST_NAME)


def names_in_both(column: str) -> tuple[Column, Column]:
    """The two columns of what a thing is called: Italian and English."""
    return a_name(f"{column}_it"), a_name(f"{column}_en")


def split(cell: str) -> list[str]:
    """The items of a cell that holds a list.

    >>> split("agrifood; ict-digital")
    ['agrifood', 'ict-digital']
    """
    if ";" not in cell:
        return [cell.strip()] if cell else []
    return [item for item in (part.strip() for part in cell.split(";")) if item]


def is_year(cell: str) -> bool:
    return _YEAR.fullmatch(cell) is not None


def is_number(cell: str) -> bool:
    return _NUMBER.fullmatch(cell) is not None


def is_date(cell: str) -> bool:
    """Whether this is a year, a month or a day of the calendar, in ISO order.

    >>> [is_date(text) for text in ("2026", "2026-02", "2026-02-28", "2026-02-30", "28/02/2026")]
    [True, True, True, False, False]
    """
    if not _ISO_DATE.fullmatch(cell) or cell.startswith("0000"):
        return False
    try:
        date.fromisoformat((cell + "-01-01")[:10])
    except ValueError:
        return False
    return True


def is_web_address(cell: str) -> bool:
    """Whether this is an address of the web that can be taken apart: a scheme, a host, and a port that is a number.

    >>> [is_web_address(text) for text in ("https://unipv.it/a?b=[1]", "http://[::1]:80/", "http://[bad", "http://a:b")]
    [True, True, False, False]
    """
    if not _WEB_ADDRESS.fullmatch(cell):
        return False
    try:
        parts = urlsplit(cell)
        return bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def one_of(*values: str) -> CellType:
    """A closed list of values."""
    return CellType("one of " + ", ".join(values), frozenset(values).__contains__, values)


def pattern(expression: str, allowed: str) -> CellType:
    """Text that an expression describes whole; digits are those of ASCII."""
    whole = re.compile(expression, re.ASCII)
    return CellType(allowed, lambda cell: whole.fullmatch(cell) is not None)


def refers_to(*tables: str) -> Reference:
    return Reference(tables)


def between(low: float, high: float) -> CellType:
    return CellType(
        f"a number from {low} to {high}, with a point for decimals",
        lambda cell: is_number(cell) and low <= float(cell) <= high,
    )


ID = pattern(r"[a-z0-9][a-z0-9-]*", "lower case letters without accents, digits and hyphens")
YEAR = CellType("a year from 1000 to 2099, such as 2024", is_year)
DATE = CellType("a date such as 2026, 2026-02 or 2026-02-28", is_date)
DAY = CellType("a day such as 2026-02-28", lambda cell: len(cell) == len("2026-02-28") and is_date(cell))
NUMBER = CellType("a number such as 12 or 1234.5, with a point for decimals", is_number)
AMOUNT = CellType(
    "a number from 0 up such as 12 or 1234.5, with a point for decimals",
    lambda cell: is_number(cell) and not cell.startswith("-"),
)
DURATION = CellType(
    "a number above 0 such as 12 or 1234.5, with a point for decimals",
    lambda cell: is_number(cell) and float(cell) > 0,
)
WHOLE = CellType("a whole number such as 12", lambda cell: cell.isascii() and cell.isdigit())
COUNTED = CellType(
    "a whole number from 1 up such as 12", lambda cell: cell.isascii() and cell.isdigit() and int(cell) > 0
)
YES = CellType("yes, or empty", "yes".__eq__, ("yes",))
YES_NO = one_of("yes", "no")
URL = CellType("an address such as https://www.example.org/page, with http:// or https://", is_web_address)
PLATE = pattern(r"[A-Z]{2,3}", "the car plate of a province, such as MI")
HELIX = one_of("R", "P", "T", "I", "C")

CITATION = Column("citation", refers_to("citations"), required=True, many=True)
CONFIDENCE = Column("confidence", one_of("sourced", "unverified"), required=True)
UNVERIFIED_FIELDS = Column("unverified_fields", many=True)
