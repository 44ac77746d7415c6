"""All entries of one file as a list: each code once, with its parents; what contradicts itself is told by its row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from zisgraph.errors import InputError
from zisgraph.loaders.public.code_entries import Entry
from zisgraph.loaders.records import Report

MOST: Final = 100_000
"""Codes of one list; the largest we know has some 4,000."""


@dataclass(slots=True)
class Code:
    """One code of a list: what its first row says, and its parents, which are codes of the list; a top is said to have
    none, which is more than that none was found."""

    entry: Entry
    parents: list[str] = field(default_factory=list)
    other_names: list[tuple[str, str]] = field(default_factory=list)
    address: str = ""
    is_top: bool = True


def code_table(found: Iterable[Entry], report: Report, *, several_parents: bool = False) -> dict[str, Code]:
    """The codes in the order of the file. The first row counts; another name or parent for a code is an issue, and so
    is a parent that is not in the list or a circle, whose link is left out.

    Raises:
        InputError: there are more codes than any list has.
    """
    table: dict[str, Code] = {}
    rows: list[Entry] = []
    for entry in found:
        known = table.get(entry.code)
        if known is None:
            known = table[entry.code] = Code(entry, address=entry.address)
            if len(table) > MOST:
                raise InputError([entry.issue(f"more than {MOST:,} codes", f"a list of {MOST:,} at most")])
        elif told := _otherwise(known.entry.names, entry.names):
            where = f"line {known.entry.line}"
            report.add("another name", entry.issue(f"{entry.code} {told[1]!r}", f"{told[0]!r}, as in {where}"))
            continue
        known.other_names += [name for name in entry.other_names if name not in known.other_names]
        if entry.parents:
            known.is_top = False
            rows.append(entry)
    _stand(table, rows, report, several_parents=several_parents)
    return table


def _stand(table: Mapping[str, Code], rows: Iterable[Entry], report: Report, *, several_parents: bool) -> None:
    """Give each code its parents, and open every circle."""
    by_address = {code.address: name for name, code in table.items() if code.address}
    for entry in rows:
        for parent in entry.parents:
            _add_parent(table, entry, by_address.get(parent, parent), report, several_parents=several_parents)
    for name, parent in _circles(table):
        received = f"{name} below {parent}, which stands below it"
        report.add("circle", table[name].entry.issue(received, "a parent that is not below its own code"))
        table[name].parents.remove(parent)


def _add_parent(table: Mapping[str, Code], entry: Entry, parent: str, report: Report, *, several_parents: bool) -> None:
    code = table[entry.code]
    if parent in code.parents:
        return
    if parent not in table:
        told = f"{entry.code} below {parent!r}, which is not in the list"
        report.add("parent", entry.issue(told, "a code of this list"))
    elif code.parents and not several_parents:
        told = f"{entry.code} below {parent}"
        report.add("another parent", entry.issue(told, f"{code.parents[0]}, as in an earlier row"))
    else:
        code.parents.append(parent)


def _otherwise(first: Mapping[str, str], other: Mapping[str, str]) -> tuple[str, str] | None:
    """The names of the first language in which two rows differ."""
    shared = (language for language in first if language in other)
    return next(((first[one], other[one]) for one in shared if first[one] != other[one]), None)


def _circles(table: Mapping[str, Code]) -> Iterator[tuple[str, str]]:
    """Every (code, parent) that closes a circle, found by going up from each code once (depth first)."""
    done: set[str] = set()
    for start in table:
        path = {start: iter(list(table[start].parents))}
        while path:
            code, waiting = next(reversed(path.items()))
            parent = next(waiting, None)
            if parent is None:
                path.popitem()
                done.add(code)
            elif parent in path:
                yield code, parent
            elif parent not in done:
                path[parent] = iter(list(table[parent].parents))


def twin_issues(table: Mapping[str, Code], twin: Mapping[str, Code], file: str, report: Report, *, whole: bool) -> None:
    """Hold another form of the same list against it: codes that only one of them has, and names that differ in more
    than their case. An address that only the other form gives is taken over."""
    for name, code in twin.items():
        known = table.get(name)
        if known is None:
            report.add("only in another form", code.entry.issue(f"{name}, which {file} lacks", "the same codes"))
            continue
        known.address = known.address or code.address
        _another_parent(known, code, file, report)
        told = _otherwise(_folded(known.entry.names), _folded(code.entry.names))
        if told:
            given = next(text for text in code.entry.names.values() if text.casefold() == told[1])
            own = next(text for text in known.entry.names.values() if text.casefold() == told[0])
            report.add("another name in another form", code.entry.issue(f"{name} {given!r}", f"{own!r}, as in {file}"))
    other = next(iter(twin.values())).entry.file if twin else ""
    for name in table if whole else ():
        if name not in twin:
            report.add("not in another form", table[name].entry.issue(f"{name}, which {other} lacks", "the same codes"))


def _another_parent(known: Code, code: Code, file: str, report: Report) -> None:
    if known.parents and code.parents and set(known.parents) != set(code.parents):
        told = f"{code.entry.code} below {' and '.join(code.parents)}"
        allowed = f"{' and '.join(known.parents)}, as in {file}"
        report.add("another parent in another form", code.entry.issue(told, allowed))


def _folded(names: Mapping[str, str]) -> dict[str, str]:
    return {language: text.casefold() for language, text in names.items()}
