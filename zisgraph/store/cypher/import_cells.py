"""Properties as the importer of Neo4j reads them from CSV: the type of a column, and what stands in a cell."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from zisgraph.errors import ExportError

SEPARATOR: Final = "\x1f"
"""Between the items of a list: the unit separator of ASCII, which no text of ours may hold."""
_TYPES: Final[Mapping[type, str]] = {str: "string", bool: "boolean", int: "long", float: "double"}
"""The types in which the driver sends the same values, so that a load afterwards finds no difference."""


def column_types(where: str, properties: Mapping[str, Any]) -> dict[str, str]:
    """The type of each property; `where` they are is for the message.

    >>> column_types("Edison", {"name": "Edison", "founded": 1884, "sources": ["cordis:sourced"]})
    {'name': 'string', 'founded': 'long', 'sources': 'string[]'}

    Raises:
        ExportError: a value has no form in an import file.
    """
    return {name: _type(f"{where}, property {name}", value) for name, value in properties.items()}


def cell(value: Any) -> str:
    """A value as it stands in a cell; texts are always in quotes, for an empty cell is no value.

    >>> print(*map(cell, ('a "b" c', 7, 0.25, True)), sep=" | ")
    "a ""b"" c" | 7 | 0.25 | true
    """
    if value is None:
        return ""
    if isinstance(value, str):
        return f'"{value.replace(chr(34), chr(34) * 2)}"'
    if isinstance(value, list):
        return cell(SEPARATOR.join(item if isinstance(item, str) else cell(item) for item in value))
    return str(value).lower() if isinstance(value, bool) else repr(value)


def _type(where: str, value: Any) -> str:
    if isinstance(value, list):
        return _list_type(where, value)
    if type(value) not in _TYPES:
        raise ExportError(
            f"{where}: received {value!r}; allowed: text, a number, true or false, or a list of one kind."
        )
    return _TYPES[type(value)]


def _list_type(where: str, items: list[Any]) -> str:
    """A list needs one type and a first item that is not empty: the importer takes an empty cell for no list at all."""
    kinds = {_TYPES.get(type(item), "") for item in items}
    if len(kinds) != 1 or "" in kinds or items == [""]:
        raise ExportError(f"{where}: received {items!r}; allowed: a list of one kind with something in it.")
    if any(SEPARATOR in item for item in items if isinstance(item, str)):
        raise ExportError(f"{where}: received {items!r}; allowed: texts without U+001F, which separates them.")
    return f"{kinds.pop()}[]"
