"""From a statement back to the row it was read from: looked for only when something turns out to be wrong with it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from zisgraph.loaders.bundled.citations import CITATIONS, citations
from zisgraph.loaders.bundled.claims import Cell, Source
from zisgraph.loaders.bundled.datasets import DATASETS, bundled
from zisgraph.loaders.bundled.load import read_facts
from zisgraph.loaders.bundled.reading import Folder
from zisgraph.loaders.bundled.tables import Facts
from zisgraph.model.iris import DEFAULT_BASE, Minter
from zisgraph.model.terms import Statement


@dataclass(frozen=True, slots=True)
class Said:
    """What one cell says of a thing: property, value and named graph of its statement."""

    path: str
    value: str
    graph: str
    cell: Cell


@dataclass(slots=True)
class Trace:
    """The rows that speak of the things asked for, and the columns that properties come from."""

    subjects: Collection[str]
    minter: Minter
    said: defaultdict[str, list[Said]] = field(default_factory=lambda: defaultdict(list))
    _columns: dict[tuple[str, str], str] = field(default_factory=dict)

    def find(self, subject: str, path: str, value: str, graphs: Collection[str]) -> Cell | None:
        """The cell that states this, else the row that should; None where no row speaks of the subject."""
        known = self.said.get(subject)
        if not known:
            return None
        best = max(
            known, key=lambda one: (one.path == path and one.value == value, one.graph in graphs, one.path == path)
        )
        return (
            best.cell if best.path == path else best.cell._replace(field=self._columns.get((best.cell.file, path), ""))
        )

    def witness(self, statement: Statement, cell: Cell) -> None:
        """Remember a statement if it is about one of the subjects."""
        path = statement.predicate.value
        self._columns.setdefault((cell.file, path), cell.field)
        if statement.subject.value in self.subjects:
            said = Said(path, statement.value.value, self.minter.graph(statement.origin), cell)
            self.said[statement.subject.value].append(said)


def trace(subjects: Collection[str], folder: Folder | None = None, base: str = DEFAULT_BASE) -> Trace:
    """Read the tables once more, and note what they say of these subjects and where.

    Raises:
        InputError: the tables cannot be read any more.
    """
    facts = read_facts(bundled() if folder is None else folder)
    found = Trace(subjects, Minter(base))
    for dataset in DATASETS.values():
        source = Source(dataset.id, facts, found.minter, witness=found.witness)
        for _, says in dataset.subjects:
            for _statement in says(source):
                pass  # the witness has seen it
    for subject, line in _lines_of_citations(facts, found.minter).items():
        if subject in subjects:
            found.said[subject].append(Said("", "", found.minter.meta_graph(), Cell(CITATIONS.file, line, "")))
    return found


def _lines_of_citations(facts: Facts, minter: Minter) -> Mapping[str, int]:
    """Citations are described, not claimed: their rows rest on no other source."""
    described = {subject.value for subject, _, _ in citations(facts, minter, None)}
    lines = {minter.citation(row["id"]): row.line for row in facts.rows(CITATIONS.name)}
    return {subject: lines[subject] for subject in described}
