"""Italian registry numbers as public files write them."""

from __future__ import annotations

import re
from typing import Final

_VAT: Final = re.compile(r"(?:IT)?(\d{11})", re.ASCII)
_PERSONAL: Final = re.compile(r"[A-Z]{6}[0-9LMNPQRSTUV]{2}[A-Z][0-9LMNPQRSTUV]{2}[A-Z][0-9LMNPQRSTUV]{3}[A-Z]")


def vat_number(cell: str) -> str | None:
    """The VAT number with its country, "" where a register only says that there is none, None where it is wrong.

    The eleventh digit checks the first ten (Ministerial Decree of 23 December 1976, Luhn's rule).

    >>> vat_number("IT 05679490960"), vat_number("MISSING"), vat_number("IT05679490961")
    ('IT05679490960', '', None)
    """
    text = re.sub(r"[\s.\-]", "", cell).upper()
    if not text or text in {"MISSING", "NOTAPPLICABLE", "NONE", "N/A", "NA"}:
        return ""
    found = _VAT.fullmatch(text)
    return f"IT{found[1]}" if found and is_sound(found[1]) else None


def tax_code(cell: str) -> str | None:
    """The tax code of a body, "" where there is none, None where it is wrong or a person's.

    Spreadsheets take the noughts from its front: at most two, since the first digits number the offices.

    >>> tax_code("02009180189"), tax_code("2009180189"), tax_code("RSSMRA80A01F205X"), tax_code("")
    ('02009180189', '02009180189', None, '')
    """
    text = re.sub(r"[\s.\-]", "", cell).upper().removeprefix("IT")
    if not text:
        return ""
    digits = text.zfill(11) if len(text) >= 9 else text
    return digits if _VAT.fullmatch(digits) and is_sound(digits) else None


def is_personal(cell: str) -> bool:
    """Whether this is the tax code of a person: sixteen letters and digits in their order.

    >>> is_personal("RSSMRA80A01F205X"), is_personal("02009180189")
    (True, False)
    """
    return _PERSONAL.fullmatch(re.sub(r"\s", "", cell).upper()) is not None


def is_sound(digits: str) -> bool:
    """Whether the check digit of eleven digits is right.

    >>> is_sound("05679490960"), is_sound("00000000000")
    (True, False)
    """
    total = 0
    for place, mark in enumerate(digits):
        number = int(mark)
        doubled = number * 2 if place % 2 else number
        total += doubled - 9 if doubled > 9 else doubled
    return total % 10 == 0 and set(digits) != {"0"}


def post_code(cell: str) -> str:
    """Five digits: spreadsheets and JSON lose the noughts at the start.

    >>> post_code("185"), post_code("I-20133")
    ('00185', '20133')
    """
    digits = re.sub(r"\D", "", cell)
    return digits.zfill(5) if digits else ""
