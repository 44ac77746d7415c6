"""Mappings and tables that nobody meant: they are told what is wrong, and nothing else happens."""

from __future__ import annotations

import contextlib
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from fixtures_sources import Sources
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from startup_table import MAPPING, table

from zisgraph.errors import InputError
from zisgraph.loaders.public.tables.parsing import parse_mapping

LINES = MAPPING.splitlines()
WORDS = st.sampled_from(
    ['"name"', "[columns]", "= 7", '= ["a", 3]', "= {}", "{says = 1}", "true", '"', "…", "\\u0000", "2024-01-01"]
)
CHANGES = st.lists(
    st.tuples(st.integers(0, len(LINES) - 1), st.sampled_from(["drop", "twice", "put"]), WORDS), max_size=4
)


def broken(changes: list[tuple[int, str, str]]) -> str:
    """The mapping with lines dropped, doubled, or with something else in the place of their values."""
    lines = [*LINES]
    for place, how, word in changes:
        if how == "drop":
            lines[place] = ""
        elif how == "twice":
            lines[place] = f"{lines[place]}\n{lines[place]}"
        else:
            lines[place] = lines[place].split("=")[0] + word
    return "\n".join(lines)


@given(CHANGES)
@settings(max_examples=150, deadline=None)
def test_a_broken_mapping_is_understood_or_told(changes: list[tuple[int, str, str]]) -> None:
    with contextlib.suppress(InputError):
        mapping = parse_mapping(broken(changes), "a.toml")
        assert mapping.key
        assert mapping.says


@pytest.mark.parametrize(
    "text", ["a = " + "[" * 100_000, "a = " + "9" * 10_000, "", "\0", "[dataset]\ntitle_it = 1979-05-27"]
)
def test_toml_that_is_none_or_says_nothing_is_told(text: str) -> None:
    with pytest.raises(InputError):
        parse_mapping(text, "a.toml")


@pytest.mark.slow
@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode), st.integers(0, 400))
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_broken_table_is_read_or_told(noise: bytes, place: int) -> None:
    whole = table().encode()
    with TemporaryDirectory() as folder:
        sources = Sources(Path(folder))
        sources.put("startup-prova/source.toml", MAPPING)
        sources.put("startup-prova/2026/a.csv", whole[:place] + noise + whole[place:])
        with contextlib.suppress(InputError):
            said = sources.read()["startup-prova"]
            assert said.manifest["tables"]
