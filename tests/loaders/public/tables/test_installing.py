"""A table and its mapping in a folder of their date: both, whole, and nothing left beside them."""

from __future__ import annotations

from pathlib import Path

import pytest
from startup_table import MAPPING, table

from zisgraph.errors import BuildError, InputError
from zisgraph.loaders.public import definitions, snapshots
from zisgraph.loaders.public.tables.installing import install

SOURCE = "startup-prova"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "elenco.csv"
    made.write_text(table(), encoding="utf-8")
    return made


def test_what_is_put_is_found_as_a_snapshot(file: Path, tmp_path: Path) -> None:
    sources = tmp_path / "sources"
    assert install(file, MAPPING, SOURCE, sources, "2026-04") == sources / SOURCE / "2026-04"
    install(file, MAPPING, SOURCE, sources, "2025")
    found = snapshots(sources, definitions(sources)[SOURCE])
    assert [(one.date, [each.name for each in one.files]) for one in found] == [
        ("2025", ["elenco.csv"]),
        ("2026-04", ["elenco.csv"]),
    ]


def test_the_same_date_is_replaced_and_what_a_kill_left_is_swept(file: Path, tmp_path: Path) -> None:
    sources = tmp_path / "sources"
    folder = install(file, MAPPING, SOURCE, sources, "2026")
    (folder / "old.csv").write_text("")
    for name in (".putting-x", ".replaced-y/2026"):
        (sources / SOURCE / name).mkdir(parents=True)
        (sources / SOURCE / name / "source.toml").write_text("no mapping")
    assert set(definitions(sources)) > {SOURCE}
    install(file, MAPPING.replace("Camera", "Ufficio"), SOURCE, sources, "2026")
    assert sorted(one.name for one in folder.iterdir()) == ["elenco.csv", "source.toml"]
    assert [one.name for one in (sources / SOURCE).iterdir()] == ["2026"]
    assert definitions(sources)[SOURCE].metadata.publisher == "Ufficio di esempio"


def test_a_date_that_is_none_is_refused(file: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="received '2026-13'"):
        install(file, MAPPING, SOURCE, tmp_path / "sources", "2026-13")
    assert not (tmp_path / "sources").exists()


def test_a_place_that_cannot_be_written_is_told(file: Path, tmp_path: Path) -> None:
    (tmp_path / "sources").write_text("a file in the way")
    with pytest.raises(BuildError, match="Cannot put the table into"):
        install(file, MAPPING, SOURCE, tmp_path / "sources", "2026")
