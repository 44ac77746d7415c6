"""What is counted, and that home, map, page and API give one number for it."""

from __future__ import annotations

import csv
import html
import io
import re
from collections.abc import Iterator

import httpx
import pytest

ORGANISATIONS = re.compile(r"([\d.]+) organizzazion[ei]")


@pytest.fixture(scope="module")
def client(live_url: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=live_url, headers={"Accept": "text/html"}, timeout=60) as opened:
        yield opened


def counted(client: httpx.Client, address: str) -> str:
    """What the network of a page says that it holds."""
    page = client.get(address).text
    (note,) = re.findall(r'id="network-title">[^<]*</h2><p>(.*?)</p>', page)
    return html.unescape(note)


def organisations(client: httpx.Client, address: str) -> int:
    found = ORGANISATIONS.match(counted(client, address))
    return int(found[1].replace(".", "")) if found else 0


def test_a_province_has_one_number_of_organisations(client: httpx.Client) -> None:
    listed = client.get("/api/v1/provinces", headers={"Accept": "application/json"}).json()["items"]
    given = {item["province"]["name"]["it"]: item["organisations"]["total"] for item in listed}
    home = re.findall(
        r'<th scope="row"><a href="([^"]+)">([^<]+)</a></th><td class="z-num"[^>]*>([\d.]+)', client.get("/it").text
    )
    assert {html.unescape(name): int(number.replace(".", "")) for _, name, number in home} == given
    assert {name: organisations(client, href) for href, name, _ in home} == {
        html.unescape(name): given[html.unescape(name)] for _, name, _ in home
    }


def test_a_topic_has_one_number_of_organisations(client: httpx.Client) -> None:
    listed = client.get("/api/v1/specialisations?limit=500", headers={"Accept": "application/json"}).json()["items"]
    given = {item["specialisation"]["id"]: item["organisations"]["total"] for item in listed}
    largest = sorted(given, key=lambda path: (-given[path], path))[:6]
    for path in (*largest, "specialisation/microelectronics"):
        assert organisations(client, f"/it/id/{path}") == given[path]


def test_a_page_says_both_numbers_where_sites_and_units_are_bodies_too(client: httpx.Client) -> None:
    note = counted(client, "/it/id/istat/018")
    found = re.match(r"(\d+) organizzazioni \((\d+) enti con (\d+) sedi, laboratori, dipartimenti e distretti\)", note)
    assert found, note
    whole, bodies, parts = (int(number) for number in found.groups())
    assert bodies == whole + parts
    table = csv.DictReader(io.StringIO(client.get("/it/export/network.csv?id=istat/018").text))
    others = {"Percorso formativo", "Zona"}
    assert sum(row["kind"].capitalize() not in others and "/id/" in row["address"] for row in table) >= bodies


def test_what_a_body_is_tied_to_is_the_same_number_on_every_page(client: httpx.Client) -> None:
    university = "Università di Pavia"
    found = {
        address: re.findall(
            rf"\+(\d+): \d+ altri enti collegati a {university}<", html.unescape(client.get(address).text)
        )
        for address in ("/it/id/istat/018", "/it/id/curated/chips-it", "/it/id/ror/02dq7z403")
    }
    every, *tied = (int(numbers[0]) for numbers in found.values())
    assert tied == [every - 1] * 2  # where the page is of one of them, the others are counted
