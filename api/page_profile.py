"""The page of any entity, and the page of a citation, at the address of the data with the language before it."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from zisgraph.api.page_kit import Kit, PageKit
from zisgraph.api.page_sources import citation_page
from zisgraph.api.services import Served, ServedBuild
from zisgraph.catalogue.records import EntityRef, Group, Profile
from zisgraph.visualisations.views.network import neighbours
from zisgraph.visualisations.views.paging import Listing
from zisgraph.visualisations.views.profile import ProfileInput, profile_page
from zisgraph.visualisations.views.profile_listing import ListingPage, listing_page
from zisgraph.visualisations.views.proximity import ProximityPanel, missing_panel, similar_panel

MOST_DIGITS = 6

router = APIRouter(include_in_schema=False)


@router.get("/it/id/{authority}/{key:path}")
@router.get("/en/id/{authority}/{key:path}")
def profile(request: Request, kit: PageKit, served: Served, authority: str, key: str) -> Response:
    """Facts, network, ties, who is alike, who is missing; a merged record leads to the whole.

    `?ties=2`, `?members=1` or `?sources=1` is one page of that table.
    """
    path = f"{authority}/{key}"
    if authority == "citation":
        return citation_page(kit, served, key)
    if authority == "finding":
        return RedirectResponse(kit.links.page("gaps", key, open=key), status_code=303)
    ref = served.catalogue.ref(path)
    if ref.path != path:
        target = kit.links.entity(ref.path) + (f"?{request.url.query}" if request.url.query else "")
        return RedirectResponse(target, status_code=308)
    for listing in Listing:
        if number := request.query_params.get(listing.value, ""):
            page = _listing(kit, served, ref, listing, number)
            if page is not None:
                return kit.page("profile_listing.html", "profile", page=page)
    given = profile_input(kit, served, ref)
    return kit.page("profile.html", "profile", page=profile_page(given, kit.formats, kit.links))


def _listing(kit: Kit, served: ServedBuild, ref: EntityRef, listing: Listing, number: str) -> ListingPage | None:
    """A page of one table; what is no number ("all") is the first."""
    found = served.catalogue.profile(ref.path)
    tied = neighbours(found, served.catalogue.neighbourhood(ref.path), kit.t)
    page = int(number) if number.isdecimal() and len(number) <= MOST_DIGITS else 1
    return listing_page(found, tied, listing, page, kit.formats, kit.links)


def profile_input(kit: Kit, served: ServedBuild, ref: EntityRef, *, every_row: bool = False) -> ProfileInput:
    """Everything the build says about one entity."""
    catalogue = served.catalogue
    found = catalogue.profile(ref.path)
    around = catalogue.neighbourhood(ref.path)
    return ProfileInput(
        profile=found,
        around=around,
        topic_sizes={row.ref.iri: row.total.total for row in catalogue.matrix},
        province=_province(served, ref),
        rules=_rules(served, ref),
        similar=_similar(kit, served, ref),
        missing=_missing(kit, served, ref),
        every_row=every_row,
        conflicts=tuple(
            frozenset(value.observation for value in row.values)
            for row in served.thinking.findings.conflicts
            if row.subject.iri == ref.iri
        ),
        codes=lambda prop, code: catalogue.schema.code_label(code, prop).in_(kit.language),
    )


def _rules(served: ServedBuild, ref: EntityRef) -> tuple[Profile, ...]:
    """The rules of the policy, where the page is of a zone."""
    if ref.group is not Group.ZONE:
        return ()
    return tuple(served.catalogue.profile(rule.path) for rule in served.catalogue.directory.of_group(Group.RULE))


def _province(served: ServedBuild, ref: EntityRef) -> EntityRef | None:
    plates = {count.plate: count.ref for count in served.catalogue.provinces}
    return plates.get(ref.province)


def _similar(kit: Kit, served: ServedBuild, ref: EntityRef) -> ProximityPanel | None:
    if ref.group is not Group.BODY:
        return None
    return similar_panel(ref, served.thinking.alike(ref.iri), served.catalogue.broad_topics, kit.formats, kit.links)


def _missing(kit: Kit, served: ServedBuild, ref: EntityRef) -> ProximityPanel | None:
    if ref.group is not Group.BODY:
        return None
    thinking = served.thinking
    broad = served.catalogue.broad_topics
    candidates = thinking.candidates(ref.iri)
    return missing_panel(ref, candidates, thinking.gaps_of(ref.iri), broad, kit.formats, kit.links)
