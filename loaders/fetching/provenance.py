"""Where a file came from: kept beside it, and beside a part of it while it is on its way."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from zisgraph.loaders.public.snapshots import PROVENANCE


@dataclass(frozen=True, slots=True)
class Provenance:
    """What is known of a file on its server, and of the file that came. `fetched_at` is ISO 8601; `total` is -1 where
    the server does not tell."""

    address: str
    etag: str = ""
    last_modified: str = ""
    total: int = -1
    sha256: str = ""
    fetched_at: str = ""

    @property
    def validator(self) -> str:
        """What tells one version of the file from another in `If-Range` (RFC 9110, section 13.1.5); "" for none."""
        return self.etag if self.etag and not self.etag.startswith("W/") else self.last_modified


def provenance_of(file: Path) -> Provenance | None:
    """Where a file of a source came from; None where it was put there by hand."""
    return _parsed(_read(file.with_name(PROVENANCE)).get(file.name))


def keep_provenance(file: Path, provenance: Provenance) -> None:
    """Note it in the file's folder, beside what is noted of other files there."""
    place = file.with_name(PROVENANCE)
    _write(place, {**_read(place), file.name: asdict(provenance)})


def read_part(note: Path) -> Provenance | None:
    """What was noted of a part; None where nothing usable was."""
    return _parsed(_read(note))


def note_part(note: Path, provenance: Provenance) -> None:
    """Note what a part belongs to, before the first byte of it is written."""
    _write(note, asdict(provenance))


def _read(file: Path) -> dict[str, Any]:
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}


def _parsed(content: Mapping[str, Any] | None) -> Provenance | None:
    try:
        return Provenance(**content) if content else None
    except TypeError:  # written by another version
        return None


def _write(file: Path, content: Mapping[str, Any]) -> None:
    fresh = file.with_name(f".{file.name}.fresh")
    fresh.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    fresh.replace(file)
