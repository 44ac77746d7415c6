"""All analyses over one snapshot, as one typed result that equal snapshots give equally."""

from __future__ import annotations

from zisgraph.analytics.conflicts import find_conflicts
from zisgraph.analytics.duplicates import LEAST_LIKENESS, MINIMUM, find_duplicates
from zisgraph.analytics.findings import Findings, Run
from zisgraph.analytics.gap_groups import group_gaps
from zisgraph.analytics.gaps import GapSettings, find_gaps
from zisgraph.analytics.geography import HALVING_KM
from zisgraph.analytics.highlights import highlights
from zisgraph.analytics.matrix import SHARE, find_cells
from zisgraph.analytics.study import Study, study
from zisgraph.analytics.unrecorded import without_recorded_tie
from zisgraph.model.iris import key_hash
from zisgraph.model.snapshot import Snapshot

DEFAULT = GapSettings()
SAME_LETTER = GapSettings(view="same_helix", minimum=0.1, limit=500)
RANKED_GROUPS = 5
"""Groups whose cells the matrix frames."""


def run_all(snapshot: Snapshot, found: Study | None = None) -> Findings:
    """Run A1, A1m, A5, and what the data itself leaves open; a pure function of the snapshot.

    `found` is the snapshot's study where the caller has it already.
    """
    found = found or study(snapshot)
    gaps = find_gaps(found, DEFAULT)
    same = find_gaps(found, SAME_LETTER)
    groups = group_gaps(gaps, found)
    cells = find_cells(found, groups[:RANKED_GROUPS])
    duplicates = find_duplicates(found)
    conflicts = find_conflicts(snapshot, found.words)
    unrecorded, organisations = without_recorded_tie(found)
    counts = {"gaps": len(gaps), "same_letter": len(same), "groups": len(groups)}
    return Findings(
        snapshot=snapshot.hash,
        runs=(
            _run(snapshot, "gaps", _gap_parameters(), counts),
            _run(snapshot, "matrix", {"share": f"{SHARE:g}"}, {"cells": len(cells)}),
            _run(snapshot, "duplicates", _duplicate_parameters(), {"pairs": len(duplicates)}),
            _run(snapshot, "conflicts", {}, {"facts": len(conflicts)}),
        ),
        gaps=gaps,
        same_letter=same,
        groups=groups,
        cells=cells,
        duplicates=duplicates,
        conflicts=conflicts,
        unrecorded=unrecorded,
        organisations=organisations,
        highlights=highlights(snapshot, gaps, groups, duplicates, conflicts, (len(unrecorded), organisations)),
    )


def _gap_parameters() -> dict[str, str]:
    return {
        "view": DEFAULT.view,
        "minimum": f"{DEFAULT.minimum:g}",
        "limit": str(DEFAULT.limit),
        "halving_km": f"{HALVING_KM:g}",
        "prior": "Beta(1, 3)",
    }


def _duplicate_parameters() -> dict[str, str]:
    return {"minimum": f"{MINIMUM:g}", "least_likeness": f"{LEAST_LIKENESS:g}", "halving_km": f"{HALVING_KM:g}"}


def _run(snapshot: Snapshot, analysis: str, parameters: dict[str, str], counts: dict[str, int]) -> Run:
    cells = [snapshot.hash, *(f"{name}={value}" for name, value in sorted(parameters.items()))]
    return Run(
        id=f"{analysis}-{key_hash(cells)}",
        analysis=analysis,
        snapshot=snapshot.hash,
        parameters=tuple(sorted(parameters.items())),
        counts=tuple(counts.items()),
    )
