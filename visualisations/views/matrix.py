"""The matrix of specialisations by province: numbers printed, none hidden behind a colour."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from zisgraph.analytics.findings import Findings
from zisgraph.catalogue.records import MatrixRow, ProvinceCount
from zisgraph.visualisations.formats import Formats
from zisgraph.visualisations.translation import Translator
from zisgraph.visualisations.views.home import Choice
from zisgraph.visualisations.views.links import Links
from zisgraph.visualisations.views.query_behind import QueryBehind, matrix_query

MODES = ("organisations", "unlinked", "pairs")
SHOWN = 15

_BOUNDS: Mapping[str, tuple[int, ...]] = {"organisations": (1, 4, 9, 16, 25), "unlinked": (1, 3, 6, 10, 16), "pairs": (1, 3, 8, 20, 50)}  # fmt: skip


@dataclass(frozen=True, slots=True)
class MatrixCellView:
    """One cell: `step` 0 to 5; `doubtful` when over half is unverified; `ranked` when a ranked row lies in it."""

    plate: str
    value: int
    step: int
    doubtful: bool
    ranked: bool
    href: str
    said: str


@dataclass(frozen=True, slots=True)
class MatrixLine:
    """One specialisation: its cells in the order of the columns, and its total."""

    name: str
    href: str
    cells: tuple[MatrixCellView, ...]
    total: int
    largest: str
    ranked: bool


@dataclass(frozen=True, slots=True)
class KeyStep:
    """One line of "Come si legge"."""

    step: int
    text: str
    sample: int


@dataclass(frozen=True, slots=True)
class MatrixPanel:
    """Everything the template needs."""

    mode: str
    title: str
    explained: str
    choices: tuple[Choice, ...]
    columns: tuple[tuple[str, str], ...]
    lines: tuple[MatrixLine, ...]
    most: int
    steps: tuple[KeyStep, ...]
    note: str
    all_href: str
    province: str
    provinces: tuple[tuple[str, str], ...]
    csv: str
    svg: str
    query: QueryBehind


Cells = Mapping[tuple[str, str], tuple[int, bool]]
"""By topic IRI and plate: the number, and whether over half of it is unverified."""


@dataclass(frozen=True, slots=True)
class MatrixData:
    """What the matrix counts."""

    rows: Sequence[MatrixRow]
    provinces: Sequence[ProvinceCount]
    findings: Findings


@dataclass(frozen=True, slots=True)
class MatrixChoice:
    """What the reader chose: the mode, one province for the phone's list, and whether to see every row."""

    mode: str = ""
    province: str = ""
    every: bool = False


def matrix_panel(data: MatrixData, choice: MatrixChoice, formats: Formats, links: Links) -> MatrixPanel:
    """The panel in one of its three modes."""
    t, rows, provinces, findings = formats.words, data.rows, data.provinces, data.findings
    mode = choice.mode if choice.mode in MODES else MODES[0]
    cells = cells_of(rows, findings, mode)
    plates = _columns(provinces)
    ranked = {(cell.topic.iri, cell.area.province) for cell in findings.cells if cell.ranked}
    thematic = {cell.topic.iri for cell in findings.cells}  # cross-cutting topics (policy, training) have no cell
    topics = [
        (row.ref.iri, row.ref.label.in_(t.language), links.entity(row.ref.path))
        for row in rows
        if row.ref.iri in thematic
    ]
    writer = _Lines(plates, cells, ranked, mode, choice.province)
    lines = [writer.line(topic, formats, links) for topic in topics]
    lines = [line for line in lines if line.total or mode == MODES[0]]
    lines.sort(key=lambda line: (-line.total, line.name.casefold()))
    shown = lines if choice.every else lines[:SHOWN]
    own_words = _words(t)[mode]
    total = t.plural("%(count)s specialisation", "%(count)s specialisations", len(lines))
    note = t("%(shown)s of %(total)s; seats in Lombardy only", shown=len(shown), total=total)
    return MatrixPanel(
        mode=mode,
        title=own_words[1],
        explained=own_words[2],
        choices=tuple(
            Choice(_words(t)[name][0], links.page("gaps", matrix="" if name == MODES[0] else name), name == mode)
            for name in MODES
        ),
        columns=tuple((p.plate, p.ref.label.in_(t.language)) for p in provinces_in_order(provinces)),
        lines=tuple(shown),
        most=max((line.total for line in shown), default=0),
        steps=_steps(mode, t),
        note=note,
        all_href="" if len(shown) == len(lines) else links.page("gaps", matrix=mode, rows="all"),
        province=choice.province,
        provinces=tuple((p.plate, p.ref.label.in_(t.language)) for p in sorted(provinces, key=lambda p: p.plate)),
        csv=f"/{t.language}/export/matrix.csv?matrix={mode}",
        svg=f"/{t.language}/export/matrix.svg?matrix={mode}",
        query=matrix_query(links),
    )


def cells_of(rows: Iterable[MatrixRow], findings: Findings, mode: str) -> Cells:
    """The numbers of one mode."""
    if mode == "organisations":
        return {
            (row.ref.iri, plate): (count.total, 2 * count.unverified > count.total)
            for row in rows
            for plate, count in row.cells.items()
        }
    if mode == "unlinked":
        return {
            (cell.topic.iri, cell.area.province): (len(cell.unlinked), 2 * cell.bodies_unverified > len(cell.bodies))
            for cell in findings.cells
            if cell.area.kind == "Province"
        }
    counted: Counter[tuple[str, str]] = Counter()
    doubtful: Counter[tuple[str, str]] = Counter()
    for row in findings.gaps:
        for plate in set(row.area.split("–")):
            counted[(row.topic.iri, plate)] += 1
            doubtful[(row.topic.iri, plate)] += row.basis.unverified_share > 0.5
    return {key: (number, 2 * doubtful[key] > number) for key, number in counted.items()}


def step_of(value: int, mode: str) -> int:
    """The step of colour, 0 (none) to 5."""
    return sum(1 for bound in _BOUNDS[mode] if value >= bound)


def provinces_in_order(provinces: Iterable[ProvinceCount]) -> list[ProvinceCount]:
    """The provinces with most organisations first."""
    return sorted(provinces, key=lambda p: (-p.organisations.total, p.plate))


def _columns(provinces: Iterable[ProvinceCount]) -> list[str]:
    return [p.plate for p in provinces_in_order(provinces)]


@dataclass(frozen=True, slots=True)
class _Lines:
    """Writes the lines of one mode."""

    plates: Sequence[str]
    cells: Cells
    ranked: set[tuple[str, str]]
    mode: str
    province: str

    def line(self, topic: tuple[str, str, str], formats: Formats, links: Links) -> MatrixLine:
        iri, name, href = topic
        views = [self._cell(iri, plate, name, href, links, formats) for plate in self.plates]
        counted = [view for view in views if self.province in ("", view.plate)]
        total = sum(view.value for view in counted)
        best = sorted((view for view in counted if view.value), key=lambda view: -view.value)
        largest = " · ".join(f"{view.plate} {formats.number(view.value)}" for view in best[:4])
        if len(best) > 4:
            rest = formats.words.plural("%(count)s other", "%(count)s others", len(best) - 4)
            largest = f"{largest} · {rest}"
        return MatrixLine(name, href, tuple(views), total, largest, any(view.ranked for view in counted))

    def _cell(self, iri: str, plate: str, name: str, href: str, links: Links, formats: Formats) -> MatrixCellView:
        value, doubtful = self.cells.get((iri, plate), (0, False))
        ranked = (iri, plate) in self.ranked
        said = f"{name}, {plate}: {formats.number(value)}"
        target = links.page("gaps", "ranked", topic=iri.rsplit("/", 1)[-1], province=plate) if ranked else href
        return MatrixCellView(plate, value, step_of(value, self.mode), doubtful, ranked, target, said)


def _steps(mode: str, t: Translator) -> tuple[KeyStep, ...]:
    bounds = _BOUNDS[mode]
    steps = [
        KeyStep(number, t("from %(low)s to %(high)s", low=low, high=high - 1), high - 1)
        for number, (low, high) in enumerate(pairwise(bounds), start=1)
    ]
    return (*steps, KeyStep(len(bounds), t("%(low)s or more", low=bounds[-1]), bounds[-1]))


def _words(t: Translator) -> Mapping[str, tuple[str, str, str]]:
    return {
        "organisations": (
            t("Organisations"),
            t("Organisations by specialisation and province"),
            t("Each cell counts the organisations with that specialisation. Who has several counts several times."),
        ),
        "unlinked": (
            t("Without recorded ties"),
            t("Bodies with no recorded tie to other kinds, by specialisation and province"),
            t("Each cell counts the bodies that have no recorded tie with a body of another kind (company, research, training…) in the same cell. Perhaps only the record is missing."),
        ),
        "pairs": (
            t("Like pairs"),
            t("Like and near pairs with no recorded tie, by specialisation and province"),
            t("Each cell counts the pairs of the last analysis whose main topic is that one. A pair across two provinces counts in both."),
        ),
    }  # fmt: skip
