"""docs/tables.md: its examples run as they stand there, and its lists are those of the code."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fixtures_sources import Said, Sources

from zisgraph.loaders.public.tables import parsing, saying
from zisgraph.loaders.public.tables.properties import BOTH, PROPERTIES
from zisgraph.loaders.public.tables.values import DATE_FORMATS, TYPES

_BLOCK = re.compile(r"`(?P<name>[a-z]+)\.(?:csv|toml)`:\n\n```(?P<form>csv|toml)\n(?P<text>.*?)```", re.DOTALL)
_PLACE = "a part of the place: together they lead to the municipality"
_LOOKED_UP = {
    "place": _PLACE,
    "specialisation": "the id or name of a specialisation",
    "body": "the id or name of a body",
    "figure": "a number, with `indicator`, `unit` and a year",
}


@pytest.fixture
def page(project_root: Path) -> str:
    return (project_root / "docs" / "tables.md").read_text(encoding="utf-8")


def run(page: str, sources: Sources, name: str) -> Said:
    """The example of that name, read as it stands on the page."""
    blocks = {found["form"]: found["text"] for found in _BLOCK.finditer(page) if found["name"] == name}
    source = parsing.parse_mapping(blocks["toml"], f"{name}.toml").id
    sources.put(f"{source}/source.toml", blocks["toml"])
    sources.put(f"{source}/2026/{name}.csv", blocks["csv"])
    return sources.read()[source]


def test_the_register_of_startups(page: str, sources: Sources) -> None:
    said = run(page, sources, "startup")
    assert len(said.subjects("StartUp")) == 2
    assert said.manifest["left_out"] == {"natural persons": 1, "rows without a place in Lombardy": 1}
    assert said.issues() == {}
    assert said.manifest["unread"] == []


def test_the_list_of_its_academies(page: str, sources: Sources) -> None:
    said = run(page, sources, "its")
    assert said.subjects("ItsAcademy") == {f"table/its-esempio--ITS-0{number}" for number in (1, 2, 3)}
    assert said.manifest["placed"] == {"name": 3}
    assert said.issues() == {}
    assert said.manifest["unread"] == []


def test_the_members_of_a_cluster(page: str, sources: Sources) -> None:
    said = run(page, sources, "soci")
    assert len(said.subjects("Membership")) == 3
    assert (len(said.subjects("Company")), len(said.subjects("ResearchBody"))) == (2, 1)
    assert sum("outsideLombardy" in line for line in said.lines) == 1
    assert said.issues() == {}


def test_the_examples_are_marked_as_invented_and_untested(page: str) -> None:
    assert "**invented**" in page
    assert "**untested on a real file**" in page
    assert len(_BLOCK.findall(page)) == 6
    titles = re.findall(r'^title_en = "(.*)"$', page, re.MULTILINE)
    assert len(titles) == 3
    assert all(title.endswith("(an invented example)") for title in titles)


def test_every_property_is_on_the_page_as_it_is(page: str) -> None:
    expected = [
        f"| `{one.name}` | `{one.italian}` | {'both' if one.of == BOTH else next(iter(one.of))} | "
        f"{'several' if one.many else 'one'} | {_LOOKED_UP.get(one.type) or TYPES[one.type].allowed} |"
        for one in PROPERTIES.values()
    ]
    header = "| says | in Italian | of | values | what a cell may hold |\n| --- | --- | --- | --- | --- |\n"
    assert page.split(header)[1].split("\n\n", maxsplit=1)[0].splitlines() == expected


def test_every_word_of_a_mapping_is_on_the_page(page: str) -> None:
    words = [*parsing._DATASET, *parsing._TABLE, *saying._KEYS]
    assert [word for word in words if f"`{word}`" not in page] == []
    assert [section for section in parsing._SECTIONS if f"[{section}]" not in page] == []
    assert [form for form in DATE_FORMATS if f'`"{form}"`' not in page] == []
