"""Course units of U-GOV: what is said of them, and the people of whom nothing is said."""

from __future__ import annotations

from pathlib import Path

import pytest
from fixtures_sources import Said, Sources
from ugov_answer import LENDER, TEACHER, activity, answer

from zisgraph.errors import InputError

MEDIA = activity("502784", "DIGITAL MEDIA", LENDER + TEACHER)


def read(sources: Sources, *activities: str) -> Said:
    sources.put("unipv-courses/2025-05/offerings.xml", answer(*activities))
    return sources.read()["unipv-courses"]


def test_a_course_unit_is_said_with_its_degree_course_and_who_lends_it(sources: Sources) -> None:
    said = read(sources, MEDIA)
    assert said.about("course/unipv-32400-502784") == {
        "type": {"TrainingProgramme"},
        "programmeCode": {"502784"},
        "label": {"DIGITAL MEDIA", "DIGITAL MEDIA IN ENGLISH"},
        "provider": {"curated/unipv"},
        "courseOf": {"course/unipv-32400"},
        "borrowedFrom": {"course/unipv-05413"},
        "levelCode": {"course_unit"},
        "credits": {"6"},
        "hours": {"40"},
        "startDate": {"2025-02-24"},
        "endDate": {"2025-05-30"},
        "scientificField": {"ING-INF/05"},
        "teaches": {"specialisation/ict-digital"},
        "inLanguage": {"it"},
    }
    assert said.about("course/unipv-32400") == {
        "type": {"TrainingProgramme"},
        "programmeCode": {"32400"},
        "label": {"COMUNICAZIONE, INNOVAZIONE, MULTIMEDIALITÀ"},
        "provider": {"curated/unipv"},
        "levelCode": {"bachelor_degree"},
        "eqfLevel": {"6"},
    }
    assert said.about("course/unipv-05413")["teachingDepartment"] == {"DIPARTIMENTO DI STUDI UMANISTICI"}
    assert said.issues() == {}
    assert said.manifest["unread"] == []


def test_topics_and_levels_are_the_editors_choice(sources: Sources) -> None:
    graphs = {
        line.split("#")[1].split(">")[0]: line.rsplit("graph/", 1)[1].rstrip("> .")
        for line in read(sources, MEDIA).lines
        if line.startswith("<https://w3id.org/zisgraph/id/course/unipv-32400-502784> <https://w3id.org/zisgraph/ont")
    }
    assert graphs["teaches"] == graphs["levelCode"] == "unipv-courses/editor/sourced"
    assert graphs["credits"] == "unipv-courses/unipv-courses--2025-05/sourced"


def test_nothing_is_said_of_people_and_it_is_counted(sources: Sources) -> None:
    said = read(sources, MEDIA)
    told = "\n".join(said.lines) + str(said.manifest)
    assert not [name for name in ("ROSSI", "BIANCHI", "ANNA", "VERDI", "RSSMRA80A01F205X") if name in told]
    assert said.manifest["left_out"] == {"fields that hold or may hold personal data": 5}


@pytest.mark.parametrize(
    "title", ["CHIMICA (PROF. ROSSI)", "CHIMICA rossi@unipv.it", "CHIMICA RSSMRA80A01F205X", "CHIMICA docente: ROSSI"]
)
def test_a_title_that_names_somebody_is_not_said(sources: Sources, title: str) -> None:
    said = read(sources, MEDIA, activity("7", title, afGenDesEng="CHEMISTRY"))
    assert "course/unipv-32400-7" not in said.subjects("TrainingProgramme")
    assert said.manifest["left_out"]["fields that hold or may hold personal data"] == 6
    assert said.issues() == {"course unit": 1}
    assert "ROSSI" not in "\n".join(said.lines).upper() + str(said.manifest).upper()


def test_parts_and_activities_without_teaching_are_left_out(sources: Sources) -> None:
    said = read(
        sources,
        activity("1", "DIGITAL MEDIA"),
        activity("", "DIGITAL MEDIA", tipoCompAfCod="A1"),
        activity("500000", "PROVA FINALE", nonErogabileFlg="true"),
    )
    assert said.manifest["left_out"] == {
        "parts of a course unit for some letters of the alphabet": 1,
        "activities without teaching": 1,
    }
    assert said.manifest["kinds"] == {"course units": 1, "degree courses": 1}


def test_a_unit_in_the_plans_of_two_years_is_said_once(sources: Sources) -> None:
    said = read(sources, MEDIA, MEDIA.replace("<ns2:peso>6.0", "<ns2:peso>9.0"))
    assert said.about("course/unipv-32400-502784")["credits"] == {"6"}
    (told,) = said.told("another plan")
    assert "field peso: received '9.0' for 502784" in told


def test_what_stands_for_no_field_says_none(sources: Sources) -> None:
    said = read(sources, activity("1", "STAGE", settCod="NN"), activity("2", "LINGUA", settCod="ANGL-01/C"))
    assert "scientificField" not in said.about("course/unipv-32400-1")
    assert said.about("course/unipv-32400-2")["scientificField"] == {"ANGL-01/C"}
    assert said.issues() == {}


@pytest.mark.parametrize(
    ("changed", "kind", "told"),
    [
        ({"settCod": "INFORMATICA"}, "field", "field settCod: received 'INFORMATICA'"),
        ({"peso": "6,0"}, "peso", "field peso: received '6,0'"),
        ({"oreFrontAf": "-1"}, "oreFrontAf", "field oreFrontAf: received '-1'"),
        ({"afGenCod": ""}, "course unit", "field afGenCod: received nothing"),
    ],
)
def test_values_that_cannot_be_used_are_told(sources: Sources, changed: dict[str, str], kind: str, told: str) -> None:
    said = read(sources, MEDIA, activity(**({"code": "9", "title": "ALTRO"} | changed)))
    assert told in said.told(kind)[0]
    assert "course/unipv-32400-502784" in said.subjects("TrainingProgramme")


def test_a_new_field_is_noticed_by_its_name_alone(sources: Sources) -> None:
    said = read(sources, activity("1", "UNO", "<ns2:tutorCognome>ROSSI</ns2:tutorCognome>"))
    assert said.manifest["unread"] == [{"file": "offerings.xml", "field": "tutorCognome", "rows": 1}]
    assert "ROSSI" not in str(said.manifest)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('<!DOCTYPE a [<!ENTITY x "y">]>' + answer(MEDIA), "a document type"),
        (answer(MEDIA)[:2000], "was it cut off?"),
        (answer(MEDIA).replace("cdsCod>", "corso>"), "a field cds/cdsCod; is it 'cds/corso' now?"),
        (answer(), "no such element"),
    ],
)
def test_xml_that_cannot_be_trusted_or_understood_is_refused(sources: Sources, text: str, told: str) -> None:
    sources.put("unipv-courses/2025-05/offerings.xml", text)
    with pytest.raises(InputError) as caught:
        sources.read()
    assert told in str(caught.value)


@pytest.mark.shared_data
def test_the_real_answer(sources: Sources, shared_data: Path) -> None:
    sources.link("unipv-courses/2025-05", [shared_data / "training" / "unipv-ugov" / "OfferingsPaviaUGov.redacted.xml"])
    said = sources.read()["unipv-courses"]
    assert said.issues() == {}
    assert said.manifest["unread"] == []
    assert said.manifest["tables"] == {"OfferingsPaviaUGov.redacted.xml": {"rows": 41}}
    assert said.manifest["kinds"] == {"course units": 29, "degree courses": 5}
    left_out = said.manifest["left_out"]
    assert left_out["activities without teaching"] == 5
    assert left_out["parts of a course unit for some letters of the alphabet"] == 6
    assert not any("REDACTED" in line for line in said.lines)
