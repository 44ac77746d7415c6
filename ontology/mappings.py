"""Concepts of other vocabularies that our specialisations are mapped to, with the addresses they really have."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from zisgraph.ontology.files import ontology_file

EUROSCIVOC: Final = "euroscivoc"
ATECO_2007: Final = "ateco_2007"
NACE_2: Final = "nace_2"

CODE_COLUMNS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {"euroscivoc_code": (EUROSCIVOC,), "ateco_2007": (ATECO_2007, NACE_2)}
)
"""Columns of specialisations.csv whose codes have published addresses, and the vocabularies they stand in. The
first four digits of ATECO 2007 are those of NACE Rev. 2; ATECO 2025 has no published addresses yet."""


@dataclass(frozen=True, slots=True)
class MappingTarget:
    """A concept elsewhere: its vocabulary, its code there, its address and its label as published."""

    vocabulary: str
    notation: str
    iri: str
    label: str


def mapping_targets() -> dict[tuple[str, str], MappingTarget]:
    """Return the known concepts of other vocabularies, by vocabulary and code."""
    lines = ontology_file("mapping_targets.csv").read_text(encoding="utf-8").splitlines()
    targets = [MappingTarget(**row) for row in csv.DictReader(lines)]
    return {(target.vocabulary, target.notation): target for target in targets}


def targets_of(
    column: str, codes: Iterable[str], targets: Mapping[tuple[str, str], MappingTarget]
) -> Iterator[MappingTarget]:
    """Yield the concepts that the codes of one column of specialisations.csv stand for; unknown codes give none.

    They are related matches (`skos:relatedMatch`): a theme is near a branch of activity or a field of science,
    and neither the same thing nor a wider or narrower one.
    """
    for code in codes:
        for vocabulary in CODE_COLUMNS.get(column, ()):
            target = targets.get((vocabulary, code))
            if target is not None:
                yield target
