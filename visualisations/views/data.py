"""The page of the data: what is read and what was noticed while reading, and what each build changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from zisgraph.pipeline.publishing import BuildState
from zisgraph.pipeline.sources import SourceState
from zisgraph.visualisations.formats import Formats
from zisgraph.visualisations.translation import Translator
from zisgraph.visualisations.views.links import Links

SENTENCES, KINDS, EXAMPLES, FIELDS = 6, 6, 3, 12
"""How many are shown of each; the rest is counted, and had elsewhere."""


@dataclass(frozen=True, slots=True)
class IssueRow:
    """One field that could not be used."""

    where: str
    received: str
    allowed: str


@dataclass(frozen=True, slots=True)
class IssueKind:
    """One kind of issue, with its first examples. Kinds and examples are in English, as the readers write them."""

    kind: str
    count: str
    examples: tuple[IssueRow, ...]


@dataclass(frozen=True, slots=True)
class SourcePanel:
    """One source; `state` in words, numbers as they are written, empty where there are none."""

    id: str
    title: str
    publisher: str
    licence: str
    address: str
    coverage: str
    state: str
    here: bool
    """Whether its files are here, or the build that is served was made from it."""
    read: str
    rows: str
    statements: str
    issues: str
    kinds: tuple[IssueKind, ...]
    more_kinds: int
    left_out: tuple[tuple[str, str], ...]
    placed: tuple[tuple[str, str], ...]
    unread: tuple[str, ...]
    more_unread: int

    @property
    def noticed(self) -> bool:
        """Whether there is anything to unfold."""
        return bool(self.kinds or self.left_out or self.placed or self.unread)


@dataclass(frozen=True, slots=True)
class BuildPanel:
    """One build, and what it changed; the links are empty where the build before is no longer here."""

    id: str
    made: str
    statements: str
    state: str
    current: bool
    before: str
    changed: str
    sentences: tuple[str, ...]
    more: str
    csv: str
    json: str


@dataclass(frozen=True, slots=True)
class DataView:
    """Everything the page needs."""

    builds: tuple[BuildPanel, ...]
    sources: tuple[SourcePanel, ...]
    absent: tuple[SourcePanel, ...]
    """Sources that are known and of which nothing was read."""


def data_view(
    sources: Iterable[SourceState],
    builds: Sequence[BuildState],
    served: Mapping[str, Any],
    formats: Formats,
    links: Links,
) -> DataView:
    """The page, over the manifest of the build that is served."""
    counted = {one["dataset"]: one for one in served.get("datasets", ())}
    panels = [_source(one, counted.get(one.id), formats) for one in sources]
    here = {one.id for one in builds}
    return DataView(
        builds=tuple(_build(one, here, formats, links) for one in builds),
        sources=tuple(one for one in panels if one.here),
        absent=tuple(one for one in panels if not one.here),
    )


def kinds_text(counts: Mapping[str, int], formats: Formats) -> str:
    """How many changes of each kind, in words."""
    t = formats.words
    words = {
        "added": lambda n: t.plural("%(count)s addition", "%(count)s additions", n, count=formats.number(n)),
        "removed": lambda n: t.plural("%(count)s removal", "%(count)s removals", n, count=formats.number(n)),
        "changed": lambda n: t.plural("%(count)s change", "%(count)s changes", n, count=formats.number(n)),
        "merged": lambda n: t.plural("%(count)s merge", "%(count)s merges", n, count=formats.number(n)),
        "separated": lambda n: t.plural("%(count)s separation", "%(count)s separations", n, count=formats.number(n)),
    }
    return ", ".join(words[kind](counts[kind]) for kind in words if counts.get(kind))


def _build(one: BuildState, here: Iterable[str], formats: Formats, links: Links) -> BuildPanel:
    t, since = formats.words, one.since
    sentences = tuple(sentence[t.language] for sentence in since.first[:SENTENCES])
    comparable = since.before in here and since.total
    return BuildPanel(
        id=one.id,
        made=f"{formats.day(one.made)}, {one.made[11:16]} UTC",
        statements=formats.number(one.statements),
        state=_state_of_build(one, t),
        current=one.current,
        before=since.before,
        changed=kinds_text(since.counts, formats),
        sentences=sentences,
        more=formats.number(since.total - len(sentences)) if since.total > len(sentences) else "",
        csv=links.changes_csv(since.before, one.id) if comparable else "",
        json=f"/api/v1/changes?from={since.before}&to={one.id}" if comparable else "",
    )


def _state_of_build(one: BuildState, t: Translator) -> str:
    if one.current:
        return t("current")
    if one.withdrawn:
        return t("holds withdrawn data, not published any more")
    if one.taken_back:
        return t("taken back")
    return t("past") if one.published else t("not published")


def _source(one: SourceState, served: Mapping[str, Any] | None, formats: Formats) -> SourcePanel:
    t, manifest = formats.words, one.manifest
    kinds = tuple(_kind(issue, formats) for issue in _by_kind(manifest.get("issues", ())))
    unread = tuple(dict.fromkeys(str(entry["field"]) for entry in manifest.get("unread", ())))
    return SourcePanel(
        id=one.id,
        title=one.title_it if t.language == "it" else one.title_en,
        publisher=one.publisher,
        licence=one.licence,
        address=one.address,
        coverage=one.coverage,
        state=_state_of_source(one, served is not None, t),
        here=served is not None or bool(one.files),
        read=formats.short_day(one.read_at) if one.read_at else "",
        rows=formats.number(sum(served["rows"].values())) if served else "",
        statements=formats.number(served["statements"]) if served else "",
        issues=formats.number(one.issues) if manifest else "",
        kinds=kinds[:KINDS],
        more_kinds=max(0, len(kinds) - KINDS),
        left_out=_counts(manifest.get("left_out", {}), formats),
        placed=_counts(manifest.get("placed", {}), formats),
        unread=unread[:FIELDS],
        more_unread=max(0, len(unread) - FIELDS),
    )


def _state_of_source(one: SourceState, served: bool, t: Translator) -> str:
    if one.withdrawn:
        return t("withdrawn")
    if one.bundled and served:
        return t("comes with zisgraph")
    if one.consulted:
        return t("looked up by others") if one.files else t("not here")
    if not one.files:
        return t("files removed") if served else t("not here")
    return t("read") if served else t("not read yet")


def _by_kind(issues: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Issues by kind; remarks of the bundled tables stand by themselves in the manifest, and are one kind here."""
    kinds = [issue for issue in issues if "kind" in issue]
    remarks = [issue for issue in issues if "kind" not in issue]
    return [*kinds, {"kind": "remark", "count": len(remarks), "examples": remarks}] if remarks else kinds


def _kind(issue: Mapping[str, Any], formats: Formats) -> IssueKind:
    t = formats.words
    rows = tuple(
        IssueRow(
            ", ".join(
                part
                for part in (
                    str(one["file"]),
                    t("line %(line)s", line=formats.number(one["line"])) if one["line"] else "",
                    t("field %(field)s", field=one["field"]) if one["field"] else "",
                )
                if part
            ),
            str(one["received"])[:160],
            str(one["allowed"])[:160],
        )
        for one in issue["examples"][:EXAMPLES]
    )
    return IssueKind(str(issue["kind"]), formats.number(issue["count"]), rows)


def _counts(numbers: Mapping[str, int], formats: Formats) -> tuple[tuple[str, str], ...]:
    return tuple((name, formats.number(count)) for name, count in numbers.items() if count)
