"""A larger graph of the same shape: the bundled build with its things copied under further addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count
from pathlib import Path

COPIED = ("curated", "pic", "ror", "cordis", "tie", "observation", "state", "finding", "run", "judgement")
"""What is copied; places, specialisations, units, rules, citations and the ontology are shared by all copies."""


def scale(source: Path, target: Path, base: str, statements: int) -> int:
    """Write N-Quads of at least so many statements: the source, then copies of what its things say; how many.

    The same source gives the same file on every machine.
    """
    things = re.compile(f"<({re.escape(base)}id/(?:{'|'.join(COPIED)})/[^>]*)>")
    lines = source.read_text(encoding="utf-8").splitlines(keepends=True)
    copied = [line for line in lines if things.match(line)]
    written = 0
    with target.open("w", encoding="utf-8") as output:
        for number in count():
            for line in lines if number == 0 else _copies(copied, things, number):
                output.write(line)
                written += 1
            if written >= statements:
                return written
    raise AssertionError("counting has no end")


def _copies(lines: list[str], things: re.Pattern[str], number: int) -> Iterator[str]:
    """Subject and object get a suffix; predicate, literal and graph stay as they are."""
    renamed = rf"<\1--{number}>"
    for line in lines:
        subject, predicate, rest = line.split(" ", 2)
        if rest.startswith("<"):
            value, graph = rest.split(" ", 1)
            rest = f"{things.sub(renamed, value)} {graph}"
        yield f"{things.sub(renamed, subject)} {predicate} {rest}"
