"""Delimited text in the forms it comes in, and what is noticed in it."""

from __future__ import annotations

import io
import tracemalloc

import pytest

from zisgraph.errors import InputError
from zisgraph.loaders.records import Report, delimited, delimiter_of
from zisgraph.loaders.records.lines import LONGEST, lines


def rows(data, report=None, **more):
    return list(delimited(io.BytesIO(data), "a.csv", report or Report(), **more))


def told(report):
    return {kind: [(i.line, i.received) for i in examples] for kind, _, examples in report.all()}


@pytest.mark.parametrize("mark", [",", ";", "|", "\t"])
def test_the_delimiter_is_told_by_the_header(mark):
    (row,) = rows(f"id{mark}name\n1{mark}Èlite, a; b\n".replace(mark + "Èlite, a; b", f'{mark}"Èlite, a; b"').encode())
    assert (row.line, row.pop("id"), row.pop("name")) == (2, "1", "Èlite, a; b")


def test_marks_inside_quotes_part_nothing():
    assert delimiter_of('"a;b;c;d",e,f') == ","


def test_a_byte_order_mark_is_no_letter_of_the_first_name():
    (row,) = rows("\ufeffid,name\n1,a\n".encode())
    assert row.pop("id") == "1"


def test_windows_1252_is_read_and_told():
    report = Report()
    (row,) = rows("id,name\n1,Università – Milano\n".encode("cp1252"), report)
    assert row.pop("name") == "Università – Milano"
    assert told(report) == {"encoding": [(0, "text in Windows-1252")]}


def test_utf_16_is_read():
    (row,) = rows("id,name\n1,à\n".encode("utf-16"))
    assert row.pop("name") == "à"


def test_cells_with_line_breaks_keep_the_line_the_row_begins_on():
    found = rows(b'id,note\n1,"a\nb\nc"\n2,d\n')
    assert [(row.line, row.pop("note")) for row in found] == [(2, "a\nb\nc"), (5, "d")]


def test_rows_of_another_width_are_told_and_left_out():
    report = Report()
    found = rows(b"id,name\n1,a\n2\n3,b,c\n4,d,,\n", report)
    assert [row.pop("id") for row in found] == ["1", "4"]
    assert told(report) == {"width": [(3, "1 cells"), (4, "3 cells")]}


def test_a_quoted_cell_that_never_ends_is_told_with_its_line():
    report = Report()
    assert len(rows(b'id,name\n1,a\n2,"b\n3,c\n', report)) == 1
    assert told(report) == {"broken": [(3, "a quoted cell that is never closed")]}


def test_nul_bytes_and_lost_letters_are_told():
    report = Report()
    found = rows("id,name\n1,a\0b\n2,c\ufffd\n".encode(), report)
    assert [row.pop("name") for row in found] == ["ab", "c\ufffd"]
    assert told(report) == {"letters": [(3, "letters that its encoding does not have")], "nul": [(2, "a NUL byte")]}


@pytest.mark.parametrize(("data", "match"), [(b"\n\n", "no header"), (b"id,id\n1,2\n", "the same column twice")])
def test_a_header_that_names_nothing_or_twice_is_refused(data, match):
    with pytest.raises(InputError, match=match):
        rows(data)


def test_fields_that_nobody_takes_out_are_counted():
    report = Report()
    for row in rows(b"id,name,new\n1,a,x\n2,b,\n"):
        row.pop("id")
        row.skip("name", "none")
        report.read(row)
    assert dict(report.unread) == {("a.csv", "new"): 1}
    assert report.rows["a.csv"] == 2


def test_many_issues_are_counted_and_few_are_kept():
    report = Report()
    rows(b"id,name\n" + b"1\n" * 1000, report)
    ((kind, count, examples),) = report.all()
    assert (kind, count, len(examples)) == ("width", 1000, 5)


class Endless(io.RawIOBase):
    """A line of so many bytes that never ends."""

    def __init__(self, size):
        self.left = size

    def readable(self):
        return True

    def readinto(self, buffer):
        count = min(len(buffer), self.left)
        buffer[:count] = b"x" * count
        self.left -= count
        return count


def test_a_line_of_fifty_megabytes_is_refused_in_bounded_memory():
    tracemalloc.start()
    with pytest.raises(InputError, match=r"a\.csv, line 1: received a line of more than 16,777,216 characters"):
        list(lines(io.BufferedReader(Endless(50_000_000)), "a.csv", Report()))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 5 * LONGEST


def test_many_rows_take_no_more_memory_than_a_few():
    class Rows(io.RawIOBase):
        def __init__(self):
            self.number, self.rest = 0, b"id,name\n"

        def readable(self):
            return True

        def readinto(self, buffer):
            while len(self.rest) < len(buffer) and self.number < 200_000:
                self.rest += b"%d,name of a body\n" % self.number
                self.number += 1
            given, self.rest = self.rest[: len(buffer)], self.rest[len(buffer) :]
            buffer[: len(given)] = given
            return len(given)

    tracemalloc.start()
    count = sum(1 for _ in delimited(io.BufferedReader(Rows()), "a.csv", Report()))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 200_000
    assert peak < 12_000_000
