"""The first sheet of a spreadsheet (xlsx) as records, its cells as text."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any, BinaryIO, Final
from zipfile import BadZipFile, ZipFile

from zisgraph.errors import InputError, Issue
from zisgraph.loaders.records.record import Record, Report

LARGEST_UNPACKED: Final = 512 << 20
"""Bytes of all parts of a workbook together, unpacked."""


def spreadsheet(stream: BinaryIO, file: str, report: Report, sheet: str = "") -> Iterator[Record]:
    """The rows below the header of a sheet, by default the first; a formula counts as its last value.

    Raises:
        InputError: it is no workbook, it unpacks to more than one may, or it has no such sheet or no header.
    """
    from python_calamine import CalamineError, CalamineWorkbook

    held = BytesIO(stream.read())
    _check(held, file)
    held.seek(0)
    try:
        book = CalamineWorkbook.from_filelike(held)
        names = book.sheet_names
        if sheet and sheet not in names:
            raise InputError([Issue(file, 0, "", f"no sheet {sheet!r}", ", ".join(map(repr, names)))])
        rows = book.get_sheet_by_name(sheet or names[0]).iter_rows()
    except (CalamineError, IndexError) as error:
        raise InputError([Issue(file, 0, "", f"a workbook that cannot be read ({error})", "an xlsx file")]) from error
    yield from _records(enumerate(rows, start=1), file, report)


def _records(rows: Iterator[tuple[int, list[Any]]], file: str, report: Report) -> Iterator[Record]:
    header: list[str] = []
    for line, cells in rows:
        texts = [cell_text(cell) for cell in cells]
        if not any(texts):
            continue
        if not header:
            header = _without_empty_end(texts)
            double = sorted({name for name in header if name and header.count(name) > 1})
            if double:
                raise InputError(
                    [Issue(file, line, name, "the same column twice", "each column once") for name in double]
                )
            continue
        extra = [text for text in texts[len(header) :] if text]
        if extra:
            report.add("width", Issue(file, line, "", f"{len(texts)} cells", f"{len(header)}, as the header has"))
            continue
        yield Record(file, line, {name: text for name, text in zip(header, texts, strict=False) if name})
    if not header:
        raise InputError([Issue(file, 1, "", "no header", "names of the columns in the first row")])


def _without_empty_end(texts: list[str]) -> list[str]:
    """The names of a header; rows are as wide as the widest of the sheet."""
    return texts[: max(place for place, text in enumerate(texts, start=1) if text)]


def cell_text(cell: Any) -> str:
    """A cell as a table would write it: whole numbers without a decimal part, dates in ISO 8601.

    >>> [cell_text(c) for c in (101147312.0, 281250.5, True, "", date(2024, 1, 1))]
    ['101147312', '281250.5', 'True', '', '2024-01-01']
    """
    match cell:
        case float():
            return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
        case datetime():
            return cell.date().isoformat() if cell.time() == time() else cell.isoformat(sep=" ")
        case date() | time():
            return cell.isoformat()
        case timedelta():
            return str(cell)
        case _:
            return str(cell).strip()


def _check(stream: BinaryIO, file: str) -> None:
    """Refuse what unpacks without end, and parts that define entities of their own."""
    try:
        with ZipFile(stream) as archive:
            whole = sum(info.file_size for info in archive.infolist())
            if whole > LARGEST_UNPACKED:
                raise InputError(
                    [
                        Issue(
                            file,
                            0,
                            "",
                            f"a workbook of {whole:,} bytes unpacked",
                            f"{LARGEST_UNPACKED:,} bytes at most",
                        )
                    ]
                )
            for info in archive.infolist():
                if info.filename.endswith((".xml", ".rels")) and b"<!ENTITY" in archive.open(info).read(4096).upper():
                    raise InputError(
                        [
                            Issue(
                                f"{file}/{info.filename}",
                                1,
                                "",
                                "XML that defines entities",
                                "a plain xlsx file, as office programs write it",
                            )
                        ]
                    )
    except BadZipFile as error:
        raise InputError(
            [Issue(file, 0, "", f"no workbook ({error})", "an xlsx file; xls is to be saved as xlsx")]
        ) from error
