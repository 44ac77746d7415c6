"""A mapping: the TOML in which somebody says what the columns of a table mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from zisgraph.loaders.metadata import Metadata
from zisgraph.loaders.public.tables.classes import Kind
from zisgraph.loaders.public.tables.properties import Property
from zisgraph.loaders.public.tables.values import Style
from zisgraph.loaders.records import Form

MAPPING: Final = "source.toml"
"""The name of a mapping where the next build reads it."""


@dataclass(frozen=True, slots=True)
class Figure:
    """What number a column holds: the codes of its indicator and unit, and its year or the column that has it."""

    indicator: str
    unit: str
    year: str = ""
    year_column: str = ""


@dataclass(frozen=True, slots=True)
class Says:
    """What one column says, or a constant in its place (`column` is then ""). Exactly one of `meaning` and `tie` is
    given, and `word` names it; `values` translate cells, `separator` parts several values of one cell."""

    column: str
    word: str
    meaning: Property | None
    tie: str = ""
    constant: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    separator: str = ""
    style: Style = field(default_factory=Style)
    figure: Figure | None = None
    is_unverified: bool = False
    line: int = 0
    """Where it stands in the mapping."""


@dataclass(frozen=True, slots=True)
class KindBy:
    """The kind of every row, or the column that tells it and its values."""

    every: Kind | None
    column: str = ""
    values: Mapping[str, Kind] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TableMapping:
    """All that a mapping says; `file_name` is what its file is called in messages."""

    file_name: str
    id: str
    metadata: Metadata
    file: str
    key: str
    kind: KindBy
    says: tuple[Says, ...]
    form: Form
    only: Mapping[str, frozenset[str]]
    ignored: Mapping[str, str]
    not_persons: frozenset[str]
    keeps_outside: bool

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that the table has to have."""
        named = [self.key, self.kind.column, *self.only, *(one.column for one in self.says)]
        years = [one.figure.year_column for one in self.says if one.figure]
        return tuple(dict.fromkeys(name for name in [*named, *years] if name))

    @property
    def key_says(self) -> str:
        """What the key column says, in a word; "" where it says nothing itself."""
        return next((one.word for one in self.says if one.column == self.key and not one.values), "")
