"""JSON arrays, object by object."""

from __future__ import annotations

import io
import json
import tracemalloc
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zisgraph.errors import InputError
from zisgraph.loaders.records import as_text, json_array


class Trickle(io.BytesIO):
    """A stream that gives a few bytes at a time."""

    def read(self, size=-1):
        return super().read(7 if size != 0 else 0)


def objects(data, stream=io.BytesIO):
    return [(record.line, record.pop("id", None)) for record in json_array(stream(data), "a.json")]


def test_objects_come_with_the_line_they_begin_on():
    assert objects(b'[\n {"id": 1},\n\n {"id":\n 2}\n]\n') == [(2, 1), (4, 2)]


def test_one_object_is_an_array_of_one():
    assert objects(b'{"id": 1}') == [(1, 1)]


def test_a_byte_order_mark_and_an_empty_array():
    assert objects(b"\xef\xbb\xbf[]") == []


values = st.dictionaries(
    st.text(max_size=5), st.integers() | st.text(max_size=20) | st.none() | st.booleans(), max_size=4
)


@given(st.lists(values, max_size=8), st.sampled_from([None, 2]))
def test_cut_anywhere_the_same_objects_come(rows, indent):
    data = json.dumps(rows, indent=indent, ensure_ascii=False).encode()
    read = [
        {name: record.pop(name) for name in row}
        for row, record in zip(rows, json_array(Trickle(data), "a.json"), strict=True)
    ]
    assert read == rows


def test_numbers_keep_their_digits():
    (record,) = json_array(io.BytesIO(b'[{"a": 1.20E+7, "b": 0.10, "c": 3}]'), "a.json")
    assert [as_text(record.pop(name)) for name in "abc"] == ["12000000", "0.10", "3"]
    assert as_text(Decimal("1E+2")) == "100"


@pytest.mark.parametrize(
    ("data", "match"),
    [
        (b'[{"id": 1}', "line 1: received an end in the middle"),
        (b'[{"id": 1},\n{"id": 2', "line 2: received no JSON here"),
        (b'[{"id": 1},\n[2]]', "line 2: received '\\['… in the array"),
        (b'[{"id": 1} {"id": 2}]', "'{' after an object"),
        (b'"id"', "'\"' at the start"),
        (b"", "an empty file"),
        (b'[{"id": 1},\n{"id": \xff}]', "bytes that are no UTF-8"),
        (b"[" + b'{"a":' * 100_000, "nested without end|no JSON here"),
    ],
)
def test_what_is_no_array_of_objects_is_told_with_its_line(data, match):
    with pytest.raises(InputError, match=match):
        objects(data)


def test_objects_before_a_fault_are_given():
    found = json_array(io.BytesIO(b'[{"id": 1}, {"id": 2'), "a.json")
    assert next(found).pop("id") == 1
    with pytest.raises(InputError):
        next(found)


def test_one_object_at_a_time_is_in_memory():
    class Many(io.RawIOBase):
        def __init__(self):
            self.number, self.rest = 0, b"["

        def readable(self):
            return True

        def readinto(self, buffer):
            while len(self.rest) < len(buffer) and self.number < 50_000:
                self.rest += b'{"id": %d, "name": "of a body that has one"},\n' % self.number
                self.number += 1
                if self.number == 50_000:
                    self.rest = self.rest[:-2] + b"]"
            given, self.rest = self.rest[: len(buffer)], self.rest[len(buffer) :]
            buffer[: len(given)] = given
            return len(given)

    tracemalloc.start()
    count = sum(1 for _ in json_array(io.BufferedReader(Many()), "a.json"))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 50_000
    assert peak < 8_000_000
