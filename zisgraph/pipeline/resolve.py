"""Merged bodies under one address: a view over staged N-Quads, which themselves are never rewritten."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO


def resolve_file(staged: Path, output: IO[bytes], canonical: Mapping[str, str]) -> int:
    """Write the statements of `staged` with every merged address replaced by its canonical one; how many."""
    view = {f"<{iri}>".encode(): f"<{other}>".encode() for iri, other in canonical.items()}
    count = 0
    with staged.open("rb") as lines:
        for line in resolve_lines(lines, view):
            output.write(line)
            count += 1
    return count


def resolve_lines(lines: IO[bytes] | Iterator[bytes], view: Mapping[bytes, bytes]) -> Iterator[bytes]:
    """N-Quads lines (one blank between terms) with subject and object looked up; literals and graphs stay as they are.

    >>> view = {b"<x:b>": b"<x:a>"}
    >>> list(resolve_lines(iter([b'<x:b> <x:p> "<x:b>" <x:g> .']), view))
    [b'<x:a> <x:p> "<x:b>" <x:g> .']
    """
    for line in lines:
        subject, predicate, rest = line.split(b" ", 2)
        value, end = rest.split(b" ", 1)
        if subject in view or value in view:
            yield b" ".join((view.get(subject, subject), predicate, view.get(value, value), end))
        else:
            yield line
