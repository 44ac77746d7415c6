"""A5: zones, or training programmes of one level, that do the same; possible duplicates, never called waste."""

from __future__ import annotations

from dataclasses import replace

from zisgraph.analytics.findings import DuplicateRow
from zisgraph.analytics.programme_duplicates import compare_programmes, titles_alike
from zisgraph.analytics.study import Study
from zisgraph.analytics.zone_duplicates import compare_zones

MINIMUM = 0.1
ALIKE_TITLES = 0.8
LEAST_LIKENESS = 0.25
"""Below it two units share an ecosystem (advanced manufacturing, health) and nothing closer: no finding."""


def find_duplicates(
    found: Study, minimum: float = MINIMUM, least_likeness: float = LEAST_LIKENESS
) -> tuple[DuplicateRow, ...]:
    """Zones first, then programmes, each kind ranked from 1.

    Order: pairs without a recorded tie first (the others may be one programme of both), then score, programmes that
    share one broad topic alone under unlike titles after the others, titles alike first, less unverified first,
    shared bits, ids.
    """
    rows: list[DuplicateRow] = []
    for kind in (compare_zones(found, least_likeness), compare_programmes(found, least_likeness)):
        kept = [row for row in kind if row.score >= minimum]
        kept.sort(key=_order)
        rows += [replace(row, rank=rank) for rank, row in enumerate(kept, start=1)]
    return tuple(rows)


def _order(row: DuplicateRow) -> tuple[bool, float, bool, bool, float, float, str, str]:
    unverified = round(row.basis.unverified_share, 12)
    alike = row.kind == "programme" and titles_alike(row.a, row.b) >= ALIKE_TITLES
    little = row.only_broad and not alike
    bits = -round(row.shared_bits, 12)
    return (row.tied, -round(row.score, 12), little, not alike, unverified, bits, row.a.iri, row.b.iri)
