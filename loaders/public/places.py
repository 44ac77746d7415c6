"""The gazetteer that readers are given: the municipalities of the bundled places, with outlines where they lie here."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from zisgraph.errors import InputError, Issue
from zisgraph.loaders.bundled.cells import is_date, split
from zisgraph.loaders.bundled.load import read_facts
from zisgraph.loaders.bundled.reading import Folder
from zisgraph.loaders.bundled.tables import Facts
from zisgraph.loaders.geography import (
    ENDLESS,
    Boundaries,
    Gazetteer,
    Municipality,
    Past,
    former_names,
    geojson,
    plain,
    topojson,
)
from zisgraph.loaders.public.definitions import definition_named
from zisgraph.loaders.public.snapshots import Snapshot, role_of, snapshots
from zisgraph.loaders.records import Member, Report, records_of

BOUNDARIES: Final = "istat-boundaries"
ARCHIVE: Final = "anpr-municipalities"
_OUTLINES: Final = "municipalities"
_ROWS: Final = "archive"
REGION: Final = "03"
"""ISTAT's code of Lombardy."""
_COLUMNS: Final = {
    "name": "DENOMINAZIONE_IT",
    "istat_code": "CODISTAT",
    "cadastral_code": "CODCATASTALE",
    "plate": "SIGLAPROVINCIA",
    "region": "IDREGIONE",
    "began": "DATAISTITUZIONE",
    "ended": "DATACESSAZIONE",
}
_PROVINCES: Final = frozenset({"province", "metropolitan_city"})


class Places:
    """The gazetteer, made when it is first asked for: what is staged already needs none."""

    def __init__(self, tables: Folder, folder: Path) -> None:
        self._tables, self._folder = tables, folder

    def __call__(self) -> Gazetteer:
        return self._made

    @cached_property
    def facts(self) -> Facts:
        """The tables themselves."""
        return read_facts(self._tables)

    @cached_property
    def _made(self) -> Gazetteer:
        return gazetteer(self.facts, self._folder)


def gazetteer(facts: Facts, folder: Path) -> Gazetteer:
    """Municipalities by the names of places.csv; outlines from the newest snapshot of the boundaries in `folder`.

    Raises:
        InputError: a file of outlines cannot be read.
    """
    rows = facts.rows("places")
    municipalities = [
        Municipality(
            row["istat_code"], row["name_it"], row["code"], _names(row["name_it"], row["name_en"], row["aliases"])
        )
        for row in rows
        if row["type"] == "municipality"
    ]
    provinces: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows:
        if row["type"] in _PROVINCES:
            names = _names(row["name_it"], row["name_en"], row["aliases"], row["capital"])
            provinces[row["code"]].update(map(plain, names))
            capital = next((m for m in municipalities if m.name == row["capital"]), None)
            provinces[row["code"]].update(map(plain, capital.names if capital else ()))
    held = snapshots(folder, definition_named(BOUNDARIES))
    outlines = Boundaries(_outlines(held[-1:])) if held else None
    former = former_names(_archive(folder), municipalities, REGION)
    return Gazetteer(municipalities, {plate: frozenset(names) for plate, names in provinces.items()}, outlines, former)


def _archive(folder: Path) -> Iterator[Past]:
    """The rows of the newest archive of municipalities in `folder`, if there is one; days it cannot have are left out."""
    definition = definition_named(ARCHIVE)
    for snapshot in snapshots(folder, definition)[-1:]:
        for member in snapshot.members():
            if role_of(definition, member) == _ROWS:
                for row in records_of(member, Report(), tuple(_COLUMNS.values())):
                    past = Past(**{name: row.text(column) for name, column in _COLUMNS.items()})
                    if is_date(past.began) and (past.ended == ENDLESS or is_date(past.ended)):
                        yield past


def _names(italian: str, english: str, aliases: str, *others: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in (italian, english, *split(aliases), *others) if name))


def _outlines(held: Sequence[Snapshot]) -> Iterator[Any]:
    definition = definition_named(BOUNDARIES)
    for snapshot in held:
        for member in snapshot.members():
            if role_of(definition, member) == _OUTLINES:
                document = _document(member)
                yield from (topojson if document.get("type") == "Topology" else geojson)(document, member.name)


def _document(member: Member) -> dict[str, Any]:
    with member.open() as stream:
        try:
            document = json.load(stream)
        except ValueError as error:
            received = f"no JSON ({error})"
            raise InputError([Issue(member.name, 0, "", received, "GeoJSON or TopoJSON; was it cut off?")]) from error
    if not isinstance(document, dict):
        raise InputError([Issue(member.name, 0, "", "JSON without an object at the top", "GeoJSON or TopoJSON")])
    return document
