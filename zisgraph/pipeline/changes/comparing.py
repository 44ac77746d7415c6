"""Two archives side by side: the statements of one subject at a time, so that memory holds no more than that."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from zisgraph.loaders.public.sorting import sorted_lines
from zisgraph.pipeline.changes.archive import lines_of

Addresses = Mapping[bytes, bytes]
"""Terms of addresses (`<…>`) to those under which they are compared."""
Subjects = Iterator[tuple[bytes, list[bytes]]]
"""Subjects in their order, each with its lines."""


@dataclass(frozen=True, slots=True, order=True)
class Quad:
    """A statement about a known subject, as N-Quads terms."""

    predicate: str
    value: str
    graph: str


@dataclass(frozen=True, slots=True)
class Difference:
    """What is said of one subject before and after; never the same."""

    subject: str
    before: frozenset[Quad]
    after: frozenset[Quad]


def differences(before: Path, after: Path, joined: Addresses, scratch: Path) -> Iterator[Difference]:
    """Every subject of which two archives say different things, in the order of the subjects.

    `joined` are the addresses that were merged or separated in between: both sides are compared under one of them, so
    that a merge alone is no difference.
    """
    old, new = _subjects(before, joined, scratch), _subjects(after, joined, scratch)
    for subject, was, now in _side_by_side(old, new):
        if was != now:
            one = Difference(_bare(subject), _quads(was), _quads(now))
            if one.before != one.after:
                yield one


def _side_by_side(old: Subjects, new: Subjects) -> Iterator[tuple[bytes, list[bytes], list[bytes]]]:
    """Every subject with its lines on both sides, none where a side does not speak of it."""
    sides = heapq.merge(((*one, 0) for one in old), ((*one, 1) for one in new), key=lambda one: (one[0], one[2]))
    for subject, group in groupby(sides, key=lambda one: one[0]):
        lines: tuple[list[bytes], list[bytes]] = ([], [])
        for _, held, side in group:
            lines[side].extend(held)
        yield subject, *lines


def _subjects(archive: Path, joined: Addresses, scratch: Path) -> Subjects:
    lines: Iterable[bytes] = lines_of(archive)
    if joined:
        moved = sorted_lines((line.decode() for line in _of_moved(archive, joined)), scratch)
        lines = heapq.merge(_of_others(lines, joined), (line.encode() for line in moved))
    for subject, group in groupby(lines, key=_subject):
        yield subject, list(group)


def _of_moved(archive: Path, joined: Addresses) -> Iterator[bytes]:
    """The lines about merged subjects, under the common address."""
    for line in lines_of(archive):
        subject, predicate, rest = line.split(b" ", 2)
        if subject in joined:
            yield b" ".join((joined[subject], predicate, _value_moved(rest, joined)))


def _of_others(lines: Iterable[bytes], joined: Addresses) -> Iterator[bytes]:
    """The lines about all other subjects; a merged value stands under the common address.

    Moving a value may take a line out of its order, but never past another subject.
    """
    for subject, group in groupby(lines, key=_subject):
        if subject in joined:
            continue
        moved = []
        for line in group:
            _, predicate, rest = line.split(b" ", 2)
            moved.append(b" ".join((subject, predicate, _value_moved(rest, joined))))
        yield from sorted(moved)


def _value_moved(rest: bytes, joined: Addresses) -> bytes:
    value, end = rest.split(b" ", 1)
    return b" ".join((joined.get(value, value), end))


def _subject(line: bytes) -> bytes:
    return line[: line.index(b" ")]


def _quads(lines: Iterable[bytes]) -> frozenset[Quad]:
    found = set()
    for line in lines:
        _, predicate, rest = line.decode().split(" ", 2)
        value, graph, _dot = rest.rsplit(" ", 2)
        found.add(Quad(_bare(predicate), value, _bare(graph)))
    return frozenset(found)


def _bare(term: str | bytes) -> str:
    text = term.decode() if isinstance(term, bytes) else term
    return text[1:-1] if text.startswith("<") else text
