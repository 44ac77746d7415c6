"""University domains: said of the Lombard body whose website is on one of them, and of nobody else."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from fixtures_sources import Said, Sources


def entry(name: str, *domains: str, **more: Any) -> dict[str, Any]:
    own = {"web_pages": [f"http://www.{domains[0]}/"], "name": name, "alpha_two_code": "IT", "state-province": None}
    return own | {"domains": list(domains), "country": "Italy"} | more


def read(sources: Sources, *entries: dict[str, Any]) -> Said:
    sources.put("university-domains/2026-06/italy.json", json.dumps(entries, indent=1))
    return sources.read()["university-domains"]


def test_an_entry_is_said_of_the_body_on_its_domain(sources: Sources) -> None:
    said = read(sources, entry("Polytechnic Institute of Milan", "polimi.it", "mail.polimi.it"))
    assert said.about("curated/polimi") == {
        "type": {"Organisation"},
        "altLabel": {"Polytechnic Institute of Milan"},
        "webDomain": {"polimi.it", "mail.polimi.it"},
        "homepage": {"http://www.polimi.it/"},
    }
    assert said.issues() == {}
    assert said.manifest["unread"] == []


def test_a_website_below_a_domain_is_on_it(sources: Sources) -> None:
    said = read(sources, entry("LIUC", "liuc.it"))  # http://en.liuc.it/
    assert said.subjects("Organisation") == {"curated/liuc"}


def test_who_is_not_known_to_be_lombard_is_left_out_and_counted(sources: Sources) -> None:
    said = read(
        sources,
        entry("University of Bari", "uniba.it"),
        entry("MIT", "mit.edu", alpha_two_code="US", country="United States"),
        entry("A second one", "notpolimi.it"),
    )
    assert said.manifest["left_out"] == {
        "Italian universities with no Lombard website on their domains": 2,
        "universities abroad": 1,
    }
    assert said.subjects("Organisation") == set()


def test_a_body_that_only_ror_knows_is_found_there(sources: Sources) -> None:
    record = {
        "id": "https://ror.org/00s6t1f81", "status": "active", "types": ["education"], "established": 1, "domains": [],
        "names": [{"value": "X", "types": ["ror_display"], "lang": None}], "relationships": [], "external_ids": [],
        "links": [{"type": "website", "value": "https://www.scuola-nuova.example/it"}],
        "locations": [{"geonames_details": {"name": "Pavia", "country_code": "IT", "lat": None, "lng": None}}],
    }  # fmt: skip
    elsewhere = record | {
        "id": "https://ror.org/0050s9w54",
        "links": [{"type": "website", "value": "http://rome.example"}],
    }
    elsewhere["locations"] = [{"geonames_details": {"name": "Rome", "country_code": "IT", "lat": None, "lng": None}}]
    sources.put("ror/2026-06/v2-ror-data.json", json.dumps([record, elsewhere]))
    said = read(sources, entry("New School", "scuola-nuova.example"), entry("Roman School", "rome.example"))
    assert said.subjects("Organisation") == {"ror/00s6t1f81"}


@pytest.mark.parametrize(
    ("broken", "kind", "told"),
    [
        ({"domains": ["polimi.it", "not a domain"]}, "domain", "field domains: received a text that is none"),
        ({"web_pages": ["http://["]}, "web page", "field web_pages: received 'http://['"),
    ],
)
def test_values_that_cannot_be_used_are_told(sources: Sources, broken: dict[str, Any], kind: str, told: str) -> None:
    said = read(sources, entry("Bari", "uniba.it"), entry("Polimi", "polimi.it", **broken))
    assert told in said.told(kind)[0]
    assert "polimi.it" in said.about("curated/polimi")["webDomain"]


@pytest.mark.shared_data
def test_the_italian_slice(sources: Sources, shared_data: Path) -> None:
    sources.link("university-domains/2026-06", [shared_data / "university-domains" / "italy.json"])
    sources.link("ror/2026-06-23", sorted(f for f in (shared_data / "ror").iterdir() if f.suffix != ".md"))
    said = sources.read()["university-domains"]
    assert said.issues() == {}
    assert said.manifest["unread"] == []
    assert said.manifest["tables"] == {"italy.json": {"rows": 93}}
    assert said.manifest["left_out"] == {"Italian universities with no Lombard website on their domains": 82}
    names = "ecampus iulm iuss-pavia liuc naba polimi unibg unibocconi unibs unimi unimib"
    assert said.subjects("Organisation") == {f"curated/{name}" for name in names.split()}
    # The websites of Pavia, Insubria and Cattolica are on .eu, and the list has their .it: nobody is guessed.
    assert said.about("curated/liuc")["webDomain"] == {"liuc.it"}
