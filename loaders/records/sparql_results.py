"""The answer to a SPARQL query as JSON (SPARQL 1.1 Query Results JSON Format): one record for each row of it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import BinaryIO, Final

from zisgraph.errors import InputError, Issue
from zisgraph.loaders.records.json_array import json_array
from zisgraph.loaders.records.record import Record

HEAD: Final = 1 << 16
"""Bytes in which the rows have to begin."""
_ROWS: Final = b'"bindings"'


def is_sparql_results(head: bytes) -> bool:
    """Whether a file that begins so holds the answer to a query."""
    return head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") and _ROWS in head


def sparql_results(stream: BinaryIO, file: str) -> Iterator[Record]:
    """Each row with its variables as text; the line is the one on which the row begins.

    Raises:
        InputError: there are no rows where they should be, or the file ends in the middle.
    """
    head = stream.read(HEAD)
    before, found, rest = head.partition(_ROWS)
    space, bracket, tail = rest.partition(b"[")
    if not found or not bracket or space.strip() != b":":
        allowed = 'JSON with "results" and its "bindings" in the first lines'
        raise InputError([Issue(file, 0, "", "JSON that is no answer to a SPARQL query", allowed)])
    lines = before.count(b"\n") + space.count(b"\n")
    for record in json_array(_Joined(b"[" + tail, stream), file):
        fields = {name: _value(record, name) for name in record.names()}
        yield Record(file, record.line + lines, fields)


def _value(record: Record, name: str) -> str:
    value = record.pop(name)
    return str(value.get("value", "")) if isinstance(value, dict) else str(value)


class _Joined(io.BytesIO):
    """Bytes that were read already, then the rest of the stream."""

    def __init__(self, first: bytes, rest: BinaryIO) -> None:
        super().__init__(first)
        self._rest = rest

    def read(self, size: int | None = -1, /) -> bytes:
        return super().read(size) or self._rest.read(-1 if size is None else size)
