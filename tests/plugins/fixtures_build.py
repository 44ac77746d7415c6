"""One real build of the bundled data for the whole run, in a home that every process of the run has a link to."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from linked_homes import linked_home

from zisgraph.ontology.prefixes import all_prefixes
from zisgraph.pipeline.build import build
from zisgraph.pipeline.home import Build, Home
from zisgraph.settings import Settings, load_settings
from zisgraph.store.oxigraph import OxigraphReader, open_reader


@pytest.fixture(scope="session")
def run_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all processes of one test run share."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session")
def bundled_settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The settings that the session's build is read with."""
    return load_settings(home=tmp_path_factory.mktemp("bundled") / "home", port=0, cypher="auto")


@pytest.fixture(scope="session")
def bundled_build(bundled_settings: Settings, run_folder: Path) -> Iterator[Build]:
    """The bundled data, built and published; do not change its folder."""
    first = run_folder / "bundled" / "home"
    first.parent.mkdir(exist_ok=True)
    with (first.parent / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # who comes second waits for the build of the first
        if not (first / "current").is_symlink():
            build(load_settings(home=first, port=0, cypher="auto"))
    linked_home(first, bundled_settings.home)
    with Home(bundled_settings.home).reading() as current:
        yield current


@pytest.fixture(scope="session")
def bundled_reader(bundled_build: Build, bundled_settings: Settings) -> OxigraphReader:
    """A reader over the session's build, with the shared prefixes."""
    return open_reader(bundled_build.store, all_prefixes(bundled_settings.base_iri))
