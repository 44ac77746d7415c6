"""How many of what: totals with their sourced and unverified parts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from zisgraph.catalogue.records.entities import EntityRef


@dataclass(frozen=True, slots=True)
class Count:
    """A total with its sourced and unverified parts."""

    total: int
    sourced: int
    unverified: int


@dataclass(frozen=True, slots=True)
class Numbers:
    """The four numbers of the home page, and the dates they stand on."""

    organisations: Count
    ties: Count
    programmes: Count
    zones_announced: int
    zones_total: int
    newest_source: str
    outside: int


@dataclass(frozen=True, slots=True)
class ProvinceCount:
    """What stands in one province: bodies (organisations only), ties that touch it, programmes."""

    ref: EntityRef
    plate: str
    organisations: Count
    ties: Count
    programmes: Count


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """Organisations by province plate for one specialisation (Lombard seats only)."""

    ref: EntityRef
    cells: Mapping[str, Count]
    total: Count
