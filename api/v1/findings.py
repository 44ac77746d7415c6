"""Collaboration gaps and possible duplicates, ranked, each row with its factors and what it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, TypeVar

from fastapi import APIRouter, Query
from pydantic import Field

from zisgraph.analytics.findings import DuplicateRow, Factor, Findings, GapGroup, GapRow, MatrixCell, Run
from zisgraph.analytics.sentences import duplicate_sentence, gap_sentence
from zisgraph.api.described import refusals
from zisgraph.api.services import Served
from zisgraph.api.v1 import reproduce
from zisgraph.api.v1.models import Listing, Model, Text
from zisgraph.api.v1.parameters import Cursor, Limit
from zisgraph.catalogue import CursorError
from zisgraph.catalogue.records import Group
from zisgraph.errors import check_allowed

router = APIRouter(tags=["findings"])
Row = TypeVar("Row", GapRow, GapGroup, DuplicateRow, MatrixCell)


class Finding(Model):
    """What every finding carries beside its row."""

    sentence: Text = Field(description="The finding in words, the doubt included.")
    factors: list[Factor] = Field(description="The numbers whose product is the score.")
    unverified_share: float = Field(
        description="Share of the ties, topics and places behind it that nobody has checked."
    )


class GapModel(Finding):
    """Two bodies with like topics and no recorded tie; the tie may exist and not be in the data."""

    row: GapRow


class DuplicateModel(Finding):
    """Two zones, or two programmes, whose topics are alike; whether they duplicate each other is to be checked."""

    row: DuplicateRow


@router.get(
    "/gaps",
    summary="Pairs of like, near bodies with no recorded tie, highest score first",
    responses=refusals(400, 404),
)
def gaps(
    served: Served,
    body: Annotated[str, Query(description="Only rows with this entity: path, slug or name.")] = "",
    topic: Annotated[str, Query(description="Only rows that share this specialisation.")] = "",
    province: Annotated[str, Query(max_length=2, description="Only rows with a side in this province.")] = "",
    same_helix: Annotated[bool, Query(description="Also company with company, and the like.")] = False,
    both_recorded: Annotated[bool, Query(description="Only rows where both sides have recorded ties.")] = False,
    limit: Limit = 25,
    cursor: Cursor = "",
) -> Listing[GapModel]:
    """A tie that is not recorded may well exist: each row says how well either side is recorded."""
    found = served.thinking.findings
    rows: Sequence[GapRow] = found.all_gaps if same_helix else found.gaps
    if body:
        iri = served.catalogue.find(body).iri
        rows = [row for row in rows if iri in _bodies(row)]
    if topic:
        topic = _topic(served, topic)
        rows = [row for row in rows if topic in {share.topic.iri for share in row.shared_topics}]
    if province:
        check_allowed("province", [province.upper()], [count.plate for count in served.catalogue.provinces])
        rows = [row for row in rows if province.upper() in {row.a.province, row.b.province}]
    if both_recorded:
        rows = [row for row in rows if row.status == "both_recorded"]
    items, following = _slice(rows, limit, cursor)
    return Listing(
        build=served.build.id,
        total=len(rows),
        items=[_gap(row) for row in items],
        next=following,
        queries=None if body or province or same_helix else reproduce.gaps(topic, both_recorded=both_recorded),
    )


@router.get("/gaps/groups", summary="The same gaps, grouped by body, topic and area", responses=refusals(400))
def gap_groups(served: Served, limit: Limit = 25, cursor: Cursor = "") -> Listing[GapGroup]:
    """A group of several rows reads as one: a body, and those it has no recorded tie with."""
    rows = served.thinking.findings.groups
    items, following = _slice(rows, limit, cursor)
    return Listing(
        build=served.build.id, total=len(rows), items=list(items), next=following, queries=reproduce.gap_groups()
    )


@router.get(
    "/gaps/matrix",
    summary="Topic by area: recorded ties between letters against the whole region",
    responses=refusals(400),
)
def gap_matrix(served: Served, limit: Limit = 100, cursor: Cursor = "") -> Listing[MatrixCell]:
    """Cells with fewer than two bodies on a side have no pair to count."""
    rows = served.thinking.findings.cells
    items, following = _slice(rows, limit, cursor)
    return Listing(build=served.build.id, total=len(rows), items=list(items), next=following)


@router.get("/duplicates", summary="Possible duplicates between zones and between programmes", responses=refusals(400))
def duplicates(
    served: Served,
    kind: Annotated[str, Query(pattern="^(|zone|programme)$", description="zone or programme; both if empty.")] = "",
    limit: Limit = 25,
    cursor: Cursor = "",
) -> Listing[DuplicateModel]:
    """Programmes are compared at one level and between different providers only."""
    rows = [row for row in served.thinking.findings.duplicates if kind in ("", row.kind)]
    items, following = _slice(rows, limit, cursor)
    return Listing(
        build=served.build.id,
        total=len(rows),
        items=[_duplicate(row) for row in items],
        next=following,
        queries=reproduce.duplicates(kind),
    )


@router.get("/runs", summary="The analyses behind the findings: parameters, counts, snapshot")
def runs(served: Served) -> list[Run]:
    """Equal snapshots give equal results, so that two runs can be compared."""
    found: Findings = served.thinking.findings
    return list(found.runs)


def _gap(row: GapRow) -> GapModel:
    return GapModel(
        row=row,
        sentence=Text(it=gap_sentence(row, "it"), en=gap_sentence(row, "en")),
        factors=list(row.factors),
        unverified_share=row.basis.unverified_share,
    )


def _duplicate(row: DuplicateRow) -> DuplicateModel:
    return DuplicateModel(
        row=row,
        sentence=Text(it=duplicate_sentence(row, "it"), en=duplicate_sentence(row, "en")),
        factors=list(row.factors),
        unverified_share=row.basis.unverified_share,
    )


def _bodies(row: GapRow) -> set[str]:
    return {row.a.iri, row.b.iri, *(member.iri for member in (*row.members_a, *row.members_b))}


def _topic(served: Served, name: str) -> str:

    return served.catalogue.find(name, (Group.SPECIALISATION,)).iri


def _slice(rows: Sequence[Row], limit: int, cursor: str) -> tuple[Sequence[Row], str]:
    start = 0
    if cursor:
        places = {row.id: place for place, row in enumerate(rows)}
        if cursor not in places:
            raise CursorError(f"The cursor {cursor!r} is of no row of this list; leave it out to start over.")
        start = places[cursor] + 1
    items = rows[start : start + limit]
    return items, items[-1].id if items and start + limit < len(rows) else ""
