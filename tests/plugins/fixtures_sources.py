"""A folder of public sources that a test fills with files in their real formats, and what staging them says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from zisgraph.loaders.public import stage_sources

BASE = "https://w3id.org/zisgraph/"


@dataclass(frozen=True, slots=True)
class Said:
    """What one source said: statements without their base, and its manifest."""

    lines: tuple[str, ...]
    manifest: dict[str, Any]

    def about(self, subject: str) -> dict[str, set[str]]:
        """The last part of each property to its values, for `pic/999…` and the like."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for line in self.lines:
            head, prop, rest = line.split(" ", 2)
            if head == f"<{BASE}id/{subject}>":
                found[prop.rstrip(">").replace("#", "/").rsplit("/", 1)[1]].add(_bare(rest.rsplit(" <", 1)[0]))
        return dict(found)

    def subjects(self, kind: str) -> set[str]:
        """Everything of one class."""
        end = f"<{BASE}ontology#{kind}>"
        return {
            line.split(" ", 1)[0].removeprefix(f"<{BASE}id/")[:-1] for line in self.lines if f"#type> {end}" in line
        }

    def subjects_of(self, cls: str) -> set[str]:
        """Everything of one class of another vocabulary, by its address."""
        end = f"#type> <{cls}>"
        return {line.split(" ", 1)[0].removeprefix(f"<{BASE}id/")[:-1] for line in self.lines if end in line}

    def issues(self) -> dict[str, int]:
        return {one["kind"]: one["count"] for one in self.manifest["issues"]}

    def told(self, kind: str) -> list[str]:
        """The examples of one kind of issue, as people read them."""
        (found,) = [one["examples"] for one in self.manifest["issues"] if one["kind"] == kind]
        return [f"{e['file']}, line {e['line']}, field {e['field']}: received {e['received']}" for e in found]


def _bare(term: str) -> str:
    if term.startswith("<"):
        return term[1:-1].removeprefix(f"{BASE}id/").removeprefix(f"{BASE}ontology#")
    return term[1 : term.rindex('"')]


class Sources:
    """The folder, and the reading of it."""

    def __init__(self, folder: Path) -> None:
        self.folder, self._staged = folder / "sources", folder / "staged"

    def put(self, path: str, content: str | bytes) -> Path:
        """A file at `<source>/<date>/<name>`."""
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return file

    def link(self, path: str, files: Iterable[Path]) -> None:
        """Files of elsewhere in a folder of a source."""
        place = self.folder / path
        place.mkdir(parents=True, exist_ok=True)
        for file in files:
            (place / file.name).symlink_to(file)

    def read(self) -> dict[str, Said]:
        """Stage all of them; by source."""
        staged = stage_sources(self.folder, lambda source: self._staged / source)
        return {
            one.dataset: Said(tuple(one.statements.read_text("utf-8").splitlines()), dict(one.manifest))
            for one in staged
        }

    def changed(self) -> dict[str, bool]:
        """Stage all of them again; whether each was read anew."""
        return {one.dataset: one.changed for one in stage_sources(self.folder, lambda source: self._staged / source)}


@pytest.fixture
def sources(tmp_path: Path) -> Sources:
    """Sources of this test's own."""
    return Sources(tmp_path)
