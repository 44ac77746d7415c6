"""What a cell of somebody's table may hold, and how it is read: numbers and dates as people write them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from zisgraph.loaders.bundled.cells import is_date, is_year
from zisgraph.loaders.public.cordis_values import web
from zisgraph.loaders.public.italian import tax_code, vat_number
from zisgraph.loaders.public.web_domains import domain_of

DATE_FORMATS: Final = ("YYYY-MM-DD", "DD/MM/YYYY", "DD-MM-YYYY", "DD.MM.YYYY", "YYYY-MM", "MM/YYYY", "YYYY")
DECIMAL_MARKS: Final = (",", ".")
_PARTS: Final = {"YYYY": r"(?P<y>\d{4})", "MM": r"(?P<m>\d{1,2})", "DD": r"(?P<d>\d{1,2})"}
_WORKBOOK_DAY: Final = re.compile(r"(\d{4}-\d{2}-\d{2})(?: 00:00:00)?", re.ASCII)
"""A spreadsheet's own dates come as such, whatever they look like on the screen."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a table writes dates and numbers; a date format of "" is any of those that leave no doubt."""

    dates: str = ""
    decimal: str = "."


Parser = Callable[[str, Style], str | None]


@dataclass(frozen=True, slots=True)
class Type:
    """A kind of value: how a cell becomes one ("" says nothing, None is wrong), and the words for what is allowed."""

    parse: Parser
    allowed: str


def date(cell: str, style: Style) -> str | None:
    """A year, month or day in ISO order.

    >>> date("03/02/2019", Style("DD/MM/YYYY")), date("2019-02-30", Style()), date("2019", Style())
    ('2019-02-03', None, '2019')
    """
    workbook = _WORKBOOK_DAY.fullmatch(cell)
    if workbook and is_date(workbook[1]):
        return workbook[1]
    formats = [style.dates] if style.dates else ["YYYY-MM-DD", "YYYY-MM", "YYYY"]
    for one in formats:
        found = _pattern(one).fullmatch(cell)
        if found:
            parts = found.groupdict()
            iso = "-".join(parts[mark].zfill(2) for mark in "ymd" if mark in parts)
            return iso if is_date(iso) else None
    return None


def year(cell: str, style: Style) -> str | None:
    """The year of a date, or a year.

    >>> year("03/02/2019", Style("DD/MM/YYYY")), year("2019", Style()), year("19", Style())
    ('2019', '2019', None)
    """
    if is_year(cell):
        return cell
    found = date(cell, style)
    return found[:4] if found and is_year(found[:4]) else None


def number(cell: str, style: Style) -> str | None:
    """A number with a point for decimals; marks between thousands are taken out where they stand in threes.

    >>> number("1.234,50", Style(decimal=",")), number("1,5", Style()), number("€ 12", Style())
    ('1234.50', None, '12')
    """
    text = re.sub(r"[\s\u00a0€%]", "", cell)
    mark, other = re.escape(style.decimal), re.escape("." if style.decimal == "," else ",")
    if re.fullmatch(rf"-?\d{{1,3}}({other}\d{{3}})+({mark}\d+)?", text, re.ASCII):
        text = text.replace("." if style.decimal == "," else ",", "")
    if not re.fullmatch(rf"-?\d+({mark}\d+)?", text, re.ASCII):
        return None
    return text.replace(style.decimal, ".")


def _whole(cell: str, style: Style) -> str | None:
    found = number(cell, style)
    return found if found and found.isdigit() else None


def _positive(cell: str, style: Style) -> str | None:
    found = number(cell, style)
    return found if found and not found.startswith("-") else None


def _of_ror(cell: str, _style: Style) -> str | None:
    found = re.fullmatch(r"(?:https?://)?(?:ror\.org/)?(0[a-hj-km-np-tv-z0-9]{6}[0-9]{2})/?", cell.lower())
    return found[1] if found else None


def _matching(expression: str) -> Parser:
    whole = re.compile(expression, re.ASCII)
    return lambda cell, _style: cell if whole.fullmatch(cell) else None


@lru_cache(maxsize=32)
def _pattern(form: str) -> re.Pattern[str]:
    return re.compile(re.sub("YYYY|MM|DD", lambda part: _PARTS[part[0]], re.escape(form)), re.ASCII)


TYPES: Final[Mapping[str, Type]] = MappingProxyType(
    {
        "text": Type(lambda cell, _style: " ".join(cell.split()), "text"),
        "tax code": Type(lambda cell, _style: tax_code(cell), "eleven digits of which the last one checks the others"),
        "vat number": Type(
            lambda cell, _style: vat_number(cell.zfill(11) if cell.isdigit() else cell),
            "eleven digits, with or without IT, of which the last one checks the others",
        ),
        "pic": Type(_matching(r"\d{9}"), "nine digits"),
        "ror": Type(_of_ror, "an id such as 02dq7z403 or https://ror.org/02dq7z403"),
        "wikidata": Type(_matching(r"Q[1-9]\d*"), "an id such as Q219317"),
        "web address": Type(lambda cell, _style: web(cell), "an address on the web"),
        "domain": Type(lambda cell, _style: domain_of(cell) or None, "a domain such as unipv.it"),
        "year": Type(year, "a year such as 2019, or a date of the table's format"),
        "date": Type(date, "a date of the table's format (dates in [table], or format beside the column)"),
        "amount": Type(_positive, "a number from 0 up, with the table's mark for decimals (decimal in [table])"),
        "number": Type(number, "a number, with the table's mark for decimals (decimal in [table])"),
        "whole": Type(_whole, "a whole number"),
    }
)
"""Kinds of value by the names that docs/tables.md gives them."""
