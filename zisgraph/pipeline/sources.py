"""What is known of every source: what it is, what lies here of it, and what its last reading gave."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from zisgraph.loaders import DATASETS
from zisgraph.loaders.bundled.datasets import bundled, read_metadata
from zisgraph.loaders.metadata import Metadata
from zisgraph.loaders.public import definitions, snapshots
from zisgraph.loaders.staging import MANIFEST
from zisgraph.pipeline.home import Home
from zisgraph.pipeline.withdrawals import Withdrawals


@dataclass(frozen=True, slots=True)
class SourceState:
    """One source. `files` are those that lie here, `manifest` tells of the last reading; both may be empty."""

    id: str
    title_it: str
    title_en: str
    publisher: str
    licence: str
    address: str
    coverage: str
    bundled: bool
    consulted: bool
    """Whether it says nothing itself, and others look things up in it."""
    files: Sequence[str]
    folder: str
    """Where its files belong; empty for a bundled one."""
    withdrawn: str = ""
    """When it was withdrawn; empty where it was not."""
    manifest: Mapping[str, Any] = field(default_factory=dict)

    @property
    def read_at(self) -> str:
        """When it was last read, in ISO 8601; empty where it never was."""
        return str(self.manifest.get("staged_at", ""))

    @property
    def rows(self) -> int:
        return sum(table["rows"] for table in self.manifest.get("tables", {}).values())

    @property
    def statements(self) -> int:
        return int(self.manifest.get("statements", 0))

    @property
    def issues(self) -> int:
        """Single fields that could not be used."""
        return sum(issue.get("count", 1) for issue in self.manifest.get("issues", ()))

    @property
    def state(self) -> str:
        """One word or two on it."""
        if self.withdrawn:
            return "withdrawn"
        if self.bundled:
            return "bundled"
        if not self.files:
            return "not here"
        return "consulted" if self.consulted else "here" if self.manifest else "not read yet"

    def as_dict(self) -> dict[str, Any]:
        """All of it as JSON-ready values."""
        return {**asdict(self), "state": self.state}


def sources(home: Home) -> list[SourceState]:
    """Every source, the bundled ones first, each group in the order of the ids.

    Raises:
        InputError: a folder of a source is named by no date.
    """
    return [*_bundled(home), *_public(home)]


def _bundled(home: Home) -> Iterator[SourceState]:
    for name in sorted(DATASETS):
        tables = tuple(sorted(table.file for table in DATASETS[name].tables))
        yield _state(home, name, read_metadata(name, bundled()), files=tables, is_bundled=True)


def _public(home: Home) -> Iterator[SourceState]:
    for name, definition in definitions(home.sources).items():
        held = snapshots(home.sources, definition)
        files = tuple(str(file.relative_to(home.sources / name)) for one in held for file in one.files)
        yield _state(home, name, definition.metadata, files=files, consulted=not definition.reader)


def _state(
    home: Home,
    name: str,
    metadata: Metadata,
    *,
    files: Sequence[str],
    is_bundled: bool = False,
    consulted: bool = False,
) -> SourceState:
    return SourceState(
        id=name,
        title_it=metadata.title_it,
        title_en=metadata.title_en,
        publisher=metadata.publisher,
        licence=metadata.licence,
        address=metadata.address,
        coverage=metadata.coverage,
        bundled=is_bundled,
        consulted=consulted,
        files=files,
        folder="" if is_bundled else str(home.sources / name),
        withdrawn=(withdrawn := Withdrawals(home).all().get(name, "")),
        manifest=_manifest(home, name) if files and not consulted and not withdrawn else {},
    )


def _manifest(home: Home, name: str) -> Mapping[str, Any]:
    """What the last reading told; empty where there was none. Its files are not looked into: a build does that."""
    try:
        told: Mapping[str, Any] = json.loads((home.staged(name) / MANIFEST).read_text(encoding="utf-8"))
        return told
    except (FileNotFoundError, ValueError):
        return {}
