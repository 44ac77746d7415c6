"""The page where records are judged: what it shows, what it keeps, and what it keeps out."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from linked_homes import linked_home
from served import running

from zisgraph.identity import read_judgement_file
from zisgraph.pipeline.home import Build, Home
from zisgraph.pipeline.identity import suggestions
from zisgraph.settings import Settings


@pytest.fixture(scope="module")
def place(
    bundled_build: Build, bundled_settings: Settings, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Home, str]]:
    """A home of this module's own, and the address of its server."""
    home = linked_home(bundled_settings.home, tmp_path_factory.mktemp("review") / "home")
    with running(home, cypher="off") as server:
        yield Home(home), server.url


@pytest.fixture
def url(place: tuple[Home, str]) -> Iterator[str]:
    """The address, with nothing judged yet."""
    yield place[1]
    place[0].judgements.unlink(missing_ok=True)


def kept(place: tuple[Home, str]) -> list[tuple[str, str, str]]:
    return [(one.a, one.b, one.verdict.value) for one in read_judgement_file(place[0].judgements)]


def test_both_records_stand_beside_each_other_with_reasons_and_sources(url: str, place: tuple[Home, str]) -> None:
    first, *others = suggestions(place[0].current().path, [])
    page = httpx.get(f"{url}/en/identity").text
    assert "Which records are one body" in page
    for key in (first.a, first.b):
        assert key in page
    assert "names: “" in page
    assert "CORDIS" in page
    other = others[-1]
    page = httpx.get(f"{url}/it/identita", params={"pair": f"{other.a} {other.b}"}).text
    assert f'name="a" value="{other.a}"' in page
    assert "Sono un solo ente" in page


def test_a_judgement_is_kept_shown_and_taken_back(url: str, place: tuple[Home, str]) -> None:
    first = suggestions(place[0].current().path, [])[0]
    form = {"a": first.a, "b": first.b, "verdict": "same", "why": "one\r\nname", "by": "Anna è qui"}
    answer = httpx.post(f"{url}/it/identita", data=form, headers={"Origin": url})
    assert answer.status_code == 303
    assert kept(place) == [(first.a, first.b, "same")]
    (line,) = read_judgement_file(place[0].judgements)
    assert (line.basis, line.by) == ("one name", "Anna è qui")
    page = httpx.get(url + answer.headers["location"].removeprefix(url)).text
    assert "Registrato:" in page
    assert "Anna è qui" in page
    undone = httpx.post(f"{url}/it/identita", data={"a": first.a, "b": first.b, "verdict": "undo"})
    assert undone.status_code == 303
    assert kept(place) == []


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "https://127.0.0.1:1"])
def test_a_foreign_page_cannot_judge(url: str, place: tuple[Home, str], origin: str) -> None:
    form = {"a": "eucentre", "b": "pic:999844476", "verdict": "different"}
    answer = httpx.post(f"{url}/it/identita", data=form, headers={"Origin": origin})
    assert answer.status_code == 403
    assert kept(place) == []


@pytest.mark.parametrize(
    ("form", "status"),
    [
        ({"a": "eucentre", "b": "pic:999844476", "verdict": "perhaps"}, 422),
        ({"a": "eucentre", "b": "pic:", "verdict": "same"}, 422),
        ({"a": "eucentre", "b": "eucentre", "verdict": "same"}, 422),
        ({"a": "eucentre", "b": "pic:000000009", "verdict": "same"}, 404),
        ({}, 422),
        ({"a": "eucentre", "b": "pic:999844476", "verdict": "same", "why": "x" * 30_000}, 413),
    ],
)
def test_what_is_no_judgement_is_refused(url: str, place: tuple[Home, str], form: dict[str, str], status: int) -> None:
    answer = httpx.post(f"{url}/en/identity", data=form)
    assert answer.status_code == status
    assert kept(place) == []


def test_a_server_that_others_can_reach_keeps_none(
    bundled_build: Build, bundled_settings: Settings, tmp_path: Path
) -> None:
    home = linked_home(bundled_settings.home, tmp_path / "home")
    with running(home, cypher="off", public="true") as server:
        assert "zisgraph judge" in httpx.get(f"{server.url}/en/identity").text
        form = {"a": "eucentre", "b": "pic:999844476", "verdict": "same"}
        assert httpx.post(f"{server.url}/en/identity", data=form).status_code == 403
    assert not Home(home).judgements.exists()
    shutil.rmtree(home)
