"""Homes of a test's own that hold the session's build: linked, not copied, so they cost nothing."""

from __future__ import annotations

import os
import shutil
from pathlib import Path


def linked_home(home: Path, copy: Path) -> Path:
    """A second home with the published build of `home`, which no other test serves or builds in."""
    current = (home / "current").readlink()
    for name in ("builds", "staged"):
        shutil.copytree(home / name, copy / name, copy_function=os.link)
    (copy / "current").symlink_to(current)
    return copy
