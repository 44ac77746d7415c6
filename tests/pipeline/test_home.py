"""Builds side by side, one pointer, locks that die with their holder."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from zisgraph.errors import BuildError, NoBuildError
from zisgraph.pipeline.home import Build, Home
from zisgraph.pipeline.retention import prune, sweep


def make(home: Home, build_id: str, age: int = 0) -> Build:
    home.prepare()
    folder = home.builds_folder / build_id
    folder.mkdir()
    manifest = folder / "manifest.json"
    manifest.write_text("{}", encoding="utf-8")
    os.utime(manifest, ns=(10**18 - age, 10**18 - age))
    return Build(folder)


def test_a_home_without_build_says_what_to_do(home: Path) -> None:
    with pytest.raises(NoBuildError, match="run `zisgraph build`"):
        Home(home).current()
    assert Home(home).builds() == []


def test_publishing_moves_the_one_pointer(home: Path) -> None:
    place = Home(home)
    first, second = make(place, "aaaa", age=1), make(place, "bbbb")
    place.publish(first)
    assert place.current() == first
    place.publish(second)
    assert place.current() == second
    assert (home / "current").readlink() == Path("builds/bbbb")
    assert not list(home.glob(".current-*"))


def test_a_moved_home_still_finds_its_build(home: Path) -> None:
    place = Home(home)
    place.publish(make(place, "aaaa"))
    moved = home.rename(home.with_name("elsewhere"))
    assert Home(moved).current().path == moved / "builds" / "aaaa"


def test_an_unknown_build_is_named_with_those_that_exist(home: Path) -> None:
    place = Home(home)
    make(place, "aaaa")
    with pytest.raises(NoBuildError, match=r"No build 'zzzz'.*builds here: aaaa"):
        place.build("zzzz")


def test_old_builds_go_but_never_the_current_one(home: Path) -> None:
    place = Home(home)
    builds = [make(place, name, age) for age, name in enumerate(["newest", "newer", "old", "older", "oldest"])]
    place.publish(builds[3])
    assert prune(place, keep=1) == ["newer", "old", "oldest"]
    assert {build.id for build in place.builds()} == {"newest", "older"}


def test_a_build_being_read_is_not_removed(home: Path) -> None:
    place = Home(home)
    old, new = make(place, "old", age=1), make(place, "new")
    place.publish(old)
    with place.reading() as build:
        assert build == old
        place.publish(new)
        assert prune(place, keep=0) == []
        assert old.manifest() == {}
    assert prune(place, keep=0) == ["old"]


def test_what_killed_builds_left_is_swept(home: Path) -> None:
    place = Home(home)
    place.publish(make(place, "aaaa"))
    (home / "builds" / ".making-bbbb-1" / "store").mkdir(parents=True)
    (home / "builds" / ".doomed-cccc").mkdir()
    (home / ".current-7").symlink_to("builds/bbbb")
    assert sweep(place) == [".current-7", ".doomed-cccc", ".making-bbbb-1"]
    assert [build.id for build in place.builds()] == ["aaaa"]
    assert place.current().id == "aaaa"


def test_a_second_build_is_refused_in_one_sentence(home: Path) -> None:
    place = Home(home)
    place.prepare()
    with place.building(), pytest.raises(BuildError, match=rf"A build is already running on .*process {os.getpid()}"):  # noqa: SIM117
        with Home(home).building():
            pytest.fail("the second build got the lock")
    with place.building():
        pass


def test_a_second_server_is_told_where_the_first_listens(home: Path) -> None:
    place = Home(home)
    place.prepare()
    with (
        place.serving("http://127.0.0.1:8123"),
        pytest.raises(BuildError, match=r"A server .* at http://127\.0\.0\.1:8123"),
        Home(home).serving("http://127.0.0.1:9000"),
    ):
        pytest.fail("the second server got the lock")


def test_a_killed_holder_leaves_no_lock(home: Path) -> None:
    place = Home(home)
    place.prepare()
    code = "import sys, time; from pathlib import Path; from zisgraph.pipeline.home import Home\nwith Home(Path(sys.argv[1])).building(): print('held', flush=True); time.sleep(60)"
    with subprocess.Popen([sys.executable, "-c", code, str(home)], stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"held\n"
        with pytest.raises(BuildError, match=f"process {child.pid}"), place.building():
            pytest.fail("two builds at once")
        child.kill()
    with place.building():
        pass


def test_a_place_that_cannot_be_written_is_one_sentence(home: Path) -> None:
    blocked = home / "file"
    blocked.write_text("not a folder", encoding="utf-8")
    with pytest.raises(BuildError, match=r"Cannot write in .*file .*Point ZISGRAPH_HOME"):
        Home(blocked).prepare()
