"""The datasets: which tables each reads, what is said from them, and what is known of it as a whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from types import MappingProxyType
from typing import Final

from zisgraph.errors import NotFoundError
from zisgraph.loaders.bundled import (
    eu,
    indicators,
    kinds,
    organisations,
    places,
    programmes,
    relations,
    specialisations,
    zones,
)
from zisgraph.loaders.bundled.citations import CITATIONS
from zisgraph.loaders.bundled.claims import Source
from zisgraph.loaders.bundled.reading import Folder, nearest
from zisgraph.loaders.bundled.same_as import SAME_AS
from zisgraph.loaders.bundled.tables import Table
from zisgraph.loaders.metadata import Metadata, parse_metadata
from zisgraph.model.terms import Statement

Says = Callable[[Source], Iterator[Statement]]


@dataclass(frozen=True, slots=True)
class Dataset:
    """What one loader reads: `subjects` are the tables it turns into statements, `consults` those it refers to."""

    id: str
    subjects: tuple[tuple[Table, Says], ...]
    consults: tuple[Table, ...]
    judges: bool = False
    """Whether same_as.csv is one of its tables: its rows become judgements, not statements."""

    @property
    def tables(self) -> tuple[Table, ...]:
        return (*(table for table, _ in self.subjects), *self.consults)


def bundled() -> Folder:
    """The folder of the tables that come with zisgraph."""
    return files("zisgraph.loaders") / "facts"


def metadata_file(dataset: str, folder: Folder) -> Folder:
    """The `<dataset>.toml` of that folder if it has one (a smaller set of tables has other bounds), else ours."""
    own = folder / f"{dataset}.toml"
    return own if own.is_file() else files("zisgraph.loaders.bundled") / f"{dataset}.toml"


def read_metadata(dataset: str, folder: Folder) -> Metadata:
    """What is known of a dataset as a whole.

    Raises:
        InputError: the file is no TOML, or lacks a field.
    """
    return parse_metadata(metadata_file(dataset, folder).read_text(encoding="utf-8"), f"{dataset}.toml")[0]


_CURATED = Dataset(
    "curated",
    (
        (kinds.KINDS, kinds.kinds),
        (kinds.PREDICATES, kinds.predicates),
        (kinds.UNITS, kinds.units),
        (specialisations.SPECIALISATIONS, specialisations.specialisations),
        (organisations.ORGANISATIONS, organisations.organisations),
        (organisations.ALIASES, organisations.aliases),
        (relations.RELATIONS, relations.relations),
        (programmes.PROGRAMMES, programmes.programmes),
        (zones.ZONES, zones.zones),
        (zones.RULES, zones.rules),
        (indicators.INDICATORS, indicators.indicators),
    ),
    (CITATIONS, places.PLACES, SAME_AS, eu.EU_ORGANISATIONS),
    judges=True,
)
_CORDIS = Dataset(
    "cordis",
    (
        (eu.EU_ORGANISATIONS, eu.eu_organisations),
        (eu.EU_PROJECTS, eu.eu_projects),
        (eu.EU_PARTICIPATIONS, eu.eu_participations),
    ),
    (CITATIONS, places.PLACES, SAME_AS, organisations.ORGANISATIONS, kinds.KINDS),
)
_PLACES = Dataset("places", ((places.PLACES, places.places),), (CITATIONS,))

DATASETS: Final[Mapping[str, Dataset]] = MappingProxyType({d.id: d for d in (_CORDIS, _CURATED, _PLACES)})


def all_tables() -> tuple[Table, ...]:
    """Every table of a folder, each once, in the order of their names."""
    return tuple(sorted({t.name: t for d in DATASETS.values() for t in d.tables}.values(), key=lambda t: t.name))


def dataset_named(name: str) -> Dataset:
    """The dataset of that id.

    Raises:
        NotFoundError: there is none; the message offers the nearest.
    """
    if name not in DATASETS:
        known = ", ".join(DATASETS)
        raise NotFoundError(f"Received the dataset {name!r}; there are {known}{nearest(name, tuple(DATASETS))}")
    return DATASETS[name]
