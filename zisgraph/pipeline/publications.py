"""The line of published builds: what was current before what, so that a publication can be taken back.

A publication appends a build to the line, a rollback takes the last one off. The file is written before the pointer
moves and holds the line as it was and as it will be: the pointer then says which of the two is true, so that a kill
between the two steps loses nothing.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

FILE: Final = "publications.json"
_KEPT: Final = 100
"""Publications remembered; builds are pruned long before."""


@dataclass(frozen=True, slots=True)
class Publication:
    """One build in the line, and when it was published."""

    build: str
    at: str


@dataclass(frozen=True, slots=True)
class Line:
    """The publications that stand, the current one last, and the builds that were taken back, with the time."""

    publications: tuple[Publication, ...] = ()
    taken_back: Mapping[str, str] = field(default_factory=dict)

    @property
    def current(self) -> str:
        """The id of the last build; empty where none was published."""
        return self.publications[-1].build if self.publications else ""

    def with_published(self, build: str) -> Line:
        """The line after a build was published; the same one again changes nothing but that it is taken back no more."""
        back = {one: at for one, at in self.taken_back.items() if one != build}
        if build == self.current:
            return replace(self, taken_back=back)
        return Line((*self.publications, Publication(build, _now()))[-_KEPT:], back)

    def with_taken_back(self, to: str) -> Line:
        """The line after a rollback to the last publication of `to`: all after it were taken back."""
        place = max(number for number, one in enumerate(self.publications) if one.build == to)
        gone = {one.build: _now() for one in self.publications[place + 1 :] if one.build != to}
        return Line(self.publications[: place + 1], {**self.taken_back, **gone})

    def published_at(self, build: str) -> str:
        """When a build was last published, "" where it never was or was taken back."""
        return max((one.at for one in self.publications if one.build == build), default="")


class Publications:
    """The line of one home, read and written while a lock on its builds is held."""

    def __init__(self, home: Path) -> None:
        self._file = home / FILE

    def read(self, current: str) -> Line:
        """The line, as the pointer at `current` ("" for none) says it is."""
        was, becomes = self._stored()
        for line in (becomes, was):
            if line.current == current:
                return line
        return becomes.with_published(current) if current else Line()

    def announce(self, was: Line, becomes: Line) -> None:
        """Write down where the pointer will be moved next."""
        content = json.dumps({"was": asdict(was), "becomes": asdict(becomes)}, indent=1) + "\n"
        fresh = self._file.with_name(f".{FILE}-{os.getpid()}")
        with fresh.open("w", encoding="utf-8") as output:
            output.write(content)
            output.flush()
            os.fsync(output.fileno())
        fresh.replace(self._file)

    def _stored(self) -> tuple[Line, Line]:
        try:
            content = json.loads(self._file.read_text(encoding="utf-8"))
            return _line(content["was"]), _line(content["becomes"])
        except (FileNotFoundError, ValueError, KeyError, TypeError):  # a home of before, or a file spoilt by hand
            return Line(), Line()


def _line(content: Any) -> Line:
    return Line(tuple(Publication(**one) for one in content["publications"]), dict(content["taken_back"]))


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
