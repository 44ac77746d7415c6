"""Slices of the real files: the counts that are known of them, and no issue that nobody can explain."""

from __future__ import annotations

from pathlib import Path

import pytest
from fixtures_sources import Said, Sources
from real_slices import link_slices

pytestmark = pytest.mark.shared_data

EXPLAINED = {"point elsewhere", "dangling relation", "another city", "another activityType", "participation repeated"}
TYPES = {
    "company": 43, "nonprofit": 27, "education": 22, "healthcare": 20, "government": 20, "funder": 19, "facility": 15,
    "other": 8, "archive": 4,
}  # fmt: skip


@pytest.fixture(scope="module")
def said(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Said]:
    """All slices of CORDIS and ROR, each as the snapshot of its date."""
    here = Sources(tmp_path_factory.mktemp("slices"))
    link_slices(shared_data, here.folder)
    return here.read()


@pytest.mark.parametrize(
    ("source", "snapshot", "counts"),
    [
        ("cordis-horizon", "cordis-horizon--2025-03", (97, 122, 68)),
        ("ecsel-ju", "ecsel-ju", (33, 55, 13)),
        ("cordis-search", "cordis-search--2022-02", (13, 20, 12)),
        # 914, 1,144 and 371 by a method that takes natural persons in, and some spellings that no list has.
        ("cordis-h2020", "cordis-h2020--2020-12", (905, 1129, 361)),
    ],
)
def test_projects_participations_and_organisations(said, source: str, snapshot: str, counts: tuple[int, ...]) -> None:
    found = said[source].manifest["by_snapshot"][snapshot]
    assert (found["Project"], found["Participation"], found["Organisation"]) == counts


def test_ror_records_by_type(said) -> None:
    kinds = said["ror"].manifest["kinds"]
    assert {name: kinds[name] for name in TYPES} == TYPES
    assert kinds["status active"] == 149
    assert said["ror"].manifest["placed"] == {"point": 159}


def test_every_issue_is_explained_and_every_field_read(said) -> None:
    for source, one in said.items():
        assert set(one.issues()) <= EXPLAINED, source
        assert one.manifest["unread"] == [], source
