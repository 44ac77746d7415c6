"""Code lists in every form they come in: one concept for each code, and what is wrong with a list told by its row."""

from __future__ import annotations

import dataclasses
import json

import pytest
from code_files import (
    ATECO_2007,
    ATECO_2007_TURTLE,
    ATECO_2025,
    EUROSCIVOC,
    HEAD,
    LEGAL_STATUS,
    LEGAL_STATUS_TURTLE,
    NACE,
    OFFICIAL,
    ONTOPIA,
    PROVINCES,
    REGIONS,
    ateco_2025_csv,
    ateco_2025_raw,
    ateco_2025_structure,
    ateco_2025_xml,
    legal_form,
)
from fixtures_sources import Said, Sources

from zisgraph.errors import InputError
from zisgraph.loaders.public import definitions, staging


@pytest.fixture(autouse=True)
def small_lists(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lists of a few codes: the bounds of the real ones are tested on the real ones."""
    free = {
        one.id: dataclasses.replace(one, metadata=dataclasses.replace(one.metadata, bounds={}))
        for one in definitions().values()
    }
    monkeypatch.setattr(staging, "definitions", lambda _folder: free)


def read(sources: Sources, source: str, **files: str | bytes) -> Said:
    """One source with these files; two underscores stand for the dot of a name."""
    for name, content in files.items():
        sources.put(f"{source}/{name.replace('__', '.')}", content)
    return sources.read()[source]


def tree(said: Said) -> dict[str, set[str]]:
    """Each code with those above it."""
    head = f"code/{said.manifest['dataset']}/"
    about = {
        subject: said.about(subject) for subject in said.subjects_of("http://www.w3.org/2004/02/skos/core#Concept")
    }
    return {
        subject.removeprefix(head): {one.removeprefix(head) for one in found.get("broader", ())}
        for subject, found in about.items()
    }


# --- forms ---------------------------------------------------------------------------------------------


def test_a_flat_table_whose_codes_tell_the_tree(sources: Sources) -> None:
    said = read(sources, "ateco-2007", **{"ateco-2007__csv": ATECO_2007})
    assert tree(said) == {
        "A": set(),
        "01": {"A"},
        "01.1": {"01"},
        "01.13": {"01.1"},
        "01.13.2": {"01.13"},
        "01.13.21": {"01.13.2"},
        "Q": set(),
        "88": {"Q"},
        "88.1": {"88"},
        "88.10": {"88.1"},
    }
    assert said.about("code/ateco-2007/01.13.21") == {
        "type": {"http://www.w3.org/2004/02/skos/core#Concept"},
        "inScheme": {"code/ateco-2007"},
        "notation": {"01.13.21"},
        "prefLabel": {"Coltivazione di ortaggi fuori suolo"},
        "changeNote": {"Sostituisce 01.13.20 in Ateco 2007 - aggiornamento 2021"},
        "broader": {"code/ateco-2007/01.13.2"},
    }
    assert said.about("code/ateco-2007/A")["topConceptOf"] == {"code/ateco-2007"}
    assert said.about("code/ateco-2007")["identifier"] == {"ateco-2007"}
    assert said.manifest["kinds"] == {f"level {n}": c for n, c in enumerate((2, 2, 2, 2, 1, 1), start=1)}
    assert said.issues() == {}
    assert said.manifest["unread"] == []


def test_the_turtle_of_a_table_adds_addresses_and_has_to_say_the_same(sources: Sources) -> None:
    said = read(sources, "ateco-2007", **{"ateco-2007__csv": ATECO_2007, "ateco-2007__ttl": ATECO_2007_TURTLE})
    assert said.about("code/ateco-2007/01")["exactMatch"] == {f"{ONTOPIA}/ateco-2007/01"}
    assert said.about("code/ateco-2007/A")["prefLabel"] == {"AGRICOLTURA, SILVICOLTURA E PESCA"}
    assert said.issues() == {"not in another form": 8}
    assert "code/ateco-2007/ateco-collection" not in said.subjects_of("http://www.w3.org/2004/02/skos/core#Concept")


def test_levels_in_columns_and_a_code_in_the_dress_of_a_number(sources: Sources) -> None:
    said = read(sources, "legal-status", **{"legal-status__csv": LEGAL_STATUS})
    assert tree(said) == {"1": set(), "1.2": {"1"}, "1.2.10": {"1.2"}, "2": set(), "2.2": {"2"}, "2.2.20": {"2.2"}}
    (told,) = said.told("another name")
    assert told == "legal-status.csv, line 4, field codice_3_livello: received 2.2.20 'Agenzia dello Stato'"


def test_the_turtle_is_the_list_where_the_table_is_wrong(sources: Sources) -> None:
    files = {"legal-status__csv": LEGAL_STATUS, "legal-status__ttl": LEGAL_STATUS_TURTLE}
    said = read(sources, "legal-status", **files)
    assert said.about("code/legal-status/2.2.30")["prefLabel"] == {"Agenzia dello Stato"}
    assert said.about("code/legal-status/1")["exactMatch"] == {f"{ONTOPIA}/legal-status/1"}
    assert tree(said)["2.2.30"] == {"2.2"}
    assert said.issues() == {"another name": 1, "another name in another form": 1, "not in another form": 1}
    assert LEGAL_STATUS_TURTLE.splitlines()[38].endswith("/2230>")
    assert said.told("not in another form") == [
        "legal-status.ttl, line 39, field skos:notation: received 2.2.30, which legal-status.csv lacks"
    ]


def test_ateco_2025_is_windows_1252_with_notes_over_several_lines(sources: Sources) -> None:
    said = read(sources, "ateco-2025", ateco_2025__csv=ateco_2025_csv())
    assert said.about("code/ateco-2025/01.11.00")["prefLabel"] == {
        "Cereali, escluso il “riso”",
        "Cereals, other than rice",
    }
    assert said.manifest["tables"] == {"ateco_2025.csv": {"rows": 7}}
    assert said.issues() == {"encoding": 1}


FORMS = {
    "ateco_2025.csv": ateco_2025_csv(),
    "ateco_2025_raw.xlsx": ateco_2025_raw(),
    "ateco_2025.xml": ateco_2025_xml().encode(),
    "ateco_2025.xlsx": ateco_2025_structure(),
}


@pytest.mark.parametrize("name", FORMS)
def test_each_form_of_ateco_2025_gives_the_same_tree(sources: Sources, name: str) -> None:
    said = read(sources, "ateco-2025", **{name.replace(".", "__"): FORMS[name]})
    whole = {"A": set(), "01": {"A"}, "01.1": {"01"}, "01.11": {"01.1"}, "01.11.0": {"01.11"}, "01.11.00": {"01.11.0"}}
    assert tree(said) == ({code: whole[code] for code in list(whole)[:4]} if name == "ateco_2025.xlsx" else whole)
    assert set(said.issues()) <= {"encoding"}
    assert said.manifest["unread"] == []


def test_all_forms_together_agree_and_another_edition_is_noticed(sources: Sources) -> None:
    files = {name.replace(".", "__"): content for name, content in FORMS.items()}
    assert read(sources, "ateco-2025", **files).issues() == {"encoding": 1}
    other = read(sources, "ateco-2025", ateco_2025__xml=ateco_2025_xml(last="9"))
    assert other.issues() == {"encoding": 1, "not in another form": 1, "only in another form": 1}
    assert "code/ateco-2025/01.11.09" not in other.subjects_of("http://www.w3.org/2004/02/skos/core#Concept")


def test_a_class_is_a_code_and_the_letter_before_its_number_is_that_of_the_section(sources: Sources) -> None:
    said = read(sources, "nace-2", **{"dpv-nace__ttl": NACE})
    assert tree(said) == {"A": set(), "01": {"A"}, "01.1": {"01"}}
    found = said.about("code/nace-2/01.1")
    assert (found["notation"], found["exactMatch"]) == ({"01.1"}, {"http://w3id.org/ns/dpv-nace/A01.1"})
    assert any('"Growing of non-perennial crops"@en' in line for line in said.lines)


def test_a_region_that_is_none_is_left_out_and_counted(sources: Sources) -> None:
    said = read(sources, "italian-regions", regions__csv=REGIONS)
    assert tree(said) == {"03": set()}
    assert said.manifest["left_out"] == {"codes of no real region": 1}


def test_a_province_keeps_its_noughts_and_is_part_of_a_region_of_another_list(sources: Sources) -> None:
    found = read(sources, "italian-provinces", provinces__csv=PROVINCES).about("code/italian-provinces/015")
    assert found["broadMatch"] == {"code/italian-regions/03"}
    assert (found["notation"], found["prefLabel"], found["altLabel"]) == ({"015"}, {"Milano"}, {"MI"})


def test_a_discipline_may_stand_in_two_sectors_and_a_stroke_stays_one(sources: Sources) -> None:
    names = [f"{what}_{n}_livello{tongue}" for n in range(1, 5) for what, tongue in (
        ("codice", ""), ("label", "_it"), ("label", "_en"), ("definizione", "_it"), ("definizione", "_en"))]  # fmt: skip
    rows = [
        ["Area 02", "Fisica", "Physics", "Area CUN", "Area CUN", "02/A", "a", "a", "", "", sector, sector, sector, "", "",
         "FIS/01", "Fisica sperimentale", "Experimental physics", "", ""]
        for sector in ("02/A1", "02/B1")
    ]  # fmt: skip
    text = "\n".join(",".join(row) for row in [names, *rows])
    said = read(sources, "academic-disciplines", **{"academic-disciplines__csv": text})
    assert tree(said)["FIS/01"] == {"02/A1", "02/B1"}
    assert said.about("code/academic-disciplines/Area%2002")["notation"] == {"Area 02"}
    assert said.issues() == {}


def nuts(*codes: str) -> str:
    base = "http://data.europa.eu/nuts/code/"
    rows = [{"code": {"type": "literal", "value": c}, "conceptURI": {"type": "uri", "value": base + c}} for c in codes]
    return json.dumps({"head": {"vars": ["code", "conceptURI"]}, "results": {"bindings": rows}}, indent=1)


def test_nuts_codes_stand_below_the_code_without_their_last_mark(sources: Sources) -> None:
    said = read(sources, "nuts", nuts__json=nuts("IT", "ITC", "ITC4", "ITC4C", "UKN10"))
    assert tree(said) == {"IT": set(), "ITC": {"IT"}, "ITC4": {"ITC"}, "ITC4C": {"ITC4"}, "UKN10": set()}
    assert said.about("code/nuts/ITC4C")["exactMatch"] == {"http://data.europa.eu/nuts/code/ITC4C"}
    assert said.told("parent") == [
        "nuts.json, line 50, field code: received UKN10 below 'UKN1', which is not in the list"
    ]
    assert "topConceptOf" not in said.about("code/nuts/UKN10"), "a code whose parent is lost is no top"


# --- EuroSciVoc ----------------------------------------------------------------------------------------

PATHS = """projectID;euroSciVocCode;euroSciVocPath;euroSciVocTitle
1;/23/47/297;/natural sciences/computer and information sciences/artificial intelligence;artificial intelligence
2;/23/47;/natural sciences/computer and information sciences;computer and information sciences
3;/23/999/44;/natural sciences/new/below;below
4;/23/999/44;/natural sciences/new/below;below
"""


def test_the_tree_of_euroscivoc_comes_from_the_paths_of_cordis_which_say_so(sources: Sources) -> None:
    sources.put("cordis-horizon/2026-04/euroSciVoc.csv", PATHS)
    said = read(sources, "euroscivoc", EuroSciVoc__ttl=EUROSCIVOC)
    assert tree(said) == {"23": set(), "47": {"23"}, "297": {"47"}, "831": set(), "44": set()}
    assert said.about("code/euroscivoc/297") == {
        "type": {"http://www.w3.org/2004/02/skos/core#Concept"},
        "inScheme": {"code/euroscivoc"},
        "notation": {"297"},
        "prefLabel": {"artificial intelligence"},
        "exactMatch": {f"{OFFICIAL}/c"},
        "broader": {"code/euroscivoc/47"},
    }
    (line,) = [line for line in said.lines if "/297> <http://www.w3.org/2004/02/skos/core#broader>" in line]
    assert line.endswith("/graph/euroscivoc/cordis-horizon--2026-04/sourced> .\n".strip())
    assert said.about("code/euroscivoc/23")["topConceptOf"] == {"code/euroscivoc"}
    assert said.manifest["left_out"] == {
        "codes without a parent, because no path names them": 1,
        "codes without a parent, because the list lacks it": 1,
    }
    assert said.told("code not in the list") == ["euroSciVoc.csv, line 4, field euroSciVocCode: received '999'"]


@pytest.mark.parametrize(
    ("row", "kind", "told"),
    [
        ("5;/297/23;x;x", "circle", "line 6, field euroSciVocCode: received 23 below 297"),
        ("5;/297;x;x", "another parent", "line 6, field euroSciVocCode: received 297 below none"),
        ("5;/47/47;x;x", "another parent", "line 6, field euroSciVocCode: received 47 below none"),
    ],
)
def test_paths_that_contradict_each_other_are_told(sources: Sources, row: str, kind: str, told: str) -> None:
    first = [] if kind == "circle" else PATHS.splitlines()[1:]
    lines = (
        [PATHS.splitlines()[0], *first, row] if first else [PATHS.splitlines()[0], "", "", "", "1;/23/47/297;x;x", row]
    )
    sources.put("cordis-horizon/euroSciVoc.csv", "\n".join(lines))
    said = read(sources, "euroscivoc", EuroSciVoc__ttl=EUROSCIVOC)
    assert any(told in one for one in said.told("another parent")), said.issues()
    assert tree(said)["297"] == {"47"}


def test_without_cordis_the_list_is_flat_and_no_code_is_called_a_top(sources: Sources) -> None:
    said = read(sources, "euroscivoc", EuroSciVoc__ttl=EUROSCIVOC)
    assert set(map(frozenset, tree(said).values())) == {frozenset()}
    assert not any("topConceptOf" in line for line in said.lines)


# --- broken lists --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("Codice Ateco 2007", "Codice Ateco", "field Codice Ateco 2007: .*; is it 'Codice Ateco' now"),
        (ATECO_2007, "<!DOCTYPE html><html></html>", "a web page or XML"),
        (ATECO_2007, ATECO_2007.splitlines()[0], "ateco-2007.csv: received a file without a single code"),
    ],
)
def test_a_file_that_is_not_the_list_is_refused(sources: Sources, old: str, new: str, told: str) -> None:
    sources.put("ateco-2007/ateco-2007.csv", ATECO_2007.replace(old, new))
    with pytest.raises(InputError, match=told):
        sources.read()


@pytest.mark.parametrize(
    ("row", "kind", "told"),
    [
        ("01.99.1,Senza gruppo,", "parent", "line 12, field Codice Ateco 2007: received 01.99.1 below '01.99'"),
        ("88.10,Un altro nome,", "another name", "received 88.10 'Un altro nome'"),
        ("../etc,Che esce,", "code", "received '../etc'"),
        ('"01.<x>",Con segni,', "code", "received '01.<x>'"),
        (",Senza codice,", "code", "received nothing"),
        ("01.2", "width", "line 12, field : received 1 cells"),
        ('"01.2,Mai chiusa', "broken", "received a quoted cell that is never closed"),
    ],
)
def test_a_row_that_is_wrong_is_told_and_the_others_count(sources: Sources, row: str, kind: str, told: str) -> None:
    said = read(sources, "ateco-2007", **{"ateco-2007__csv": ATECO_2007 + row + "\n"})
    assert said.issues() == {kind: 1}
    assert told in said.told(kind)[0]
    assert tree(said)["88.10"] == {"88.1"}


def test_an_address_that_is_none_is_told_and_not_said(sources: Sources) -> None:
    text = EUROSCIVOC.replace(f"{OFFICIAL}/b", "no address> <x")
    said = read(sources, "euroscivoc", EuroSciVoc__ttl=text)
    assert said.issues() == {"address": 1}
    assert "received 'no address> <x'" in said.told("address")[0]
    assert "exactMatch" not in said.about("code/euroscivoc/47")


def test_the_region_of_a_province_has_to_be_a_code(sources: Sources) -> None:
    said = read(sources, "italian-provinces", provinces__csv=PROVINCES.replace('"03"', '"../03"'))
    assert said.issues() == {"code": 1}
    assert "broadMatch" not in said.about("code/italian-provinces/015")


def test_a_circle_is_told_once_and_opened(sources: Sources) -> None:
    text = HEAD + legal_form("1", "Uno", "1.2") + legal_form("1.2", "Due", "1") + legal_form("3", "Tre", "3")
    said = read(sources, "legal-status", **{"legal-status__ttl": text})
    assert said.issues() == {"circle": 2}
    assert sorted(map(len, tree(said).values())) == [0, 0, 1]


def test_two_parents_of_one_code_are_told_where_a_list_has_one(sources: Sources) -> None:
    rows = [*ATECO_2025, ("2", "02", "FORESTE", "FORESTRY", "2", "A", "1", "", ""),
            ("3", "01.1", "COLTURE NON PERMANENTI", "NON-PERENNIAL CROPS", "3", "02", "2", "", "")]  # fmt: skip
    said = read(sources, "ateco-2025", ateco_2025__csv=ateco_2025_csv(rows))
    assert said.told("another parent") == ["ateco_2025.csv, line 12, field CODICE: received 01.1 below 02"]
    assert tree(said)["01.1"] == {"01"}


def test_a_dtd_in_the_xml_form_is_refused(sources: Sources) -> None:
    bomb = ateco_2025_xml().replace("<Ateco>", '<!DOCTYPE a [<!ENTITY b "bbbb">]><Ateco>')
    sources.put("ateco-2025/ateco_2025.xml", bomb)
    with pytest.raises(InputError, match=r"ateco_2025\.xml, line 2: received a document type"):
        sources.read()


def test_a_new_column_is_noticed(sources: Sources) -> None:
    text = "\n".join(f"{line},{'nuovo' if n else 'Colonna'}" for n, line in enumerate(ATECO_2007.splitlines()))
    said = read(sources, "ateco-2007", **{"ateco-2007__csv": text})
    assert said.manifest["unread"] == [{"file": "ateco-2007.csv", "field": "Colonna", "rows": 10}]


def test_a_list_of_too_few_codes_is_refused(sources: Sources, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(staging, "definitions", definitions)
    sources.put("ateco-2007/ateco-2007.csv", ATECO_2007)
    with pytest.raises(
        InputError, match=r"ateco-2007\.toml, field Concept: received 10 of them; allowed: 2600 to 4000"
    ):
        sources.read()
