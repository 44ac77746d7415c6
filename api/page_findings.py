"""Gaps and duplicates: the matrix, the ranked rows with their evidence, the bodies without a recorded tie."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query, Response
from fastapi.responses import HTMLResponse

from zisgraph.analytics.findings import Basis, Findings, GapGroup
from zisgraph.analytics.sentences import duplicate_sentence, gap_sentence, group_sentence, unrecorded_sentence
from zisgraph.api.page_kit import NO_CACHE, Kit, PageKit, shortened
from zisgraph.api.services import Served, ServedBuild
from zisgraph.errors import NotFoundError
from zisgraph.visualisations.translation import LANGUAGES
from zisgraph.visualisations.views.citing import Citing
from zisgraph.visualisations.views.evidence import Evidence, duplicate_evidence, gap_evidence, group_of
from zisgraph.visualisations.views.links import SLUGS
from zisgraph.visualisations.views.matrix import MatrixChoice, MatrixData, matrix_panel
from zisgraph.visualisations.views.matrix_counts import MODES
from zisgraph.visualisations.views.rows import Named, RankedRow, duplicate_rows, gap_rows, named

FIRST, FIRST_BESIDE_A_LIST, MORE = 12, 3, 25
SOURCES_NAMED = 4

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class Ranked:
    """One ranked list as the template shows it."""

    rows: tuple[RankedRow, ...]
    open: Evidence | None
    order: str
    note: str
    more: str
    more_href: str
    csv: str
    filter: str = ""


@dataclass(frozen=True, slots=True)
class Unrecorded:
    """The bodies without a recorded tie; listed only when asked for, because they are many."""

    note: str
    link: str
    open: bool
    items: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the address asks to see."""

    matrix: str = ""
    province: str = ""
    topic: str = ""
    rows: str = ""
    open: str = ""
    shown: int = FIRST
    list: str = ""


def gaps(
    kit: PageKit,
    served: Served,
    matrix: str = "",
    province: Annotated[str, Query(max_length=2)] = "",
    topic: str = "",
    rows: str = "",
    open_: Annotated[str, Query(alias="open")] = "",
    shown: Annotated[int, Query(ge=1, le=500)] = FIRST,
    list_: Annotated[str, Query(alias="list")] = "",
    evidence: str = "",
) -> Response:
    """The page; with `evidence` only what one row opens."""
    if evidence:
        alone = evidence_of(kit, served, evidence)
        text = kit.render("evidence.html", "gaps", alone=alone)
        return HTMLResponse(text, headers=NO_CACHE)
    findings, catalogue = served.thinking.findings, served.catalogue
    notices = _unfit(kit, served, Wanted(matrix, province, topic, rows, open_, shown, list_))
    topic = topic if topic in _topics(served) else ""
    province = province if province in {p.plate for p in catalogue.provinces} else ""
    listed = list_ == "all"
    shown = min(shown, FIRST_BESIDE_A_LIST) if listed else shown  # the list is long, and a page stays light
    wanted = Wanted(matrix, province, topic, rows, open_, shown, list_)
    data = MatrixData(catalogue.matrix, catalogue.provinces, findings)
    choice = MatrixChoice(matrix, "" if topic else province, every=rows == "all")
    return kit.page(
        "gaps.html",
        "gaps",
        matrix=matrix_panel(data, choice, kit.formats, kit.links),
        ranked=_ranked(kit, served, wanted),
        duplicates=_duplicates(kit, served, wanted),
        unrecorded=_unrecorded(kit, findings, opened=listed),
        notices=notices,
    )


def _topics(served: ServedBuild) -> tuple[str, ...]:
    return tuple(sorted(row.ref.path.rsplit("/", 1)[-1] for row in served.catalogue.matrix))


def _unfit(kit: Kit, served: ServedBuild, wanted: Wanted) -> tuple[str, ...]:
    """What the address asks for and the page does not have, in a sentence each."""
    findings = served.thinking.findings
    told = kit.unfit(
        {
            "matrix": (wanted.matrix, MODES),
            "province": (wanted.province, sorted(p.plate for p in served.catalogue.provinces)),
            "topic": (wanted.topic, _topics(served)),
            "rows": (wanted.rows, ("all",)),
            "list": (wanted.list, ("all",)),
        }
    )
    known = not wanted.open or group_of(findings, wanted.open) is not None
    if known or any(row.id == wanted.open for row in findings.duplicates):
        return told
    return (*told, kit.t("The last analysis has no row %(value)s.", value=shortened(wanted.open)))


def evidence_of(kit: Kit, served: ServedBuild, key: str) -> Evidence:
    """The evidence of a group, a gap row or a duplicate.

    Raises:
        NotFoundError: the build has no such finding.
    """
    findings, language = served.thinking.findings, kit.language
    citing = Citing(kit.formats, kit.links)
    for row in findings.duplicates:
        if row.id == key:
            return duplicate_evidence(row, duplicate_sentence(row, language), _sources(kit, served, row.basis), citing)
    group = group_of(findings, key)
    if group is None:
        raise NotFoundError(f"Build {served.build.id} has no finding {key!r}; the list of gaps has those it has.")
    by_id = {row.id: row for row in findings.gaps}
    own = [by_id[name].seen_from(group.hub.iri) for name in group.rows if name in by_id]
    own.sort(key=lambda row: row.id != key)
    single = len(own) == 1 or key in group.rows
    sentence = gap_sentence(own[0], language) if single else group_sentence(group, language)
    return gap_evidence(group, own, sentence, _sources(kit, served, group.basis), citing)


def _ranked(kit: Kit, served: ServedBuild, wanted: Wanted) -> Ranked:
    t, findings = kit.t, served.thinking.findings
    groups = [group for group in findings.groups if _wanted_group(group, wanted)]
    opened = group_of(findings, wanted.open) if wanted.open else None
    shown = groups[: wanted.shown]
    if opened is not None and opened not in shown:
        shown = [opened, *shown]
    first = opened or (shown[0] if shown and not wanted.open else None)
    more = min(MORE, len(groups) - wanted.shown)
    query = {"topic": wanted.topic, "province": wanted.province, "matrix": wanted.matrix}
    return Ranked(
        rows=gap_rows(shown, {row.id: row for row in findings.gaps}, Citing(kit.formats, kit.links)),
        open=evidence_of(kit, served, wanted.open if opened else first.id) if first else None,
        order=t("By score, then by recorded ties; what goes beyond two rows on one topic in one province follows."),
        note=t(
            "%(shown)s rows of %(total)s. Pairs of one legal family are left out.",
            shown=len(shown),
            total=kit.formats.number(len(groups)),
        ),
        more=t.plural("Show %(count)s more", "Show %(count)s more", more) if more > 0 else "",
        more_href=kit.links.page("gaps", "ranked", **query, shown=wanted.shown + MORE) if more > 0 else "",
        csv=f"/{kit.language}/export/gaps.csv",
        filter=_filter(kit, served, wanted),
    )


def _duplicates(kit: Kit, served: ServedBuild, wanted: Wanted) -> Ranked:
    t, rows = kit.t, served.thinking.findings.duplicates
    opened = next((row for row in rows if row.id == wanted.open), None)
    shown = list(rows[: wanted.shown])
    if opened is not None and opened not in shown:
        shown = [opened, *shown]
    more = min(MORE, len(rows) - wanted.shown)
    total = kit.formats.number(len(rows))
    return Ranked(
        rows=duplicate_rows(shown, Citing(kit.formats, kit.links)),
        open=evidence_of(kit, served, opened.id) if opened else None,
        order=t("Zones with zones, programmes with programmes of one level and other providers."),
        note=t("%(shown)s rows of %(total)s", shown=len(shown), total=total) + ".",
        more=t.plural("Show %(count)s more", "Show %(count)s more", more) if more > 0 else "",
        more_href=kit.links.page("gaps", "duplicates", shown=wanted.shown + MORE) if more > 0 else "",
        csv=f"/{kit.language}/export/duplicates.csv",
    )


def _unrecorded(kit: Kit, findings: Findings, *, opened: bool) -> Unrecorded:
    refs = findings.unrecorded
    items = tuple(named(ref, Citing(kit.formats, kit.links)) for ref in refs) if opened else ()
    link = kit.t.plural("Show %(count)s organisation", "Show all %(count)s organisations", len(refs))
    return Unrecorded(unrecorded_sentence(len(refs), findings.organisations, kit.language), link, opened, items)


def _wanted_group(group: GapGroup, wanted: Wanted) -> bool:
    in_area = not wanted.topic or not wanted.province or wanted.province in group.area.split("–")
    return in_area and wanted.topic in ("", group.topic.iri.rsplit("/", 1)[-1])


def _filter(kit: Kit, served: ServedBuild, wanted: Wanted) -> str:
    if not wanted.topic:
        return ""
    topic = served.catalogue.ref(f"specialisation/{wanted.topic}").label.in_(kit.language)
    area = f", {wanted.province}" if wanted.province else ""
    return kit.t("Only: %(what)s.", what=f"{topic}{area}")


def _sources(kit: Kit, served: ServedBuild, basis: Basis) -> str:
    citing = Citing(kit.formats, kit.links)
    known = served.catalogue.citations
    names: Sequence[str] = [
        citing.short(known[key]) for iri in basis.citations if (key := iri.rsplit("/", 1)[-1]) in known
    ]
    distinct = list(dict.fromkeys(names))
    if not distinct:
        return ""
    text = "; ".join(distinct[:SOURCES_NAMED])
    more = len(distinct) - SOURCES_NAMED
    tail = " " + kit.t.plural("and %(count)s more", "and %(count)s more", more) if more > 0 else ""
    return kit.t("Sources: %(sources)s", sources=text + tail) + "."


for code in LANGUAGES:
    router.add_api_route(f"/{code}/{SLUGS['gaps'][code]}", gaps, methods=["GET"], name=f"gaps-{code}")
