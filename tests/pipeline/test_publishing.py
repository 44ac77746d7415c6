"""Publishing a build that is there, going back, and what is never published or removed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from small_builds import publish as make

from zisgraph.errors import BuildError, NoBuildError, NotFoundError, PrunedError
from zisgraph.pipeline import publishing
from zisgraph.pipeline.comparison import comparison
from zisgraph.pipeline.home import Build, Home
from zisgraph.pipeline.retention import prune
from zisgraph.settings import Settings, load_settings

BASE = "https://w3id.org/zisgraph/"


def quad(value: str) -> str:
    graph = f"{BASE}graph/curated/a-page/sourced"
    return f'<{BASE}id/curated/eucentre> <{BASE}ontology#city> "{value}" <{graph}> .\n'


@pytest.fixture
def place(home: Path) -> Home:
    """Builds a1, b2 and c3, made and published in that order; each says one other city."""
    for age, (name, city) in enumerate([("a1", "Pavia"), ("b2", "Lodi"), ("c3", "Como")]):
        made(home, name, city, age)
    return Home(home)


def made(home: Path, name: str, city: str, age: int) -> Build:
    build = make(home, name, [quad(city)])
    (build.path / "manifest.json").write_text('{"statements": 1, "datasets": []}', encoding="utf-8")
    os.utime(build.path / "manifest.json", ns=(10**18 + age, 10**18 + age))
    return build


@pytest.fixture
def settings(home: Path) -> Settings:
    return load_settings(home=home, cypher="off")


def test_going_back_goes_further_back_each_time_and_says_so_at_the_end(place: Home, settings: Settings) -> None:
    done = publishing.roll_back(settings)
    assert (done.build, done.before, done.changed, place.current().id) == ("b2", "c3", True, "b2")
    assert done.since.first[0]["en"].startswith("curated/eucentre, city: from “Como” to “Lodi”")
    assert publishing.roll_back(settings).build == "a1"
    with pytest.raises(
        NoBuildError, match=r"No build was published before a1 that is still here .*there are also c3, b2"
    ):
        publishing.roll_back(settings)
    assert place.current().id == "a1"


def test_publishing_goes_forward_to_the_newest_or_to_one_by_its_name(place: Home, settings: Settings) -> None:
    publishing.publish(settings, "a")
    assert place.current().id == "a1"
    assert publishing.publish(settings).build == "c3"
    assert not publishing.publish(settings).changed
    assert publishing.roll_back(settings).build == "a1"  # what was current before, not what was made before


def test_a_build_that_is_not_there_is_told(place: Home, settings: Settings) -> None:
    with pytest.raises(NotFoundError, match="There is no build 'x'; builds here: c3, b2, a1"):
        publishing.publish(settings, "x")
    assert prune(place, keep=1) == ["a1"]
    with pytest.raises(PrunedError, match=r"'a1' was published once and has been removed since.*here: c3, b2"):
        publishing.publish(settings, "a1")
    made(place.path, "b9", "Varese", 9)
    with pytest.raises(NotFoundError, match="b9, b2 begin so"):
        publishing.publish(settings, "b")


def test_an_empty_home_says_what_to_do(home: Path, settings: Settings) -> None:
    for run in (publishing.publish, publishing.roll_back):
        with pytest.raises(NoBuildError, match="run `zisgraph build`"):
            run(settings)
    assert publishing.builds(Home(home)) == []


def test_going_back_passes_over_what_was_removed(place: Home, settings: Settings) -> None:
    with place.keeping(place.named("a1")):
        publishing.publish(settings, "b2")
        publishing.publish(settings, "c3")
        assert prune(place, keep=1) == []
        assert prune(place, keep=0) == ["b2"]
    assert publishing.roll_back(settings).build == "a1"


def test_what_to_go_back_to_is_the_last_to_be_removed(place: Home, settings: Settings) -> None:
    publishing.publish(settings, "a1")  # made first of all, and yet what a rollback goes back to
    publishing.publish(settings, "b2")
    assert prune(place, keep=1) == ["c3"]
    assert publishing.roll_back(settings).build == "a1"


def test_the_list_says_what_was_done_with_each(place: Home, settings: Settings) -> None:
    publishing.roll_back(settings)
    states = {one.id: one for one in publishing.builds(place)}
    assert list(states) == ["c3", "b2", "a1"]
    assert [one.id for one in states.values() if one.current] == ["b2"]
    assert states["c3"].taken_back
    assert not states["c3"].published
    assert states["a1"].published


def test_a_second_build_at_the_same_time_is_refused(place: Home, settings: Settings) -> None:
    with place.building(), pytest.raises(BuildError, match="A build is already running"):
        publishing.roll_back(settings)


def test_comparing_keeps_both_builds_and_forgets_with_them(place: Home) -> None:
    with comparison(place, BASE, "a1", "b2") as found:
        assert (found.before.id, found.after.id, found.record.total()) == ("a1", "b2", 1)
        assert prune(place, keep=0) == []
    assert (place.changes / "a1--b2").is_dir()
    assert prune(place, keep=0) == ["b2", "a1"]
    assert list(place.changes.iterdir()) == []


def test_the_only_build_has_none_to_be_compared_with(home: Path) -> None:
    made(home, "a1", "Pavia", 0)
    with pytest.raises(NotFoundError, match="No build older than a1"), comparison(Home(home), BASE):
        pytest.fail("it was compared")
