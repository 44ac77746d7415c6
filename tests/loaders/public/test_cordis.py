"""CORDIS in its published forms: the same statements from each, and every quirk of the real files."""

from __future__ import annotations

import doctest

import pytest
from cordis_files import (
    ORGANISATION,
    ORGANISATIONS,
    PAVIA,
    PIPE_ORGANISATION,
    PROJECT,
    PROJECTS,
    as_csv,
    as_json,
    as_xlsx,
    delimited,
    organisation,
    project,
    zipped,
)
from fixtures_sources import Said, Sources

from zisgraph.errors import InputError
from zisgraph.loaders.public import cordis_values, italian, persons

PAVIA_ID, SMALL_ID, SAGA = "pic/999862712", "pic/911111111", "cordis/101000001"


def horizon(sources: Sources, *rows: dict[str, str], projects: list[dict[str, str]] | None = None) -> Said:
    """What is said of these participants, and of the two projects unless others are given."""
    sources.put("cordis-horizon/2025-03/organization.csv", delimited(ORGANISATION, rows, ";"))
    sources.put("cordis-horizon/2025-03/project.csv", delimited(PROJECT, projects or PROJECTS, ";"))
    return sources.read()["cordis-horizon"]


def test_a_participant_says_who_and_where_it_is(sources: Sources) -> None:
    found = horizon(sources, *ORGANISATIONS).about(PAVIA_ID)
    assert found == {
        "type": {"Organisation"},
        "pic": {"999862712"},
        "label": {"UNIVERSITA DEGLI STUDI DI PAVIA"},
        "shortName": {"UNIPV"},
        "activityType": {"HES"},
        "helix": {"R"},
        "vatNumber": {"IT00462870189"},
        "homepage": {"http://www.unipv.it"},
        "cityAsGiven": {"PAVIA"},
        "city": {"Pavia"},
        "provinceCode": {"PV"},
        "seatIn": {"istat/018110"},
        "placedBy": {"name"},
    }


def test_a_participation_says_the_role_and_the_money(sources: Sources) -> None:
    said = horizon(sources, *ORGANISATIONS)
    assert said.subjects("Participation") == {
        "tie/cordis-101000001-999862712-coordinator",
        "tie/cordis-101000001-911111111-participant",
    }
    tie = said.about("tie/cordis-101000001-999862712-coordinator")
    assert (tie["tieFrom"], tie["tieTo"], tie["ecContribution"]) == ({PAVIA_ID}, {SAGA}, {"50000"})
    assert "ecContribution" not in said.about("tie/cordis-101000001-911111111-participant")


def test_a_project_says_what_it_is_and_how_many_take_part(sources: Sources) -> None:
    found = horizon(sources, *ORGANISATIONS).about(SAGA)
    assert (found["label"], found["fullName"], found["framework"]) == ({"SAGA"}, {"The SAGA project"}, {"HORIZON"})
    assert (found["startDate"], found["endDate"]) == ({"2024-01-01"}, {"2027-12-31"})
    assert (found["maxContribution"], found["callTopic"]) == ({"4975670.75"}, {"HORIZON-CL5-2023"})
    assert (found["participantCount"], found["lombardParticipantCount"]) == ({"4"}, {"2"})


def test_what_is_left_out_is_counted(sources: Sources) -> None:
    said = horizon(sources, *ORGANISATIONS)
    assert said.manifest["left_out"] == {
        "Italian participants outside Lombardy": 1,
        "natural persons": 1,
        "participants outside Italy": 1,
        "projects without a Lombard participant": 1,
    }
    assert not any("CHIESA" in line or "ALTERIX" in line or "ELSEWHERE" in line for line in said.lines)
    assert said.issues() == {}
    assert said.manifest["unread"] == []


@pytest.mark.parametrize("mark", [",", ";", "|"])
def test_every_dialect_says_the_same(sources: Sources, mark: str) -> None:
    expected = horizon(sources, *ORGANISATIONS).lines
    for name, content in as_csv(mark).items():
        sources.put(f"cordis-horizon/2025-03/{name}", content)
    assert sources.read()["cordis-horizon"].lines == expected


@pytest.mark.parametrize("form", [as_json, as_xlsx])
def test_every_form_says_the_same(sources: Sources, form) -> None:
    expected = horizon(sources, *ORGANISATIONS).lines
    for file in (sources.folder / "cordis-horizon" / "2025-03").iterdir():
        file.unlink()
    for name, content in form().items():
        sources.put(f"cordis-horizon/2025-03/{name}", content)
    assert sources.read()["cordis-horizon"].lines == expected


def test_the_official_zip_says_the_same_and_what_else_is_in_it_is_known(sources: Sources) -> None:
    expected = horizon(sources, *ORGANISATIONS).lines
    for file in (sources.folder / "cordis-horizon" / "2025-03").iterdir():
        file.unlink()
    more = {"webLink.csv": b"id;url\n1;http://x\n", "legalBasis.csv": b"projectID;legalBasis\n1;H\n", "notes.doc": b"x"}
    sources.put("cordis-horizon/2025-03/cordis-HORIZONprojects-csv.zip", zipped(as_csv() | more))
    said = sources.read()["cordis-horizon"]
    assert said.lines == expected
    assert said.issues() == {"unknown file": 1}
    assert "notes.doc" in said.told("unknown file")[0]


def test_the_code_is_taken_from_the_contact_form_where_it_stands_nowhere_else(sources: Sources) -> None:
    sources.put("cordis-horizon/2025-03/orgs.csv", delimited(PIPE_ORGANISATION, ORGANISATIONS, "|"))
    said = sources.read()["cordis-horizon"]
    assert said.subjects("Organisation") == {PAVIA_ID, SMALL_ID}
    assert said.about(SAGA)["participantCount"] == {"4"}


def test_a_list_of_participations_takes_places_from_other_sources(sources: Sources) -> None:
    horizon(sources, *ORGANISATIONS)
    listed = "rcn,role,pic,type,contribution,country,start_date,end_date,max_contribution,total_cost\n"
    listed += "207027,participant,999862712,HES,318000,IT,2017-01-01,2020-12-31,3990206.25,3990206.25\n"
    listed += "207027,participant,955555555,PRC,NA,IT,2017-01-01,2020-12-31,3990206.25,3990206.25\n"
    sources.put("cordis-h2020/2020-12/h2020.csv", listed)
    said = sources.read()["cordis-h2020"]
    assert said.subjects("Project") == {"cordis/rcn-207027"}
    assert said.about("cordis/rcn-207027")["maxContribution"] == {"3990206.25"}
    assert said.about(PAVIA_ID) == {
        "type": {"Organisation"},
        "pic": {"999862712"},
        "activityType": {"HES"},
        "helix": {"R"},
    }
    assert said.manifest["placed"] == {"identifier": 1}


def test_topics_and_fields_of_science_join_the_projects_of_other_files(sources: Sources) -> None:
    horizon(sources, *ORGANISATIONS)
    sources.put("cordis-horizon/2026-04/topics.csv", "projectID;topic;title\n101000001;HORIZON-CL4;x\n101000002;NO;y\n")
    fields = "projectID;euroSciVocCode;euroSciVocPath;euroSciVocTitle;euroSciVocDescription\n"
    sources.put("cordis-horizon/2026-04/euroSciVoc.csv", f"{fields}101000001;/23/47/297;/a/b/c;c;\n")
    said = sources.read()["cordis-horizon"]
    assert said.about(SAGA)["callTopic"] == {"HORIZON-CL5-2023", "HORIZON-CL4"}
    assert said.about(SAGA)["euroSciVocPath"] == {"/23/47/297"}
    assert "cordis/101000002" not in said.subjects("Project")


def test_each_snapshot_is_a_citation_of_its_own(sources: Sources) -> None:
    horizon(sources, PAVIA)
    sources.put("cordis-horizon/2026/organization.csv", delimited(ORGANISATION, [PAVIA | {"name": "UNIPV"}], ";"))
    said = sources.read()["cordis-horizon"]
    assert said.about(PAVIA_ID)["label"] == {"UNIVERSITA DEGLI STUDI DI PAVIA", "UNIPV"}
    assert set(said.manifest["by_snapshot"]) == {"cordis-horizon--2025-03", "cordis-horizon--2026"}


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        ({"vatNumber": "IT00462870188"}, "vatNumber"),
        ({"ecContribution": "1,250,000"}, "ecContribution"),
        ({"organizationURL": "n/a"}, "organizationURL"),
        ({"role": "leader"}, "role"),
        ({"geolocation": "45.4642,9.19"}, "point elsewhere"),
    ],
)
def test_a_value_that_cannot_be_used_is_an_issue_with_its_place(sources: Sources, change, kind: str) -> None:
    sources.put(
        "istat-boundaries/2023-06/limits_P_15_municipalities.geojson",
        '{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"com_istat_code": "015146"}, '
        '"geometry": {"type": "Polygon", "coordinates": [[[9.1, 45.4], [9.3, 45.4], [9.3, 45.6], [9.1, 45.4]]]}}]}',
    )
    said = horizon(sources, PAVIA | change)
    assert said.issues() == {kind: 1}
    assert said.told(kind)[0].startswith("organization.csv, line 2, field ")


@pytest.mark.parametrize("day", ["2024-02-30", "01/02/2024", "2917-01-01"])
def test_a_day_that_is_none_is_an_issue(sources: Sources, day: str) -> None:
    said = horizon(sources, PAVIA, projects=[project("101000001", "SAGA", startDate=day)])
    assert said.issues() == {"startDate": 1}
    assert "startDate" not in said.about(SAGA)


def test_a_role_in_a_project_twice_stays_two_participations(sources: Sources) -> None:
    said = horizon(sources, PAVIA, PAVIA | {"ecContribution": "7"})
    tie = "tie/cordis-101000001-999862712-coordinator"
    assert said.about(tie)["ecContribution"] == {"50000"}
    assert said.about(f"{tie}-2")["ecContribution"] == {"7"}
    assert said.issues() == {"participation repeated": 1}


def test_a_snapshot_that_gives_a_participant_two_cities_keeps_the_first(sources: Sources) -> None:
    other = organisation("101000002", "999862712", PAVIA["name"], "MILANO", activityType="PRC")
    said = horizon(sources, PAVIA, other)
    found = said.about(PAVIA_ID)
    assert (found["seatIn"], found["cityElsewhere"], found["activityType"]) == ({"istat/018110"}, {"Milano"}, {"HES"})
    assert said.issues() == {"another city": 1, "another activityType": 1}


def test_a_column_that_was_renamed_is_told(sources: Sources) -> None:
    sources.put("cordis-horizon/2026-04/topics.csv", "project;topic;title\n101000001;HORIZON-CL4;x\n")
    with pytest.raises(InputError, match=r"line 2, field projectID: .*is it 'project' now\?"):
        sources.read()


def test_a_column_that_is_new_is_reported(sources: Sources) -> None:
    sources.put(
        "cordis-horizon/2025-03/organization.csv",
        delimited((*ORGANISATION, "gender"), [PAVIA | {"gender": "f"}], ";"),
    )
    assert sources.read()["cordis-horizon"].manifest["unread"] == [
        {"file": "organization.csv", "field": "gender", "rows": 1}
    ]


@pytest.mark.parametrize("module", [cordis_values, italian, persons])
def test_the_examples_hold(module) -> None:
    assert doctest.testmod(module).failed == 0


@pytest.mark.parametrize(
    "name",
    ["FONDAZIONE CARLO BESTA", "ENRICO FERMI SRL", "Studio Maria Rossi", "BRACCO IMAGING", "MARIO ROSSI & C SNC"],
)
def test_an_organisation_called_after_a_person_is_none(name: str) -> None:
    assert not persons.is_person(name, "PRC")
