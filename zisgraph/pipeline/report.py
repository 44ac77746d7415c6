"""What a build did, for a person and for a script; it stands in the build's manifest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from zisgraph.pipeline.since import Since

OF_THE_RUN = frozenset({"build", "path", "changed", "pruned", "filled", "published", "held_back"})
"""What is true of one run and not of the build for ever: it does not stand in the manifest."""

_SHOWN = 5
"""Codes without an entry that are shown one by one; the manifest has more."""


@dataclass(frozen=True, slots=True)
class DatasetReport:
    """One dataset: rows read per file, statements out of them, whether it was read anew."""

    dataset: str
    rows: Mapping[str, int]
    statements: int
    input_hash: str
    statements_hash: str
    loader_version: str
    fresh: bool
    issues: Mapping[str, int] = field(default_factory=dict)
    """What was wrong with single fields, by kind; the manifest of the staged source has examples of each."""
    left_out: Mapping[str, int] = field(default_factory=dict)
    """Rows that say nothing on purpose, by the reason."""
    placed: Mapping[str, int] = field(default_factory=dict)
    """Rows whose place was told, by the method."""
    things: Mapping[str, int] = field(default_factory=dict)
    """Distinct things of each class, where the source counts them."""

    def lines(self) -> Iterator[str]:
        """The dataset as a person reads it."""
        unchanged = "" if self.fresh else " (unchanged)"
        yield f"{self.dataset}: {sum(self.rows.values()):,} rows, {self.statements:,} statements{unchanged}"
        for what, counts in (("left out", self.left_out), ("placed by", self.placed), ("issues", self.issues)):
            if counts:
                yield f"  {what}: {_counts(counts)}"


@dataclass(frozen=True, slots=True)
class BuildReport:
    """Counts and seconds of one build; `changed` is False when it was there already."""

    build: str
    path: str
    changed: bool
    datasets: tuple[DatasetReport, ...] = ()
    checked: int = 0
    """Statements that were checked against the shapes; all of them conform, or there would be no build."""
    merged: int = 0
    """Addresses that became another body's."""
    suggested: int = 0
    """Pairs of records that may be one body and wait for a person to judge."""
    derived: Mapping[str, int] = field(default_factory=dict)
    """Statements per inference rule."""
    unlisted: tuple[str, ...] = ()
    """Codes that a loaded list does not have, with the rows that state them."""
    graphs: int = 0
    content: str = ""
    """The sha256 of all statements as sorted N-Quads."""
    statements: int = 0
    """In all named graphs together."""
    triples: int = 0
    """In their union, each once."""
    findings: Mapping[str, int] = field(default_factory=dict)
    """Rows per analysis."""
    cypher: str = ""
    """What there is for Cypher, in words."""
    filled: bool = False
    """Whether this run wrote to the Cypher engine."""
    seconds: Mapping[str, float] = field(default_factory=dict)
    pruned: tuple[str, ...] = ()
    since: Since = field(default_factory=Since)
    """What it says otherwise than the build that was current before."""
    published: bool = True
    held_back: str = ""
    """Why it was not published, where that was not asked for."""

    @classmethod
    def of_manifest(cls, manifest: Mapping[str, Any], path: Path, *, changed: bool) -> BuildReport:
        """The report that stands in the manifest of the build at `path`."""
        own = {one.name for one in fields(cls)} - OF_THE_RUN - {"datasets", "since"}
        return cls(
            **{name: value for name, value in manifest.items() if name in own},
            build=path.name,
            path=str(path),
            datasets=tuple(DatasetReport(**one) for one in manifest["datasets"]),
            since=Since.of_dict(manifest["since"]) if "since" in manifest else Since(),
            changed=changed,
        )

    def as_dict(self) -> dict[str, Any]:
        """The report as JSON-ready values."""
        return asdict(self)

    def lines(self) -> Iterator[str]:
        """The report as a person reads it."""
        if not self.changed:
            yield from self._unchanged()
            return
        for one in self.datasets:
            yield from one.lines()
        yield f"Shapes: {self.checked:,} statements conform"
        waiting = f"; {self.suggested} suggestions wait: `zisgraph review`" if self.suggested else ""
        yield f"Merged: {self.merged} addresses became another body's{waiting}"
        yield f"Rules: {sum(self.derived.values()):,} statements derived by {len(self.derived)} rules"
        if self.unlisted:
            yield f"Codes that their list does not have: {len(self.unlisted)}"
            yield from (f"  {line}" for line in self.unlisted[:_SHOWN])
        yield f"Findings: {_counts(self.findings) or 'none'}"
        yield f"Cypher: {self.cypher or 'not filled'}"
        yield f"Graph: {self.statements:,} statements in {self.graphs:,} named graphs, {self.triples:,} different ones"
        yield from since_lines(self.since)
        if self.pruned:
            yield f"Removed old builds: {', '.join(self.pruned)}"
        seconds = f"{sum(self.seconds.values()):.1f} s"
        if self.published:
            yield f"Build {self.build} is current ({seconds}): {self.path}"
        else:
            yield f"Build {self.build} is made and not published ({seconds}): {self.path}"
            yield self.held_back or f"`zisgraph publish {self.build}` publishes it."

    def _unchanged(self) -> Iterator[str]:
        yield f"Nothing changed: build {self.build} is {'current' if self.published else 'here, and not published'}."
        if self.held_back:
            yield self.held_back
        if self.filled:
            yield f"Cypher: {self.cypher}"


def since_lines(since: Since) -> Iterator[str]:
    """What changed, as a person reads it: counts, then each source, then the first sentences."""
    if not since.before:
        return
    yield f"Since build {since.before}: {_counts(since.counts) or 'the same facts'}"
    for dataset, counts in since.datasets.items():
        yield f"  {dataset}: {_counts(counts)}"
    for sentence in since.first:
        yield f"  - {sentence['en']}"
    if since.total > len(since.first):
        yield f"  and {since.total - len(since.first):,} more: `zisgraph changes` tells them all"


def _counts(numbers: Mapping[str, int]) -> str:
    return ", ".join(f"{count:,} {name}" for name, count in numbers.items() if count)
