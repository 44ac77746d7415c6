"""Downloads: what a page shows, as CSV, as SVG, or as one HTML file that opens anywhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Annotated

from fastapi import APIRouter, Query, Response

from zisgraph.analytics.findings import Ref
from zisgraph.api.page_kit import Kit, PageKit
from zisgraph.api.page_partners import ask as ask_partners
from zisgraph.api.page_profile import profile_input
from zisgraph.api.services import Served, ServedBuild
from zisgraph.catalogue.records import Count, Group
from zisgraph.errors import NotFoundError
from zisgraph.visualisations.drawing.province_map import DESKTOP, land, map_svg
from zisgraph.visualisations.pyvis_export import network_html
from zisgraph.visualisations.views import exports, network_export
from zisgraph.visualisations.views.home import LAYERS, count_of, province_marks
from zisgraph.visualisations.views.matrix import MatrixChoice, MatrixData, matrix_panel
from zisgraph.visualisations.views.partners import PartnerForm
from zisgraph.visualisations.views.profile import profile_page
from zisgraph.visualisations.views.proximity import name_of

router = APIRouter(include_in_schema=False)

_TYPES: Mapping[str, str] = {
    "csv": "text/csv; charset=utf-8",
    "svg": "image/svg+xml; charset=utf-8",
    "html": "text/html; charset=utf-8",
}


@router.get("/it/export/network.{form}")
@router.get("/en/export/network.{form}")
def network(
    kit: PageKit, served: Served, form: str, id_: Annotated[str, Query(alias="id", max_length=300)]
) -> Response:
    """The network of one entity."""
    ref = served.catalogue.ref(id_)
    page = profile_page(profile_input(kit, served, ref, every_row=True), kit.formats, kit.links)
    name = f"zisgraph-{_slug(page.name)}"
    match form:
        case "csv":
            head, rows = network_export.network_rows(page, kit.formats.words)
            return _file(exports.csv_text(head, rows), form, name)
        case "svg":
            drawn = exports.standalone_svg(page.picture, page.network.words.title, _note(kit, served))
            return _file(drawn, form, name)
        case "html":
            newest = kit.formats.day(served.catalogue.numbers.newest_source)
            data, words = network_export.network_file(page, page.network, newest, kit.formats)
            return _file(network_html(data, words), form, name)
        case _:
            raise NotFoundError(f"A network is to be had as csv, svg or html, not as {form!r}.")


@router.get("/it/export/provinces.{form}")
@router.get("/en/export/provinces.{form}")
def provinces(
    kit: PageKit, served: Served, form: str, map_: Annotated[str, Query(alias="map")] = LAYERS[0]
) -> Response:
    """The map of provinces, or all its numbers."""
    found = served.catalogue.provinces
    layer = map_ if map_ in LAYERS else LAYERS[0]
    match form:
        case "csv":
            head = ("province", "plate", *(f"{name}_{part}" for name in LAYERS for part in ("sourced", "unverified")))
            rows = [
                (p.ref.label.in_(kit.language), p.plate, *(n for name in LAYERS for n in _parts(count_of(p, name))))
                for p in found
            ]
            return _file(exports.csv_text(head, rows), form, "zisgraph-provinces")
        case "svg":
            marks = province_marks(found, layer, kit.formats, kit.links)
            title = kit.t("Organisations by province") if layer == LAYERS[0] else kit.t("By province")
            drawn = map_svg(marks, land(kit.pages.assets.outlines), DESKTOP, title)
            return _file(exports.standalone_svg(drawn, title, _note(kit, served)), form, "zisgraph-provinces")
        case _:
            raise NotFoundError(f"The map is to be had as csv or svg, not as {form!r}.")


@router.get("/it/export/matrix.{form}")
@router.get("/en/export/matrix.{form}")
def matrix(kit: PageKit, served: Served, form: str, matrix_: Annotated[str, Query(alias="matrix")] = "") -> Response:
    """The whole matrix in one of its modes."""
    catalogue = served.catalogue
    data = MatrixData(catalogue.matrix, catalogue.provinces, served.thinking.findings)
    panel = matrix_panel(data, MatrixChoice(matrix_, every=True), kit.formats, kit.links)
    match form:
        case "csv":
            head = ("specialisation", *(plate for plate, _ in panel.columns), "total")
            rows = [
                (line.name, *(count.in_words(kit.t) for count in (*(cell.count for cell in line.cells), line.total)))
                for line in panel.lines
            ]
            return _file(exports.csv_text(head, rows), form, f"zisgraph-matrix-{panel.mode}")
        case "svg":
            drawn = exports.standalone_svg(exports.matrix_svg(panel), panel.title, _note(kit, served))
            return _file(drawn, form, f"zisgraph-matrix-{panel.mode}")
        case _:
            raise NotFoundError(f"The matrix is to be had as csv or svg, not as {form!r}.")


def gaps(kit: PageKit, served: Served) -> Response:
    """Every pair without a recorded tie, with the factors of its score."""
    head = (
        "rank", "id", "first", "second", "topic", "area", "score", "likeness", "nearness", "b_first", "b_second",
        "km", "common_partners", "partners_first", "partners_second", "unverified_share", "status",
    )  # fmt: skip
    rows = [
        (
            row.rank, row.id, _in(kit, row.a), _in(kit, row.b), _in(kit, row.topic), row.area, row.gap, row.jaccard,
            row.tau, row.b_a, row.b_b, "" if row.km is None else row.km, row.common_partners, row.partners_a,
            row.partners_b, row.basis.unverified_share, row.status,
        )
        for row in served.thinking.findings.gaps
    ]  # fmt: skip
    return _file(exports.csv_text(head, rows), "csv", "zisgraph-gaps")


def duplicates(kit: PageKit, served: Served) -> Response:
    """Every possible duplicate, with the product its score is."""
    head = ("rank", "id", "kind", "first", "second", "score", "likeness", "topics", "tied", "unverified_share")
    rows = [
        (
            row.rank, row.id, row.kind, _in(kit, row.a), _in(kit, row.b), row.score, row.jaccard,
            "; ".join(_in(kit, share.topic) for share in row.shared_topics), str(row.tied).lower(),
            row.basis.unverified_share,
        )
        for row in served.thinking.findings.duplicates
    ]  # fmt: skip
    return _file(exports.csv_text(head, rows), "csv", "zisgraph-duplicates")


def partners(
    kit: PageKit,
    served: Served,
    who: str = "",
    topic: str = "",
    helix: str = "",
    near: str = "",
    km: str = "",
    novelty: bool = False,
    limit: Annotated[int, Query(ge=1, le=50)] = 10,
) -> Response:
    """The candidates of one search, with the parts of the score."""
    form = PartnerForm(who, topic, helix, near, km, novelty, limit)
    seeker = served.catalogue.find(who) if who else None
    place = served.catalogue.find(near, (Group.MUNICIPALITY, Group.PROVINCE)) if near else None
    answer = ask_partners(served, form, seeker, place)
    names = [term.name for term in answer.rows[0].terms] if answer.rows else []
    head = ("rank", "candidate", "kind", "place", "score", *names, "km", "common_partners")
    rows = [
        (
            row.rank, _in(kit, row.candidate), row.candidate.kind, row.candidate.place, row.score,
            *(term.value for term in row.terms), "" if row.km is None else row.km, row.common_partners,
        )
        for row in answer.rows
    ]  # fmt: skip
    return _file(exports.csv_text(head, rows), "csv", "zisgraph-partners")


_TABLES: tuple[tuple[str, Callable[..., Response]], ...] = (
    ("gaps", gaps),
    ("duplicates", duplicates),
    ("partners", partners),
)
for code in ("it", "en"):
    for table, endpoint in _TABLES:
        router.add_api_route(f"/{code}/export/{table}.csv", endpoint, methods=["GET"], name=f"{table}-csv-{code}")


def _file(text: str, form: str, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}.{form}"', "Cache-Control": "no-cache"}
    if form == "html":
        # The file brings its own policy, with the hashes of its scripts; ours would stop it where it is opened.
        headers["Content-Security-Policy"] = "sandbox"
    return Response(text.encode("utf-8"), media_type=_TYPES[form], headers=headers)


def _note(kit: Kit, served: ServedBuild) -> str:
    newest = kit.formats.day(served.catalogue.numbers.newest_source)
    return kit.t("zisgraph, newest source: %(date)s. Outlines: Natural Earth.", date=newest)


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:60] or "entity"


def _in(kit: Kit, ref: Ref) -> str:
    return name_of(ref, kit.language)


def _parts(count: Count) -> tuple[int, int]:
    return count.sourced, count.unverified
