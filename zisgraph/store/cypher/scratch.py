"""The folder an engine works in: its own, and removed by the next start when its owner was killed."""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from pathlib import Path
from typing import Final

PREFIX: Final = "zisgraph-arcadedb-"
LOCK: Final = "in-use"


class Scratch:
    """A fresh folder for temporary files. The kernel holds its lock for as long as a process lives that has `descriptor`:
    the one that made it, and a child that was handed it."""

    def __init__(self) -> None:
        """Make the folder, and remove those whose processes are gone."""
        sweep()
        self.path = Path(tempfile.mkdtemp(prefix=PREFIX))
        made = self.path / f"{LOCK}.made"
        self.descriptor = os.open(made, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        fcntl.flock(self.descriptor, fcntl.LOCK_EX)
        made.rename(self.path / LOCK)  # nobody can meet it without its owner

    def close(self) -> None:
        """Remove the folder; a second time does nothing."""
        if self.descriptor >= 0:
            shutil.rmtree(self.path, ignore_errors=True)
            os.close(self.descriptor)
            self.descriptor = -1


def sweep() -> None:
    """Remove the folders that nobody uses any more. One without a lock, or of another user, is left alone."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        try:
            if folder.is_symlink() or folder.stat().st_uid != os.getuid():
                continue
            descriptor = os.open(folder / LOCK, os.O_RDWR | os.O_NOFOLLOW)
        except OSError:
            continue  # not one of ours, or another start has just removed it
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            continue  # in use
        else:
            shutil.rmtree(folder, ignore_errors=True)
        finally:
            os.close(descriptor)
