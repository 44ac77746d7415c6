"""What the cells of the matrix count."""

from __future__ import annotations

from dataclasses import replace

import pytest
from analytics_toy import toy_records

from zisgraph.analytics.gaps import GapSettings, find_gaps
from zisgraph.analytics.results import run_all
from zisgraph.analytics.study import study
from zisgraph.model.snapshot import assemble
from zisgraph.visualisations.translation import translator
from zisgraph.visualisations.views.matrix_counts import (
    BOUNDS,
    MODES,
    Blank,
    Count,
    counts_of,
    nothing,
    step_of,
    total,
)


@pytest.fixture(scope="module")
def findings():
    found = study(assemble(toy_records()))
    return replace(run_all(found.snapshot, found), gaps=find_gaps(found, GapSettings(minimum=0.0)))


def by_name(counts):
    return {(topic.rsplit("/", 1)[-1], plate): count for (topic, plate), count in counts.items()}


def test_recorded_ties_are_told_of_the_possible_ones(findings) -> None:
    counts = by_name(counts_of((), findings, "ties"))
    # On A in Pavia: U1 and F1 with C1 and C2; U1-C1 and F1-C1 are tied.
    assert counts["A", "PV"] == Count(2, part=(2, 4))
    assert counts["A", "PV"].shown == "2/4"
    assert counts["A", "PV"].in_words(translator("it")) == "2 su 4"
    assert counts["A", "PV"].said(translator("it")) == "2/4, 2 su 4", "a link is called by what is seen of it"
    assert ("b1", "PV") not in counts, "one company alone: nothing to compare"


def test_bodies_of_one_kind_are_no_zero(findings) -> None:
    """A zero says that all have a tie to another kind; where there is no other kind, nothing can be said."""
    counts = by_name(counts_of((), findings, "unlinked"))
    cells = {(c.topic.iri.rsplit("/", 1)[-1], c.area.province): c for c in findings.cells if c.area.kind == "Province"}
    alone = {place for place, cell in cells.items() if len([letter for letter, _ in cell.counts if letter]) < 2}
    assert alone
    assert {place for place, count in counts.items() if count.blank is Blank.ALONE} == alone
    assert all((counts[place].shown, counts[place].in_words(translator("it"))) == ("", "") for place in alone)
    assert all(counts[place].shown == str(len(cells[place].unlinked)) for place in set(cells) - alone)


def test_what_cannot_be_compared_is_empty_in_a_spreadsheet_and_what_is_not_there_is_zero() -> None:
    words = {mode: nothing(mode).in_words(translator("it")) for mode in MODES}
    assert words == {"organisations": "0", "unlinked": "0", "ties": "", "pairs": "0"}


def test_like_pairs_count_in_both_provinces(findings) -> None:
    counts = by_name(counts_of((), findings, "pairs"))
    across = [row for row in findings.gaps if "–" in row.area]
    assert across
    for row in across:
        for plate in row.area.split("–"):
            assert counts[row.topic.iri.rsplit("/", 1)[-1], plate].value >= 1


def test_a_line_adds_up_its_cells() -> None:
    assert total([Count(2), Count(3, doubtful=True)]) == Count(5)
    assert total([Count(31, part=(2, 33)), Count(), Count(0, part=(4, 4))]) == Count(31, part=(6, 37))
    assert total([Count(0, part=(4, 4))]).shown == "4/4"
    assert total([]).shown == ""


@pytest.mark.parametrize("mode", MODES)
def test_colours_deepen_with_the_number(mode: str) -> None:
    assert [step_of(bound, mode) for bound in BOUNDS[mode]] == [1, 2, 3, 4, 5]
    assert step_of(0, mode) == 0
