"""From the rows of a code list in any form to its entries: one code with its names, as one row gives it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

from zisgraph.errors import Issue
from zisgraph.loaders.bundled.cells import is_web_address
from zisgraph.loaders.public.code_layout import ABOVE, SHORTENED, Layout, Level
from zisgraph.loaders.records import Member, Record, Report, elements, is_sparql_results, records_of, turtle
from zisgraph.loaders.records import sparql_results as results

XML, TURTLE, JSON = "xml", "ttl", "json"
CODE: Final = re.compile(r"[^\W_](?:[\w .+-]|/(?=\w))*")
"""What may stand in an address: letters, digits, blanks and few marks, no empty part and none that leads upwards."""
_SNIFFED: Final = 1 << 14


@dataclass(frozen=True, slots=True)
class Entry:
    """One code of one row. `parents` are codes, in Turtle addresses; `other_names` are (text, language); `broad_match`
    is (list, code) of the code of another list that this one is part of."""

    code: str
    names: Mapping[str, str]
    other_names: tuple[tuple[str, str], ...]
    definitions: Mapping[str, str]
    notes: Mapping[str, str]
    parents: tuple[str, ...]
    address: str
    broad_match: tuple[str, str]
    file: str
    line: int
    field: str

    def issue(self, received: str, allowed: str) -> Issue:
        """Something wrong with this code."""
        return Issue(self.file, self.line, self.field, received, allowed)


def entries(member: Member, layout: Layout, report: Report) -> Iterator[Entry]:
    """The entries of one file in its order; every field that nobody reads is counted.

    Raises:
        InputError: the file cannot be read, or lacks a field that the layout names.
    """
    last_top = ""
    for record in _records(member, layout, report):
        for entry in _of_record(record, layout, last_top, report):
            if layout.tops and layout.tops.fullmatch(entry.code):
                last_top = entry.code
            yield entry
        record.skip(*layout.ignored)
        report.read(record)


def _records(member: Member, layout: Layout, report: Report) -> Iterator[Record]:
    if member.suffix == XML:
        with member.open() as stream:
            yield from elements(stream, member.name, layout.element)
    elif member.suffix == TURTLE:
        with member.open() as stream:
            yield from turtle(stream, member.name, layout.cls)
    elif member.suffix == JSON and _is_answer(member):
        with member.open() as stream:
            yield from results(stream, member.name)
    else:
        yield from records_of(member, report, layout.needs)


def _is_answer(member: Member) -> bool:
    with member.open() as stream:
        return is_sparql_results(stream.read(_SNIFFED))


def _of_record(record: Record, layout: Layout, last_top: str, report: Report) -> Iterator[Entry]:
    above = ""
    pointed = _list(record.pop(layout.parent)) if layout.parent not in {"", SHORTENED, ABOVE} else []
    is_code = any(layout.address == level.code for level in layout.levels)
    address = _address(record, layout, report) if layout.address and not is_code else ""
    wider = _wider(record, layout, report)
    outer = record.pop("@above", [])
    last_top = record.text(layout.top) if layout.top else last_top
    for level in layout.levels:
        given = _text(record, level.code)
        code = _code(given, level, layout, outer)
        parents = _parents(code, layout, last_top, outer, level) or tuple(pointed) or ((above,) if above else ())
        entry = _entry(record, level, code, parents, (given if is_code and is_web_address(given) else address, wider))
        if code in layout.left_out:
            report.left_out[layout.left_out[code]] += 1
        elif CODE.fullmatch(code):
            yield entry
            above = code
        elif given or not above:
            allowed = f"a code of letters, digits, blanks and . - + / that fits {level.form.pattern}"
            report.add("code", entry.issue(repr(given) if given else "nothing", allowed))


def _address(record: Record, layout: Layout, report: Report) -> str:
    """The publisher's own address, "" and an issue where it is none."""
    given = _text(record, layout.address)
    if given and not is_web_address(given):
        report.add("address", record.issue(layout.address, repr(given), "an address on the web"))
        return ""
    return given


def _wider(record: Record, layout: Layout, report: Report) -> tuple[str, str]:
    """The list and the code in it that the code of this row is part of."""
    field, scheme = layout.broad_match
    given = record.text(field) if field else ""
    if given and not CODE.fullmatch(given):
        report.add("code", record.issue(field, repr(given), f"a code of the list {scheme}"))
        return "", ""
    return scheme, given


def _entry(record: Record, level: Level, code: str, parents: Sequence[str], more: tuple[str, tuple[str, str]]) -> Entry:
    return Entry(
        code=code,
        names={language: text for language, field in level.names.items() if (text := _text(record, field))},
        other_names=tuple(
            (text, language) for field, language in level.other_names.items() for text in _texts(record, field)
        ),
        definitions={lang: text for lang, field in level.definitions.items() if (text := _text(record, field))},
        notes={language: text for language, field in level.notes.items() if (text := _text(record, field))},
        parents=tuple(parents),
        address=more[0],
        broad_match=more[1],
        file=record.file,
        line=record.line,
        field=level.code,
    )


def _code(given: str, level: Level, layout: Layout, outer: Sequence[Mapping[str, str]]) -> str:
    """The code of a cell, "" where it has another form; in XML put together from those of the elements around it."""
    if layout.dots_after:
        return _dotted([one.get(level.code, "") for one in outer] + [given], layout.dots_after)
    found = level.form.fullmatch(given)
    return found[1].strip() if found else ""


def _dotted(parts: Sequence[str], after: Sequence[int]) -> str:
    """Digits of all levels in one, with dots after so many of them; the outermost is a letter that stands alone.

    >>> _dotted(["A"], (2, 4)), _dotted(["A", "01", "1", "1", "0"], (2, 4))
    ('A', '01.11.0')
    """
    if len(parts) == 1:
        return parts[0]
    digits = "".join(parts[1:])
    cuts = [0, *(cut for cut in after if cut < len(digits)), len(digits)]
    return ".".join(digits[a:b] for a, b in pairwise(cuts))


def _parents(
    code: str, layout: Layout, last_top: str, outer: Sequence[Mapping[str, str]], level: Level
) -> tuple[str, ...]:
    """What the form of the code and its place in the file say of the one above."""
    if layout.tops and layout.tops.fullmatch(code):
        return ()
    if layout.below_last_top and layout.below_last_top.fullmatch(code):
        return (last_top,) if last_top else ("?",)
    if layout.parent == SHORTENED:
        return (code[:-1].rstrip("."),)
    if layout.parent == ABOVE and outer:
        return (_dotted([one.get(level.code, "") for one in outer], layout.dots_after),)
    return ()


def _list(value: Any) -> list[str]:
    found = value if isinstance(value, list) else [value]
    return [text for one in found if (text := str(one).strip())]


def _texts(record: Record, field: str) -> list[str]:
    return [" ".join(text.split()) for text in _list(record.pop(field))]


def _text(record: Record, field: str) -> str:
    return next(iter(_texts(record, field)), "")
