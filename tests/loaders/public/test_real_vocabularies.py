"""The real code lists and ISTAT lists: all of them are read, the codes are as many as the table of the documentation
says, and every issue is one that it explains."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fixtures_sources import Said, Sources

from zisgraph.loaders.geography.gazetteer import HOMONYMS, plain
from zisgraph.loaders.public import definitions

pytestmark = pytest.mark.shared_data

FOLDERS = {
    "ateco-2007": "ontopia/ateco-2007.*",
    "ateco-2025": "ateco-2025/*",
    "legal-status": "ontopia/legal-status.*",
    "s13": "ontopia/S13.*",
    "academic-disciplines": "ontopia/academic-disciplines.csv",
    "erc-panels": "ontopia/erc-panel-h2020-fp.csv",
    "oecd-fields": "ontopia/fields-of-research-development.csv",
    "asjc": "ontopia/all-science-journal.csv",
    "italian-regions": "ontopia/regions.*",
    "italian-provinces": "ontopia/provinces.*",
    "nace-2": "nace/dpv-nace.ttl",
    "euroscivoc": "euroscivoc/EuroSciVoc.ttl",
    "nuts": "nuts/nuts-ted.json",
    "istat-municipalities/2026-08-14": "istat/situas-comuni-2026-08-14.csv",
    "istat-municipalities/2024": "istat/Elenco-comuni-italiani.csv",
    "anpr-municipalities": "istat/ANPR_archivio_comuni.csv.gz",
}
EXPLAINED = {
    "ateco-2007": {"another name in another form": 144, "not in another form": 3, "only in another form": 2},
    "ateco-2025": {
        "encoding": 1,
        "another name in another form": 610,
        "only in another form": 183,
        "not in another form": 82,
    },
    "legal-status": {"another name": 1, "another name in another form": 1, "not in another form": 1},
    "s13": {"another name in another form": 4, "not in another form": 1, "only in another form": 1},
    "euroscivoc": {"code not in the list": 26},
    "nuts": {"parent": 7},
}
CONCEPT = "http://www.w3.org/2004/02/skos/core#Concept"
BROADER = "<http://www.w3.org/2004/02/skos/core#broader>"


@pytest.fixture(scope="module")
def folder(shared_data: Path) -> Path:
    return shared_data / "vocabularies"


@pytest.fixture(scope="module")
def said(shared_data: Path, folder: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Said]:
    """All the lists, and the fields of science of CORDIS projects."""
    here = Sources(tmp_path_factory.mktemp("vocabularies"))
    for place, files in FOLDERS.items():
        here.link(place, sorted(folder.glob(files)))
    fields = shared_data / "cordis" / "horizon-europe-2026-04" / "euroSciVoc.xlsx"
    here.link("cordis-horizon/2026-04", [fields])
    return here.read()


def test_every_file_of_the_folder_is_read(said: dict[str, Said], folder: Path) -> None:
    there = {file.name.removesuffix(".gz") for file in folder.glob("*/*") if file.is_file()}
    read = {Path(name).name for one in said.values() for name in one.manifest["tables"]}
    assert there - read == {"ANPR_archivio_comuni.csv"}, "only consulted"


def test_every_issue_is_explained_and_every_field_read(said: dict[str, Said]) -> None:
    for source, one in said.items():
        assert one.issues() == EXPLAINED.get(source, {}), source
        assert one.manifest["unread"] == [], source


def test_the_codes_are_as_many_as_the_documentation_says(said: dict[str, Said]) -> None:
    page = (Path(__file__).parents[3] / "docs" / "sources.md").read_text(encoding="utf-8")
    told = {
        name: int(count.replace(",", ""))
        for name, count in re.findall(r"^\| `([\w-]+)` \| ([\d,]+) \|", page, re.MULTILINE)
    }
    lists = {one.id for one in definitions().values() if one.reader == "code_list"}
    assert told == {name: said[name].manifest["things"]["Concept"] for name in lists}


def test_no_code_stands_below_two_but_the_disciplines(said: dict[str, Said]) -> None:
    for source, one in said.items():
        below = [line.split(" ", 1)[0] for line in one.lines if BROADER in line]
        assert source == "academic-disciplines" or len(below) == len(set(below)), source


def test_euroscivoc_gets_its_tree(said: dict[str, Said]) -> None:
    one = said["euroscivoc"]
    assert sum(BROADER in line for line in one.lines) == 953
    assert one.manifest["kinds"]["level 1"] == 6
    assert one.manifest["left_out"] == {
        "codes without a parent, because no path names them": 70,
        "codes without a parent, because the list lacks it": 2,
    }
    assert not any("#definition>" in line for line in one.lines), "the definitions are EC2U's"


def test_ateco_2025_in_its_table_and_in_its_workbook_is_the_same(shared_data: Path, tmp_path: Path) -> None:
    folder, found = shared_data / "vocabularies" / "ateco-2025", []
    for number, name in enumerate(("ateco_2025.csv", "ateco_2025_raw.xlsx")):
        here = Sources(tmp_path / str(number))
        here.link("ateco-2025", [folder / name])
        found.append([line for line in here.read()["ateco-2025"].lines if "/id/code/" in line])
    assert found[0] == found[1]
    assert len(found[0]) > 15_000


def test_the_places_of_istat(said: dict[str, Said]) -> None:
    one = said["istat-municipalities"]
    things = one.manifest["by_snapshot"]["istat-municipalities--2026-08-14"]
    assert (things["Municipality"], things["Province"], things["Region"]) == (1501, 12, 1)
    assert one.manifest["left_out"] == {"municipalities of other regions": 12790, "municipalities that are no more": 4}
    milan, monza = one.about("istat/015"), one.about("istat/108")
    assert (milan["utsCode"], milan["nutsCode"], monza["nutsCode"]) == ({"215"}, {"ITC4C"}, {"ITC4D"})
    assert one.about("istat/015146")["cadastralCode"] == {"F205"}


def test_names_in_two_provinces_are_the_homonyms_of_the_gazetteer(folder: Path) -> None:
    lines = (folder / "istat" / "situas-comuni-2026-08-14.csv").read_text(encoding="utf-8-sig").splitlines()
    rows = [dict(zip(lines[0].split(";"), line.split(";"), strict=True)) for line in lines[1:]]
    names = [row["Comune (dizione italiana)"] for row in rows]
    twice = {name for name in names if names.count(name) > 1}
    assert twice == {"Castro", "Livo", "Peglio", "Samone", "San Teodoro"}
    lombard = {row["Comune (dizione italiana)"] for row in rows if row["Codice Regione"] == "03"}
    assert {plain(name) for name in twice & lombard} == HOMONYMS


def test_former_names_of_the_archive(shared_data: Path, tmp_path: Path) -> None:
    from zisgraph.loaders.bundled.datasets import bundled
    from zisgraph.loaders.bundled.load import read_facts
    from zisgraph.loaders.public.places import gazetteer

    here = Sources(tmp_path)
    here.link("anpr-municipalities", [shared_data / "vocabularies" / "istat" / "ANPR_archivio_comuni.csv.gz"])
    places = gazetteer(read_facts(bundled()), here.folder)
    assert len(places.former) > 130
    for name, today in (
        ("Corteolona", "Corteolona e Genzone"),
        ("GODIASCO", "Godiasco Salice Terme"),
        ("Bigarello", "San Giorgio Bigarello"),
        ("Cinisello", "Cinisello Balsamo"),
        ("Bosisio", "Bosisio Parini"),
    ):
        found = places.place(name)
        assert found is not None, name
        assert found.municipality.name == today
    for name in ("Cavallasca", "Arsago", "Roma", "Borgoforte"):
        assert places.place(name) is None, name
