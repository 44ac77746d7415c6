"""ISTAT's list in both its forms: codes of Lombard places, NUTS by edition, and names that occur twice."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

import pytest
from fixtures_sources import Said, Sources

from zisgraph.errors import InputError
from zisgraph.loaders.public import definitions, staging

SITUAS = (
    "Codice Ripartizione geografica;Codice Regione;Codice Provincia (Storico);Codice Provincia/Uts;Codice Comune "
    "(alfanumerico);Codice Comune (numerico);Comune;Comune (dizione italiana);Comune (dizione straniera);Ripartizione "
    "geografica;Regione;Provincia/Uts;Tipologia Provincia/Uts;Capoluogo di regione;Capoluogo di provincia/uts;Sigla "
    "automobilistica;Codice catasto;Codice fiscale;Codice NUTS1 2024;Codice NUTS2 2024;Codice NUTS3 2024"
)
MILANO = "1;03;015;215;015146;15146;Milano;Milano;;Nord-ovest;Lombardia;Milano;3;1;1;MI;F205;01199250158;ITC;ITC4;ITC4C"
MONZA = (
    "1;03;108;108;108033;108033;Monza;Monza;;Nord-ovest;Lombardia;Monza e della Brianza;1;0;1;MB;F704;02030880153;"
    "ITC;ITC4;ITC4D"
)
CASTRO_BG = (
    "1;03;016;016;016065;16065;Castro;Castro;;Nord-ovest;Lombardia;Bergamo;1;0;0;BG;C337;00347110163;ITC;ITC4;ITC46"
)
CASTRO_LE = "4;16;075;075;075096;75096;Castro;Castro;;Sud;Puglia;Lecce;1;0;0;LE;M261;83001730756;ITF;ITF4;ITF45"
GONE = "1;03;013;013;013199;13199;Ronago;Ronago;;Nord-ovest;Lombardia;Como;1;0;0;CO;H521;00612380136;ITC;ITC4;ITC42"
SULCIS = "5;20;119;119;119023;119023;Villaperuccio;Villaperuccio;;Isole;Sardegna;Sulcis Iglesiente;1;0;0;SU;M278;8;ITG;ITG2;ITG2H"
MEDIO = "5;20;117;117;117001;117001;Barumini;Barumini;;Isole;Sardegna;Medio Campidano;1;0;0;VS;A681;8;ITG;ITG2;ITG2H"

LIST = (
    "Codice Regione,Codice dell'Unità territoriale sovracomunale (valida a fini statistici),Codice Provincia (Storico)(1),"
    "Progressivo del Comune (2),Codice Comune formato alfanumerico,Denominazione (Italiana e straniera),Denominazione in "
    "italiano,Denominazione altra lingua,Codice Ripartizione Geografica,Ripartizione geografica,Denominazione Regione,"
    "Denominazione dell'Unità territoriale sovracomunale (valida a fini statistici),Tipologia di Unità territoriale "
    "sovracomunale,Flag Comune capoluogo di provincia/città metropolitana/libero consorzio,Sigla automobilistica,Codice "
    "Comune formato numerico,Codice Comune numerico con 110 province (dal 2010 al 2016),Codice Comune numerico con 107 "
    "province (dal 2006 al 2009),Codice Comune numerico con 103 province (dal 1995 al 2005),Codice Catastale del comune,"
    "Codice NUTS1 2010,Codice NUTS2 2010 (3),Codice NUTS3 2010,Codice NUTS1 2021,Codice NUTS2 2021 (3),Codice NUTS3 2021"
)
MILANO_BEFORE = (
    "03,215,015,146,015146,Milano,Milano,,1,Nord-ovest,Lombardia,Milano,3,1,MI,15146,15146,15146,15146,F205,"
    "ITC,ITC4,ITC45,ITC,ITC4,ITC4C"
)


@pytest.fixture(autouse=True)
def small_lists(monkeypatch: pytest.MonkeyPatch) -> None:
    one = definitions()["istat-municipalities"]
    free = dataclasses.replace(one, metadata=dataclasses.replace(one.metadata, bounds={}))
    monkeypatch.setattr(staging, "definitions", lambda _folder: {**definitions(), one.id: free})


def situas(sources: Sources, *rows: str) -> Said:
    sources.put("istat-municipalities/2026-08-14/situas-comuni-2026-08-14.csv", "\ufeff" + "\n".join([SITUAS, *rows]))
    return sources.read()["istat-municipalities"]


def test_a_municipality_and_its_province_with_all_their_codes(sources: Sources) -> None:
    said = situas(sources, MILANO, MONZA)
    assert said.about("istat/015146") == {
        "type": {"Municipality"},
        "label": {"Milano"},
        "istatCode": {"015146"},
        "cadastralCode": {"F205"},
        "containedIn": {"istat/015"},
    }
    assert said.about("istat/015") == {
        "type": {"Province"},
        "label": {"Milano"},
        "istatCode": {"015"},
        "utsCode": {"215"},
        "plateCode": {"MI"},
        "nutsCode": {"ITC4C"},
        "nutsEdition": {"2024"},
        "containedIn": {"istat/03"},
    }
    assert said.about("istat/108")["nutsCode"] == {"ITC4D"}
    assert said.about("istat/03")["nutsCode"] == {"ITC4"}
    assert said.issues() == {}
    assert said.manifest["unread"] == []


def test_the_older_form_knows_an_older_edition_of_nuts(sources: Sources) -> None:
    sources.put("istat-municipalities/2022/Elenco-comuni-italiani.csv", f"{LIST}\n{MILANO_BEFORE}")
    said = sources.read()["istat-municipalities"]
    found = said.about("istat/015")
    assert (found["nutsCode"], found["nutsEdition"], found["formerNutsCode"]) == ({"ITC4C"}, {"2021"}, {"ITC45"})
    assert said.about("istat/015146")["cadastralCode"] == {"F205"}
    assert said.manifest["unread"] == []


def test_a_name_in_two_provinces_is_two_municipalities(sources: Sources) -> None:
    said = situas(sources, CASTRO_BG, CASTRO_LE)
    assert said.subjects("Municipality") == {"istat/016065"}
    assert said.manifest["left_out"] == {"municipalities of other regions": 1}


def test_a_municipality_that_is_no_more_is_counted(sources: Sources) -> None:
    said = situas(sources, MILANO, GONE)
    assert "istat/013199" not in said.subjects("Municipality")
    assert said.manifest["left_out"] == {"municipalities that are no more": 1}


def test_nuts_codes_of_all_italy_get_their_names_and_one_for_two_provinces_has_none_of_its_own(
    sources: Sources,
) -> None:
    said = situas(sources, MILANO, SULCIS, MEDIO)
    assert said.about("code/nuts/ITC4C")["prefLabel"] == {"Milano"}
    assert said.about("code/nuts/ITC")["prefLabel"] == {"Nord-ovest"}
    joint = said.about("code/nuts/ITG2H")
    assert joint["altLabel"] == {"Sulcis Iglesiente", "Medio Campidano"}
    assert "prefLabel" not in joint


@pytest.mark.parametrize(
    ("old", "new", "kind", "told"),
    [
        ("015146;15146", "15146;15146", "municipality code", "field Codice Comune (alfanumerico): received '15146'"),
        ("MI;F205", "MI;205", "cadastral code", "field Codice catasto: received '205'"),
        ("015;215", "015;21", "UTS code", "field Codice Provincia/Uts: received '21'"),
        ("MI;F205", "Milano;F205", "plate code", "field Sigla automobilistica: received 'Milano'"),
        (";ITC4C", ";IT C4C", "NUTS code", "field Codice NUTS3 2024: received 'IT C4C'"),
        ("015146;15146", "016146;15146", "province", "received 016146 in the province 015"),
    ],
)
def test_a_code_that_cannot_be_one_is_told_and_its_row_left_out(
    sources: Sources, old: str, new: str, kind: str, told: str
) -> None:
    said = situas(sources, MONZA, MILANO.replace(old, new))
    assert said.issues() == {kind: 1}
    assert told in said.told(kind)[0]
    assert said.subjects("Municipality") == {"istat/108033"}


def test_rows_that_contradict_each_other_are_told(sources: Sources) -> None:
    rows: Sequence[str] = (MILANO, MILANO.replace("Milano;Milano;;", "Milan;Milan;;"), MILANO.replace("ITC4C", "ITC45"))
    said = situas(sources, *rows)
    assert said.issues() == {"another name": 1, "another province": 1}
    assert said.about("istat/015")["nutsCode"] == {"ITC4C"}


def test_a_renamed_column_is_refused_with_the_nearest(sources: Sources) -> None:
    text = SITUAS.replace("Codice catasto", "Codice catastale") + "\n" + MILANO
    sources.put("istat-municipalities/situas.csv", text)
    with pytest.raises(InputError, match=r"field Codice catasto: .* is it 'Codice catastale' now"):
        sources.read()


ARCHIVE = (
    '\ufeff"ID","DATAISTITUZIONE","DATACESSAZIONE","CODISTAT","CODCATASTALE","DENOMINAZIONE_IT","IDREGIONE","SIGLAPROVINCIA"\n'
    '4415,"1861-03-17","2012-06-29","018073","E072","GODIASCO","03","PV"\n'
    '4414,"2012-06-30","9999-12-31","018073","E072","GODIASCO SALICE TERME","03","PV"\n'
)


def test_an_archive_that_cannot_be_read_is_told_once(sources: Sources) -> None:
    sources.put("anpr-municipalities/ANPR_archivio_comuni.csv", ARCHIVE.replace("CODCATASTALE", "CATASTALE"))
    sources.put("istat-municipalities/situas.csv", f"{SITUAS}\n{MILANO}")
    sources.put("italian-regions/regions.csv", "Codice_1_livello,Label_ITA_1_livello,Definizione\n03,Lombardia,\n")
    with pytest.raises(InputError, match=r"field CODCATASTALE: .* is it 'CATASTALE' now") as told:
        sources.read()
    assert len(told.value.issues) == 1


def test_a_former_name_in_a_source_finds_the_municipality_of_today(sources: Sources) -> None:
    from cordis_files import ORGANISATION, delimited, organisation

    body = organisation("101000001", "955555555", "TERME SPA", "GODIASCO", postCode="27052")
    sources.put("cordis-horizon/organization.csv", delimited(ORGANISATION, [body], ";"))
    assert sources.read()["cordis-horizon"].subjects("Organisation") == set()
    sources.put("anpr-municipalities/ANPR_archivio_comuni.csv", ARCHIVE)
    found = sources.read()["cordis-horizon"].about("pic/955555555")
    assert (found["city"], found["seatIn"], found["placedBy"]) == (
        {"Godiasco Salice Terme"},
        {"istat/018073"},
        {"former-name"},
    )
