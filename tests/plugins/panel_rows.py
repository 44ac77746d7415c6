"""What the panels of the pages show, beside the queries behind them, so that the two can be compared."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from zisgraph.analytics.archive import read_findings
from zisgraph.analytics.findings import Findings
from zisgraph.catalogue.catalogue import Catalogue
from zisgraph.pipeline.home import Build
from zisgraph.store.oxigraph import OxigraphReader
from zisgraph.visualisations.drawing.boundaries import NO_OUTLINES
from zisgraph.visualisations.formats import Formats
from zisgraph.visualisations.translation import translator
from zisgraph.visualisations.views.home import LAYERS, map_panel
from zisgraph.visualisations.views.links import Links
from zisgraph.visualisations.views.matrix import MatrixChoice, MatrixData, matrix_panel
from zisgraph.visualisations.views.panel_queries import alike_query, finding_query, missing_query
from zisgraph.visualisations.views.profile import ProfileInput, ProfilePage, profile_page
from zisgraph.visualisations.views.query_behind import QueryBehind

Cells = tuple[str, ...]
PATHS = (
    "ror/02dq7z403", "curated/chips-it", "istat/098", "istat/018", "istat/015146", "specialisation/microelectronics",
    "specialisation/agrifood", "curated/zis-agroalimentare", "cordis/101138532", "curated/its-rizzoli",
)  # fmt: skip
"""Bodies, provinces, a town, topics, a zone, a project, a body that teaches."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One panel: its rows by the columns of its query; `whole` where the query gives nothing else."""

    behind: QueryBehind
    columns: Cells
    rows: set[Cells]
    whole: bool = True
    node: bool = False
    """In Cypher the answer is one node that holds it all."""


@dataclass(frozen=True, slots=True)
class Panels:
    """Makes the panels of one build."""

    catalogue: Catalogue
    findings: Findings
    base: str

    @classmethod
    def of(cls, build: Build, reader: OxigraphReader, base: str) -> Panels:
        """The panels of a build."""
        return cls(Catalogue(reader, base), read_findings(build.findings), base)

    @property
    def links(self) -> Links:
        return Links("en", self.base)

    def every(self) -> Iterator[tuple[str, Shown]]:
        """Each panel that has a query, with a name."""
        for layer in LAYERS:
            yield f"map of {layer}", self.map(layer)
        for mode in ("organisations", "ties", "unlinked", "pairs"):
            yield f"matrix of {mode}", self.matrix(mode)
        for path in PATHS:
            for panel, shown in self.profile(path):
                yield f"{panel} of {path}", shown
        yield (
            "who is alike",
            Shown(alike_query(f"{self.base}id/{PATHS[0]}", self.links), ("other",), set(), whole=False),
        )
        yield (
            "who is missing",
            Shown(missing_query(f"{self.base}id/{PATHS[0]}", self.links), ("other",), set(), whole=False),
        )
        gap = self.findings.gaps[0]
        ends = {(gap.a.iri,), (gap.b.iri,)}
        yield (
            "a finding",
            Shown(finding_query(f"{self.base}id/finding/{gap.id}", self.links), ("value",), ends, whole=False),
        )

    def map(self, layer: str) -> Shown:
        """The map in one of its layers."""
        catalogue, formats = self.catalogue, Formats(translator("en"))
        panel = map_panel(catalogue.provinces, catalogue.numbers, layer, NO_OUTLINES, formats, self.links)
        plates = {p.ref.label.en: p.plate for p in catalogue.provinces}
        rows = {(plates[row.name], str(row.count.total)) for row in panel.rows if row.count.total}
        return Shown(panel.query, ("plate", layer), rows)

    def matrix(self, mode: str) -> Shown:
        """The matrix in one of its modes."""
        data = MatrixData(self.catalogue.matrix, self.catalogue.provinces, self.findings)
        panel = matrix_panel(data, MatrixChoice(mode, every=True), Formats(translator("en")), self.links)
        cells = [
            (f"{self.base}{line.href.removeprefix('/en/')}", cell.plate, cell.count)
            for line in panel.lines
            for cell in line.cells
        ]
        match mode:
            case "organisations":
                rows = {(name, plate, str(count.value)) for name, plate, count in cells if count.value}
                return Shown(panel.query, ("specialisation", "plate", mode), rows)
            case "ties":
                parts = [(name, plate, count.part) for name, plate, count in cells if count.part]
                rows = {(name, plate, str(part[0]), str(part[1])) for name, plate, part in parts}
                return Shown(panel.query, ("specialisation", "plate", "tied", "possible"), rows)
            case _:  # the cells rest on rows of the query, which holds more
                names = {(line.name, cell.plate) for line in panel.lines for cell in line.cells if cell.count.value}
                return Shown(panel.query, ("topic", "plate"), names if mode == "pairs" else set(), whole=False)

    def profile(self, path: str) -> Iterator[tuple[str, Shown]]:
        """The panels of one profile."""
        catalogue, links = self.catalogue, self.links
        found = catalogue.profile(path)
        given = ProfileInput(found, catalogue.neighbourhood(path), {}, every_row=True)
        page: ProfilePage = profile_page(given, Formats(translator("en")), links)
        facts = {(fact.property, value.text) for fact in found.facts for value in fact.values if not value.entity}
        yield "facts", Shown(page.facts_query, ("property", "value"), facts, whole=False, node=True)
        nodes = {(node.key,) for node in page.network.whole.nodes}
        yield "network", Shown(page.network_query, ("other",), nodes)
        tied = {(iri,) for iri in self._iris(row.href for part in page.ties.groups for row in part.rows)}
        yield "ties", Shown(page.network_query, ("other",), tied, whole=False)
        if page.members:
            named = self._iris(row.href for part in page.members.groups for row in part.rows)
            yield "members", Shown(page.members.query, ("entity",), {(iri,) for iri in named})

    def _iris(self, addresses: Iterable[str]) -> set[str]:
        return {f"{self.base}{address.removeprefix('/en/')}" for address in addresses}


def differing(panels: Panels, ask: Callable[[QueryBehind], list[Mapping[str, object]]]) -> dict[str, str]:
    """The panels whose query, asked one way, does not give their rows: what is missing, and what is too much."""
    wrong = {}
    for name, shown in panels.every():
        rows = ask(shown.behind)
        if shown.node and rows and "e" in rows[0]:
            continue
        found = {tuple(_text(row.get(column)) for column in shown.columns) for row in rows}
        missing, more = shown.rows - found, (found - shown.rows) if shown.whole else set()
        if missing or more or (shown.behind.inputs and not found):
            wrong[name] = f"missing {sorted(missing)[:4]}, too much {sorted(more)[:4]} ({len(missing)}, {len(more)})"
    return wrong


def _text(value: object) -> str:
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
