"""The five per mille lists: bodies of research by their tax code, their lists and figures, names cut off."""

from __future__ import annotations

import csv
import gzip
import io
import re
from pathlib import Path
from typing import Any

import pytest
from fixtures_sources import Said, Sources

from zisgraph.errors import InputError
from zisgraph.model.iris import Minter

COLUMNS = (
    "prog", "codice_fiscale", "denominazione", "regione", "pr", "nome_comune", "codice_comune", "ets_e_onlus", "asd",
    "ricerca_scientifica", "ricerca_sanitaria", "comuni", "beni_culturali_e_paesaggistici", "enti_gestori_aree_protette",
    "numero_scelte", "importo_delle_scelte_espresse", "importo_proporzionale_per_le_scelte_generiche",
    "importo_proporzionale_per_ripartizione_importi_inferiori_a_100", "importo_totale_erogabile", "pagina", "file",
    "old_nome_comune",
)  # fmt: skip
CUT = "EUCENTRE - CENTRO EUROPEO DI FORMAZIONE E RICERCA IN INGEGN"


def row(code: str, name: str, **more: Any) -> dict[str, Any]:
    own = {
        "prog": "1", "codice_fiscale": code, "denominazione": name, "regione": "LOMBARDIA", "pr": "PV",
        "nome_comune": "PAVIA", "codice_comune": "018110", "ricerca_scientifica": "X", "numero_scelte": "120",
        "importo_totale_erogabile": "4520.50", "importo_delle_scelte_espresse": "4000.00", "file": "P01.pdf",
    }  # fmt: skip
    return dict.fromkeys(COLUMNS, "") | own | more


def table(*rows: dict[str, Any]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def read(sources: Sources, *rows: dict[str, Any]) -> Said:
    sources.put("cinque-per-mille/2022/research.csv", table(*rows))
    return sources.read()["cinque-per-mille"]


def test_a_body_is_said_with_its_lists_its_seat_and_its_figures(sources: Sources) -> None:
    said = read(sources, row("02009180189", CUT, ricerca_sanitaria="X", ets_e_onlus="X"))
    assert said.about("tax/02009180189") == {
        "type": {"Organisation"},
        "taxCode": {"02009180189"},
        "label": {CUT},
        "cutName": {CUT},
        "fivePerMilleList": {"third_sector", "scientific_research", "health_research"},
        "city": {"Pavia"},
        "provinceCode": {"PV"},
        "seatIn": {"istat/018110"},
        "placedBy": {"istat-code"},
    }
    figures = [said.about(one) for one in sorted(said.subjects("Observation"))]
    assert sorted((*f["indicator"], *f["value"], *f["unit"], *f["year"], *f["asGiven"]) for f in figures) == [
        ("five_per_mille_amount", "4520.5", "unit/eur", "2022", "4520.50"),
        ("five_per_mille_choices", "120", "unit/count", "2022", "120"),
    ]
    assert said.manifest["unread"] == []
    assert said.issues() == {}


def test_a_name_that_may_be_cut_off_is_not_sure(sources: Sources) -> None:
    said = read(sources, row("02009180189", CUT), row("00396070187", "FONDAZIONE MONDINO"))
    graphs = {
        line.split('"')[1]: line.rsplit("/", 1)[1]
        for line in said.lines
        if "rdf-schema#label> " in line and "/tax/" in line
    }
    assert graphs == {CUT: "unverified> .", "FONDAZIONE MONDINO": "sourced> ."}


def test_persons_other_lists_and_other_regions_are_left_out_and_counted(sources: Sources) -> None:
    said = read(
        sources,
        row("02009180189", "UNO"),
        row("RSSMRA80A01F205X", "ROSSI MARIO"),
        row("00396070187", "SPORT CLUB", ricerca_scientifica="", asd="X"),
        row("00462870189", "ROMANA", regione="LAZIO", nome_comune="ROMA", codice_comune="058091", pr="RM"),
    )
    assert said.manifest["left_out"] == {
        "natural persons": 1,
        "bodies of other lists": 1,
        "bodies outside Lombardy": 1,
    }
    assert said.subjects("Organisation") == {"tax/02009180189"}
    assert not any("ROSSI" in line for line in said.lines)
    assert said.manifest["kinds"] == {"scientific_research": 1}


def test_one_body_in_two_files_is_said_once(sources: Sources) -> None:
    sources.put("cinque-per-mille/2022/ets.csv.gz", gzip.compress(table(row("02009180189", "UNO")).encode()))
    said = read(sources, row("02009180189", "UNO"))
    assert said.manifest["left_out"] == {"rows repeated in another file": 1}
    assert said.issues() == {}


def test_a_code_without_its_nought_is_found_by_the_name_of_the_town(sources: Sources) -> None:
    said = read(
        sources,
        row("2009180189", "UNO", codice_comune="18110"),
        row("00396070187", "DUE", codice_comune="", nome_comune="SAN GIULIANO MILANESE", pr="MI"),
    )
    assert said.subjects("Organisation") == {"tax/02009180189", "tax/00396070187"}
    assert said.about("tax/00396070187")["placedBy"] == {"name"}


@pytest.mark.parametrize(
    ("broken", "told"),
    [
        ({"codice_fiscale": "02009180188"}, "field codice_fiscale: received '02009180188'"),
        ({"numero_scelte": "1,20"}, "field numero_scelte: received '1,20'"),
        ({"importo_totale_erogabile": "1.234,50"}, "field importo_totale_erogabile: received '1.234,50'"),
    ],
)
def test_values_that_cannot_be_used_are_told_with_their_line(
    sources: Sources, broken: dict[str, str], told: str
) -> None:
    said = read(sources, row("00396070187", "DUE"), row("02009180189", "UNO", **broken))
    ((kind, count),) = said.issues().items()
    assert count == 1
    (example,) = said.told(kind)
    assert f"research.csv, line 3, {told}" in example


def test_two_rows_that_differ_for_one_body_are_an_issue(sources: Sources) -> None:
    said = read(sources, row("02009180189", "UNO"), row("02009180189", "UNO", numero_scelte="7"))
    assert said.told("tax code repeated") == [
        "research.csv, line 3, field codice_fiscale: received 02009180189 with other values"
    ]


def test_a_renamed_column_stops_the_load(sources: Sources) -> None:
    sources.put(
        "cinque-per-mille/2022/a.csv", table(row("02009180189", "UNO")).replace("codice_fiscale", "cod_fiscale")
    )
    with pytest.raises(InputError, match="a field codice_fiscale; is it 'cod_fiscale' now"):
        sources.read()


def test_a_tax_code_is_an_address_and_a_key_of_judgements() -> None:
    assert Minter().judged("tax:02009180189") == Minter().tax("02009180189") == Minter().base + "id/tax/02009180189"


@pytest.mark.shared_data
def test_the_slices_of_2022(sources: Sources, shared_data: Path) -> None:
    folder = shared_data / "cinque-per-mille-2022"
    sources.link("cinque-per-mille/2022", [folder / "research-lombardia.csv", folder / "lombardia-ets.csv.gz"])
    cordis = shared_data / "cordis"
    sources.link("cordis-search/2022-02", sorted((cordis / "semiconductors-json-2022-02").iterdir()))
    sources.link("cordis-h2020/2023-05-29", sorted((cordis / "h2020-2023-05-29").iterdir()))
    found = sources.read()
    said = found["cinque-per-mille"]
    assert said.issues() == {}
    assert said.manifest["unread"] == []
    assert len(said.subjects("Organisation")) == 96
    assert said.manifest["kinds"]["scientific_research"] == 79
    assert said.manifest["kinds"]["health_research"] == 27
    assert said.manifest["placed"] == {"istat-code": 96}
    codes = {one.removeprefix("tax/") for one in said.subjects("Organisation")}
    numbers = {
        number
        for source in ("cordis-search", "cordis-h2020")
        for line in found[source].lines
        for number in re.findall(r'#vatNumber> "IT(\d{11})"', line)
    }
    assert codes & numbers == {"02133120150", "03254210150", "06781690968", "07636600962", "12621570154"}
    assert said.about("tax/02009180189")["cutName"] == {CUT}
