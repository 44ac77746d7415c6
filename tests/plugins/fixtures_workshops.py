"""Builds of one province: real rows, seconds each; one of them is made once and copied."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from real_builds import Workshop
from small_facts import small_facts, without

from zisgraph.pipeline.report import BuildReport


@pytest.fixture(scope="session")
def first(tmp_path_factory: pytest.TempPathFactory) -> tuple[Workshop, BuildReport]:
    """The province of Pavia and the report of its first build; do not change it."""
    folder = tmp_path_factory.mktemp("pavia")
    workshop = Workshop(small_facts(folder / "facts"), folder / "home")
    report = workshop.build()
    # The change that most tests make has passed the shapes once: they need not wait for that again.
    apart = Workshop(shutil.copytree(workshop.facts, folder / "apart"), workshop.home)
    without(apart.facts, "same_as", a="eucentre")
    apart.build()
    shutil.rmtree(apart.current.path)
    workshop.build()
    return workshop, report


@pytest.fixture
def workshop(first: tuple[Workshop, BuildReport], tmp_path: Path) -> Workshop:
    """A copy of the province of Pavia, built."""
    made = first[0]
    facts = shutil.copytree(made.facts, tmp_path / "facts")
    return Workshop(facts, shutil.copytree(made.home, tmp_path / "workshop", symlinks=True))
