"""The tables of a home's own, as they lie in its folder of sources: `<id>/source.toml`, or one for each date.

A folder of a date may have a mapping of its own beside its table: then the form of a list may change from one date to
the next. Where it has none, the mapping beside the dates counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from zisgraph.errors import InputError, Issue
from zisgraph.loaders.public.tables.mapping import MAPPING, TableMapping
from zisgraph.loaders.public.tables.parsing import ID, parse_mapping, read_text

RESERVED: Final = frozenset({"curated", "places", "cordis", "derived", "meta", "ontology", "identity", "run", "editor"})
"""Names of bundled datasets, and parts of the addresses of graphs."""


@dataclass(frozen=True, slots=True)
class OwnTable:
    """One source of a home's own; its mappings by date, "" for that of all dates without one."""

    id: str
    mappings: Mapping[str, TableMapping]
    digest: str

    @property
    def newest(self) -> TableMapping:
        """The mapping by which the source as a whole is described."""
        return self.mappings[max(self.mappings)]


def own_tables(folder: Path, taken: frozenset[str]) -> list[OwnTable]:
    """Every table in a folder of sources; `taken` are the ids of other sources.

    Raises:
        InputError: with the faults of all mappings: one cannot be understood, or has an id that it may not have.
    """
    found: list[OwnTable] = []
    faults: list[Issue] = []
    places = sorted(folder.iterdir()) if folder.is_dir() else []
    for place in places:
        files = dict(_mappings(place))
        if not files:
            continue
        try:
            found.append(_table(place.name, files, taken))
        except InputError as error:
            faults += error.issues
    if faults:
        raise InputError(faults)
    return found


def mapping_at(mappings: Mapping[str, TableMapping], date: str) -> TableMapping:
    """The mapping of a date: its own, else that beside the dates, else the newest before it, else the first."""
    if date in mappings or "" in mappings:
        return mappings.get(date) or mappings[""]
    earlier = [one for one in mappings if one <= date]
    return mappings[max(earlier) if earlier else min(mappings)]


def check_id(source: str, taken: frozenset[str], file: str) -> None:
    """Refuse an id that is none, or somebody else's.

    Raises:
        InputError: the message says what it may be.
    """
    if not ID.fullmatch(source):
        allowed = "small letters without accents, digits and hyphens, such as startup-lombardia"
        raise InputError([Issue(file, 0, "id", repr(source), allowed)])
    if source in taken | RESERVED:
        told = f"{source!r}, which is another source's"
        raise InputError([Issue(file, 0, "id", told, "an id of its own; `zisgraph sources` lists those in use")])


def _mappings(place: Path) -> Iterator[tuple[str, Path]]:
    if not place.is_dir() or place.name.startswith("."):
        return
    if (place / MAPPING).is_file():
        yield "", place / MAPPING
    for entry in sorted(place.iterdir()):
        if not entry.name.startswith(".") and (entry / MAPPING).is_file():
            yield entry.name, entry / MAPPING


def _table(source: str, files: Mapping[str, Path], taken: frozenset[str]) -> OwnTable:
    shown = {date: f"{source}/{date}/{MAPPING}" if date else f"{source}/{MAPPING}" for date in files}
    check_id(source, taken, shown[min(shown)])
    mappings: dict[str, TableMapping] = {}
    texts: list[str] = []
    faults: list[Issue] = []
    for date, file in files.items():
        try:
            text = read_text(file, shown[date])
            texts.append(f"{date}\0{text}")
            mappings[date] = parse_mapping(text, shown[date], source)
        except InputError as error:
            faults += error.issues
    if faults:
        raise InputError(faults)
    return OwnTable(source, mappings, sha256("\0".join(texts).encode()).hexdigest())
