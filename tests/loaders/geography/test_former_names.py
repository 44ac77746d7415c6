"""Names of the past lead to the municipality of today where an archive says so, and nowhere where it does not."""

from __future__ import annotations

import pytest

from zisgraph.loaders.geography import ENDLESS, Gazetteer, Method, Municipality, Past, former_names

TODAY = (
    Municipality("018192", "Corteolona e Genzone", "PV", ("Corteolona e Genzone",)),
    Municipality("018073", "Godiasco Salice Terme", "PV", ("Godiasco Salice Terme",)),
    Municipality("012144", "Bardello con Malgesso e Bregano", "VA", ("Bardello con Malgesso e Bregano",)),
    Municipality("012006", "Arsago Seprio", "VA", ("Arsago Seprio",)),
    Municipality("016012", "Arzago d'Adda", "BG", ("Arzago d'Adda",)),
    Municipality("013254", "Alta Valle Intelvi", "CO", ("Alta Valle Intelvi",)),
    Municipality("016065", "Castro", "BG", ("Castro",)),
)


def past(
    name: str, code: str, cadastral: str, plate: str, began: str, ended: str = ENDLESS, region: str = "03"
) -> Past:
    return Past(name, code, cadastral, plate, region, began, ended)


ARCHIVE = [
    # Renamed: the same cadastral code.
    past("GODIASCO", "018073", "E072", "PV", "1861-03-17", "2012-06-29"),
    past("GODIASCO SALICE TERME", "018073", "E072", "PV", "2012-06-30"),
    # Merged into one that began the day after, and bears the name.
    past("CORTEOLONA", "018056", "D067", "PV", "1861-03-17", "2015-12-31"),
    past("GENZONE", "018070", "D973", "PV", "1861-03-17", "2015-12-31"),
    past("CORTEOLONA E GENZONE", "018192", "M372", "PV", "2016-01-01"),
    # Ended, and the archive does not know it yet.
    past("BREGANO", "012018", "B126", "VA", "1956-01-01"),
    # The name of two of today's.
    past("ARSAGO", "016012", "A440", "BG", "1861-03-17", "1887-01-27"),
    past("ARZAGO D'ADDA", "016012", "A440", "BG", "1887-01-28"),
    past("ARSAGO", "012006", "A441", "VA", "1861-03-17", "1911-01-01"),
    past("ARSAGO SEPRIO", "012006", "A441", "VA", "1911-01-02"),
    # Became part of one that went on: another one that began on the day after is none of its business.
    past("CAVALLASCA", "013062", "C374", "CO", "1861-03-17", "2016-12-31"),
    past("ALTA VALLE INTELVI", "013254", "M383", "CO", "2017-01-01"),
    # Borne in another region as well.
    past("GENZONE", "080001", "X001", "RC", "1861-03-17", "1900-01-01", region="18"),
    past("CASTRO", "016065", "C337", "BG", "1861-03-17"),
]


def found(*left_out: str) -> dict[str, str]:
    return former_names([row for row in ARCHIVE if row.plate not in left_out], TODAY, "03")


def test_what_the_archive_says_and_no_more() -> None:
    assert found() == {"bregano": "012144", "corteolona": "018192", "godiasco": "018073"}


def test_a_name_that_another_region_bore_too_is_of_no_use() -> None:
    assert "genzone" not in found()
    assert found("RC")["genzone"] == "018192"


def test_a_name_that_leads_to_two_is_of_no_use() -> None:
    assert "arsago" not in found()
    assert found("BG")["arsago"] == "012006"


@pytest.fixture(scope="module")
def places() -> Gazetteer:
    return Gazetteer(TODAY, {"PV": frozenset({"pavia"})}, None, found())


def test_a_former_name_is_a_method_of_its_own(places: Gazetteer) -> None:
    placing = places.place("GODIASCO")
    assert placing is not None
    assert (placing.municipality.istat_code, placing.method) == ("018073", Method.FORMER_NAME)
    assert places.place("Corteolona", "27014") == places.place("Corteolona")
    today = places.place("Godiasco Salice Terme")
    assert today is not None
    assert today.method is Method.NAME


@pytest.mark.parametrize(
    ("city", "post_code"), [("Godiasco", "20133"), ("Godiasco", "00100"), ("Cavallasca", ""), ("Castro", "")]
)
def test_a_post_code_of_elsewhere_or_a_name_without_a_successor_gives_nothing(
    places: Gazetteer, city: str, post_code: str
) -> None:
    assert places.place(city, post_code) is None
