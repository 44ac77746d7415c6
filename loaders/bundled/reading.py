"""From the bytes of a file to the rows of a table, keeping every fault with its line."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from difflib import get_close_matches
from hashlib import sha256
from importlib.resources.abc import Traversable
from pathlib import Path

from zisgraph.errors import Issue
from zisgraph.loaders.bundled.tables import Content, Row, Table

Folder = Path | Traversable

_BOM = b"\xef\xbb\xbf"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_SHOWN = 80
_CELL_LIMIT = 1_000_000


def quoted(value: str) -> str:
    """A value as it is shown in a message: in quotes, control characters visible, not too long."""
    shown = value if len(value) <= _SHOWN else value[:_SHOWN] + "…"
    return "nothing" if value == "" else repr(shown)


def nearest(value: str, names: Iterator[str] | tuple[str, ...] | list[str]) -> str:
    """Words that offer the closest valid names, or nothing.

    >>> nearest("univ", ("unipv", "unimi", "polimi"))
    "; did you mean 'unipv'?"
    """
    close = get_close_matches(value, names, n=1, cutoff=0.6) or get_close_matches(value.lower(), names, n=1, cutoff=0.6)
    return f"; did you mean {close[0]!r}?" if close else ""


def read_table(folder: Folder, table: Table) -> Content:
    """Read one table from a folder. Never raises for what the file holds: faults come back as issues."""
    try:
        data = (folder / table.file).read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        issue = Issue(table.file, 0, "", "no such file", f"a file {table.file} in {folder}")
        return Content(table, (), (issue,), "", sound=False, complete=False)
    except OSError as error:
        issue = Issue(table.file, 0, "", f"a file that cannot be read ({error.strerror})", "a readable file")
        return Content(table, (), (issue,), "", sound=False, complete=False)
    return parse_table(data, table)


def parse_table(data: bytes, table: Table) -> Content:
    """Parse the bytes of one table's file."""
    digest = sha256(data).hexdigest()
    text, issues, readable = _decode(data, table.file)
    if not readable:
        return Content(table, (), tuple(issues), digest, sound=False, complete=False)
    records = _records(text, table.file, issues)
    faults = len(issues)
    header_line, header = next(records, (1, []))
    known = _check_header(header, header_line, table, issues)
    rows = _rows(records, header, table, issues)
    cut_off = not data.endswith(b"\n")  # rows may be missing, and nothing tells how many
    broken = cut_off or any(issue.field == "" for issue in issues[faults:])
    complete = all(name in known for name in table.column_names)
    return Content(table, tuple(rows), tuple(issues), digest, sound=not broken, complete=complete)


def _decode(data: bytes, file: str) -> tuple[str, list[Issue], bool]:
    """The text, the issues of the file as a whole, and whether it makes sense to read on."""
    plain = "UTF-8 text with one header line"
    if not data.strip():
        return "", [Issue(file, 1, "", "an empty file", plain)], False
    if data.startswith(_UTF16):
        return "", [Issue(file, 1, "", "a file in UTF-16", f"{plain}; save it again as UTF-8")], False
    issues = []
    if data.startswith(_BOM):
        issues.append(Issue(file, 1, "", "a byte order mark at the start", f"{plain}, without a byte order mark"))
        data = data.removeprefix(_BOM)
    if not data.endswith(b"\n"):
        last = data.count(b"\n") + 1
        issues.append(
            Issue(
                file, last, "", "a last line without an end", "a line break after the last row; was the file cut off?"
            )
        )
    return data.decode("utf-8", errors="replace"), issues, True


def _records(text: str, file: str, issues: list[Issue]) -> Iterator[tuple[int, list[str]]]:
    """Records with the number of the line each begins on, also when cells hold line breaks."""
    csv.field_size_limit(_CELL_LIMIT)
    reader = csv.reader(_lines(text), strict=True)
    while True:
        start = reader.line_num + 1
        try:
            record = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            issues.append(Issue(file, start, "", *_csv_fault(str(error))))
            continue
        if record:
            yield start, record


def _lines(text: str) -> Iterator[str]:
    """Lines with their ends; only LF and CRLF end a line (`splitlines` would also cut at other marks)."""
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end + 1
        yield text[start:end]
        start = end


def _csv_fault(message: str) -> tuple[str, str]:
    if "unexpected end of data" in message:
        return "a quoted cell that is never closed", 'a closing " at the end of the cell; was the file cut off?'
    if "expected after" in message:
        return "text after a closing quote", 'a comma after a quoted cell; a " inside it is written ""'
    return f"a line that is no CSV ({message})", "comma-separated cells, quoted where they hold a comma or a quote"


def _check_header(header: list[str], line: int, table: Table, issues: list[Issue]) -> set[str]:
    names = table.column_names
    if len(header) == 1 and len(names) > 1 and any(mark in header[0] for mark in ";\t|"):
        issues.append(
            Issue(table.file, line, "", f"a header without commas: {quoted(header[0])}", "cells separated by commas")
        )
        return set()
    missing = [name for name in names if name not in header]
    for name in header:
        if name not in names:
            known = ", ".join(missing or names)
            issues.append(
                Issue(table.file, line, name, f"an unknown column {quoted(name)}", f"{known}{nearest(name, names)}")
            )
        elif header.count(name) > 1:
            issues.append(Issue(table.file, line, name, "the same column twice", "each column once"))
    issues.extend(Issue(table.file, line, name, "no such column", "a column of this name") for name in missing)
    return set(header)


def _rows(records: Iterator[tuple[int, list[str]]], header: list[str], table: Table, issues: list[Issue]) -> list[Row]:
    rows = []
    width = len(header)
    for line, cells in records:
        if len(cells) != width:
            received = f"a row of {len(cells)} cell{'s' * (len(cells) != 1)}"
            issues.append(Issue(table.file, line, "", received, f"{width} cells, as in the header"))
            continue
        rows.append(Row(line, dict(zip(header, cells, strict=True))))
    return rows
