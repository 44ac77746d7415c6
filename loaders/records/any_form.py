"""Records from a file whatever its form: the form follows from its name, and its first bytes have to agree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import BinaryIO, Final

from zisgraph.errors import InputError, Issue
from zisgraph.loaders.records.delimited import DELIMITERS, delimited
from zisgraph.loaders.records.json_array import json_array
from zisgraph.loaders.records.opening import Member
from zisgraph.loaders.records.record import Record, Report
from zisgraph.loaders.records.spreadsheet import spreadsheet

FORMS: Final = {
    "csv": "delimited",
    "txt": "delimited",
    "tsv": "delimited",
    "json": "json",
    "xlsx": "xlsx",
    "xlsm": "xlsx",
}
_MARKS: Final = ((b"PK\x03\x04", "xlsx"), (b"\xd0\xcf\x11\xe0", "an old xls workbook"), (b"%PDF", "a PDF"))
_PAGE: Final = (b"<!doctype", b"<html", b"<?xml")


@dataclass(frozen=True, slots=True)
class Form:
    """What is known of a table beyond its name: the mark between its cells, its encoding, the sheet of a workbook;
    what is empty here is told from the file."""

    delimiter: str = ""
    encoding: str = ""
    sheet: str = ""


def records_of(
    member: Member, report: Report, needs: Sequence[str] = (), known: Form | None = None
) -> Iterator[Record]:
    """The records of one file; `needs` are fields that its first record has to have, in any order.

    Raises:
        InputError: the file is of another form than its name says, cannot be read, or lacks a field it needs.
    """
    form = FORMS.get(member.suffix, "")
    if not form:
        allowed = f"a name that ends with {', '.join(f'.{one}' for one in FORMS)}"
        raise InputError([Issue(member.name, 0, "", f"a file of an unknown form (.{member.suffix})", allowed)])
    with member.open() as stream:
        _check_form(stream, member, form)
    with member.open() as stream:
        missing = list(needs)
        for record in _read(stream, member, form, report, known or Form()):
            if missing:
                check_fields(record, missing)
                missing = []
            yield record


def _read(stream: BinaryIO, member: Member, form: str, report: Report, known: Form) -> Iterator[Record]:
    if form == "json":
        return json_array(stream, member.name)
    if form == "xlsx":
        return spreadsheet(stream, member.name, report, known.sheet)
    return delimited(stream, member.name, report, delimiter=known.delimiter, encoding=known.encoding)


def _check_form(stream: BinaryIO, member: Member, form: str) -> None:
    head = stream.read(512)
    for mark, found in _MARKS:
        if head.startswith(mark) and form != found:
            received = f"{found}, though its name ends with .{member.suffix}"
            raise InputError([Issue(member.name, 0, "", received, "the file that the name promises")])
    if form != "xlsx" and head.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_PAGE):
        received = f"a web page or XML, though its name ends with .{member.suffix}"
        raise InputError([Issue(member.name, 0, "", received, "the file itself; was a page saved in its place?")])


def check_fields(record: Record, needs: Sequence[str]) -> None:
    """Refuse a record without the fields that it has to have.

    Raises:
        InputError: with each of them, and the nearest that is there.
    """
    given = record.names()
    marks = [mark for mark in DELIMITERS if len(given) == 1 and mark in given[0]]
    if marks and any(name not in given for name in needs):
        told = f"one field only: {given[0]!r}"
        raise InputError(
            [Issue(record.file, record.line, "", told, f"cells parted by the mark given; is it {marks[0]!r}?")]
        )
    issues = []
    for name in needs:
        if name not in given:
            near = get_close_matches(name, given, n=1)
            told = f"the fields {', '.join(given)}"
            allowed = f"a field {name}" + (f"; is it {near[0]!r} now?" if near else "")
            issues.append(Issue(record.file, record.line, name, told, allowed))
    if issues:
        raise InputError(issues)
