"""A town is called what the reader calls it: an English page says "Milan", and "Milano" only inside a proper name."""

from __future__ import annotations

import csv
import re
from html.parser import HTMLParser
from importlib import resources

import httpx
import pytest

ITALIAN, ENGLISH = re.compile(r"\b(?:Milano|Mantova)\b"), re.compile(r"\b(?:Milan|Mantua)\b")
CUT = re.compile(r".{10,}\b(?:Milano|Mantova)\b")
"""What a drawing leaves of a long name."""
NAMED_IN = {
    "organisations": ("name_it", "name_en"),
    "aliases": ("alias",),
    "eu_organisations": ("name",),
    "eu_projects": ("acronym",),
    "programmes": ("name",),
    "zis": ("name_it", "name_en"),
    "citations": ("publisher", "title", "text"),
}
PAGES = {
    "/en": False,
    "/en?map=ties": False,
    "/en/gaps": True,
    "/en/gaps?matrix=pairs&rows=all": True,
    "/en/partners?who=curated/chips-it": True,
    "/en/partners?who=curated/chips-it&near=istat/015146": True,
    "/en/partners?who=curated/edison&near=istat/015146": True,
    "/en/search?q=politecnico": True,
    "/en/search?q=mantua": True,
    "/en/id/ror/01nffqt88": True,
    "/en/id/ror/00wjc7c48": True,
    "/en/id/curated/cnao": True,
    "/en/id/curated/polimi-mantova": True,
    "/en/id/istat/015146": True,
    "/en/id/istat/020": True,
    "/en/id/specialisation/microelectronics": True,
}
"""Addresses, and whether the page names one of the two towns."""


class Texts(HTMLParser):
    """The pieces of text of a page; a name partly in bold, or drawn over two lines, is in one piece."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = [""]
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "text":
            self.found[-1] += " "
        elif tag != "b":
            self.found.append("")

    def handle_endtag(self, tag: str) -> None:
        self.handle_starttag(tag, [])

    def handle_data(self, data: str) -> None:
        self.found[-1] += data


def names_with_towns() -> list[str]:
    """Every proper name or title that holds one of the towns, and long ones up to it; the longest first."""
    found = set()
    for table, columns in NAMED_IN.items():
        text = resources.files("zisgraph.loaders").joinpath("facts", f"{table}.csv").read_text(encoding="utf-8")
        for row in csv.DictReader(text.splitlines()):
            named = {row[column] for column in columns if ITALIAN.search(row[column])}
            found |= named | {match[0] for name in named if (match := CUT.match(name))}
    return sorted(found, key=lambda name: (-len(name), name))


@pytest.fixture(scope="module")
def names() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, names_with_towns())))


@pytest.mark.parametrize(("address", "has_town"), PAGES.items())
def test_an_english_page_has_english_names_of_towns(
    address: str, has_town: bool, names: re.Pattern[str], live_url: str
) -> None:
    reply = httpx.get(f"{live_url}{address}", headers={"Accept": "text/html"}, timeout=60, follow_redirects=True)
    pieces = [names.sub("…", " ".join(piece.split())) for piece in Texts(reply.raise_for_status().text).found]
    assert [piece for piece in pieces if ITALIAN.search(piece)] == []
    assert any(ENGLISH.search(piece) for piece in pieces) >= has_town


def test_rest_gives_the_official_name_and_both_names(live_url: str) -> None:
    reply = httpx.get(f"{live_url}/api/v1/entities/ror/01nffqt88", timeout=60, follow_redirects=True)
    found = reply.raise_for_status().json()["data"]
    assert found["municipality"] == "Milano"
    assert found["municipality_name"] == {"it": "Milano", "en": "Milan"}
