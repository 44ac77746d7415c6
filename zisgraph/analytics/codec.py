"""Result rows to JSON-ready values and back, driven by the dataclasses' own types."""

from __future__ import annotations

import dataclasses
import functools
import math
import types
import typing
from collections.abc import Callable
from typing import Any, TypeVar

T = TypeVar("T")
Read = Callable[[Any], Any]


def to_json(value: Any) -> Any:
    """Turn a row (or tuples of rows) into plain dicts, lists and scalars.

    Fields that hold their default are left out; a float that is no number becomes None.
    """
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        found = {}
        for name, default in _defaults(type(value)):
            item = getattr(value, name)
            if default is dataclasses.MISSING or item != default:
                found[name] = to_json(item)
        return found
    if isinstance(value, tuple | list):
        return [to_json(item) for item in value]
    if isinstance(value, dict):
        return {str(key): to_json(item) for key, item in value.items()}
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value


@functools.cache
def _defaults(kind: Any) -> tuple[tuple[str, Any], ...]:
    return tuple((field.name, field.default) for field in dataclasses.fields(kind))


def from_json(kind: type[T], data: Any) -> T:
    """Read back what `to_json` wrote: `from_json(GapRow, to_json(row)) == row`.

    Raises:
        ValueError: a field is unknown to `kind`, or a required one is missing.
    """
    return typing.cast("T", _reader(typing.cast("Any", kind))(data))


@functools.cache
def _reader(hint: Any) -> Read:
    """What turns a plain value into one of the annotated type."""
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if origin is tuple and len(inner) == 2 and inner[1] is Ellipsis:
        part = _reader(inner[0])
        return lambda item: tuple(map(part, item))
    if origin is tuple:
        parts = tuple(map(_reader, inner))
        return lambda item: tuple(read(one) for read, one in zip(parts, item, strict=True))
    if origin in (types.UnionType, typing.Union):
        some = _reader(next(one for one in inner if one is not type(None)))
        return lambda item: None if item is None else some(item)
    if dataclasses.is_dataclass(hint):
        return _record(typing.cast("type[Any]", hint))
    return float if hint is float else _as_it_is


def _as_it_is(item: Any) -> Any:
    return item


def _record(kind: type[Any]) -> Read:
    readers = {name: _reader(hint) for name, hint in typing.get_type_hints(kind).items()}

    def read(data: Any) -> Any:
        if unknown := sorted(set(data) - set(readers)):
            raise ValueError(f"{kind.__name__} received unknown fields {unknown}; allowed: {sorted(readers)}.")
        try:
            return kind(**{name: readers[name](item) for name, item in data.items()})
        except TypeError as error:
            raise ValueError(f"{kind.__name__} cannot be read from fields {sorted(data)}: {error}.") from error

    return read
