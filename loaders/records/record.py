"""One row of a source, and what was wrong with those that were read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from zisgraph.errors import Issue

EXAMPLES = 5
"""Issues of one kind that are kept whole; the others are counted."""


def as_text(value: Any) -> str:
    """A scalar as a table would write it: no exponent, True and False, nothing for null.

    >>> [as_text(v) for v in (Decimal("1.2E+7"), Decimal("0.50"), True, None, "x")]
    ['12000000', '0.50', 'True', '', 'x']
    """
    if value is None:
        return ""
    return format(value, "f") if isinstance(value, Decimal) else str(value)


class Record:
    """One row: where it begins, and its fields, each to be taken out once."""

    __slots__ = ("_fields", "file", "line")

    def __init__(self, file: str, line: int, fields: Mapping[str, Any]) -> None:
        self.file, self.line = file, line
        self._fields = dict(fields)

    def names(self) -> tuple[str, ...]:
        """The fields that nobody has taken out, in the order of the file."""
        return tuple(self._fields)

    def text(self, name: str) -> str:
        """Take one field out as text: a number as a table would write it, nothing for null."""
        value = self._fields.pop(name, "")
        return value.strip() if isinstance(value, str) else as_text(value)

    def pop(self, name: str, default: Any = "") -> Any:
        """Take one field out; a field that the row does not have is the default."""
        return self._fields.pop(name, default)

    def skip(self, *names: str) -> None:
        """Take fields out that say nothing of their own."""
        for name in names:
            self._fields.pop(name, None)

    def left(self) -> tuple[str, ...]:
        """The fields that hold something and that nobody took out."""
        return tuple(name for name, value in self._fields.items() if value not in ("", None, [], {}))

    def issue(self, name: str, received: str, allowed: str) -> Issue:
        """Something wrong with one field of this row."""
        return Issue(self.file, self.line, name, received, allowed)


@dataclass(slots=True)
class Report:
    """What was noticed while a source was read: rows, issues by kind with the first of each, fields nobody reads."""

    rows: Counter[str] = field(default_factory=Counter)
    issues: Counter[str] = field(default_factory=Counter)
    examples: dict[str, list[Issue]] = field(default_factory=dict)
    unread: Counter[tuple[str, str]] = field(default_factory=Counter)
    left_out: Counter[str] = field(default_factory=Counter)
    """Rows that say nothing on purpose, by the reason."""
    kinds: Counter[str] = field(default_factory=Counter)
    """Rows by what the source calls their kind, those left out for another reason than their place included."""
    placed: Counter[str] = field(default_factory=Counter)
    """Things whose place was told, by the method that told it."""

    def add(self, kind: str, issue: Issue) -> None:
        """Count an issue of a kind; the first few are kept with file, line, field and value."""
        self.issues[kind] += 1
        kept = self.examples.setdefault(kind, [])
        if len(kept) < EXAMPLES:
            kept.append(issue)

    def read(self, record: Record) -> None:
        """Count a row that was read, with what is left of it."""
        self.rows[record.file] += 1
        for name in record.left():
            self.unread[record.file, name] += 1

    def all(self) -> Iterator[tuple[str, int, list[Issue]]]:
        """Every kind of issue with its number and its first examples, the most frequent first."""
        for kind, count in sorted(self.issues.items(), key=lambda item: (-item[1], item[0])):
            yield kind, count, self.examples[kind]
