"""A build over real tables: what it publishes, when it works, and what a fault leaves in place."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from real_builds import exported, start_build
from small_facts import without

from zisgraph.errors import BuildError, InputError, ShapeError
from zisgraph.pipeline import build as module
from zisgraph.pipeline.build import build
from zisgraph.pipeline.home import MAKING, Home
from zisgraph.pipeline.report import BuildReport
from zisgraph.settings import load_settings
from zisgraph.store.oxigraph import open_reader

BuildOnce = Callable[[], BuildReport]


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


def test_a_first_build_is_published_and_says_what_it_did(build_once: BuildOnce, home: Path) -> None:
    report = build_once()
    current = Home(home).current()
    assert report.changed
    assert current.id == report.build
    reader = open_reader(current.store)
    assert (reader.count(), reader.count_triples(), len(reader.graphs())) == (
        report.statements,
        report.triples,
        report.graphs,
    )
    assert {one.dataset for one in report.datasets} == {"cordis", "curated", "places"}
    assert report.checked == sum(one.statements for one in report.datasets)
    assert report.merged > 0
    assert sum(report.derived.values()) > 0
    text = "\n".join(report.lines())
    assert f"Build {report.build} is current" in text
    assert f"{report.statements:,} statements" in text


def test_an_unchanged_input_needs_no_work(build_once: BuildOnce, home: Path, facts: Path) -> None:
    first = build_once()
    before = {file: file.stat().st_mtime_ns for file in home.rglob("*") if file.is_file() and file.parent.name != "run"}
    progress = Recorded()
    second = build(load_settings(home=home), progress, facts)
    assert not second.changed
    assert second.build == first.build
    assert list(second.lines()) == [f"Nothing changed: build {first.build} is current."]
    assert progress.ended == ["stage"]
    assert before == {file: file.stat().st_mtime_ns for file in before}


def test_every_step_is_announced_and_timed(home: Path, facts: Path) -> None:
    progress = Recorded()
    report = build(load_settings(home=home), progress, facts)
    assert progress.begun == progress.ended
    assert progress.ended[0] == "stage"
    assert progress.ended[-1] == "publish"
    assert set(report.seconds) == set(progress.ended)


def test_a_change_gives_another_build_and_its_undoing_the_first_one_again(build_once: BuildOnce, facts: Path) -> None:
    first = build_once()
    kept = shutil.copy(facts / "same_as.csv", facts / "kept")
    without(facts, "same_as", a="eucentre")
    second = build_once()
    assert second.build != first.build
    assert second.merged < first.merged
    shutil.move(kept, facts / "same_as.csv")
    third = build_once()
    assert third.changed
    assert third.build == first.build
    assert "store" not in third.seconds or third.statements == first.statements


def test_equal_tables_give_equal_bytes_in_another_home_under_another_hash_seed(tmp_path: Path, facts: Path) -> None:
    homes = [tmp_path / "one", tmp_path / "two"]
    processes = [start_build(home, facts, PYTHONHASHSEED=seed) for home, seed in zip(homes, "12", strict=True)]
    outcomes = [process.communicate(timeout=120) for process in processes]
    assert [process.returncode for process in processes] == [0, 0], outcomes
    one, two = (Home(home).current() for home in homes)
    assert one.id == two.id
    assert all(exported(one, form) == exported(two, form) for form in ("nq", "trig", "jsonld", "ttl"))
    findings = [{file.name: file.read_bytes() for file in build.findings.iterdir()} for build in (one, two)]
    assert findings[0] == findings[1]
    assert findings[0]


def test_faulty_tables_leave_the_last_good_build_in_service(build_once: BuildOnce, home: Path, facts: Path) -> None:
    good = build_once()
    table = facts / "organisations.csv"
    lines = table.read_text(encoding="utf-8").splitlines(keepends=True)
    table.write_text("".join([*lines, lines[1].replace(",public_body,", ",castle,"), lines[2]]), encoding="utf-8")
    with pytest.raises(InputError, match="castle") as caught:
        build_once()
    assert len(caught.value.issues) >= 3  # an unknown kind and two ids that stand twice
    assert Home(home).current().id == good.build


def test_statements_against_a_shape_leave_the_last_good_build_in_service(
    build_once: BuildOnce, home: Path, facts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = build_once()
    without(facts, "same_as", a="eucentre")

    def stage_with_a_fault(*arguments: object) -> object:
        staged = stage_all(*arguments)  # type: ignore[arg-type]
        curated = next(one for one in staged if one.dataset == "curated")
        text = curated.statements.read_text(encoding="utf-8")
        curated.statements.write_text(text.replace("ontology#validFrom>", "ontology#validTo>"), encoding="utf-8")
        return staged

    stage_all = module.stage_all
    monkeypatch.setattr(module, "stage_all", stage_with_a_fault)
    with pytest.raises(ShapeError, match="validTo"):
        build_once()
    assert Home(home).current().id == good.build


def test_a_build_that_fails_half_way_leaves_nothing_behind(
    build_once: BuildOnce, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_room(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(module, "export_rdf", no_room)
    with pytest.raises(BuildError, match="No space left on device"):
        build_once()
    assert not list((home / "builds").iterdir())
    assert Home(home).current_or_none() is None


def test_what_a_killed_build_left_is_swept(build_once: BuildOnce, home: Path) -> None:
    left = home / "builds" / f"{MAKING}0123-99" / "store"
    left.mkdir(parents=True)
    build_once()
    assert [entry.name for entry in (home / "builds").iterdir()] == [Home(home).current().id]


def test_past_builds_are_kept_up_to_the_setting(home: Path, facts: Path) -> None:
    settings = load_settings(home=home, keep_builds=1)
    ids = [build(settings, facts=facts).build]
    for body in ("eucentre", "unipv"):
        without(facts, "same_as", a=body)
        report = build(settings, facts=facts)
        ids.append(report.build)
    assert report.pruned == (ids[0],)
    assert {one.id for one in Home(home).builds()} == set(ids[1:])


def test_a_second_build_on_the_same_home_is_refused(build_once: BuildOnce, home: Path) -> None:
    place = Home(home)
    place.prepare()
    with place.building(), pytest.raises(BuildError, match="A build is already running"):
        build_once()
