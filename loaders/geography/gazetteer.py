"""Municipalities of Lombardy, found by the ways in which public files say where something is."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from zisgraph.loaders.geography.boundaries import Boundaries

PLACEHOLDERS: Final = frozenset({(42.6384261, 12.674297)})
"""Points (latitude, longitude) that a register gives where its geocoding failed: the centre of Italy in CORDIS."""

POST_CODES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "200": "MI", "201": "MI", "208": "MB", "209": "MB", "210": "VA", "211": "VA", "220": "CO", "221": "CO",
        "230": "SO", "231": "SO", "238": "LC", "239": "LC", "240": "BG", "241": "BG", "250": "BS", "251": "BS",
        "260": "CR", "261": "CR", "268": "LO", "269": "LO", "270": "PV", "271": "PV", "460": "MN", "461": "MN",
    }
)  # fmt: skip
"""The first three digits of an Italian post code and the Lombard province they belong to (Poste Italiane)."""

HOMONYMS: Final = frozenset({"castro", "livo", "peglio"})
"""Names of Lombard municipalities that one elsewhere in Italy bears too (ISTAT, list of 14 August 2026)."""

_NOT_LETTERS: Final = re.compile(r"[^a-z]+")
_FEWEST_LETTERS: Final = 2


class Method(StrEnum):
    """How a municipality was found, as the statement of it says."""

    POINT = "point"
    NAME = "name"
    NAME_AND_POST_CODE = "name-and-post-code"
    FORMER_NAME = "former-name"
    ISTAT_CODE = "istat-code"


@dataclass(frozen=True, slots=True)
class Municipality:
    """One municipality of Lombardy; `names` are all those it goes by."""

    istat_code: str
    name: str
    plate: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Placing:
    """Where something lies, and how that was found; `elsewhere` names the municipality of a point that disagrees."""

    municipality: Municipality
    method: Method
    elsewhere: str = ""


@dataclass(slots=True)
class Gazetteer:
    """Finds municipalities. `provinces` are the names of a plate's province, in plain letters; `former` leads from plain
    names of the past to codes of today."""

    municipalities: Iterable[Municipality]
    provinces: Mapping[str, frozenset[str]]
    boundaries: Boundaries | None = None
    former: Mapping[str, str] = field(default_factory=dict)
    _by_name: dict[str, list[Municipality]] = field(default_factory=dict)
    _by_code: dict[str, Municipality] = field(default_factory=dict)

    def __post_init__(self) -> None:
        named: defaultdict[str, dict[str, Municipality]] = defaultdict(dict)
        for one in self.municipalities:
            self._by_code[one.istat_code] = one
            for name in one.names:
                named[plain(name)][one.istat_code] = one
        self._by_name = {name: [*found.values()] for name, found in named.items()}

    def by_code(self, istat_code: str) -> Municipality | None:
        """The municipality of an ISTAT code."""
        return self._by_code.get(istat_code)

    def place(self, city: str, post_code: str = "", point: tuple[float, float] | None = None) -> Placing | None:
        """Where something lies by what a register says of it; None where that is not in Lombardy, or not to be told.

        A point counts where the municipality it lies in bears the name given, or no name is given: registers take
        points from addresses, and some lie in another region than their own city. `point` is (latitude, longitude).
        """
        named = self._named(city, post_code)
        inside = self._inside(point)
        if inside and (not city.strip() or (named and any(one == inside for one in named))):
            return Placing(inside, Method.POINT)
        elsewhere = inside.name if inside else ""
        if len(named) == 1 and not self._is_homonym(city):
            return Placing(named[0], Method.NAME, elsewhere)
        plate = POST_CODES.get(post_code.strip()[:3])
        at = [one for one in named if one.plate == plate]
        if len(at) == 1:
            return Placing(at[0], Method.NAME_AND_POST_CODE, elsewhere)
        return None if named else self._formerly(city, post_code, inside)

    def _formerly(self, city: str, post_code: str, inside: Municipality | None) -> Placing | None:
        """By a name of the past, unless the post code or the point says that it is another place."""
        found = self._by_code.get(self.former.get(plain(city), ""))
        if found is None or (inside is not None and inside != found):
            return None
        digits = post_code.strip()[:3]
        return Placing(found, Method.FORMER_NAME) if not digits or POST_CODES.get(digits) == found.plate else None

    def _inside(self, point: tuple[float, float] | None) -> Municipality | None:
        if point is None or point in PLACEHOLDERS or self.boundaries is None:
            return None
        return self._by_code.get(self.boundaries.at(*point))

    def _is_homonym(self, city: str) -> bool:
        return plain(city) in HOMONYMS

    def _named(self, city: str, post_code: str) -> list[Municipality]:
        """Municipalities of that name; what follows a name may repeat its province ("ERBA CO", "Gussago (Brescia)")."""
        words = plain(city).split()
        for length in range(len(words), 0, -1):
            found = self._by_name.get(" ".join(words[:length]), [])
            rest = " ".join(words[length:])
            if found and not rest:
                return found
            if found := [one for one in found if self._is_province(rest, one.plate)]:
                return found
        return []

    def _is_province(self, words: str, plate: str) -> bool:
        return words == plate.lower() or words in self.provinces.get(plate, frozenset())


def plain(name: str) -> str:
    """A name in small letters without accents, marks and digits; a nought among letters is an o.

    >>> plain("  Cantù (CO)"), plain("MILAN0"), plain("Sant'Angelo Lodigiano")
    ('cantu co', 'milano', 'sant angelo lodigiano')
    """
    letters = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(mark for mark in letters if not unicodedata.combining(mark))
    return _NOT_LETTERS.sub(" ", re.sub(r"(?<=[a-z])0|0(?=[a-z])", "o", letters)).strip()
