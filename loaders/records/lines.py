"""From the bytes of a file to its lines, in bounded memory: encoding, marks and cut ends are noticed."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import BinaryIO, Final

from zisgraph.errors import InputError, Issue
from zisgraph.loaders.records.record import Report

LONGEST: Final = 16 << 20
"""Characters of one line; the longest of the public files we know has 40,000 (a project's summary)."""
SAMPLE: Final = 1 << 20
"""Bytes by which the encoding is told."""
CHUNK: Final = 1 << 18


def encoding_of(sample: bytes, *, whole: bool) -> str:
    """UTF-8 where the sample is that (it may be cut inside a letter unless it is the whole file), else Windows-1252.

    >>> encoding_of("città".encode(), whole=True), encoding_of("città".encode("cp1252"), whole=True)
    ('utf-8', 'cp1252')
    """
    if sample.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    try:
        codecs.getincrementaldecoder("utf-8")("strict").decode(sample, final=whole)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig" if sample.startswith(codecs.BOM_UTF8) else "utf-8"


def lines(stream: BinaryIO, file: str, report: Report, encoding: str = "") -> Iterator[str]:
    """The lines of a text file with their ends; only LF and CRLF end a line.

    Raises:
        InputError: a line is longer than any text is.
    """
    sample = stream.read(SAMPLE)
    chosen = encoding or encoding_of(sample, whole=len(sample) < SAMPLE)
    if chosen == "cp1252" and not encoding:
        report.add("encoding", Issue(file, 0, "", "text in Windows-1252", "UTF-8; read as Windows-1252"))
    decoder = codecs.getincrementaldecoder(chosen)("replace")
    rest, number = "", 0
    data = sample
    while True:
        text = rest + decoder.decode(data, final=not data)
        *whole, rest = text.split("\n")
        for line in whole:
            number += 1
            yield _checked(line, file, number, report) + "\n"
        if len(rest) > LONGEST:
            raise InputError([_too_long(file, number + 1)])
        if not data:
            break
        data = stream.read(CHUNK)
    if rest:
        yield _checked(rest, file, number + 1, report)


def _checked(line: str, file: str, number: int, report: Report) -> str:
    if len(line) > LONGEST:
        raise InputError([_too_long(file, number)])
    if "\0" in line:
        report.add("nul", Issue(file, number, "", "a NUL byte", "text; the byte is left out"))
        line = line.replace("\0", "")
    if "�" in line:
        report.add(
            "letters", Issue(file, number, "", "letters that its encoding does not have", "whole letters; shown as �")
        )
    return line


def _too_long(file: str, number: int) -> Issue:
    return Issue(file, number, "", f"a line of more than {LONGEST:,} characters", "shorter lines; is it a text file?")
