"""Ranked findings, a line each: who with whom, on what, where, and how sure it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from zisgraph.analytics.findings import Basis, DuplicateRow, GapGroup, GapRow, Ref
from zisgraph.visualisations.drawing.glyphs import Glyph
from zisgraph.visualisations.views.citing import Citing
from zisgraph.visualisations.views.proximity import brief_name, mark_of_ref, name_of


@dataclass(frozen=True, slots=True)
class Named:
    """An entity as a link with its glyph."""

    name: str
    href: str
    mark: Glyph


@dataclass(frozen=True, slots=True)
class RankedRow:
    """One line of a ranked list; `others` counts those of a group beyond the one named."""

    id: str
    first: Named
    second: Named
    others: int
    topic: str
    area: str
    what: str
    connections: tuple[int, int] | None
    unverified: float
    basis: tuple[int, int]
    score: float


def named(ref: Ref, citing: Citing, *, brief: bool = False) -> Named:
    """An entity of a finding as a link; `brief` cuts an organisation's name before its explanation."""
    write = brief_name if brief else name_of
    return Named(write(ref, citing.formats.words.language), citing.links.of_iri(ref.iri), mark_of_ref(ref))


def gap_rows(groups: Iterable[GapGroup], gaps: Mapping[str, GapRow], citing: Citing) -> tuple[RankedRow, ...]:
    """The groups as lines."""
    t = citing.formats.words
    rows = []
    for group in groups:
        best = gaps[group.rows[0]].seen_from(group.hub.iri) if group.rows and group.rows[0] in gaps else None
        counts = (best.partners_a, best.partners_b) if best is not None else None
        what = t("Gap") if group.status == "both_recorded" else t("Gap, or missing data")
        rows.append(
            RankedRow(
                id=group.id,
                first=named(group.hub, citing, brief=True),
                second=named(group.others[0], citing, brief=True),
                others=len(group.others) - 1,
                topic=name_of(group.topic, t.language),
                area=group.area,
                what=what,
                connections=counts,
                unverified=group.basis.unverified_share,
                basis=_parts(group.basis),
                score=group.gap,
            )
        )
    return tuple(rows)


def duplicate_rows(rows: Iterable[DuplicateRow], citing: Citing) -> tuple[RankedRow, ...]:
    """The pairs of zones or programmes as lines."""
    t = citing.formats.words
    found = []
    for row in rows:
        topic = name_of(row.shared_topics[0].topic, t.language) if row.shared_topics else ""
        area = "–".join(dict.fromkeys(place for place in (row.a.province, row.b.province) if place))
        what = t("Possible duplicate: zones") if row.kind == "zone" else t("Possible duplicate: programmes")
        found.append(
            RankedRow(
                row.id,
                named(row.a, citing),
                named(row.b, citing),
                0,
                topic,
                area,
                what,
                None,
                row.basis.unverified_share,
                _parts(row.basis),
                row.score,
            )
        )
    return tuple(found)


def _parts(basis: Basis) -> tuple[int, int]:
    return basis.used - basis.unverified, basis.unverified
