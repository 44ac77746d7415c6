from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def tables(tmp_path: Path, project_root: Path) -> Path:
    """A copy of the bundled tables that a test may spoil."""
    folder = tmp_path / "facts"
    shutil.copytree(project_root / "loaders" / "facts", folder)
    return folder


def test_a_build_that_is_current_is_not_made_again(built: Any, bundled_build: Any) -> None:
    result = built("build")
    assert result.returncode == 0, result.stderr
    assert result.stdout == f"Nothing changed: build {bundled_build.id} is current.\n"


def test_the_report_is_one_json_document(built: Any, bundled_build: Any) -> None:
    report = json.loads(built("build", "--json").stdout)
    assert report["build"] == bundled_build.id
    assert report["changed"] is False
    assert report["statements"] > 80_000


def test_faults_end_with_1_and_name_file_line_and_field(zisgraph: Any, tables: Path) -> None:
    zones = tables / "zis.csv"
    zones.write_text(zones.read_text(encoding="utf-8").replace("announced_intention", "announcd", 1), encoding="utf-8")
    for command in ("build", "check"):
        result = zisgraph(command, "--facts", str(tables))
        assert result.returncode == 1
        assert "zis.csv, line" in result.stdout + result.stderr
        assert "received 'announcd'" in result.stdout + result.stderr
        assert "Traceback" not in result.stderr


def test_check_says_that_the_bundled_tables_are_sound(zisgraph: Any, tmp_path: Path) -> None:
    result = zisgraph("check")
    assert result.returncode == 0, result.stdout[-2000:] + result.stderr[-2000:]
    assert result.stdout.splitlines()[-2:] == ["0 statements break a shape.", "A build would be published."]
    assert not (tmp_path / "home" / "current").exists()


def test_a_folder_of_tables_that_is_not_there_is_wrong_use(zisgraph: Any) -> None:
    assert zisgraph("build", "--facts", "nowhere").returncode == 2
