"""Entities: everything stated about one, its neighbours, and the list of all."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse

from zisgraph.api.described import refusals
from zisgraph.api.identifiers import DATA, rdf_response
from zisgraph.api.negotiation import JSON, required
from zisgraph.api.services import Served
from zisgraph.api.v1 import convert, reproduce
from zisgraph.api.v1.models import Answer, EntityLink, EntityModel, Listing, NeighboursModel
from zisgraph.api.v1.parameters import Authority, Cursor, Key, Limit
from zisgraph.catalogue.records import Group

_CONTENT: dict[str, dict[str, Any]] = {form.media_type: {} for form in DATA}

router = APIRouter(tags=["entities"])


@router.get("/entities", summary="All entities of one type, page by page", responses=refusals(400))
def list_entities(
    served: Served,
    type_: Annotated[Group, Query(alias="type", description="What to list.")] = Group.BODY,
    limit: Limit = 100,
    cursor: Cursor = "",
) -> Listing[EntityLink]:
    """In the order of their addresses, which does not change between requests on one build."""
    page = served.catalogue.list(type_, limit=limit, cursor=cursor)
    return Listing(
        build=served.build.id,
        total=page.total,
        items=[convert.link(ref) for ref in page.items],
        next=page.next,
        queries=reproduce.group(type_),
    )


@router.get(
    "/entities/{authority}/{key}",
    summary="Everything stated about one entity, each value with its sources",
    responses={
        200: {"description": "Everything stated about it.", "content": _CONTENT},
        304: {"description": "Still the same on this build (If-None-Match)."},
        308: {"description": "This record was merged; the address is that of the whole."},
        406: {"description": "None of our serialisations is acceptable."},
        **refusals(404),
    },
    response_model=Answer[EntityModel],
)
def entity(
    served: Served, request: Request, response: Response, authority: Authority, key: Key
) -> Answer[EntityModel] | Response:
    """Facts, figures, ties and who points at it, as JSON; with `Accept: application/ld+json` or `text/turtle`
    (and the other serialisations of `/id/{authority}/{key}`) the same statements as RDF."""
    path = f"{authority}/{key}"
    ref = served.catalogue.ref(path)
    wanted = required(request.headers.get("accept", ""), (JSON, *DATA))
    if ref.path != path:
        return RedirectResponse(request.url_for("entity", **_parts(ref.path)).path, status_code=308)
    if wanted[0] is not JSON:
        return rdf_response(request, served, ref.iri, *wanted)
    headers = {"Vary": "Accept", "Cache-Control": "no-cache", "ETag": f'W/"{served.build.id}-{JSON.short}"'}
    if request.headers.get("if-none-match") == headers["ETag"]:
        return Response(status_code=304, headers=headers)
    response.headers.update(headers)
    profile = served.catalogue.profile(path)
    return Answer(build=served.build.id, data=convert.entity(profile), queries=reproduce.entity(ref.iri))


@router.get(
    "/entities/{authority}/{key}/neighbours",
    summary="The recorded ties of one entity, and those among its neighbours",
    responses=refusals(404),
)
def neighbours(served: Served, authority: Authority, key: Key) -> Answer[NeighboursModel]:
    """A tie that is not here is not recorded; it may well exist."""
    found = served.catalogue.neighbourhood(f"{authority}/{key}")
    return Answer(build=served.build.id, data=convert.neighbours(found), queries=reproduce.neighbours(found.ref.iri))


def _parts(path: str) -> dict[str, str]:
    authority, _, key = path.partition("/")
    return {"authority": authority, "key": key}
