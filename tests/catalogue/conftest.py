"""The read model over the build of the bundled data."""

from __future__ import annotations

import pytest

from zisgraph.catalogue import Catalogue
from zisgraph.model.iris import DEFAULT_BASE
from zisgraph.pipeline.home import Build
from zisgraph.store.oxigraph import open_reader


@pytest.fixture(scope="session")
def catalogue(bundled_build: Build) -> Catalogue:
    return Catalogue(open_reader(bundled_build.store), DEFAULT_BASE)
