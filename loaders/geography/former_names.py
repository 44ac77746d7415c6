"""Names that a municipality of today bore before, or that one now part of it bore, from an archive of municipalities.

The archive names no successors. What it does say is used, and nothing is guessed:

- the same cadastral code: the municipality was renamed;
- its name is part of the name of one of the same province that began the day after it ended: it was merged into that;
- the archive does not know yet that it ended, and its name is part of one of the same province that the archive lacks.

A name that leads to two of today's, or that was borne in another region too, is of no use.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from zisgraph.loaders.geography.gazetteer import Municipality, plain

ENDLESS: Final = "9999-12-31"


@dataclass(frozen=True, slots=True)
class Past:
    """One municipality of the archive between two changes; `ended` is ENDLESS for one that is thought to exist."""

    name: str
    istat_code: str
    cadastral_code: str
    plate: str
    region: str
    began: str
    ended: str


def former_names(archive: Iterable[Past], today: Iterable[Municipality], region: str) -> dict[str, str]:
    """Plain names of the past in one region (its ISTAT code), each with the ISTAT code that it leads to today."""
    known = {one.istat_code: one for one in today}
    names = {plain(name) for one in known.values() for name in one.names}
    rows = list(archive)
    alive = {row.istat_code: row for row in rows if row.ended == ENDLESS and row.istat_code in known}
    successors = _Successors(known, alive)
    found: defaultdict[str, set[str]] = defaultdict(set)
    for row in _last_of_each(rows):
        name = plain(row.name)
        if not name or name in names:
            continue
        if row.ended == ENDLESS and row.istat_code in alive:
            found[name].add(row.istat_code)
        else:
            found[name].add(successors.of(row) if row.region == region else "")
    return {name: next(iter(codes)) for name, codes in sorted(found.items()) if len(codes) == 1 and "" not in codes}


def _last_of_each(rows: Iterable[Past]) -> Iterator[Past]:
    """The last row of each name in each province: earlier ones were the same municipality, or one before it."""
    last: dict[tuple[str, str], Past] = {}
    for row in sorted(rows, key=lambda row: (row.ended, row.began)):
        last[plain(row.name), row.plate] = row
    yield from last.values()


class _Successors:
    """Today's municipalities by the ways in which a former one leads to them."""

    def __init__(self, known: Mapping[str, Municipality], alive: Mapping[str, Past]) -> None:
        self._by_cadastral = {row.cadastral_code: code for code, row in alive.items() if row.cadastral_code}
        self._began: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        for code, row in alive.items():
            self._began[row.plate, row.began].append(code)
        self._unknown: defaultdict[str, list[str]] = defaultdict(list)
        for code, one in known.items():
            if code not in alive:
                self._unknown[one.plate].append(code)
        self._known = known

    def of(self, row: Past) -> str:
        """The code of the one municipality that a former one leads to, "" where there is none or several."""
        if row.ended != ENDLESS and row.cadastral_code in self._by_cadastral:
            return self._by_cadastral[row.cadastral_code]
        if row.ended == ENDLESS:
            among = self._unknown[row.plate]
        else:
            ended = date.fromisoformat(row.ended)
            days = (ended.isoformat(), (ended + timedelta(days=1)).isoformat())
            among = [code for day in days for code in self._began[row.plate, day]]
        fit = [code for code in among if f" {plain(row.name)} " in f" {plain(self._known[code].name)} "]
        return fit[0] if len(fit) == 1 else ""
