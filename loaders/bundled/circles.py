"""References from a table to itself, which have to come to an end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from zisgraph.errors import Issue
from zisgraph.loaders.bundled.reading import quoted
from zisgraph.loaders.bundled.tables import Facts, TableRule


def no_circle(table: str, column: str) -> TableRule:
    """The rule that nobody who follows this column, which holds one id of the same table, comes back to where he began."""

    def rule(facts: Facts) -> Iterator[Issue]:
        onward = {name: row[column] for name, row in facts.by_id(table).items() if row[column]}
        for name, row in facts.by_id(table).items():
            circle = _circle(name, onward)
            if circle:
                received = f"{quoted(row[column])}, which leads back here: {' > '.join(circle)}"
                yield Issue(
                    f"{table}.csv", row.line, column, received, f"an id of {table}.csv from which no way leads back"
                )

    return rule


def _circle(start: str, onward: Mapping[str, str]) -> list[str]:
    """The way from an id back to itself; empty where there is none."""
    way = [start]
    while (name := onward.get(way[-1])) is not None:
        way.append(name)
        if name == start:
            return way
        if name in way[:-1]:
            return []  # a circle further on, which its own rows are blamed for
    return []
