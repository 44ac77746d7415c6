"""`zisgraph table` as somebody with a list of their own meets it."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest
from fixtures_command import Command
from startup_table import ALFA, HEADER, MAPPING, table

PERSON = "ROSSI MARIO;RSSMRA80A01F205X;Milano;MI;;;;;"


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """The command's folder, with a table and its mapping in it."""
    (tmp_path / "elenco.csv").write_text(table(ALFA, PERSON), encoding="utf-8")
    (tmp_path / "elenco.toml").write_text(MAPPING, encoding="utf-8")
    return tmp_path


def test_a_dry_run_shows_the_first_rows_and_puts_nothing(zisgraph: Command, here: Path) -> None:
    result = zisgraph("table", "elenco.csv", "--mapping", "elenco.toml", "--dry-run", "--rows", "1")
    assert result.returncode == 0, result.stderr
    lines = result.stdout.splitlines()
    assert lines[0] == "1. tax/02009180189"
    assert "   website: http://www.alfa.example (unverified)" in lines
    assert "   has specialisation: specialisation/agrifood (the mapping's choice)" in lines
    assert "   employees: 1234.5 person, 2024" in lines
    assert "   is a member of: curated/afil" in lines
    assert "# citation editor, sourced" in lines
    assert "Left out: 1 natural persons" in lines
    assert not (here / "home").exists()
    assert "ROSSI" not in result.stdout + result.stderr


def test_a_dry_run_as_json(zisgraph: Command, here: Path) -> None:
    result = zisgraph("table", "elenco.csv", "-m", "elenco.toml", "--dry-run", "--json")
    told = json.loads(result.stdout)
    assert (told["rows_read"], told["things"], told["folder"]) == (2, 1, None)
    assert told["statements"] == 23
    assert "zis:StartUp" in told["turtle"]
    assert told["left_out"] == {"natural persons": 1}


def test_a_mapping_to_start_from_has_the_columns_and_guesses(zisgraph: Command, here: Path) -> None:
    result = zisgraph("table", "elenco.csv", "--new", "--mapping", "mio.toml")
    assert result.returncode == 0, result.stderr
    begun = tomllib.loads((here / "mio.toml").read_text(encoding="utf-8"))
    assert begun["table"] == {"key": "Codice fiscale", "kind": "Company", "dates": "DD/MM/YYYY"}
    assert begun["columns"]["Denominazione"] == "name"
    assert begun["columns"]["Settore"]["says"] == "specialisation"
    assert begun["columns"]["Settore"]["values"] == {"Software, Agritech": "…"}
    assert set(begun["ignore"]) == {"Telefono"}
    assert "Addetti" not in begun["columns"]
    assert "0382" not in (here / "mio.toml").read_text(encoding="utf-8")
    again = zisgraph("table", "elenco.csv", "--new", "--mapping", "mio.toml")
    assert again.returncode == 2
    assert "mio.toml is there already" in again.stderr
    unfinished = zisgraph("table", "elenco.csv", "--mapping", "mio.toml", "--dry-run")
    assert unfinished.returncode == 1
    assert "mio.toml, line 7, field title_it: received '…', as it was begun" in unfinished.stderr


def test_a_begun_mapping_that_is_completed_runs(zisgraph: Command, here: Path) -> None:
    begun = zisgraph("table", "elenco.csv", "--new").stdout
    for word in ('title_it = "…"', 'title_en = "…"', 'publisher = "…"', 'licence = "…"'):
        begun = begun.replace(word, word.replace("…", "Prova"))
    begun = begun.replace("https://…", "https://www.example.org/").replace(
        '"Software, Agritech" = "…"', '"Software, Agritech" = "ict-digital"'
    )
    (here / "mio.toml").write_text(begun, encoding="utf-8")
    result = zisgraph("table", "elenco.csv", "--mapping", "mio.toml", "--dry-run")
    assert result.returncode == 0, result.stderr
    assert "   name: ALFA ROBOTICS SRL" in result.stdout
    assert "Not read: column 'Addetti' (1 rows); say what it means, or name it in [ignore]" in result.stdout


def test_put_built_told_and_taken_away(zisgraph: Command, here: Path) -> None:
    put = zisgraph("table", "elenco.csv", "--mapping", "elenco.toml", "--date", "2026-04")
    assert put.returncode == 0, put.stderr
    folder = here / "home" / "sources" / "startup-prova" / "2026-04"
    assert sorted(file.name for file in folder.iterdir()) == ["elenco.csv", "source.toml"]
    assert f"Put into {folder}." in put.stdout
    assert "Innovative start-ups (an invented list)" in zisgraph("sources").stdout
    built = zisgraph("build", ZISGRAPH_CYPHER="off")
    assert built.returncode == 0, built.stderr
    assert "startup-prova: 2 rows, " in built.stdout
    query = "ASK { ?s a zis:StartUp ; zis:taxCode '02009180189' ; zis:memberOf ?c }"
    assert zisgraph("query", "sparql", query).stdout.splitlines()[-1] == "yes"

    (here / "elenco.csv").write_text(table(ALFA.replace("02009180189", "00396070187")), encoding="utf-8")
    assert zisgraph("table", "elenco.csv", "-m", "elenco.toml", "--date", "2026-04").returncode == 0
    assert "00396070187" in (folder / "elenco.csv").read_text(encoding="utf-8")
    assert [entry.name for entry in folder.parent.iterdir()] == ["2026-04"]


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("elenco.csv",), 2, "Received no --mapping"),
        (("elenco.csv", "-m", "none.toml"), 1, "none.toml: received no readable file"),
        (("none.csv", "-m", "elenco.toml"), 1, "none.csv: received no such file"),
        (("elenco.csv", "-m", "elenco.toml", "--date", "30/04/2026"), 1, "received '30/04/2026'"),
        (("altro.csv", "-m", "elenco.toml"), 1, "a field Denominazione"),
        (("persone.csv", "-m", "elenco.toml"), 1, "1 rows, of which none says anything"),
        (("elenco.csv", "-m", "ror.toml"), 1, "'ror', which is another source's"),
        (("vuoto.csv", "--new"), 1, "a file without rows"),
    ],
)
def test_what_cannot_be_done_is_one_message_and_nothing_is_put(
    zisgraph: Command, here: Path, arguments: tuple[str, ...], code: int, told: str
) -> None:
    (here / "altro.csv").write_text("a;b\n1;2\n")
    (here / "persone.csv").write_text(table(PERSON))
    (here / "vuoto.csv").write_text(HEADER + "\n")
    (here / "ror.toml").write_text(MAPPING.replace("startup-prova", "ror"))
    result = zisgraph("table", *arguments)
    assert result.returncode == code
    assert told in result.stderr
    assert "Traceback" not in result.stderr
    assert not (here / "home" / "sources").exists()
