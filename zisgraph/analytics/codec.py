"""Result rows to JSON-ready values and back, driven by the dataclasses' own types."""

from __future__ import annotations

import dataclasses
import functools
import math
import types
import typing
from collections.abc import Hashable
from typing import Any, TypeVar

T = TypeVar("T")


def to_json(value: Any) -> Any:
    """Turn a row (or tuples of rows) into plain dicts, lists and scalars.

    Fields that hold their default are left out; a float that is no number becomes None.
    """
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {
            field.name: to_json(getattr(value, field.name))
            for field in dataclasses.fields(value)
            if field.default is dataclasses.MISSING or getattr(value, field.name) != field.default
        }
    if isinstance(value, tuple | list):
        return [to_json(item) for item in value]
    if isinstance(value, dict):
        return {str(key): to_json(item) for key, item in value.items()}
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value


def from_json(kind: type[T], data: Any) -> T:
    """Read back what `to_json` wrote: `from_json(GapRow, to_json(row)) == row`.

    Raises:
        ValueError: a field is unknown to `kind`, or a required one is missing.
    """
    hints = _hints(typing.cast("Hashable", kind))
    if unknown := sorted(set(data) - set(hints)):
        raise ValueError(f"{kind.__name__} received unknown fields {unknown}; allowed: {sorted(hints)}.")
    try:
        return kind(**{name: _read(hints[name], item) for name, item in data.items()})
    except TypeError as error:
        raise ValueError(f"{kind.__name__} cannot be read from fields {sorted(data)}: {error}.") from error


@functools.cache
def _hints(kind: Hashable) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def _read(hint: Any, item: Any) -> Any:
    origin = typing.get_origin(hint)
    if origin is tuple:
        inner = typing.get_args(hint)
        if len(inner) == 2 and inner[1] is Ellipsis:
            return tuple(_read(inner[0], part) for part in item)
        return tuple(_read(one, part) for one, part in zip(inner, item, strict=True))
    if origin in (types.UnionType, typing.Union):
        if item is None:
            return None
        return _read(next(one for one in typing.get_args(hint) if one is not type(None)), item)
    if dataclasses.is_dataclass(hint):
        return from_json(typing.cast("type[Any]", hint), item)
    if hint is float:
        return float(item)
    return item
