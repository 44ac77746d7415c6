"""Mappings to start from: the columns of a file as they are, guesses for the plain ones, people left out."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from workbooks import workbook

from zisgraph.loaders.public.tables.beginning import beginning


def begun(file: Path, content: str | bytes) -> dict[str, Any]:
    """The mapping begun for a file, as TOML."""
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return tomllib.loads(beginning(file))


def test_plain_columns_are_guessed_and_others_wait_as_remarks(tmp_path: Path) -> None:
    text = 'Ragione sociale,P.IVA,Città,"Nota ""interna""",Legale rappresentante,E-mail\nAlfa Srl,1,Pavia,x,Mario Rossi,a@b.it\n'
    found = begun(tmp_path / "Soci 2026.csv", text)
    assert found["dataset"]["id"] == "soci"
    assert found["columns"] == {"Ragione sociale": "name", "P.IVA": "vat number", "Città": "municipality"}
    assert found["table"]["key"] == "P.IVA"
    assert set(found["ignore"]) == {"Legale rappresentante", "E-mail"}
    whole = beginning(tmp_path / "Soci 2026.csv")
    assert '# "Nota \\"interna\\"" = "…"   # such as: x' in whole
    assert "Mario Rossi" not in whole
    assert "a@b.it" not in whole


@pytest.mark.parametrize(
    ("cell", "form"), [("03/02/2019", "DD/MM/YYYY"), ("03.02.2019", "DD.MM.YYYY"), ("2019-02-03", None)]
)
def test_the_form_of_dates_is_told_by_the_cells(tmp_path: Path, cell: str, form: str | None) -> None:
    assert begun(tmp_path / "a.csv", f"Nome;Data\nAlfa;{cell}\n")["table"].get("dates") == form


def test_a_workbook_is_begun_too(tmp_path: Path) -> None:
    book = workbook(("Soci", [["Denominazione", "Settore"], ["Alfa", "Legno"], ["Beta", "Acciaio"]])).getvalue()
    found = begun(tmp_path / "soci.xlsx", book)
    assert found["columns"]["Denominazione"] == "name"
    assert found["columns"]["Settore"] == {"says": "specialisation", "values": {"Acciaio": "…", "Legno": "…"}}
