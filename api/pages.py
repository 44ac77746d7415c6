"""The pages for people, in Italian and English, all rendered here; each works without JavaScript."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, FastAPI, Query, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse

from zisgraph.api import (
    page_ask,
    page_data,
    page_export,
    page_findings,
    page_partners,
    page_profile,
    page_review,
    page_sources,
    static,
)
from zisgraph.api.negotiation import language as preferred_language
from zisgraph.api.page_errors import error_page
from zisgraph.api.page_kit import Kit, PageKit
from zisgraph.api.services import Served, ServedBuild
from zisgraph.catalogue.catalogue import Catalogue
from zisgraph.catalogue.overview import ANNOUNCED
from zisgraph.catalogue.records import EntityRef, Group, ZoneState
from zisgraph.visualisations.drawing.glyphs import Shape, shape_of
from zisgraph.visualisations.environment import Pages, glyph_id
from zisgraph.visualisations.formats import Formats
from zisgraph.visualisations.translation import LANGUAGES, Translator
from zisgraph.visualisations.views import home as home_view
from zisgraph.visualisations.views import search as search_view
from zisgraph.visualisations.views.links import SLUGS
from zisgraph.visualisations.views.zones import status_text

MOST_RESULTS = 60
MOST_TOPICS = 6

router = APIRouter(include_in_schema=False)
for part in (
    static,
    page_profile,
    page_findings,
    page_partners,
    page_ask,
    page_sources,
    page_data,
    page_review,
    page_export,
):
    router.include_router(part.router)


def install(app: FastAPI) -> None:
    """Give the application its templates and the error pages for people."""
    app.state.pages = Pages()
    app.state.error_page = error_page


@router.get("/")
def root(request: Request) -> Response:
    """The home page in the language the browser prefers, Italian where it prefers neither."""
    chosen = preferred_language(request.headers.get("accept-language", ""))
    return RedirectResponse(f"/{chosen}", status_code=307, headers={"Vary": "Accept-Language"})


@router.get("/it")
@router.get("/en")
def home(kit: PageKit, served: Served, map_: Annotated[str, Query(alias="map")] = "", table: str = "") -> HTMLResponse:
    """Search, four numbers, the map of provinces, five findings."""
    catalogue, numbers = served.catalogue, served.catalogue.numbers
    panel = home_view.map_panel(
        catalogue.provinces,
        numbers,
        map_,
        kit.pages.assets.outlines,
        kit.formats,
        kit.links,
        table_open=bool(table),
    )
    points = home_view.highlights(served.thinking.findings.highlights, kit.formats, kit.links)
    thematic = {cell.topic.iri for cell in served.thinking.findings.cells}
    states = zone_states(catalogue)
    view = home_view.Home(
        examples=_examples(kit, catalogue),
        zones=tuple(
            home_view.browse(catalogue.ref(iri), _status(state, kit.t), kit.language, kit.links)
            for iri, state in states.items()
            if state.status in ANNOUNCED
        ),
        topics=tuple(
            home_view.browse(row.ref, kit.formats.number(row.total.total), kit.language, kit.links)
            for row in [row for row in catalogue.matrix if row.ref.iri in thematic][:MOST_TOPICS]
        ),
        numbers=home_view.four_numbers(numbers, catalogue.newest_zone_source, kit.formats),
        map=panel,
        highlights=points,
    )
    return kit.page("home.html", "home", home=view, notices=kit.unfit({"map": (map_, home_view.LAYERS)}))


def zone_states(catalogue: Catalogue) -> dict[str, ZoneState]:
    """The newest state of each zone that has one, by IRI."""
    zones = ((ref.iri, catalogue.profile(ref.path).states) for ref in catalogue.directory.of_group(Group.ZONE))
    return {iri: max(states, key=lambda state: state.date) for iri, states in zones if states}


def _status(state: ZoneState, t: Translator) -> str:
    words = status_text(state.status, t)
    return words[:1].lower() + words[1:]


def _examples(kit: Kit, catalogue: Catalogue) -> tuple[home_view.BrowseItem, ...]:
    """The best tied body of four kinds: there on any data."""
    bodies = sorted(catalogue.directory.of_group(Group.BODY), key=lambda ref: (-ref.ties, ref.iri))
    best: dict[Shape, EntityRef] = {}
    for ref in bodies:
        best.setdefault(shape_of(ref.kind), ref)
    wanted = (Shape.UNIVERSITY, Shape.COMPANY, Shape.FOUNDATION, Shape.RESEARCH)
    return tuple(home_view.browse(best[shape], "", kit.language, kit.links) for shape in wanted if shape in best)


def search(kit: PageKit, served: Served, q: str = "", type_: Annotated[str, Query(alias="type")] = "") -> Response:
    """Results by kind."""
    text = q.strip()[:200]
    notices = kit.unfit({"type": (type_, [group.value for group in search_view.ORDER])})
    chosen = "" if notices else type_
    groups = tuple(group for group in search_view.ORDER if chosen in ("", group.value))
    hits = served.catalogue.index.search(text, groups=groups, limit=400) if text else ()
    found = search_view.grouped(
        hits, text, _details(served, kit.formats), kit.t, kit.links, MOST_RESULTS if chosen else 8
    )
    count = len(hits)
    return kit.page("search.html", "search", query=text, chosen=chosen, groups=found, total=count, notices=notices)


@router.get("/it/suggestions")
@router.get("/en/suggestions")
def suggestions(kit: PageKit, served: Served, q: str = "", type_: Annotated[str, Query(alias="type")] = "") -> Response:
    """What the search box offers while one types; `type=body` offers organisations only."""
    text = q.strip()[:100]
    wanted = [group for group in search_view.ORDER if type_ in ("", group.value)]
    hits = served.catalogue.index.search(text, groups=wanted or search_view.ORDER, limit=200) if text else ()
    detail = _details(served, kit.formats)
    if type_:
        found = search_view.grouped(hits, text, detail, kit.t, kit.links, 8)
    else:
        found = search_view.suggestions(hits, text, detail, kit.t, kit.links)
    return JSONResponse({"groups": [_group(group, kit.t("%(shown)s of %(total)s")) for group in found]})


def _group(group: search_view.OptionGroup, of: str) -> dict[str, Any]:
    shown = len(group.options)
    return {
        "title": group.title,
        "count": of % {"shown": shown, "total": group.total} if shown < group.total else "",
        "options": [
            {
                "name": option.name,
                "parts": option.parts,
                "detail": option.detail,
                "href": option.href,
                "glyph": glyph_id(option.mark),
            }
            for option in group.options
        ],
    }


def _details(served: ServedBuild, formats: Formats) -> search_view.Detail:
    states = zone_states(served.catalogue)
    statuses = {iri: _status(state, formats.words) for iri, state in states.items()}
    return search_view.details(served.catalogue.matrix, statuses, formats)


for code in LANGUAGES:
    router.add_api_route(f"/{code}/{SLUGS['search'][code]}", search, methods=["GET"], name=f"search-{code}")
