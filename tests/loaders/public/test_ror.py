"""ROR records of both schemas: who they are, where, and what leads nowhere."""

from __future__ import annotations

import json
from typing import Any

import pytest
from fixtures_sources import Said, Sources

UNIVERSITY, CENTRE, FIRM, GONE = "00s6t1f81", "02dq7z403", "0050s9w54", "048kvyv71"


def second(ror: str, name: str, city: str, point: tuple[float, float], **more: Any) -> dict[str, Any]:
    """A record of schema 2."""
    details = {"country_code": "IT", "name": city, "lat": point[0], "lng": point[1]}
    region = more.pop("region", None)
    own = {
        "admin": {"created": {"date": "2018-11-14", "schema_version": "1.0"}},
        "domains": [],
        "established": 1361,
        "external_ids": [{"type": "wikidata", "all": ["Q219317", "Q1"], "preferred": None}],
        "id": f"https://ror.org/{ror}",
        "links": [{"type": "wikipedia", "value": "http://w"}, {"type": "website", "value": "https://www.unipv.eu"}],
        "locations": [{"geonames_id": 1, "geonames_details": {**details, "country_subdivision_name": region}}],
        "names": [
            {"lang": None, "types": ["acronym"], "value": "UNIPV"},
            {"lang": "it", "types": ["label"], "value": "Università di Pavia"},
            {"lang": "en", "types": ["ror_display", "label"], "value": name},
            {"lang": "en", "types": ["label"], "value": f"{name} of old"},
            {"lang": "fr", "types": ["alias"], "value": "Université de Pavie"},
        ],
        "relationships": [],
        "status": "active",
        "types": ["education"],
    }
    return own | more


def first(ror: str, name: str, city: str, point: tuple[float, float], **more: Any) -> dict[str, Any]:
    """A record of schema 1."""
    own = {
        "id": f"https://ror.org/{ror}", "name": name, "email_address": None, "ip_addresses": [], "established": None,
        "types": ["Company"], "links": ["http://www.philips.it"], "aliases": ["Philips"], "acronyms": ["PH"],
        "status": "active", "wikipedia_url": None, "labels": [{"label": "Philips Italia", "iso639": "it"}],
        "country": {"country_code": "IT"}, "external_ids": {"Wikidata": {"preferred": None, "all": ["Q170416"]}},
        "relationships": [],
        "addresses": [{"lat": point[0], "lng": point[1], "city": city, "geonames_city": {
            "geonames_admin1": {"name": "Lombardy", "code": "IT.09"}}}],
    }  # fmt: skip
    return own | more


IN_PAVIA, IN_MILAN, IN_ROME = (45.19205, 9.15917), (45.46427, 9.18951), (41.89193, 12.51133)


def read(sources: Sources, *records: dict[str, Any]) -> Said:
    sources.put("ror/2026-06-23/v2.9-ror-data.json", json.dumps(records, indent=2))
    return sources.read()["ror"]


def related(kind: str, other: str) -> dict[str, str]:
    return {"type": kind, "id": f"https://ror.org/{other}", "label": "x"}


def test_a_record_of_the_second_schema(sources: Sources) -> None:
    assert read(sources, second(UNIVERSITY, "University of Pavia", "Pavia", IN_PAVIA)).about(f"ror/{UNIVERSITY}") == {
        "type": {"Organisation"},
        "rorId": {UNIVERSITY},
        "label": {"University of Pavia", "Università di Pavia"},
        "altLabel": {"University of Pavia of old", "Université de Pavie"},
        "shortName": {"UNIPV"},
        "rorType": {"education"},
        "rorStatus": {"active"},
        "helix": {"R"},
        "foundingDate": {"1361"},
        "homepage": {"https://www.unipv.eu"},
        "wikidataId": {"Q219317"},
        "city": {"Pavia"},
        "provinceCode": {"PV"},
        "seatIn": {"istat/018110"},
        "placedBy": {"name"},
    }


def test_a_record_of_the_first_schema(sources: Sources) -> None:
    found = read(sources, first(FIRM, "Philips (Italy)", "Milan", IN_MILAN)).about(f"ror/{FIRM}")
    assert (found["label"], found["altLabel"]) == ({"Philips (Italy)", "Philips Italia"}, {"Philips"})
    assert (found["rorType"], found["helix"], found["wikidataId"]) == ({"company"}, {"P"}, {"Q170416"})
    assert (found["seatIn"], found["homepage"]) == ({"istat/015146"}, {"http://www.philips.it"})


def test_of_several_types_no_letter_follows(sources: Sources) -> None:
    found = read(sources, second(CENTRE, "Eucentre", "Pavia", IN_PAVIA, types=["facility", "funder"]))
    assert "helix" not in found.about(f"ror/{CENTRE}")
    assert found.manifest["kinds"] == {"facility": 1, "funder": 1, "status active": 1}


def test_parents_and_children_are_one_tie_and_related_ones_are_linked(sources: Sources) -> None:
    said = read(
        sources,
        second(UNIVERSITY, "University of Pavia", "Pavia", IN_PAVIA, relationships=[related("child", CENTRE)]),
        second(CENTRE, "Eucentre", "Pavia", IN_PAVIA, relationships=[related("parent", UNIVERSITY), related("related", FIRM)]),
        first(FIRM, "Philips (Italy)", "Milan", IN_MILAN),
    )  # fmt: skip
    (tie,) = said.subjects("Parthood")
    assert (said.about(tie)["tieFrom"], said.about(tie)["tieTo"]) == ({f"ror/{CENTRE}"}, {f"ror/{UNIVERSITY}"})
    assert said.about(f"ror/{CENTRE}")["linkedTo"] == {f"ror/{FIRM}"}
    assert said.issues() == {}


def test_a_relation_to_a_record_that_is_not_there_is_counted(sources: Sources) -> None:
    said = read(
        sources, first(FIRM, "Philips (Italy)", "Milan", IN_MILAN, relationships=[related("Parent", "02p2bgp27")])
    )
    assert said.issues() == {"dangling relation": 1}
    assert "02p2bgp27" in said.told("dangling relation")[0]


def test_a_withdrawn_record_says_nothing_and_an_ended_one_says_so(sources: Sources) -> None:
    said = read(
        sources,
        first(GONE, "Politecnico", "Milan", IN_MILAN, status="withdrawn", relationships=[related("Successor", FIRM)]),
        first(FIRM, "Philips (Italy)", "Milan", IN_MILAN, status="inactive"),
    )
    assert said.subjects("Organisation") == {f"ror/{FIRM}"}
    assert said.about(f"ror/{FIRM}")["rorStatus"] == {"inactive"}
    assert said.manifest["left_out"] == {"withdrawn records": 1}


def test_the_seat_is_the_first_place_and_a_second_one_is_counted(sources: Sources) -> None:
    rome, milan = (
        second("x", "", city, point)["locations"][0] for city, point in (("Rome", IN_ROME), ("Milan", IN_MILAN))
    )
    said = read(sources, second(CENTRE, "Eni", "", IN_ROME, locations=[rome, milan]))
    assert said.subjects("Organisation") == set()
    assert said.manifest["left_out"] == {"records with a second place in Lombardy": 1}


def test_a_region_that_its_point_does_not_lie_in_is_an_issue(sources: Sources) -> None:
    said = read(sources, second(CENTRE, "Eucentre", "Rome", IN_ROME, region="Lombardy"))
    assert said.issues() == {"region": 1}
    assert said.subjects("Organisation") == set()


@pytest.mark.parametrize(("change", "kind"), [({"types": ["bank"]}, "type"), ({"status": "asleep"}, "status")])
def test_an_unknown_code_is_an_issue(sources: Sources, change: dict[str, Any], kind: str) -> None:
    assert read(sources, second(CENTRE, "Eucentre", "Pavia", IN_PAVIA, **change)).issues() == {kind: 1}
