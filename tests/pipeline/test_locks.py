"""Locks of the kernel: shared by readers, exclusive for the one who removes, gone with their holder."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from zisgraph.errors import BuildError
from zisgraph.pipeline import locks


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "run" / "test.lock"
    path.parent.mkdir()
    path.write_text("", encoding="utf-8")
    return path


def test_the_holder_says_who_it_is_while_it_holds(file: Path) -> None:
    assert locks.holder(file) is None
    with locks.exclusive(file, "A test", url="http://127.0.0.1:1"):
        note = locks.holder(file)
        assert note is not None
        assert note["pid"] == os.getpid()
        assert note["url"] == "http://127.0.0.1:1"
    assert locks.holder(file) is None
    assert locks.holder(file.with_name("absent")) is None


def test_a_longer_note_leaves_nothing_in_a_shorter_one(file: Path) -> None:
    with locks.exclusive(file, "A test", url="http://127.0.0.1:12345/a/long/one"):
        pass
    with locks.exclusive(file, "A test"):
        assert "url" not in (locks.holder(file) or {"url": ""})


def test_readers_share_and_keep_the_remover_out(file: Path) -> None:
    with locks.shared(file) as one, locks.shared(file) as two:
        assert one
        assert two
        with locks.if_unused(file) as unused:
            assert not unused
    with locks.if_unused(file) as unused:
        assert unused


def test_a_reader_notices_that_its_file_was_replaced(file: Path) -> None:
    with locks.if_unused(file) as unused:
        assert unused
        file.rename(file.with_name("gone"))
    with locks.shared(file) as there:
        assert not there


def test_a_lock_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match=r"Cannot write .*Point ZISGRAPH_HOME"), locks.exclusive(tmp_path, "A test"):
        pytest.fail("a folder is no lock")
