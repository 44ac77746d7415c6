"""Look at the sources as a build would, and publish nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from zisgraph.errors import InputError, Issue
from zisgraph.loaders import DATASETS, Tolerance, stage_all, stage_sources
from zisgraph.loaders.bundled.reading import Folder
from zisgraph.model.iris import Minter
from zisgraph.pipeline.choice import is_source
from zisgraph.pipeline.home import Home
from zisgraph.pipeline.progress import Progress, Silent, Timed
from zisgraph.pipeline.stage import WITHOUT
from zisgraph.pipeline.withdrawals import Withdrawals
from zisgraph.pipeline.without import without_citations
from zisgraph.settings import Settings


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a check found; `ok` when a build of these sources would be published."""

    rows: Mapping[str, int]
    statements: int
    nodes: int
    faults: tuple[str, ...]
    """Rows that break the rules of their tables: file, line, field, what was received, what is allowed."""
    shapes: tuple[str, ...]
    """Statements that break a shape, told in the same way; none where the shapes were not checked."""
    remarks: tuple[str, ...]
    """What the loaders noticed and does no harm."""

    @property
    def shapes_checked(self) -> bool:
        """Whether the shapes were looked at: what the tables say has to hold before there is anything to look at."""
        return not self.faults

    @property
    def ok(self) -> bool:
        return not self.faults and not self.shapes

    def as_dict(self) -> dict[str, Any]:
        """The report as JSON-ready values; `shapes` is null where they were not checked, empty where all hold."""
        names = ("ok", "rows", "statements", "nodes", "faults", "shapes", "remarks")
        told = {name: getattr(self, name) for name in names}
        return told if self.shapes_checked else told | {"shapes": None}

    def lines(self) -> Iterator[str]:
        """The report as a person reads it."""
        yield from self.faults
        yield from self.shapes
        yield from (f"Remark: {remark}" for remark in self.remarks)
        if not self.shapes_checked:
            yield f"{_counted(len(self.faults), 'fault')} in the tables; the shapes were not checked: mend these, then check again."
        else:
            yield f"{sum(self.rows.values()):,} rows in {len(self.rows)} tables, {self.statements:,} statements about {self.nodes:,} things."
            yield f"{_counted(len(self.shapes), 'statement')} break{'s' if len(self.shapes) == 1 else ''} a shape."
        yield (
            "A build would be published."
            if self.ok
            else "A build would be refused; the last good one stays in service."
        )


def check(settings: Settings, progress: Progress | None = None, facts: Folder | None = None) -> CheckReport:
    """Read every table and public source and check what they say against the shapes, in a folder of its own."""
    timed = Timed(progress or Silent())
    with TemporaryDirectory(prefix="zisgraph-check-") as scratch:
        try:
            with timed.step("stage", "reading the sources"):
                base, target, home = settings.base_iri, Path(scratch).joinpath, Home(settings.home)
                withdrawn = Withdrawals(home).all()
                staged = stage_all({name: target(name) for name in DATASETS if name not in withdrawn}, facts, base)
                tolerance = Tolerance(settings.load_least, settings.load_most)
                staged += stage_sources(
                    home.sources, target, facts, base, tolerance, lambda one: one not in withdrawn, home.staged
                )
                citations, minter = [name for name in withdrawn if not is_source(name)], Minter(base)
                staged = [
                    without_citations(one, citations, target(f"{WITHOUT}{one.dataset}"), minter) for one in staged
                ]
        except InputError as error:
            return CheckReport({}, 0, 0, tuple(map(str, error.issues)), (), ())
        from zisgraph.pipeline.blame import told
        from zisgraph.validate import check_files

        with timed.step("validate", "checking the statements against the shapes"):
            report = check_files([one.statements for one in staged])
            timed.say(f"{len(report.findings)} of {report.statements:,} statements break a shape")
        rows = {name: count["rows"] for one in staged for name, count in one.manifest["tables"].items()}
        remarks = tuple(str(Issue(**issue)) for one in staged for issue in one.manifest["issues"] if "file" in issue)
        shapes = told(report.findings, facts, settings.base_iri)
        return CheckReport(rows, report.statements, report.nodes, (), tuple(shapes), remarks)


def _counted(count: int, word: str) -> str:
    return f"{count:,} {word}{'' if count == 1 else 's'}"
