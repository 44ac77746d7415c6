"""Builds of one province: real rows, seconds each."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from small_facts import small_facts

from zisgraph.pipeline.build import build
from zisgraph.pipeline.report import BuildReport
from zisgraph.settings import load_settings


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    """Tables of the province of Pavia that this test may change."""
    return small_facts(tmp_path / "facts")


@pytest.fixture
def build_once(home: Path, facts: Path) -> Callable[[], BuildReport]:
    """Build this test's tables in this test's home, in this process."""
    return lambda: build(load_settings(home=home), facts=facts)
