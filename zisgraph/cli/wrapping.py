"""Sentences on a terminal: wrapped to its width, indented under their number."""

from __future__ import annotations

import shutil
import textwrap

WIDEST = 110


def numbered(number: int, text: str) -> str:
    """One item of a ranked list."""
    return wrapped(text, first=f"{number:>3}. ", rest="     ")


def wrapped(text: str, first: str = "", rest: str = "") -> str:
    """A paragraph; long words and addresses stay whole."""
    width = min(shutil.get_terminal_size((WIDEST, 24)).columns, WIDEST)
    return textwrap.fill(
        text, width, initial_indent=first, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False
    )
