"""Staged files: the same bytes for the same input, replaced whole, left alone when nothing changed."""

from __future__ import annotations

import json
from pathlib import Path

import pyoxigraph
import pytest

from zisgraph.errors import BuildError, InputError
from zisgraph.loaders import DATASETS, read_staged, stage, stage_all, staging
from zisgraph.model.iris import Minter


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All datasets, staged once for the module; not to be changed."""
    folder = tmp_path_factory.mktemp("staged")
    stage_all(targets(folder))
    return folder


def targets(folder: Path) -> dict[str, Path]:
    return {name: folder / name for name in DATASETS}


def times(folder: Path) -> dict[str, int]:
    return {str(file): file.stat().st_mtime_ns for file in sorted(folder.rglob("*")) if file.is_file()}


def test_the_files_are_sorted_n_quads_that_a_store_reads(home) -> None:
    for name in DATASETS:
        text = (home / name / "statements.nq").read_bytes()
        lines = text.splitlines(keepends=True)
        assert lines == sorted(set(lines))
        assert len(pyoxigraph.Dataset(pyoxigraph.parse(text, format=pyoxigraph.RdfFormat.N_QUADS))) == len(lines)


def test_every_graph_is_one_of_facts_or_the_meta_graph(home) -> None:
    minter = Minter()
    for name in DATASETS:
        quads = pyoxigraph.parse(path=home / name / "statements.nq", format=pyoxigraph.RdfFormat.N_QUADS)
        for graph in {quad.graph_name.value for quad in quads} - {minter.meta_graph()}:
            origin = minter.origin_of(graph)
            assert origin is not None
            assert origin.dataset == name


def test_the_same_input_gives_the_same_bytes(home, tmp_path) -> None:
    stage_all(targets(tmp_path))
    for name in DATASETS:
        for file in ("statements.nq", "judgements.json"):
            assert (tmp_path / name / file).read_bytes() == (home / name / file).read_bytes()


def test_the_manifest_says_what_was_read_and_when(home) -> None:
    manifest = json.loads((home / "curated" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["tables"]["organisations"]["rows"] == 639
    assert set(manifest["inputs"]) >= {"organisations.csv", "same_as.csv", "curated.toml"}
    assert manifest["licence"] == "CC BY 4.0"
    assert manifest["staged_at"].endswith("+00:00")
    assert "staged_at" not in (home / "curated" / "statements.nq").read_text(encoding="utf-8")


def test_what_has_not_changed_is_left_alone(tables, tmp_path) -> None:
    assert all(staged.changed for staged in stage_all(targets(tmp_path / "home"), tables.folder))
    before = times(tmp_path / "home")
    assert not any(staged.changed for staged in stage_all(targets(tmp_path / "home"), tables.folder))
    assert times(tmp_path / "home") == before


def test_an_edited_table_stages_what_reads_it_and_nothing_else(tables, tmp_path) -> None:
    folder = tmp_path / "home"
    stage_all(targets(folder), tables.folder)
    tables.set("aliases", 2, alias="Arexpo S.p.A.")
    again = stage_all(targets(folder), tables.folder)
    assert {staged.dataset for staged in again if staged.changed} == {"curated"}
    assert "Arexpo S.p.A." in (folder / "curated" / "statements.nq").read_text(encoding="utf-8")


def test_a_judgement_taken_away_changes_the_digest(tables, tmp_path) -> None:
    before = stage("curated", tmp_path / "before", tables.folder)
    tables.delete("same_as", tables.find("same_as", a="eucentre", b="pic:999844476"))
    after = stage("curated", tmp_path / "after", tables.folder)
    assert after.digest != before.digest
    assert len(after.judgements()) == len(before.judgements()) - 1
    assert after.statements.read_bytes() == before.statements.read_bytes()


def test_a_bad_table_leaves_what_was_staged(tables, tmp_path) -> None:
    folder = tmp_path / "home"
    stage_all(targets(folder), tables.folder)
    before = times(folder)
    tables.set("organisations", 2, founded="soon")
    with pytest.raises(InputError, match="founded"):
        stage_all(targets(folder), tables.folder)
    assert times(folder) == before


def test_another_base_stages_again(tables, tmp_path) -> None:
    stage("places", tmp_path / "home", tables.folder)
    assert stage("places", tmp_path / "home", tables.folder, "https://example.org/").changed
    assert "w3id.org/zisgraph/id/" not in (tmp_path / "home" / "statements.nq").read_text(encoding="utf-8")


def test_files_that_the_manifest_does_not_describe_are_staged_again(tables, tmp_path) -> None:
    whole = stage("places", tmp_path / "home", tables.folder).statements.read_bytes()
    (tmp_path / "home" / "statements.nq").write_bytes(whole[:1000])
    with pytest.raises(BuildError, match="zisgraph build"):
        read_staged(tmp_path / "home")
    assert stage("places", tmp_path / "home", tables.folder).changed
    assert read_staged(tmp_path / "home").statements.read_bytes() == whole


@pytest.mark.parametrize("survivors", [0, 1, 2])
def test_killed_between_two_files_it_is_staged_again(tables, tmp_path, monkeypatch, survivors) -> None:
    stage("places", tmp_path / "home", tables.folder)
    put, done = staging._put, []

    def killed(fresh: Path, file: Path) -> None:
        if len(done) == survivors:
            raise KeyboardInterrupt
        done.append(file)
        put(fresh, file)

    monkeypatch.setattr(staging, "_put", killed)
    with pytest.raises(KeyboardInterrupt):
        stage("places", tmp_path / "home", tables.folder, "https://example.org/")
    monkeypatch.undo()
    again = stage("places", tmp_path / "home", tables.folder, "https://example.org/")
    assert read_staged(tmp_path / "home").manifest == again.manifest
    assert sorted(file.name for file in (tmp_path / "home").iterdir()) == [
        "judgements.json",
        "manifest.json",
        "statements.nq",
    ]


def test_nothing_staged_is_told_in_a_sentence(tmp_path) -> None:
    with pytest.raises(BuildError, match="Nothing whole is staged"):
        read_staged(tmp_path / "nowhere")


def test_a_target_that_cannot_be_written_is_told_in_a_sentence(tmp_path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(BuildError, match="ZISGRAPH_HOME"):
        stage("places", tmp_path / "file" / "places")
