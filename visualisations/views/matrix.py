"""The matrix of specialisations by province: numbers printed, none hidden behind a colour."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

from zisgraph.analytics.findings import Findings
from zisgraph.analytics.sentences import whole_cell_sentence
from zisgraph.catalogue.records import MatrixRow, ProvinceCount
from zisgraph.visualisations.formats import Formats
from zisgraph.visualisations.translation import Translator
from zisgraph.visualisations.views.home import Choice
from zisgraph.visualisations.views.links import Links
from zisgraph.visualisations.views.matrix_counts import (
    MODES,
    Blank,
    Count,
    Counts,
    counts_of,
    nothing,
    step_of,
    total,
)
from zisgraph.visualisations.views.matrix_words import KeyStep, blanks_of, mode_words, steps_of
from zisgraph.visualisations.views.overview_queries import matrix_query
from zisgraph.visualisations.views.query_behind import QueryBehind

SHOWN = 15


@dataclass(frozen=True, slots=True)
class MatrixCellView:
    """One cell: `step` of colour 0 to 5; `ranked` when a ranked row lies in it."""

    plate: str
    count: Count
    step: int
    ranked: bool
    href: str
    said: str


@dataclass(frozen=True, slots=True)
class MatrixLine:
    """One specialisation: its cells in the order of the columns, and its total."""

    name: str
    href: str
    cells: tuple[MatrixCellView, ...]
    total: Count
    largest: str
    ranked: bool


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
    blanks: Mapping[Blank, str]
    """What the cells without a number say."""
    note: str
    all_href: str
    province: str
    provinces: tuple[tuple[str, str], ...]
    csv: str
    svg: str
    query: QueryBehind
    sentences: tuple[str, ...]
    """The cells in words, those that miss most first; only where numbers alone do not tell."""


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
    """The panel in one of its modes."""
    t, rows, provinces, findings = formats.words, data.rows, data.provinces, data.findings
    mode = choice.mode if choice.mode in MODES else MODES[0]
    cells = counts_of(rows, findings, mode)
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
    lines = [line for line in lines if not line.total.empty or mode == MODES[0]]
    lines.sort(key=lambda line: (-line.total.value, line.name.casefold()))
    shown = lines if choice.every else lines[:SHOWN]
    own_words = mode_words(t)[mode]
    explained = f"{_example(shown, plates, t)} {own_words[2]}" if mode == "ties" else own_words[2]
    whole = t.plural("%(count)s specialisation", "%(count)s specialisations", len(lines))
    note = t("%(shown)s of %(total)s; seats in Lombardy only", shown=len(shown), total=whole)
    return MatrixPanel(
        mode=mode,
        title=own_words[1],
        explained=explained.strip(),
        choices=tuple(
            Choice(mode_words(t)[name][0], links.page("gaps", matrix="" if name == MODES[0] else name), name == mode)
            for name in MODES
        ),
        columns=tuple((p.plate, p.ref.label.in_(t.language)) for p in provinces_in_order(provinces)),
        lines=tuple(shown),
        most=max((line.total.value for line in shown), default=0),
        steps=steps_of(mode, t),
        blanks=blanks_of(mode, t),
        note=note,
        all_href="" if len(shown) == len(lines) else links.page("gaps", matrix=mode, rows="all"),
        province=choice.province,
        provinces=tuple((p.plate, p.ref.label.in_(t.language)) for p in sorted(provinces, key=lambda p: p.plate)),
        sentences=_sentences(findings, {iri for iri, _, _ in topics}, t) if mode == "ties" else (),
        csv=f"/{t.language}/export/matrix.csv?matrix={mode}",
        svg=f"/{t.language}/export/matrix.svg?matrix={mode}",
        query=matrix_query(mode, links),
    )


def provinces_in_order(provinces: Iterable[ProvinceCount]) -> list[ProvinceCount]:
    """The provinces with most organisations first."""
    return sorted(provinces, key=lambda p: (-p.organisations.total, p.plate))


def _columns(provinces: Iterable[ProvinceCount]) -> list[str]:
    return [p.plate for p in provinces_in_order(provinces)]


@dataclass(frozen=True, slots=True)
class _Lines:
    """Writes the lines of one mode."""

    plates: Sequence[str]
    counts: Counts
    ranked: set[tuple[str, str]]
    mode: str
    province: str

    def line(self, topic: tuple[str, str, str], formats: Formats, links: Links) -> MatrixLine:
        iri, name, href = topic
        counts = {plate: self.counts.get((iri, plate), nothing(self.mode)) for plate in self.plates}
        views = {plate: self._cell(topic, plate, count, links, formats) for plate, count in counts.items()}
        counted = [plate for plate in self.plates if self.province in ("", plate)]
        best = sorted((plate for plate in counted if not counts[plate].empty), key=lambda plate: -counts[plate].value)
        largest = " · ".join(f"{plate} {counts[plate].shown}" for plate in best[:4])
        if len(best) > 4:
            rest = formats.words.plural("%(count)s other", "%(count)s others", len(best) - 4)
            largest = f"{largest} · {rest}"
        return MatrixLine(
            name,
            href,
            tuple(views.values()),
            total(counts[plate] for plate in counted),
            largest,
            any(views[plate].ranked for plate in counted),
        )

    def _cell(
        self, topic: tuple[str, str, str], plate: str, count: Count, links: Links, formats: Formats
    ) -> MatrixCellView:
        iri, name, href = topic
        ranked = (iri, plate) in self.ranked
        target = links.page("gaps", "ranked", topic=iri.rsplit("/", 1)[-1], province=plate) if ranked else href
        return MatrixCellView(
            plate=plate,
            count=count,
            step=step_of(count.value, self.mode),
            ranked=ranked,
            href=target,
            said=f"{name}, {plate}: {count.said(formats.words) or blanks_of(self.mode, formats.words)[count.blank]}",
        )


def _sentences(findings: Findings, topics: Set[str], t: Translator) -> tuple[str, ...]:
    """The cells in words, each with the number that stands in it: those that miss most first, then the largest."""
    told = [cell for cell in findings.cells if cell.pairs and cell.topic.iri in topics]
    told.sort(key=lambda cell: (-round(cell.missing, 9), -sum(pair.possible for pair in cell.pairs), cell.id))
    return tuple(whole_cell_sentence(cell, t.language) for cell in told)


def _example(lines: Sequence[MatrixLine], plates: Sequence[str], t: Translator) -> str:
    """How to read the largest cell of the table that has a recorded tie, else the largest."""
    cells = [(line.name, cell.plate, cell.count.part) for line in lines for cell in line.cells]
    parts = [(name, plate, part) for name, plate, part in cells if part is not None]
    if not parts:
        return ""
    name, plate, (tied, possible) = max(parts, key=lambda one: (one[2][0] > 0, one[2][1], -plates.index(one[1])))
    return t(
        "%(tied)s/%(possible)s (%(topic)s, %(plate)s) reads: of %(possible)s possible ties, %(tied)s recorded.",
        tied=tied,
        possible=possible,
        topic=name,
        plate=plate,
    )
