"""The published build opened for one command: its read model and its analyses."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from zisgraph.api.thinking import Thinking
from zisgraph.catalogue.catalogue import Catalogue
from zisgraph.cli.options import settings_and_home
from zisgraph.pipeline.home import Build
from zisgraph.store.oxigraph import OxigraphReader, open_reader


@dataclass(frozen=True, slots=True)
class Opened:
    """What a command reads from; gone when its block ends."""

    build: Build
    reader: OxigraphReader
    catalogue: Catalogue
    thinking: Thinking


@contextmanager
def opened_build(home: Path | None) -> Iterator[Opened]:
    """Open the published build, kept from being removed while the block runs.

    Raises:
        NoBuildError: nothing was built yet.
    """
    settings, place = settings_and_home(home)
    with place.reading() as build:
        reader = open_reader(build.store)
        catalogue = Catalogue(reader, settings.base_iri)
        yield Opened(build, reader, catalogue, Thinking(reader, settings.base_iri, build.findings))
