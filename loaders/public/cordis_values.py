"""Values as CORDIS writes them: dates with a time behind, decimal commas, addresses without a scheme."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from zisgraph.loaders.bundled.cells import is_date, is_web_address
from zisgraph.loaders.bundled.claims import decimal

FRAMEWORKS: Final[Mapping[str, str]] = MappingProxyType(
    {"FP7": "FP7", "H2020": "H2020", "HORIZON": "HORIZON", "HORIZON EUROPE": "HORIZON", "HE": "HORIZON"}
)
"""Framework programmes by the names they go by."""

HELIX: Final[Mapping[str, str]] = MappingProxyType({"PRC": "P", "HES": "R", "REC": "R", "PUB": "I"})
"""The letter that an activity type settles; OTH may be anything."""

ROLES: Final = (
    "coordinator",
    "participant",
    "partner",
    "thirdParty",
    "associatedPartner",
    "internationalPartner",
)

_DAY: Final = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ]\d{2}:\d{2}(?::\d{2})?)?")
_AMOUNT: Final = re.compile(r"\d+(?:[.,]\d+)?")
_EXPONENT: Final = re.compile(r"\d+(?:\.\d+)?[eE][+-]?\d{1,2}")
EARLIEST, LATEST = "1984", "2060"
"""The years that a project may lie in: the first framework programme began in 1984."""


def day(cell: str) -> str | None:
    """The day without its time, "" for an empty cell, None for what is no day between 1984 and 2060.

    >>> day("2017-09-01 00:00:00"), day("2017-02-30"), day("2917-09-01")
    ('2017-09-01', None, None)
    """
    if not cell:
        return ""
    found = _DAY.fullmatch(cell)
    if found is None or not is_date(found[1]):
        return None
    return found[1] if EARLIEST <= found[1] < LATEST else None


def amount(cell: str) -> str | None:
    """Euro in their shortest form, "" for an empty cell, None for what is no amount; 771225,1 has a decimal comma.

    >>> amount("771225,1"), amount("50000.0"), amount("1.2E+7"), amount("NA"), amount("1,250,000")
    ('771225.1', '50000', '12000000', '', None)
    """
    if cell in {"", "NA"}:
        return ""
    if _EXPONENT.fullmatch(cell):
        return decimal(f"{float(cell):f}")
    return decimal(cell.replace(",", ".")) if _AMOUNT.fullmatch(cell) else None


def web(cell: str) -> str | None:
    """An address with its scheme, "" for an empty cell, None for what is none.

    >>> web("www.infineon.com"), web("http://www.sissa.it"), web("n/a")
    ('http://www.infineon.com', 'http://www.sissa.it', None)
    """
    if not cell:
        return ""
    address = cell if "://" in cell else f"http://{cell}"
    return address if is_web_address(address) and "." in address else None
