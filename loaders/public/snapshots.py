"""The files of public sources as they lie in a folder: `<source>/<date>/…`, or `<source>/…` where no date is known.

A dated folder is one snapshot: what it says rests on a citation of its own, beside that of an older one. The date is
the name of the folder, as exact as it is known: 2025, 2025-03 or 2025-03-14.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath
from typing import Final

from zisgraph.errors import InputError, Issue
from zisgraph.loaders.bundled.cells import is_date
from zisgraph.loaders.public.definitions import Definition
from zisgraph.loaders.public.tables.mapping import MAPPING
from zisgraph.loaders.records import Member, members

PROVENANCE: Final = "fetched.json"
"""What `zisgraph fetch` leaves beside a file: where it came from and when. Not a file of the source."""
_DATE: Final = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The files of one source at one date ("" where it is not known), sorted by name."""

    source: str
    date: str
    files: tuple[Path, ...]

    @property
    def citation(self) -> str:
        """The id of the citation that all of it rests on."""
        return f"{self.source}--{self.date}" if self.date else self.source

    def members(self) -> Iterator[Member]:
        """Every file in it, those inside archives too; `name` is below the folder of the snapshot.

        Raises:
            InputError: an archive cannot be trusted, or a file cannot be read.
        """
        for file in self.files:
            yield from members(file)


def snapshots(folder: Path, definition: Definition) -> list[Snapshot]:
    """The snapshots of one source below `folder`, the oldest first; none where nothing was put there.

    Raises:
        InputError: a folder's name is no date.
    """
    place = folder / definition.id
    if not place.is_dir():
        return []
    found = [Snapshot(definition.id, "", tuple(_files(place)))]
    for entry in sorted(place.iterdir()):
        if not entry.is_dir() or entry.name.startswith("."):
            continue
        if not (_DATE.fullmatch(entry.name) and is_date(entry.name)):
            allowed = "folders named by the date of what they hold, such as 2026, 2026-04 or 2026-04-16"
            raise InputError([Issue(str(entry), 0, "", f"a folder called {entry.name!r}", allowed)])
        found.append(Snapshot(definition.id, entry.name, tuple(_files(entry))))
    return [one for one in found if one.files]


def role_of(definition: Definition, member: Member) -> str:
    """The role of a file by its name, "" where the source has no such file."""
    name = PurePosixPath(member.name).name.lower()
    return next((role for role, names in definition.files.items() if any(fnmatch(name, one) for one in names)), "")


def _files(folder: Path) -> Iterator[Path]:
    for entry in sorted(folder.iterdir()):
        if entry.is_file() and not entry.name.startswith(".") and entry.name not in {PROVENANCE, MAPPING}:
            yield entry
