"""One real build of the bundled data for the whole session, in a home of its own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from zisgraph.ontology.prefixes import all_prefixes
from zisgraph.pipeline.build import build
from zisgraph.pipeline.home import Build, Home
from zisgraph.settings import Settings, load_settings
from zisgraph.store.oxigraph import OxigraphReader, open_reader


@pytest.fixture(scope="session")
def bundled_settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The settings that the session's build was made with."""
    return load_settings(home=tmp_path_factory.mktemp("bundled") / "home", port=0, cypher="auto")


@pytest.fixture(scope="session")
def bundled_build(bundled_settings: Settings) -> Iterator[Build]:
    """The bundled data, built and published; do not change its folder."""
    build(bundled_settings)
    with Home(bundled_settings.home).reading() as current:
        yield current


@pytest.fixture(scope="session")
def bundled_reader(bundled_build: Build, bundled_settings: Settings) -> OxigraphReader:
    """A reader over the session's build, with the shared prefixes."""
    return open_reader(bundled_build.store, all_prefixes(bundled_settings.base_iri))
