"""Fetching from a real server on loopback that cuts connections, lies, is slow, leads elsewhere."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from file_server import Behaviour, serving

from zisgraph.errors import FetchError
from zisgraph.loaders.fetching import Fetched, Limits, fetch, provenance_of
from zisgraph.loaders.public.definitions import Download

CONTENT = bytes(range(256)) * 4_000
QUICK = Limits(connect=2, read=2, attempts=3, back_off=0.01, slowest=1_000, patience=0.3)
DOWNLOAD = Download("https://publisher.example/data/file.zip", "file.zip", (), 2 << 20)


def bring(folder: Path, url: str, **more: object) -> Fetched:
    return fetch(more.pop("download", DOWNLOAD), folder, address=f"{url}/file.zip", limits=QUICK, **more)  # type: ignore[arg-type]


def left(folder: Path) -> set[str]:
    """Everything in the folder but whole files and what is known of them."""
    return {file.name for file in folder.rglob(".*")}


def test_a_file_lands_under_the_date_of_its_version_with_what_is_known_of_it(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    with serving(Behaviour(CONTENT)) as url:
        found = bring(tmp_path, url, tell=lambda done, total: told.append((done, total)))
    assert found.file == tmp_path / "2026-11-13" / "file.zip"
    assert found.file.read_bytes() == CONTENT
    assert found.provenance.sha256 == sha256(CONTENT).hexdigest()
    assert provenance_of(found.file) == found.provenance
    assert told[-1] == (len(CONTENT), len(CONTENT))
    assert left(tmp_path) == set()


def test_a_file_that_has_not_changed_is_not_sent_again(tmp_path: Path) -> None:
    does = Behaviour(CONTENT)
    with serving(does) as url:
        first, second = bring(tmp_path, url), bring(tmp_path, url)
        assert (first.changed, second.changed) == (True, False)
        assert second.file == first.file
        assert does.asked[-1]["if-none-match"] == does.etag
        does.tagged = False
        assert not bring(tmp_path, url).changed  # sent again, and found to be the same
        does.content, does.last_modified = CONTENT[::-1], "Sat, 14 Nov 2026 08:00:00 GMT"
        newer = bring(tmp_path, url)
    assert (newer.changed, newer.file.parent.name) == (True, "2026-11-14")
    assert first.file.read_bytes() == CONTENT


@pytest.mark.parametrize("ranges", [True, False])
def test_a_connection_that_is_cut_is_taken_up_again(tmp_path: Path, ranges: bool) -> None:
    does = Behaviour(CONTENT, cut=300_000, cuts=2, ranges=ranges)
    with serving(does) as url:
        assert bring(tmp_path, url).file.read_bytes() == CONTENT
    assert [one.get("range") for one in does.asked] == [None, "bytes=300000-", f"bytes={600000 if ranges else 300000}-"]
    assert left(tmp_path) == set()


def test_what_has_arrived_is_kept_for_the_next_call(tmp_path: Path) -> None:
    does = Behaviour(CONTENT, cut=200_000, cuts=1)
    with serving(does) as url:
        with pytest.raises(FetchError, match=r"200,000 bytes are kept, and the next call goes on"):
            fetch(DOWNLOAD, tmp_path, address=f"{url}/file.zip", limits=replace(QUICK, attempts=1))
        assert not list(tmp_path.glob("2*"))
        assert bring(tmp_path, url).file.read_bytes() == CONTENT
    assert does.asked[-1]["range"] == "bytes=200000-"


def test_a_part_of_an_older_version_is_not_gone_on_with(tmp_path: Path) -> None:
    does = Behaviour(CONTENT, cut=200_000, cuts=1)
    with serving(does) as url:
        with pytest.raises(FetchError):
            fetch(DOWNLOAD, tmp_path, address=f"{url}/file.zip", limits=replace(QUICK, attempts=1))
        does.content = CONTENT[::-1]
        assert bring(tmp_path, url).file.read_bytes() == CONTENT[::-1]


def test_a_server_that_sends_another_part_than_it_was_asked_for_is_begun_anew(tmp_path: Path) -> None:
    does = Behaviour(CONTENT, cut=200_000, cuts=1, wrong_range=True)
    with serving(does) as url:
        assert bring(tmp_path, url).file.read_bytes() == CONTENT


def test_a_server_that_lies_about_the_length_is_given_up_after_some_attempts(tmp_path: Path) -> None:
    does = Behaviour(CONTENT, lie=10)
    with serving(does) as url, pytest.raises(FetchError, match="could not be fetched"):
        bring(tmp_path, url)
    assert not list(tmp_path.glob("2*"))


def test_a_server_that_is_busy_is_asked_again_and_waited_for(tmp_path: Path) -> None:
    does = Behaviour(CONTENT, busy=2, retry_after="0")
    with serving(does) as url:
        assert bring(tmp_path, url).changed
    assert len(does.asked) == 3


@pytest.mark.parametrize("status", [403, 404, 410])
def test_what_is_not_there_is_not_asked_for_again(tmp_path: Path, status: int) -> None:
    does = Behaviour(CONTENT, busy=1, status=status)
    with serving(does) as url, pytest.raises(FetchError, match=f"answers {status}"):
        bring(tmp_path, url)
    assert len(does.asked) == 1


def test_a_server_that_trickles_is_given_up(tmp_path: Path) -> None:
    with serving(Behaviour(CONTENT, piece=10, pace=0.1)) as url, pytest.raises(FetchError, match="bytes a second"):
        bring(tmp_path, url)


def test_a_server_that_falls_silent_is_given_up(tmp_path: Path) -> None:
    limits = replace(QUICK, read=0.3, attempts=1)
    with serving(Behaviour(CONTENT, piece=1_000, pace=1)) as url, pytest.raises(FetchError, match="no answer in time"):
        fetch(DOWNLOAD, tmp_path, address=f"{url}/file.zip", limits=limits)


def test_a_redirect_elsewhere_is_refused_unless_it_is_allowed(tmp_path: Path) -> None:
    does = Behaviour(CONTENT)
    with serving(does) as url:
        elsewhere = url.replace("127.0.0.1", "localhost")
        does.redirect = f"{elsewhere}/there/file.zip"
        with pytest.raises(FetchError, match="--allow-host localhost"):
            bring(tmp_path, url)
        assert bring(tmp_path, url, allowed=frozenset({"localhost"})).file.read_bytes() == CONTENT
        does.redirect = "/there/file.zip"
        assert not bring(tmp_path, url).changed


@pytest.mark.parametrize("target", ["/loop", "ftp://127.0.0.1/x", "file:///etc/passwd"])
def test_a_redirect_without_end_or_out_of_the_web_is_refused(tmp_path: Path, target: str) -> None:
    with serving(Behaviour(CONTENT, redirect=target)) as url, pytest.raises(FetchError, match="leads"):
        bring(tmp_path, url)


@pytest.mark.parametrize("lie", [0, 4 << 20])
def test_more_than_a_file_may_have_is_refused_before_or_while_it_comes(tmp_path: Path, lie: int) -> None:
    small = replace(DOWNLOAD, largest=(1 << 20) if lie else 100_000)
    with serving(Behaviour(CONTENT, lie=lie)) as url, pytest.raises(FetchError, match="are allowed for this file"):
        bring(tmp_path, url, download=small)
    assert left(tmp_path) == set()


def test_an_empty_file_and_a_wrong_hash_are_refused(tmp_path: Path) -> None:
    with serving(Behaviour(b"")) as url, pytest.raises(FetchError, match="an empty file"):
        bring(tmp_path, url)
    with serving(Behaviour(CONTENT)) as url:
        with pytest.raises(FetchError, match="It was discarded"):
            bring(tmp_path, url, digest="0" * 64)
        assert bring(tmp_path, url, digest=sha256(CONTENT).hexdigest().upper()).changed
    assert left(tmp_path) == set()


def test_without_a_network_one_sentence_says_where_to_put_the_file(tmp_path: Path, free_port: int) -> None:
    with pytest.raises(FetchError) as caught:
        bring(tmp_path / "ror", f"http://127.0.0.1:{free_port}")
    said = str(caught.value)
    assert said.startswith("No connection to 127.0.0.1")
    assert f"Put file.zip into {tmp_path / 'ror'} by hand" in said
    assert "\n" not in said
