"""Two builds behind a real server: what differs, slice by slice, and a server that follows the pointer back and forth."""

from __future__ import annotations

import csv
import io
import re
import shutil
import threading
import time
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from real_builds import Workshop
from served import Server, running
from small_facts import without

from zisgraph.api.described import Problem
from zisgraph.pipeline import publishing
from zisgraph.pipeline.home import Home
from zisgraph.pipeline.report import BuildReport
from zisgraph.pipeline.retention import prune
from zisgraph.settings import load_settings


@pytest.fixture(scope="module")
def changed(first: tuple[Workshop, BuildReport], tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    """Pavia, with one figure of one row changed in a second build and two judgements taken away in a third."""
    folder = tmp_path_factory.mktemp("changed")
    made = first[0]
    workshop = Workshop(
        shutil.copytree(made.facts, folder / "facts"), shutil.copytree(made.home, folder / "home", symlinks=True)
    )
    table = workshop.facts / "indicators.csv"
    text = table.read_text(encoding="utf-8")
    row = next(line for line in text.splitlines() if line.startswith("unipv-dist-micro,organisation,employees,"))
    table.write_text(text.replace(row, row.replace(",523,", ",529,", 1)), encoding="utf-8")
    workshop.build()
    without(workshop.facts, "same_as", a="eucentre")
    workshop.build()
    return workshop


@pytest.fixture(scope="module")
def server(changed: Workshop) -> Iterator[Server]:
    with running(changed.home, cypher="off") as started:
        yield started


@pytest.fixture(scope="module")
def ids(changed: Workshop) -> list[str]:
    """The three builds, the oldest first."""
    return [one.id for one in reversed(Home(changed.home).builds())]


def get(server: Server, path: str, **query: Any) -> dict[str, Any]:
    answer = httpx.get(f"{server.url}/api/v1{path}", params=query, timeout=60)
    assert answer.status_code == 200, answer.text
    content: dict[str, Any] = answer.json()
    return content


def test_one_row_changed_is_exactly_what_is_told(server: Server, ids: list[str]) -> None:
    answer = get(server, "/changes", **{"from": ids[0], "to": ids[1]})
    assert (answer["from"], answer["to"], answer["layer"]) == (ids[0], ids[1], "facts")
    assert answer["counts"] == {"changed": 1}
    (item,) = answer["items"]
    assert (item["kind"], item["whole"]) == ("changed", False)
    (statement,) = item["statements"]
    assert statement["predicate"].endswith("#value")
    assert (statement["before"].split("^")[0], statement["after"].split("^")[0]) == ('"523"', '"529"')
    assert [by["citation"] for by in statement["after_by"]] == ["il-giorno-2023-04"]
    assert statement["after_by"][0]["confidence"] == "sourced"
    assert item["sentence"] == {
        "it": "Distretto di Microelettronica dell'Università di Pavia, addetti (2023): da 523 a 529 persone "
        "(fonte: Il Giorno, 2023-04).",
        "en": "Pavia Microelectronics District, employees (2023): from 523 to 529 persons (source: Il Giorno, 2023-04).",
    }


def test_the_other_way_round_is_the_other_way_round(server: Server, ids: list[str]) -> None:
    (item,) = get(server, "/changes", **{"from": ids[1], "to": ids[0]})["items"]
    assert (item["statements"][0]["before"][:4], item["statements"][0]["after"][:4]) == ('"529', '"523')


def test_bodies_taken_apart_are_told_as_such_and_nothing_that_only_moved(server: Server, ids: list[str]) -> None:
    answer = get(server, "/changes")
    assert (answer["from"], answer["to"]) == (ids[1], ids[2])
    (separated,) = get(server, "/changes", kind="separated")["items"]
    assert [one.rpartition("/id/")[2] for one in separated["bodies"]] == ["pic/999844476", "ror/02dq7z403"]
    assert separated["statements"] == []
    assert "Separati" in separated["sentence"]["it"]
    assert answer["total"] <= 3  # not the dozens of statements that went back to their own address
    back = get(server, "/changes", **{"from": ids[2], "to": ids[1]}, kind="merged")
    assert back["items"][0]["bodies"] == separated["bodies"]


def test_what_follows_from_facts_stands_apart(server: Server, ids: list[str]) -> None:
    assert get(server, "/changes", layer="identity")["total"] > 0
    findings = get(server, "/changes", layer="findings", limit=500)
    assert findings["total"] == sum(findings["counts"].values())
    assert {item["kind"] for item in findings["items"]} <= set(findings["counts"])


def test_slices_add_up_to_the_whole(server: Server, ids: list[str]) -> None:
    asked = {"from": ids[0], "to": ids[2]}
    whole = get(server, "/changes", **asked, limit=500)
    found, cursor = [], ""
    while True:
        part = get(server, "/changes", **asked, limit=1, cursor=cursor)
        assert len(part["items"]) == 1
        found += part["items"]
        cursor = part["next"]
        if not cursor:
            break
    assert found == whole["items"]
    assert len(found) == whole["total"] > 1


@pytest.mark.parametrize(
    ("query", "status", "said"),
    [
        ({"from": "nope"}, 404, "There is no build 'nope'; builds here: "),
        ({"to": "nope"}, 404, "There is no build 'nope'"),
        ({"cursor": "x"}, 422, "allowed: the `next` of an answer"),
        ({"cursor": "3"}, 422, "where no change begins"),
        ({"kind": "moved"}, 422, "added|removed|changed|merged|separated"),
        ({"layer": "rumours"}, 422, "layer"),
        ({"limit": 0}, 422, "limit"),
        ({"since": "x"}, 422, "'since'"),
    ],
)
def test_errors_say_what_is_allowed(server: Server, query: dict[str, Any], status: int, said: str) -> None:
    answer = httpx.get(f"{server.url}/api/v1/changes", params=query, timeout=60)
    assert answer.status_code == status
    assert said in answer.text
    Problem.model_validate(answer.json())


def test_the_first_build_has_none_to_be_compared_with(server: Server, ids: list[str]) -> None:
    answer = get(server, "/changes", to=ids[0])
    assert (answer["from"], answer["total"], answer["items"]) == ("", 0, [])


def test_the_builds_are_listed_with_what_each_changed(server: Server, ids: list[str]) -> None:
    states = httpx.get(f"{server.url}/api/v1/builds", timeout=60).json()
    assert [one["id"] for one in states] == ids[::-1]
    assert [one["current"] for one in states] == [True, False, False]
    assert states[1]["since"]["before"] == ids[0]
    assert states[1]["since"]["counts"] == {"changed": 1}
    assert "da 523 a 529" in states[1]["since"]["first"][0]["it"]


def test_all_of_them_as_csv(server: Server, ids: list[str]) -> None:
    answer = httpx.get(f"{server.url}/en/export/changes.csv", params={"from": ids[0], "to": ids[1]}, timeout=60)
    assert answer.headers["content-type"].startswith("text/csv")
    (row,) = csv.DictReader(io.StringIO(answer.text))
    assert (row["kind"], row["before"].split("^")[0], row["after"].split("^")[0]) == ("changed", '"523"', '"529"')
    assert row["sources_after"] == "curated/il-giorno-2023-04/sourced"


@pytest.mark.parametrize(
    ("path", "words"), [("/it/dati", "da 523 a 529 persone"), ("/en/data", "from 523 to 529 persons")]
)
def test_the_page_tells_it_to_people(server: Server, ids: list[str], path: str, words: str) -> None:
    answer = httpx.get(server.url + path, timeout=60)
    assert answer.status_code == 200
    assert words in answer.text
    assert all(one in answer.text for one in ids)
    assert len(answer.content) < 100_000
    link = re.search(rf'href="(/\w\w/export/changes\.csv\?from={ids[0]}[^"]*)"', answer.text)
    assert link is not None
    assert httpx.get(server.url + link[1].replace("&amp;", "&"), timeout=60).status_code == 200


def test_a_folder_in_a_wrong_place_is_told_on_the_page(server: Server, changed: Workshop) -> None:
    wrong = changed.home / "sources" / "ror" / "march"
    wrong.mkdir(parents=True)
    try:
        answer = httpx.get(f"{server.url}/en/data", timeout=60)
    finally:
        shutil.rmtree(changed.home / "sources")
    assert answer.status_code == 200
    assert "a folder called &#39;march&#39;" in answer.text
    assert "from 523 to 529 persons" in answer.text


def test_a_server_follows_what_is_published_and_taken_back_while_it_answers(workshop: Workshop) -> None:
    settings = load_settings(home=workshop.home, cypher="off")
    without(workshop.facts, "indicators", subject="unipv-dist-micro", value="523")
    older = workshop.current.id
    newer = workshop.build().build
    counts = {one.id: int(one.manifest()["triples"]) for one in Home(workshop.home).builds()}
    assert len(set(counts.values())) == 2
    with running(workshop.home, cypher="off") as served:
        stop, answers = threading.Event(), []

        def ask() -> None:
            while not stop.is_set():
                reply = served.sparql("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", Accept="text/csv")
                answers.append((reply.status_code, reply.headers.get("Zisgraph-Build"), reply.text.split()[-1]))

        asking = threading.Thread(target=ask)
        asking.start()
        try:
            for move in (publishing.roll_back, publishing.publish, publishing.roll_back):
                wanted = move(settings).build
                assert wanted == (newer if move is publishing.publish else older)
                deadline = time.monotonic() + 60
                while answers[-1:] == [] or answers[-1][1] != wanted:
                    assert time.monotonic() < deadline, answers[-1:]
                    time.sleep(0.05)
        finally:
            stop.set()
            asking.join()
        assert {(status, counts[str(build)] == int(count)) for status, build, count in answers} == {(200, True)}
        with Home(workshop.home).building():
            assert prune(Home(workshop.home), keep=0) in ([], [newer])  # never what the server still holds
        assert served.sparql("ASK {}").status_code == 200
