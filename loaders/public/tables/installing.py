"""Putting a table and its mapping where the next build reads them: a folder of its date, there whole or not at all."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from tempfile import mkdtemp
from typing import Final

from zisgraph.errors import BuildError, InputError, Issue
from zisgraph.loaders.bundled.cells import is_date
from zisgraph.loaders.public.tables.mapping import MAPPING

_PUTTING: Final = ".putting-"
_REPLACED: Final = ".replaced-"
"""Beginnings of folders that no reader looks into."""


def install(file: Path, mapping_text: str, source: str, sources: Path, date: str) -> Path:
    """Put copies of a table and of the text of its mapping into `<sources>/<source>/<date>/`; that folder.

    What lay there before under the same date is replaced. Killed at any moment, what is there is whole; between the
    two renames of a replacement the older folder waits aside under a hidden name, and running again completes it.

    Raises:
        InputError: the date is none.
        BuildError: the folder cannot be written.
    """
    if not is_date(date):
        raise InputError([Issue("--date", 0, "", repr(date), "a date such as 2026, 2026-04 or 2026-04-16")])
    place = sources / source
    target = place / date
    try:
        place.mkdir(parents=True, exist_ok=True)
        fresh = Path(mkdtemp(prefix=_PUTTING, dir=place))
        try:
            fresh.chmod(0o755)
            shutil.copyfile(file, fresh / file.name)
            (fresh / MAPPING).write_text(mapping_text, encoding="utf-8")
            for name in (file.name, MAPPING):
                _to_disk(fresh / name)
            _to_disk(fresh)
            _swap(fresh, target)
            _to_disk(place)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
        for left in [*place.glob(f"{_PUTTING}*"), *place.glob(f"{_REPLACED}*")]:
            shutil.rmtree(left, ignore_errors=True)
    except OSError as error:
        raise BuildError(
            f"Cannot put the table into {target}: {error.strerror}. Point ZISGRAPH_HOME at a folder you may write."
        ) from error
    return target


def _swap(fresh: Path, target: Path) -> None:
    """The fresh folder in the place of an older one of the same date, which is moved aside first, and back where the
    fresh one cannot take its place."""
    if not target.exists():
        fresh.rename(target)
        return
    aside = Path(mkdtemp(prefix=_REPLACED, dir=target.parent)) / target.name
    target.rename(aside)
    try:
        fresh.rename(target)
    except OSError:
        aside.rename(target)
        raise


def _to_disk(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
