"""A copy of the bundled tables that a test may break."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from importlib.resources import as_file, files
from pathlib import Path
from shutil import copytree

import pytest


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


def _keep(folder: Path, table: str, wanted: Callable[[dict[str, str]], bool]) -> list[dict[str, str]]:
    """Drop the rows that are not wanted; those kept."""
    file = folder / f"{table}.csv"
    with file.open(encoding="utf-8", newline="") as handle:
        rows = [row for row in csv.DictReader(handle) if wanted(row)]
    with file.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, rows[0].keys(), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return rows


@pytest.fixture(scope="session")
def fewer_rows(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundled tables without most places and projects: as consistent, and quicker to read again and again."""
    with as_file(files("zisgraph.loaders") / "facts") as bundled:
        folder = Path(copytree(bundled, tmp_path_factory.mktemp("facts") / "few"))
    used = {"Milano", *(row["capital"] for row in _keep(folder, "places", lambda row: True))}
    for table in ("organisations", "programmes", "eu_organisations"):
        used |= {row["place"] for row in _keep(folder, table, lambda row: True)}
    _keep(folder, "places", lambda row: row["type"] != "municipality" or row["id"] in used or row["name_it"] in used)
    projects = {row["project"] for row in _keep(folder, "eu_projects", lambda row: row["project"] < "101100000")}
    _keep(folder, "eu_participations", lambda row: row["project"] in projects)
    return folder


@pytest.fixture
def tables(fewer_rows: Path, tmp_path: Path) -> Tables:
    """Tables in a folder of this test's own, to break."""
    return Tables(Path(copytree(fewer_rows, tmp_path / "facts")))


@pytest.fixture
def whole_tables(tmp_path: Path) -> Tables:
    """The bundled tables, every row of them, in a folder of this test's own."""
    with as_file(files("zisgraph.loaders") / "facts") as bundled:
        return Tables(Path(copytree(bundled, tmp_path / "facts")))
