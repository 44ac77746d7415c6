"""Tables as the loaders see them: what is declared of one, and what was read from its file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from zisgraph.errors import Issue
from zisgraph.loaders.bundled.cells import Column


class Problem(NamedTuple):
    """What a rule finds wrong with one row."""

    field: str
    received: str
    allowed: str


@dataclass(frozen=True, slots=True)
class Row:
    """One record: the line its first character stands on, and its cells by column."""

    line: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]


RowRule = Callable[[Row, "Facts"], Iterator[Problem]]
TableRule = Callable[["Facts"], Iterator[Issue]]


@dataclass(frozen=True, slots=True)
class Table:
    """What is declared of a table: columns, keys (the first is its id) and the rules across cells and rows."""

    name: str
    columns: tuple[Column, ...]
    keys: tuple[tuple[str, ...], ...]
    row_rules: tuple[RowRule, ...] = ()
    table_rules: tuple[TableRule, ...] = ()

    @property
    def file(self) -> str:
        return f"{self.name}.csv"

    @property
    def column_names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)


@dataclass(frozen=True, slots=True)
class Content:
    """What was read from a table's file. `sound` means that all its rows are there and could be told apart, so
    that an id not found among them does not exist; `complete` means that no declared column is missing."""

    table: Table
    rows: Sequence[Row]
    issues: Sequence[Issue]
    sha256: str
    sound: bool
    complete: bool


@dataclass(slots=True)
class Facts:
    """The tables of one folder, read together so that they can refer to each other."""

    contents: Mapping[str, Content]
    _by_key: dict[str, dict[str, Row]] = field(default_factory=dict)
    _columns: dict[tuple[str, str], frozenset[str]] = field(default_factory=dict)

    def rows(self, table: str) -> Sequence[Row]:
        return self.contents[table].rows

    def by_id(self, table: str) -> Mapping[str, Row]:
        """Rows by the first column of the table's key."""
        if table not in self._by_key:
            content = self.contents[table]
            key = content.table.keys[0][0]
            self._by_key[table] = {row.cells[key]: row for row in content.rows if key in row.cells}
        return self._by_key[table]

    def column(self, table: str, name: str) -> frozenset[str]:
        """The values of one column, without the empty one."""
        if (table, name) not in self._columns:
            self._columns[table, name] = frozenset(row[name] for row in self.rows(table) if row[name])
        return self._columns[table, name]

    def has_every_id(self, *tables: str) -> bool:
        """Whether an id that is not found in these tables does not exist: all their rows, and their ids, were read."""
        contents = [self.contents[table] for table in tables]
        return all(one.sound and (not one.rows or one.table.keys[0][0] in one.rows[0].cells) for one in contents)

    def is_complete(self, *tables: str) -> bool:
        """Whether rules across these tables make sense: all read whole, with all their columns."""
        return all(self.contents[table].sound and self.contents[table].complete for table in tables)
