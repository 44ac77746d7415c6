"""Delimited text (CSV and its kin) as records: the delimiter is told by the header, rows by their width."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import BinaryIO, Final

from zisgraph.errors import InputError, Issue
from zisgraph.loaders.records.lines import LONGEST, lines
from zisgraph.loaders.records.record import Record, Report

DELIMITERS: Final = (",", ";", "|", "\t")


def delimited(
    stream: BinaryIO, file: str, report: Report, *, delimiter: str = "", encoding: str = ""
) -> Iterator[Record]:
    """The rows below the header; a row of another width is an issue, and left out where cells cannot be told apart.

    Raises:
        InputError: there is no header, or two columns of one name.
    """
    source = lines(stream, file, report, encoding)
    first = next(source, "")
    chosen = delimiter or delimiter_of(first)
    csv.field_size_limit(LONGEST)
    reader = csv.reader(_chain(first, source), delimiter=chosen, strict=True)
    rows = _rows(reader, file, report)
    header = _header(next(rows, (1, []))[1], file)
    for line, cells in rows:
        if fields := _fields(header, cells, file, line, report):
            yield Record(file, line, fields)


def delimiter_of(header: str) -> str:
    """What parts the names of a header most often, outside quotes.

    >>> delimiter_of('"a;b",c,d'), delimiter_of("id;name;city, seat")
    (',', ';')
    """
    outside = "".join(header.split('"')[::2])
    return max(DELIMITERS, key=lambda mark: (outside.count(mark), -DELIMITERS.index(mark)))


def _chain(first: str, rest: Iterator[str]) -> Iterator[str]:
    yield first
    yield from rest


def _rows(reader: Iterator[list[str]], file: str, report: Report) -> Iterator[tuple[int, list[str]]]:
    while True:
        start = reader.line_num + 1  # type: ignore[attr-defined]
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            report.add("broken", Issue(file, start, "", *_told(str(error))))
            continue
        if any(cells):
            yield start, cells


def _told(message: str) -> tuple[str, str]:
    if "unexpected end of data" in message:
        return "a quoted cell that is never closed", 'a closing "; was the file cut off?'
    if "expected after" in message:
        return "text after a closing quote", 'a delimiter after a quoted cell; a " inside it is written ""'
    return f"a line that is no delimited text ({message})", "cells parted by one mark, quoted where they hold it"


def _header(names: list[str], file: str) -> list[str]:
    header = [name.strip() for name in names]
    if not any(header):
        raise InputError([Issue(file, 1, "", "no header", "names of the columns in the first line")])
    double = sorted({name for name in header if name and header.count(name) > 1})
    if double:
        raise InputError([Issue(file, 1, name, "the same column twice", "each column once") for name in double])
    return header


def _fields(header: list[str], cells: list[str], file: str, line: int, report: Report) -> dict[str, str] | None:
    while len(cells) > len(header) and not cells[-1]:
        cells.pop()
    if len(cells) != len(header):
        report.add("width", Issue(file, line, "", f"{len(cells)} cells", f"{len(header)}, as the header has"))
        return None
    return {name: cell.strip() for name, cell in zip(header, cells, strict=True) if name}
