"""The page on Cypher says what the code does: its lists are the code's, its examples run, its bounds are the bounds."""

from __future__ import annotations

import re
import shlex
from itertools import pairwise
from pathlib import Path

import pytest

from zisgraph.store.cypher import BoltEngine, check
from zisgraph.store.cypher.profile import (
    FIRST_WORDS,
    FUNCTIONS,
    MAX_HOPS,
    MAX_PATTERN,
    MAX_RANGE,
    MAX_SIZE,
    MAX_STEPS,
    PROCEDURES,
)
from zisgraph.store.cypher.regexes import MAX_REPEATS
from zisgraph.store.cypher.tokens import MAX_CHARACTERS


@pytest.fixture(scope="session")
def page(project_root: Path) -> str:
    return (project_root / "docs" / "cypher.md").read_text(encoding="utf-8")


def examples(page: str) -> list[str]:
    return re.findall(r"```cypher\n(.*?)```", page, re.DOTALL)


def listed(page: str, title: str) -> set[str]:
    match = re.search(rf"^{title}: (.*?)\.$", page, re.DOTALL | re.MULTILINE)
    assert match
    return set(re.findall(r"`([\w.]+)`", match[1]))


def test_the_lists_are_those_of_the_code(page: str) -> None:
    assert listed(page, "Functions") == FUNCTIONS
    assert listed(page, "Procedures") == PROCEDURES
    assert (
        set(re.findall(r"`([A-Z]+)`", page.split("They begin with")[1].split(", and may use", maxsplit=1)[0]))
        == FIRST_WORDS
    )


@pytest.mark.parametrize("bound", [MAX_RANGE, MAX_HOPS, MAX_STEPS, MAX_SIZE, MAX_PATTERN, MAX_REPEATS, MAX_CHARACTERS])
def test_the_bounds_are_those_of_the_code(page: str, bound: int) -> None:
    table = page.split("| bound | value | why |")[1].split("\n\n", maxsplit=1)[0]
    assert re.search(rf"(?<![\d,]){bound:,}(?![\d,])", table)


def test_the_examples_pass_the_guard(page: str) -> None:
    assert len(examples(page)) >= 2
    for example in examples(page):
        check(example)


def test_the_examples_find_something_in_the_bundled_data(page: str, embedded_engine: BoltEngine) -> None:
    for example in examples(page):
        assert embedded_engine.query(example, {}, limit=20, timeout=60).rows, example


@pytest.mark.parametrize("name", ["cypher.md", "commands.md"])
def test_the_commands_find_something_in_the_bundled_data(
    name: str, project_root: Path, embedded_engine: BoltEngine
) -> None:
    commands = re.findall(
        r"^ +(zisgraph query cypher '.*)$", (project_root / "docs" / name).read_text("utf-8"), re.MULTILINE
    )
    assert commands
    for command in commands:
        query, *more = shlex.split(command)[3:]
        parameters = dict(value.split("=", 1) for option, value in pairwise(more) if option == "-p")
        assert embedded_engine.query(query, parameters, limit=20, timeout=60).rows, command
