"""The page on the analyses runs as it is written."""

from __future__ import annotations

import re

import pytest

from zisgraph.analytics.duplicates import LEAST_LIKENESS
from zisgraph.analytics.gap_groups import MOST_TOLD
from zisgraph.analytics.gaps import GapSettings
from zisgraph.analytics.partners import COMMON, NEAR, TOPIC


@pytest.fixture(scope="module")
def page(project_root):
    return (project_root / "docs" / "analytics.md").read_text(encoding="utf-8")


def blocks(page, language):
    return re.findall(rf"```{language}\n(.*?)```", page, flags=re.DOTALL)


def test_its_examples_run(page):
    found = blocks(page, "python")
    assert len(found) == 2
    for block in found:
        exec(compile(block, "docs/analytics.md", "exec"), {})  # noqa: S102 (the examples of our own page)


def test_its_query_answers(page, bundled_reader):
    (query,) = blocks(page, "sparql")
    rows = bundled_reader.select(query)
    assert len(rows) == 10
    assert [int(row["rank"]) for row in rows] == sorted(int(row["rank"]) for row in rows)
    assert all("nessun legame registrato" in row["sentence"] for row in rows)


def test_its_numbers_are_those_of_the_code(page):
    assert f"score = {TOPIC} · J + {COMMON} · A / (1 + A) + {NEAR} · 2^(-km/25)" in page
    assert f"Pairs below {GapSettings().minimum:g} are not kept" in page
    assert f"Pairs with J below {LEAST_LIKENESS:g}" in page
    assert MOST_TOLD == 12
    assert "more than twelve" in page
