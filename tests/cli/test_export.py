from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import Any

import pytest


def test_the_whole_graph_comes_out_the_same_each_time(built: Any, tmp_path: Path) -> None:
    first, second = tmp_path / "first.nq", tmp_path / "second.nq"
    for file in (first, second):
        result = built("export", "graph", "--output", str(file))
        assert result.returncode == 0, result.stderr
    assert first.read_bytes() == second.read_bytes()
    assert len(first.read_bytes().splitlines()) > 80_000
    assert "statements of build" in result.stderr


def test_standard_output_takes_the_graph_too(built: Any) -> None:
    assert built("export", "graph", "--format", "nt").stdout.splitlines()[0].endswith(" .")


def test_tables_have_a_row_per_thing(built: Any, tmp_path: Path) -> None:
    assert built("export", "tables", str(tmp_path / "tables")).returncode == 0
    zones = (tmp_path / "tables" / "zones.csv").read_text(encoding="utf-8").splitlines()
    assert len(zones) == 14


def test_findings_are_tables(built: Any, tmp_path: Path) -> None:
    assert built("export", "findings", str(tmp_path / "findings")).returncode == 0
    names = {file.name for file in (tmp_path / "findings").iterdir()}
    assert {"gaps.csv", "duplicates.csv", "gap-matrix.csv", "conflicts.csv"} <= names


def test_import_files_are_counted_and_the_command_that_imports_them_is_said(built: Any, tmp_path: Path) -> None:
    result = built("export", "neo4j-csv", str(tmp_path / "files"))
    assert result.returncode == 0, result.stderr
    first, second = result.stderr.splitlines()
    (nodes,) = re.findall(r"Wrote ([\d,]+) nodes", first)
    files = (tmp_path / "files").glob("nodes-*.csv")
    lines = [file.read_text(encoding="utf-8").splitlines() for file in files]
    assert sum(len(list(csv.reader(one))) - 1 for one in lines) == int(nodes.replace(",", ""))
    assert second.endswith("neo4j-admin database import full neo4j @neo4j-admin.args")


def test_a_network_is_one_file_that_asks_for_nothing(built: Any, tmp_path: Path) -> None:
    file = tmp_path / "eucentre.html"
    result = built("export", "network", "Eucentre", "--output", str(file), "--lang", "it")
    assert result.returncode == 0, result.stderr
    page = file.read_text(encoding="utf-8")
    assert '<html lang="it"' in page
    assert "Università di Pavia" in page
    assert re.findall(r"<(?:script|link|img|iframe)[^>]+(?:src|href)=.https?:", page) == []


@pytest.mark.parametrize("arguments", [["graph", "--format", "word"], ["tables"]])
def test_wrong_use(built: Any, arguments: list[str]) -> None:
    assert built("export", *arguments).returncode == 2


@pytest.mark.parametrize(
    "command",
    ["graph --output", "tables", "findings", "network Eucentre --output", "neo4j-csv"],
)
def test_a_place_that_cannot_be_written_is_one_sentence(built: Any, tmp_path: Path, command: str) -> None:
    (tmp_path / "file").write_text("no folder")
    result = built("export", *command.split(), str(tmp_path / "file" / "inside"))
    assert result.returncode == 2
    assert result.stderr.startswith("zisgraph: Cannot write ")
    assert "Traceback" not in result.stderr
