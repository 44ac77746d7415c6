"""A build over real tables: what it publishes, when it works, and what a fault leaves in place."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import shutil
from pathlib import Path

import pytest
from real_builds import Workshop, exported, start_build
from small_facts import without

from zisgraph.errors import BuildError, InputError, ShapeError
from zisgraph.pipeline import build as module
from zisgraph.pipeline.changes import ARCHIVE
from zisgraph.pipeline.home import MAKING, Home
from zisgraph.pipeline.report import OF_THE_RUN, BuildReport
from zisgraph.store.oxigraph import open_reader


class Recorded:
    """Keeps what a build tells of itself."""

    def __init__(self) -> None:
        self.begun: list[str] = []
        self.ended: list[str] = []

    def begin(self, step: str, doing: str) -> None:
        assert doing
        self.begun.append(step)

    def advance(self, done: int, total: int) -> None:
        assert 0 <= done <= total

    def end(self, step: str, result: str, seconds: float) -> None:
        assert result
        assert seconds >= 0
        self.ended.append(step)


def test_a_first_build_is_published_and_says_what_it_did(first: tuple[Workshop, BuildReport]) -> None:
    workshop, report = first
    current = workshop.current
    assert report.changed
    assert current.id == report.build
    reader = open_reader(current.store)
    counts = (reader.count(), reader.count_triples(), len(reader.graphs()))
    assert counts == (report.statements, report.triples, report.graphs)
    assert {one.dataset for one in report.datasets} == {"cordis", "curated", "places"}
    assert report.checked == sum(one.statements for one in report.datasets)
    assert report.merged > 0
    assert sum(report.derived.values()) > 0
    assert report.findings["gaps"] > 0
    text = "\n".join(report.lines())
    assert f"Build {report.build} is current" in text
    assert f"{report.statements:,} statements" in text


def test_the_report_is_json(first: tuple[Workshop, BuildReport]) -> None:
    said = json.loads(json.dumps(first[1].as_dict()))
    assert said["build"] == first[1].build
    assert [one["dataset"] for one in said["datasets"]] == ["cordis", "curated", "places"]


def test_the_manifest_says_nothing_of_a_single_run(first: tuple[Workshop, BuildReport]) -> None:
    assert not OF_THE_RUN & first[0].current.manifest().keys()


def test_only_the_manifest_knows_the_time(first: tuple[Workshop, BuildReport]) -> None:
    build = first[0].current
    time = build.manifest()["time"]
    assert time
    files = [
        file
        for file in build.path.rglob("*")
        if file.is_file() and "store" not in file.parts and "arcadedb" not in file.parts
    ]
    contents = {file.name: file.read_bytes() for file in files}
    contents[ARCHIVE] = gzip.decompress(contents[ARCHIVE])
    assert [name for name, content in contents.items() if time[:16].encode() in content] == ["manifest.json"]


def test_an_unchanged_input_needs_no_work(workshop: Workshop) -> None:
    before = workshop.current
    files = {
        file: file.stat().st_mtime_ns
        for file in workshop.home.rglob("*")
        if file.is_file() and file.parent.name != "run"
    }
    progress = Recorded()
    report = workshop.build(progress)
    assert not report.changed
    assert report.build == before.id
    assert list(report.lines()) == [f"Nothing changed: build {before.id} is current."]
    assert progress.ended == ["stage"]
    assert files == {file: file.stat().st_mtime_ns for file in files}


def test_every_step_is_announced_and_timed(workshop: Workshop) -> None:
    without(workshop.facts, "same_as", a="eucentre")
    progress = Recorded()
    report = workshop.build(progress)
    assert progress.begun == progress.ended
    assert progress.ended[0] == "stage"
    assert "validate" in progress.ended
    assert progress.ended[-1] == "publish"
    assert set(report.seconds) == set(progress.ended)


def test_a_change_gives_another_build_and_its_undoing_the_first_one_again(workshop: Workshop) -> None:
    before = workshop.current
    kept = shutil.copy(workshop.facts / "same_as.csv", workshop.facts / "kept")
    without(workshop.facts, "same_as", a="eucentre")
    changed = workshop.build()
    assert changed.build != before.id
    assert changed.merged < before.manifest()["merged"]
    shutil.move(kept, workshop.facts / "same_as.csv")
    undone = workshop.build()
    assert undone.changed
    assert undone.build == before.id == workshop.current.id


def test_equal_tables_give_equal_bytes_in_another_home_under_another_hash_seed(
    first: tuple[Workshop, BuildReport], tmp_path: Path
) -> None:
    other = tmp_path / "other"
    process = start_build(other, first[0].facts, PYTHONHASHSEED="271828")
    output, errors = process.communicate(timeout=200)
    assert process.returncode == 0, errors
    one, two = first[0].current, Home(other).current()
    assert one.id == two.id == output.strip()
    assert all(exported(one, form) == exported(two, form) for form in ("nq", "trig", "jsonld", "ttl"))
    findings = [{file.name: file.read_bytes() for file in build.findings.iterdir()} for build in (one, two)]
    assert findings[0] == findings[1]
    assert {"findings.json", "gaps.csv", "duplicates.csv"} <= findings[0].keys()


def test_faulty_tables_leave_the_last_good_build_in_service(workshop: Workshop) -> None:
    good = workshop.current
    table = workshop.facts / "organisations.csv"
    lines = table.read_text(encoding="utf-8").splitlines(keepends=True)
    table.write_text("".join([*lines, lines[1].replace(",public_body,", ",castle,"), lines[2]]), encoding="utf-8")
    with pytest.raises(InputError, match="castle") as caught:
        workshop.build()
    assert len(caught.value.issues) >= 3  # an unknown kind and two ids that stand twice
    assert caught.value.exit_code == 1
    assert workshop.current == good
    table.write_text("".join(lines), encoding="utf-8")
    assert not workshop.build().changed


def test_statements_against_a_shape_leave_the_last_good_build_in_service(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = workshop.current
    without(workshop.facts, "same_as", a="unipv")
    late = '"2031"^^<http://www.w3.org/2001/XMLSchema#gYear>'

    def stage_with_a_fault(*arguments: object) -> object:
        staged = stage(*arguments)  # type: ignore[arg-type]
        curated = next(one for one in staged if one.dataset == "curated")
        text = curated.statements.read_text(encoding="utf-8")
        curated.statements.write_text(re.sub(r'(#validFrom> )"\d{4}"\S+', rf"\1{late}", text), encoding="utf-8")
        return staged

    stage = module.stage
    monkeypatch.setattr(module, "stage", stage_with_a_fault)
    with pytest.raises(ShapeError, match="2031"):
        workshop.build()
    assert workshop.current == good


def test_a_build_that_fails_half_way_leaves_nothing_behind(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    good = workshop.current

    def no_room(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    without(workshop.facts, "same_as", a="eucentre")
    monkeypatch.setattr(module, "export_rdf", no_room)
    with pytest.raises(BuildError, match="No space left on device"):
        workshop.build()
    assert [entry.name for entry in (workshop.home / "builds").iterdir()] == [good.id]
    assert workshop.current == good


def test_what_a_killed_build_left_is_swept(workshop: Workshop) -> None:
    left = workshop.home / "builds" / f"{MAKING}0123-99" / "store"
    left.mkdir(parents=True)
    workshop.build()
    assert [entry.name for entry in (workshop.home / "builds").iterdir()] == [workshop.current.id]


def test_past_builds_are_kept_up_to_the_setting(workshop: Workshop) -> None:
    ids = [workshop.current.id]
    for body in ("eucentre", "unipv"):
        without(workshop.facts, "same_as", a=body)
        report = workshop.build(keep_builds=1)
        ids.append(report.build)
    assert report.pruned == (ids[0],)
    assert {one.id for one in Home(workshop.home).builds()} == set(ids[1:])


def test_a_second_build_on_the_same_home_is_refused(workshop: Workshop) -> None:
    with Home(workshop.home).building(), pytest.raises(BuildError, match="A build is already running"):
        workshop.build()


def test_the_report_and_the_manifest_say_what_changed_since_the_build_before(workshop: Workshop) -> None:
    before = workshop.current.id
    without(workshop.facts, "indicators", subject="unipv-dist-micro", value="523")
    report = workshop.build()
    assert (report.since.before, dict(report.since.counts)) == (before, {"removed": 1})
    assert report.since.datasets == {"curated": {"removed": 1}}
    (sentence,) = report.since.first
    assert "523" in sentence["it"]
    assert "523" in sentence["en"]
    text = "\n".join(report.lines())
    assert f"Since build {before}: 1 removed\n  curated: 1 removed\n  - {sentence['en']}" in text
    assert (
        BuildReport.of_manifest(workshop.current.manifest(), workshop.current.path, changed=True).since == report.since
    )


def test_a_damaged_build_is_made_anew(workshop: Workshop) -> None:
    good = workshop.current
    content = good.manifest()["content"]
    shutil.rmtree(good.store)
    report = workshop.build()
    assert report.changed
    assert report.build == good.id
    assert hashlib.sha256(exported(workshop.current)).hexdigest() == content


def test_a_build_before_that_cannot_be_read_keeps_nothing_back(workshop: Workshop) -> None:
    (workshop.current.store / "CURRENT").unlink()
    without(workshop.facts, "same_as", a="eucentre")
    report = workshop.build()
    assert report.changed
    assert report.since.before == ""
    assert open_reader(workshop.current.store).count() == report.statements
