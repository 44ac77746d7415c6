"""Which past builds are kept, and what killed runs left: both removed while the home is held for a build."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path
from typing import Final

from zisgraph.pipeline import locks
from zisgraph.pipeline.home import MAKING, Build, Home
from zisgraph.pipeline.publications import Line

DOOMED: Final = ".doomed-"
"""Start of the name of a build that is being removed."""


def prune(home: Home, keep: int) -> list[str]:
    """Remove all but the `keep` newest past builds, never the current one nor one being read; their ids.

    The newest are those that were made or published last: the one to go back to is always the first of them.
    """
    current, line = home.current_or_none(), home.line()
    past = [build for build in home.builds() if current is None or build.id != current.id]
    behind = line.publications[-2].build if len(line.publications) > 1 else ""
    past.sort(key=lambda build: (build.id == behind, _last_used(build, line), build.id), reverse=True)
    removed = [build.id for build in past[keep:] if _remove(build)]
    _forget_changes(home.changes, set(removed))
    return removed


def sweep(home: Home) -> list[str]:
    """Remove what killed runs left; their names."""
    left = [
        *home.path.glob(".current-*"),
        *home.path.glob(".publications.json-*"),
        *home.withdrawn.glob(".withdrawn.json-*"),
        *home.changes.glob(f"{MAKING}*"),
        *home.builds_folder.glob(f"{MAKING}*"),
        *home.builds_folder.glob(f"{DOOMED}*"),
        *home.builds_folder.glob(f"*/{MAKING}*"),
    ]
    for entry in left:
        if entry.is_symlink() or entry.is_file():
            entry.unlink()
        else:
            shutil.rmtree(entry, ignore_errors=True)
    return sorted(entry.name for entry in left)


def _remove(build: Build) -> bool:
    doomed = build.path.with_name(f"{DOOMED}{build.id}")
    with locks.if_unused(build.path / "manifest.json") as unused:
        if not unused:
            return False
        build.path.rename(doomed)
    shutil.rmtree(doomed)
    return True


def _forget_changes(changes: Path, builds: set[str]) -> None:
    """Remove what was worked out about builds that are gone."""
    for folder in changes.glob("*--*"):
        if builds & {*folder.name.split("--")}:
            shutil.rmtree(folder, ignore_errors=True)


def _last_used(build: Build, line: Line) -> int:
    """When a build was made or published last, in nanoseconds."""
    published = line.published_at(build.id)
    seconds = int(datetime.fromisoformat(published).timestamp()) if published else 0
    return max(build.made, seconds * 1_000_000_000)
