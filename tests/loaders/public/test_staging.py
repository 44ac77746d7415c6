"""Staging public sources: once for the same files, anew for others, and never half."""

from __future__ import annotations

from dataclasses import replace

import pytest
from cordis_files import ORGANISATION, ORGANISATIONS, PAVIA, SMALL, as_csv, delimited, zipped
from fixtures_sources import Sources

from zisgraph.errors import InputError
from zisgraph.loaders.public import definitions, staging

ORGS = "cordis-horizon/2025-03/organization.csv"


def put(sources: Sources, *rows: dict[str, str]) -> None:
    sources.put(ORGS, delimited(ORGANISATION, rows, ";"))


def test_the_same_files_are_not_read_again(sources: Sources) -> None:
    put(sources, *ORGANISATIONS)
    assert sources.changed() == {"cordis-horizon": True}
    assert sources.changed() == {"cordis-horizon": False}
    put(sources, PAVIA)
    assert sources.changed() == {"cordis-horizon": True}


def test_a_source_is_read_again_when_one_that_it_consults_changes(sources: Sources) -> None:
    put(sources, *ORGANISATIONS)
    listed = "rcn,role,pic,type,contribution,country\n1,participant,999862712,HES,1,IT\n"
    sources.put("cordis-h2020/2020-12/h2020.csv", listed)
    assert sources.read()["cordis-h2020"].subjects("Project") == {"cordis/rcn-1"}
    put(sources, SMALL)
    assert sources.read()["cordis-h2020"].subjects("Project") == set()


def test_statements_are_sorted_and_stand_once(sources: Sources) -> None:
    put(sources, PAVIA, PAVIA | {"role": "participant"})
    lines = sources.read()["cordis-horizon"].lines
    assert list(lines) == sorted(set(lines))


def test_nothing_is_staged_where_nothing_lies(sources: Sources) -> None:
    assert sources.read() == {}
    sources.put("istat-boundaries/2023/limits_IT_regions.topo.json", "{}")
    assert sources.read() == {}


@pytest.mark.parametrize(
    ("path", "content", "said"),
    [
        ("cordis-horizon/march/organization.csv", b"a;b\n", "a folder called 'march'"),
        ("cordis-horizon/2025-02-30/organization.csv", b"a;b\n", "a folder called '2025-02-30'"),
        ("cordis-horizon/2025/organization.csv", b"PK\x03\x04rest", "cannot be opened"),
        ("cordis-horizon/2025/organization.json", b'[{"projectID": 1}, {"proj', "organization.json"),
        ("cordis-horizon/2025/organization.xlsx", b"<html>not here</html>", "organization.xlsx"),
        ("cordis-horizon/2025/organization.csv", b"<!DOCTYPE html><p>Sign in</p>", "a web page or XML"),
        ("cordis-horizon/2025/organization.csv", b"", "an empty file"),
        ("cordis-horizon/2025/all.zip", zipped(as_csv())[:900], "a zip that cannot be opened"),
        ("cordis-horizon/2025/all.zip", zipped({"../organization.csv": b"x"}), "a name that leads out of the archive"),
        ("cordis-horizon/2025/all.zip", zipped({"organization.csv": b"0" * (8 << 20)}), "bytes that unpack to"),
        ("cordis-horizon/2025/all.zip", b"<html>moved</html>", "no zip archive, though its name ends with .zip"),
        ("cordis-horizon/2025/notes.csv", b"a;b\n1;2\n", "1 files without a row that this source has"),
        ("istat-boundaries/2023/limits_P_15_municipalities.geojson", b'{"type": "Feat', "was it cut off?"),
        ("istat-boundaries/2023/limits_P_15_municipalities.geojson", b"[]", "an object at the top"),
    ],
)
def test_what_cannot_be_read_is_told_and_what_was_staged_stays(
    sources: Sources, path: str, content: bytes, said: str
) -> None:
    put(sources, *ORGANISATIONS)
    before = sources.read()["cordis-horizon"].lines
    own = sources.folder / ORGS
    kept = own.read_bytes()
    if path.startswith("cordis-horizon/2025/"):
        own.unlink()
    sources.put(path, content)
    if path.startswith("istat"):
        sources.put(ORGS, kept + b"\n")
    with pytest.raises(InputError, match=said):
        sources.read()
    (staged,) = (sources.folder.parent / "staged").glob("cordis-horizon/statements.nq")
    assert tuple(staged.read_text("utf-8").splitlines()) == before


def test_the_faults_of_all_sources_are_told_together(sources: Sources) -> None:
    sources.put("cordis-horizon/2025/organization.csv", b"")
    sources.put("ror/2026/ror.json", b"{")
    with pytest.raises(InputError) as caught:
        sources.read()
    assert {issue.file for issue in caught.value.issues} == {"organization.csv", "ror.json"}


def test_less_than_a_healthy_load_holds_does_not_replace_it(sources: Sources, monkeypatch: pytest.MonkeyPatch) -> None:
    put(sources, *ORGANISATIONS)
    before = sources.read()["cordis-horizon"].lines
    one = definitions()["cordis-horizon"]
    strict = replace(one, metadata=replace(one.metadata, bounds={"Organisation": (2, 4)}))
    monkeypatch.setattr(staging, "definitions", lambda _folder: {**definitions(), one.id: strict})
    put(sources, PAVIA)
    with pytest.raises(InputError, match=r"field Organisation: received 1 of them; allowed: 2 to 4"):
        sources.read()
    staged = sources.folder.parent / "staged" / "cordis-horizon" / "statements.nq"
    assert tuple(staged.read_text("utf-8").splitlines()) == before
