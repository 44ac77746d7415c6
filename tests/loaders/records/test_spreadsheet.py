"""Spreadsheets: the first sheet as records, and what a workbook may not hold."""

from __future__ import annotations

import io
import zipfile

import pytest
from workbooks import workbook

from zisgraph.errors import InputError
from zisgraph.loaders.records import Report, spreadsheet


def records(stream, report=None, **more):
    return list(spreadsheet(stream, "a.xlsx", report or Report(), **more))


def test_rows_below_the_header_come_with_their_number():
    found = records(workbook(("data", [["id", "share"], [101147312, 0.5], [], ["x", 2]])))
    assert [(row.line, row.pop("id"), row.pop("share")) for row in found] == [(2, "101147312", "0.5"), (4, "x", "2")]


def test_a_sheet_is_chosen_by_its_name():
    book = workbook(("notes", [["a"], ["1"]]), ("data", [["b"], ["2"]]))
    assert [row.pop("b") for row in records(book, sheet="data")] == ["2"]
    with pytest.raises(InputError, match="no sheet 'other'; allowed: 'notes', 'data'"):
        records(workbook(("notes", [["a"]]), ("data", [["b"]])), sheet="other")


def test_short_rows_lack_fields_and_long_ones_are_told():
    report = Report()
    (row,) = records(workbook(("data", [["id", "name"], ["1"], ["2", "b", "c"]])), report)
    assert (row.pop("id"), row.pop("name")) == ("1", "")
    assert [(kind, count) for kind, count, _ in report.all()] == [("width", 1)]


@pytest.mark.parametrize(
    ("stream", "match"),
    [
        (io.BytesIO(b"id,name\n"), "no workbook"),
        (workbook(("data", [])), "no header"),
        (workbook(("data", [["id", "id"]])), "the same column twice"),
        (
            workbook(("data", [["id"], ["1"]]), prologue='<!DOCTYPE a [<!ENTITY x "xxxxxxxxxx">]>'),
            r"a\.xlsx/xl/worksheets/sheet1\.xml, line 1: received XML that defines entities",
        ),
    ],
)
def test_what_is_no_plain_workbook_is_refused(stream, match):
    with pytest.raises(InputError, match=match):
        records(stream)


def test_a_workbook_that_unpacks_without_end_is_refused():
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * (513 << 20))
    data.seek(0)
    with pytest.raises(InputError, match="bytes unpacked"):
        records(data)
