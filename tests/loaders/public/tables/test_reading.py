"""Tables of a home's own: what their rows say by a mapping, what is left out, and what is wrong in a cell."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from fixtures_sources import Said, Sources
from startup_table import ALFA, BETA, HEADER, MAPPING, table
from workbooks import workbook

from zisgraph.errors import InputError

SOURCE = "startup-prova"


def read(sources: Sources, content: str | bytes = "", mapping: str = MAPPING, name: str = "elenco.csv") -> Said:
    sources.put(f"{SOURCE}/source.toml", mapping)
    sources.put(f"{SOURCE}/2026-04/{name}", content or table())
    return sources.read()[SOURCE]


def test_a_row_says_what_its_columns_mean(sources: Sources) -> None:
    said = read(sources)
    assert said.about("tax/02009180189") == {
        "type": {"StartUp"},
        "label": {"ALFA ROBOTICS SRL"},
        "taxCode": {"02009180189"},
        "city": {"Pavia"},
        "provinceCode": {"PV"},
        "seatIn": {"istat/018110"},
        "placedBy": {"name"},
        "foundingDate": {"2019"},
        "homepage": {"http://www.alfa.example"},
        "hasSpecialisation": {"specialisation/ict-digital", "specialisation/agrifood"},
        "helix": {"P"},
        "description": {"Nella sezione speciale"},
    }
    (figure,) = [f for f in map(said.about, said.subjects("Observation")) if f["observationOf"] == {"tax/02009180189"}]
    assert (figure["indicator"], figure["value"], figure["unit"]) == ({"employees"}, {"1234.5"}, {"unit/person"})
    assert (figure["year"], figure["asGiven"]) == ({"2024"}, {"1.234,5"})
    assert said.about("tie/tax-02009180189--member_of--afil") == {
        "type": {"Membership"},
        "tieFrom": {"tax/02009180189"},
        "tieTo": {"curated/afil"},
    }
    assert said.issues() == {}
    assert said.manifest["unread"] == []
    assert said.manifest["snapshots"] == ["2026-04"]


def test_who_says_what_is_kept_apart(sources: Sources) -> None:
    graphs = {
        line.split(" ")[1].rsplit("#", 1)[-1].rsplit("/", 1)[-1].rstrip(">"): line.rsplit("graph/", 1)[1].rstrip("> .")
        for line in read(sources).lines
        if line.startswith("<https://w3id.org/zisgraph/id/tax/02009180189>")
    }
    assert graphs["label"] == f"{SOURCE}/{SOURCE}--2026-04/sourced"
    assert graphs["homepage"] == f"{SOURCE}/{SOURCE}--2026-04/unverified"
    assert graphs["hasSpecialisation"] == graphs["helix"] == f"{SOURCE}/editor/sourced"


def test_persons_and_other_places_are_left_out_and_counted(sources: Sources) -> None:
    said = read(
        sources,
        table(
            ALFA,
            "OFFICINA DI ROSSI;RSSMRA80A01F205X;Milano;MI;;;;;",
            "ROSSI MARIO;00462870189;Milano;MI;;;;;",
            "DITTA INDIVIDUALE BIANCHI LUCA;03254210150;Milano;MI;;;;;",
            "GAMMA SRL;02133120150;Torino;TO;;;;;",
            "DELTA SRL;03254210150;Pavia;TO;;;;;",
            ALFA,
        ),
    )
    assert said.manifest["left_out"] == {
        "natural persons": 3,
        "rows without a place in Lombardy": 2,
        "rows repeated word for word": 1,
    }
    assert said.subjects("StartUp") == {"tax/02009180189"}
    assert not any("ROSSI" in line or "BIANCHI" in line for line in said.lines)


def test_a_name_may_be_said_to_be_no_persons(sources: Sources) -> None:
    mapping = MAPPING.replace("[columns]", 'not_persons = ["Rossi Mario"]\n[columns]')
    said = read(sources, table("ROSSI MARIO;00462870189;Milano;MI;;;;;"), mapping)
    assert said.subjects("StartUp") == {"tax/00462870189"}


def test_rows_elsewhere_may_be_kept(sources: Sources) -> None:
    mapping = MAPPING.replace("[columns]", 'outside_lombardy = "keep"\n[columns]')
    said = read(sources, table("GAMMA SRL;02133120150;Torino;TO;;;;;"), mapping)
    about = said.about("tax/02133120150")
    assert (about["city"], about["outsideLombardy"]) == ({"Torino"}, {"true"})
    assert "seatIn" not in about


def test_only_some_rows_may_be_wanted(sources: Sources) -> None:
    said = read(sources, mapping=MAPPING + '\n[only]\n"Pr" = ["PV", "MI"]\n')
    assert said.subjects("StartUp") == {"tax/02009180189"}
    assert said.manifest["left_out"] == {"rows that the mapping does not want": 1}


def test_what_a_town_is_called_may_be_translated(sources: Sources) -> None:
    mapping = MAPPING.replace('"municipality"', '{says = "municipality", values = {"PV centro" = "Pavia"}}')
    said = read(sources, table(ALFA.replace("Pavia", "pv Centro"), BETA), mapping)
    assert said.manifest["placed"] == {"name": 2}
    assert said.about("tax/02009180189")["seatIn"] == {"istat/018110"}


def test_the_kind_may_stand_in_a_column(sources: Sources) -> None:
    kind = 'kind = {column = "Telefono", values = {"0382" = "spin-off", "U" = "Università"}}'
    mapping = MAPPING.replace('kind = "Start-up"', kind).replace('"Telefono" = "un recapito"', "")
    said = read(sources, table(ALFA, BETA + "u", BETA.replace("00396070187", "00462870189") + "X"), mapping)
    assert said.subjects("SpinOff") == {"tax/02009180189"}
    assert said.subjects("University") == {"tax/00396070187"}
    (told,) = said.told("kind")
    assert told == "elenco.csv, line 4, field Telefono: received 'X'"


def test_a_workbook_says_the_same_as_text(sources: Sources, tmp_path_factory: pytest.TempPathFactory) -> None:
    rows: list[list[Any]] = [HEADER.split(";"), ALFA.split(";"), BETA.split(";")]
    book = workbook(("Elenco", rows)).getvalue()
    other = Sources(tmp_path_factory.mktemp("other"))
    assert read(sources, book, name="elenco.xlsx").lines == read(other).lines


def test_a_table_of_programmes_has_providers(sources: Sources) -> None:
    mapping = MAPPING.split("[table]")[0] + (
        '[table]\nkey = "Codice"\nkind = "percorso formativo"\n[columns]\n"Corso" = "name"\n"Ente" = "provider"\n'
        '"Ore" = "hours"\n"Posti" = "posti"\n"Inizio" = {says = "start date", format = "MM/YYYY"}\n'
        '"Tema" = "specialisation"\n"Sede" = "comune"\n'
    )
    rows = "Codice,Corso,Ente,Ore,Posti,Inizio,Tema,Sede\nA1,Meccatronica,unipv,2000,25,10/2025,mechatronics,Pavia\n"
    said = read(sources, rows, mapping)
    assert said.about(f"table/{SOURCE}--A1") == {
        "type": {"TrainingProgramme"},
        "label": {"Meccatronica"},
        "provider": {"curated/unipv"},
        "hours": {"2000"},
        "seats": {"25"},
        "startDate": {"2025-10"},
        "teaches": {"specialisation/mechatronics"},
        "locatedIn": {"istat/018110"},
        "city": {"Pavia"},
        "provinceCode": {"PV"},
        "placedBy": {"name"},
    }
    assert said.issues() == {}


def test_a_mapping_beside_its_table_counts_for_that_date(sources: Sources) -> None:
    sources.put(f"{SOURCE}/2025/source.toml", MAPPING.replace('"Denominazione"', '"Nome"'))
    sources.put(f"{SOURCE}/2025/a.csv", table(header=HEADER.replace("Denominazione", "Nome")))
    said = read(sources)
    assert said.manifest["by_snapshot"][f"{SOURCE}--2025"] == said.manifest["by_snapshot"][f"{SOURCE}--2026-04"]


def test_a_broken_mapping_leaves_what_was_read_before(sources: Sources) -> None:
    read(sources)
    sources.put(f"{SOURCE}/source.toml", MAPPING.replace('"municipality"', '"municipalty"'))
    with pytest.raises(InputError, match="did you mean 'municipality'"):
        sources.changed()
    sources.put(f"{SOURCE}/source.toml", MAPPING)
    assert sources.changed() == {SOURCE: False}


def test_a_changed_mapping_is_read_anew(sources: Sources) -> None:
    read(sources)
    assert sources.changed() == {SOURCE: False}
    sources.put(f"{SOURCE}/source.toml", MAPPING.replace("Nella sezione", "Nella nuova sezione"))
    assert sources.changed() == {SOURCE: True}


@pytest.mark.parametrize(
    ("row", "kind", "told"),
    [
        (BETA.replace("00396070187", "00396070188"), "tax code", "field Codice fiscale: received '00396070188'"),
        (BETA.replace("12/05/2020", "2020/05"), "founding year", "field Data costituzione: received '2020/05'"),
        (BETA.replace("12/05/2020", "31/02/2020"), "founding year", "field Data costituzione: received '31/02/2020'"),
        (BETA.replace("Agritech", "Agritec"), "value", "field Settore: received 'Agritec'"),
        (BETA.replace(";12;", ";circa 12;"), "figure", "field Addetti: received 'circa 12'"),
        (BETA.replace("Peglio", "Pelio"), "municipality", "field Comune: received 'Pelio' in the province CO"),
        (BETA.replace("00396070187", ""), "key", "field Codice fiscale: received nothing"),
        (BETA.replace("00396070187", "02009180189"), "key repeated", "field Codice fiscale: received '02009180189' once more"),
        (BETA.replace("BETA SRL", "CITTÃ\x80 BETA"), "letters", "field Denominazione: received"),
        (BETA.replace("BETA SRL", "B" * 2001), "length", "field Denominazione: received 2,001 characters"),
        (BETA.replace(";;Agritech", ";not an address;Agritech"), "website", "field Sito: received 'not an address'"),
        (BETA + ";;x", "width", "received 11 cells"),
    ],
)  # fmt: skip
def test_a_cell_that_cannot_be_used_is_told_and_the_others_are_said(
    sources: Sources, row: str, kind: str, told: str
) -> None:
    said = read(sources, table(ALFA, row))
    assert kind in said.issues(), said.issues()
    assert "elenco.csv, line 3" in said.told(kind)[0]
    assert told in said.told(kind)[0]
    assert "tax/02009180189" in said.subjects("StartUp")


def test_what_is_written_for_nothing_says_nothing(sources: Sources) -> None:
    said = read(sources, table("BETA SRL;00396070187;Pavia;PV;n.d.;-;N/A;nd;"))
    assert said.issues() == {}
    assert "foundingDate" not in said.about("tax/00396070187")


def test_a_column_that_the_mapping_does_not_know_is_shown(sources: Sources) -> None:
    said = read(sources, table(ALFA + ";nuovo", header=HEADER + ";Novità"))
    assert said.manifest["unread"] == [{"file": "elenco.csv", "field": "Novità", "rows": 1}]


@pytest.mark.parametrize(
    ("content", "mapping", "told"),
    [
        (table(header=HEADER.replace("Comune", "Comuni")), MAPPING, "a field Comune; is it 'Comuni' now?"),
        (table(), MAPPING.replace("[columns]", 'delimiter = ","\n[columns]'), "cells parted by the mark given; is it ';'?"),
        (table(), MAPPING.replace('"afil"', '"afill"'), "source.toml, line 30, field member of: received 'afill'"),
        (table(), MAPPING.replace('"agrifood"', '"agrifod"'), "did you mean 'agrifood'?"),
        (table(), MAPPING.replace('unit = "person"', 'unit = "persons"'), "field Addetti: received the unit 'persons'"),
        ("<html><body>Accesso negato</body></html>", MAPPING, "was a page saved in its place?"),
        (table(header=HEADER.replace("Pr;", "Comune;")), MAPPING, "received the same column twice"),
        (b"%PDF-1.7 ", MAPPING, "received a PDF, though its name ends with .csv"),
        (HEADER + "\n", MAPPING, "files without a row that this source has"),
    ],
)  # fmt: skip
def test_a_table_that_does_not_fit_its_mapping_is_refused(
    sources: Sources, content: str | bytes, mapping: str, told: str
) -> None:
    with pytest.raises(InputError) as caught:
        read(sources, content, mapping)
    assert told in str(caught.value)


def test_a_workbook_without_the_sheet_is_refused(sources: Sources) -> None:
    book: BytesIO = workbook(("Elenco", [HEADER.split(";"), ALFA.split(";")]))
    with pytest.raises(InputError, match="no sheet 'Altro'; allowed: 'Elenco'"):
        read(sources, book.getvalue(), MAPPING.replace("[columns]", 'sheet = "Altro"\n[columns]'), "a.xlsx")


def test_windows_1252_is_noticed_and_read(sources: Sources) -> None:
    said = read(sources, table(ALFA.replace("ALFA", "CITTÀ")).encode("cp1252"))
    assert said.issues() == {"encoding": 1}
    assert said.about("tax/02009180189")["label"] == {"CITTÀ ROBOTICS SRL"}
