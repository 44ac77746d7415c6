"""A copy of the bundled tables that a test may break."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from importlib.resources import as_file, files
from pathlib import Path
from shutil import copytree

import pytest
from small_facts import small_facts


class Tables:
    """A folder of tables, with the ways a person or a bad export breaks them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def file(self, table: str) -> Path:
        return self.folder / f"{table}.csv"

    def rows(self, table: str) -> list[list[str]]:
        with self.file(table).open(encoding="utf-8", newline="") as handle:
            return list(csv.reader(handle))

    def find(self, table: str, **cells: str) -> int:
        """The line of the first row with these cells (no bundled cell holds a line break)."""
        header, *rows = self.rows(table)
        for line, row in enumerate(rows, 2):
            if all(row[header.index(name)] == value for name, value in cells.items()):
                return line
        raise LookupError(f"{table}: {cells}")

    def set(self, table: str, line: int, **cells: str) -> None:
        rows = self.rows(table)
        for name, value in cells.items():
            rows[line - 1][rows[0].index(name)] = value
        self._write(table, rows)

    def append(self, table: str, **cells: str) -> int:
        """Add a row; its line."""
        rows = self.rows(table)
        rows.append([cells.pop(name, "") for name in rows[0]])
        assert not cells
        self._write(table, rows)
        return len(rows)

    def delete(self, table: str, line: int) -> None:
        rows = self.rows(table)
        del rows[line - 1]
        self._write(table, rows)

    def map(self, table: str, change: Callable[[bytes], bytes]) -> None:
        self.file(table).write_bytes(change(self.file(table).read_bytes()))

    def _write(self, table: str, rows: list[list[str]]) -> None:
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows(rows)
        self.file(table).write_text(text.getvalue(), encoding="utf-8")


@pytest.fixture(scope="session")
def fewer_rows(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundled tables of one province: as consistent, and quicker to read again and again."""
    return small_facts(tmp_path_factory.mktemp("facts") / "few")


@pytest.fixture
def tables(fewer_rows: Path, tmp_path: Path) -> Tables:
    """Tables in a folder of this test's own, to break."""
    return Tables(Path(copytree(fewer_rows, tmp_path / "facts")))


@pytest.fixture
def whole_tables(tmp_path: Path) -> Tables:
    """The bundled tables, every row of them, in a folder of this test's own."""
    with as_file(files("zisgraph.loaders") / "facts") as bundled:
        return Tables(Path(copytree(bundled, tmp_path / "facts")))
