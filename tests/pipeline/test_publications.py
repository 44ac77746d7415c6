"""The line of published builds: what a rollback goes back to, whatever was killed when."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from zisgraph.pipeline.publications import FILE, Line, Publications


def line(*builds: str) -> Line:
    made = Line()
    for build in builds:
        made = made.with_published(build)
    return made


def ids(made: Line) -> list[str]:
    return [one.build for one in made.publications]


def test_the_same_build_again_adds_nothing() -> None:
    assert ids(line("a", "b", "b")) == ["a", "b"]
    assert ids(line("a", "b", "a")) == ["a", "b", "a"]


def test_going_back_takes_off_the_end_and_remembers_what_was_taken_back() -> None:
    once = line("a", "b", "c").with_taken_back("b")
    assert (ids(once), set(once.taken_back)) == (["a", "b"], {"c"})
    twice = once.with_taken_back("a")
    assert (ids(twice), set(twice.taken_back)) == (["a"], {"b", "c"})


def test_publishing_what_was_taken_back_forgives_it() -> None:
    again = line("a", "b").with_taken_back("a").with_published("b")
    assert (ids(again), dict(again.taken_back)) == (["a", "b"], {})


def test_a_build_that_was_published_twice_goes_back_to_its_last_time() -> None:
    assert ids(line("a", "b", "a", "c").with_taken_back("a")) == ["a", "b", "a"]


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        (line("a", "b", "c"), line("a", "b", "c", "a")),
        (line("a", "b", "c"), line("a", "b", "c").with_taken_back("b")),
        (line("a", "b", "a"), line("a", "b", "a").with_taken_back("b")),
        (Line(), line("a")),
    ],
)
def test_the_pointer_says_which_of_the_two_lines_is_true(tmp_path: Path, was: Line, becomes: Line) -> None:
    publications = Publications(tmp_path)
    publications.announce(was, becomes)
    assert publications.read(was.current) == was  # killed before the pointer was moved
    assert publications.read(becomes.current) == becomes


def test_a_home_without_the_file_has_a_line_of_its_current_build(tmp_path: Path) -> None:
    assert ids(Publications(tmp_path).read("a")) == ["a"]
    assert Publications(tmp_path).read("") == Line()


@pytest.mark.parametrize("content", ["", "{", "[]", '{"was": {}, "becomes": {}}', '{"was": 1, "becomes": null}'])
def test_a_spoilt_file_keeps_no_build_from_being_published(tmp_path: Path, content: str) -> None:
    (tmp_path / FILE).write_text(content, encoding="utf-8")
    publications = Publications(tmp_path)
    before = publications.read("a")
    assert ids(before) == ["a"]
    publications.announce(before, before.with_published("b"))
    assert ids(publications.read("b")) == ["a", "b"]
    assert json.loads((tmp_path / FILE).read_text(encoding="utf-8"))


def test_a_link_moved_by_hand_is_one_more_publication(tmp_path: Path) -> None:
    publications = Publications(tmp_path)
    publications.announce(Line(), line("a", "b"))
    assert ids(publications.read("z")) == ["a", "b", "z"]
