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
    return {name: _TYPES.get(type(value)) or _list_type(where, name, value) for name, value in properties.items()}


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


def _list_type(where: str, name: str, items: Any) -> str:
    """A list has items of one type, and something in it: the importer takes an empty cell for no list at all."""
    allowed = ""
    kinds = {_TYPES.get(type(item), "") for item in items} if isinstance(items, list) else set()
    if not isinstance(items, list):
        allowed = "text, a number, true or false, or a list of one kind"
    elif len(kinds) != 1 or "" in kinds or items == [""]:
        allowed = "a list of one kind with something in it"
    elif any(SEPARATOR in item for item in items if isinstance(item, str)):
        allowed = "texts without U+001F, which separates them"
    if allowed:
        raise ExportError(f"{where}, property {name}: received {items!r}; allowed in an import file: {allowed}.")
    return f"{kinds.pop()}[]"
