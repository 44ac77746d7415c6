"""What the cells of the matrix count in each of its modes, and with which step of colour."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from zisgraph.analytics.findings import Findings, MatrixCell
from zisgraph.catalogue.records import MatrixRow
from zisgraph.visualisations.translation import Translator

MODES = ("organisations", "unlinked", "ties", "pairs")
BOUNDS: Mapping[str, tuple[int, ...]] = {
    "organisations": (1, 4, 9, 16, 25),
    "unlinked": (1, 3, 6, 10, 16),
    "ties": (1, 10, 25, 60, 150),
    "pairs": (1, 3, 8, 20, 50),
}
"""The least number of each step of colour."""


class Blank(StrEnum):
    """What a cell with no number above zero prints."""

    NONE = "·"
    """Nothing stands there."""
    ZERO = "0"
    """Something stands there, and none of it counts."""
    ALONE = "–"
    """Nothing to compare: there is no number, not even zero."""


@dataclass(frozen=True, slots=True)
class Count:
    """`value` gives the colour; `part` is set where the cell counts so many of so many."""

    value: int = 0
    doubtful: bool = False
    """Over half of it is unverified."""
    part: tuple[int, int] | None = None
    blank: Blank = Blank.NONE

    @property
    def empty(self) -> bool:
        """Whether there is nothing to count, which is not the same as none of some."""
        return not self.value and self.part is None

    @property
    def shown(self) -> str:
        """The number as a cell prints it: `9`, or `2/33`; empty where there is nothing to count."""
        if self.part is not None:
            return f"{self.part[0]}/{self.part[1]}"
        return str(self.value) if self.value else "0" if self.blank is Blank.ZERO else ""

    def in_words(self, t: Translator) -> str:
        """The same for a spreadsheet, which would take `2/33` for a date; empty where nothing can be compared."""
        if self.part is None:
            return "" if self.blank is Blank.ALONE else str(self.value)
        return t("%(tied)s of %(possible)s", tied=self.part[0], possible=self.part[1])

    def said(self, t: Translator) -> str:
        """The name of a link on the number: what is seen, then the same in words where they differ (WCAG 2.5.3)."""
        words = self.in_words(t)
        return words if self.shown in ("", words) else f"{self.shown}, {words}"


Counts = Mapping[tuple[str, str], Count]
"""By topic IRI and plate."""


def counts_of(rows: Iterable[MatrixRow], findings: Findings, mode: str) -> Counts:
    """The cells of one mode."""
    match mode:
        case "organisations":
            return {
                (row.ref.iri, plate): Count(count.total, 2 * count.unverified > count.total)
                for row in rows
                for plate, count in row.cells.items()
            }
        case "unlinked":
            return {_place(cell): _unlinked(cell) for cell in _of_provinces(findings)}
        case "ties":
            return {_place(cell): _ties(cell) for cell in _of_provinces(findings) if cell.pairs}
        case _:
            return _like_pairs(findings)


def nothing(mode: str) -> Count:
    """A cell that the counts of a mode leave out: ties are told of cells with two kinds to compare only."""
    return Count(blank=Blank.ALONE) if mode == "ties" else Count()


def total(counts: Iterable[Count]) -> Count:
    """The sum of a line."""
    found = list(counts)
    parts = [count.part for count in found if count.part is not None]
    whole = (sum(part[0] for part in parts), sum(part[1] for part in parts)) if parts else None
    return Count(sum(count.value for count in found), part=whole)


def step_of(value: int, mode: str) -> int:
    """The step of colour, 0 (none) to 5."""
    return sum(1 for bound in BOUNDS[mode] if value >= bound)


def _of_provinces(findings: Findings) -> Iterable[MatrixCell]:
    return (cell for cell in findings.cells if cell.area.kind == "Province")


def _place(cell: MatrixCell) -> tuple[str, str]:
    return cell.topic.iri, cell.area.province


def _doubtful(cell: MatrixCell) -> bool:
    return 2 * cell.bodies_unverified > len(cell.bodies)


def _unlinked(cell: MatrixCell) -> Count:
    """Bodies without a tie to another kind, which must be there to be tied to."""
    kinds = [letter for letter, _ in cell.counts if letter]
    return Count(len(cell.unlinked), _doubtful(cell), blank=Blank.ZERO if len(kinds) > 1 else Blank.ALONE)


def _ties(cell: MatrixCell) -> Count:
    """Recorded of possible ties between kinds with two bodies at least; the colour is that of those not recorded."""
    tied, possible = (sum(pair.tied for pair in cell.pairs), sum(pair.possible for pair in cell.pairs))
    return Count(possible - tied, _doubtful(cell), (tied, possible))


def _like_pairs(findings: Findings) -> Counts:
    counted: Counter[tuple[str, str]] = Counter()
    doubtful: Counter[tuple[str, str]] = Counter()
    for row in findings.gaps:
        for plate in set(row.area.split("–")):
            counted[row.topic.iri, plate] += 1
            doubtful[row.topic.iri, plate] += row.basis.unverified_share > 0.5
    return {key: Count(number, 2 * doubtful[key] > number) for key, number in counted.items()}
