"""Our addresses resolve: a person is sent to the page, a program gets RDF, a merged record leads to the whole."""

from __future__ import annotations

from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Path, Request, Response
from fastapi.responses import RedirectResponse

from zisgraph.api.negotiation import language, named, required
from zisgraph.api.services import Served
from zisgraph.errors import NotFoundError
from zisgraph.ontology.prefixes import all_prefixes
from zisgraph.store.entity_rdf import canonical_of, describe_entity
from zisgraph.store.sparql.formats import JSON_LD, N_TRIPLES, RDF_XML, TURTLE, ResultFormat
from zisgraph.visualisations.views.links import Links

TRIG = ResultFormat("TRIG", "trig", "application/trig", charset=True)
N_QUADS = ResultFormat("N_QUADS", "nquads", "application/n-quads")
HTML = ResultFormat("HTML", "html", "text/html", ("application/xhtml+xml",))
DATA = (TURTLE, JSON_LD, N_TRIPLES, RDF_XML, TRIG, N_QUADS)
VARY = "Accept, Accept-Language"
_PLAIN = "-_.~/"  # what stands in our addresses without percent-encoding

router = APIRouter(tags=["identifiers"])
_CONTENT: dict[str, dict[str, Any]] = {form.media_type: {} for form in DATA}


@router.get(
    "/id/{authority}/{key:path}",
    summary="What one of our addresses stands for",
    response_class=Response,
    responses={
        200: {"description": "Its statements and their sources, as RDF.", "content": _CONTENT},
        303: {"description": "Its page, for a browser."},
        308: {"description": "This record was merged: the address of the whole."},
        404: {"description": "Nothing is stated about it in this build."},
        406: {"description": "None of our serialisations is acceptable."},
    },
)
def identifier(
    request: Request,
    served: Served,
    authority: Annotated[str, Path(examples=["ror"])],
    key: Annotated[str, Path(examples=["02dq7z403"])],
) -> Response:
    """Turtle, JSON-LD, N-Triples, RDF/XML, TriG or N-Quads by Accept; in the last two and in JSON-LD each
    statement stands in the named graph of its source. `?format=` (turtle, jsonld, …) wins over Accept."""
    base = request.app.state.settings.base_iri
    path = f"{quote(authority, safe=_PLAIN)}/{quote(key, safe=_PLAIN)}"
    iri = f"{base}id/{path}"
    canonical = canonical_of(served.reader, iri, base)
    if canonical != iri:
        target = f"/id/{canonical.removeprefix(f'{base}id/')}"
        return RedirectResponse(_with_query(target, request), status_code=308, headers={"Vary": VARY})
    form, media_type = _form(request)
    if form is HTML and (iri in served.catalogue.directory.refs or authority == "citation"):
        page = Links(language(request.headers.get("accept-language", "")), base).of_iri(iri)
        return RedirectResponse(page, status_code=303, headers={"Vary": VARY})
    return rdf_response(request, served, iri, TURTLE if form is HTML else form, media_type)


def rdf_response(request: Request, served: Served, iri: str, form: ResultFormat, media_type: str) -> Response:
    """The description of one entity as RDF, tagged with the build; 304 where the client has it already."""
    base = request.app.state.settings.base_iri
    headers = {"Vary": VARY, "Cache-Control": "no-cache", "ETag": f'W/"{served.build.id}-{form.short}"'}
    content = describe_entity(served.reader, iri, form.name, base, all_prefixes(base))
    if not content:
        raise NotFoundError(
            f"Nothing is stated about {iri} in build {served.build.id}. Search for a name to find its address."
        )
    if request.headers.get("if-none-match") == headers["ETag"]:
        return Response(status_code=304, headers=headers)
    own = media_type in {form.media_type, HTML.media_type, *HTML.also}
    return Response(content, headers=headers | {"Content-Type": form.content_type if own else media_type})


def _form(request: Request) -> tuple[ResultFormat, str]:
    form = named(request.query_params.get("format", ""), DATA, {}, VARY)
    return (form, form.media_type) if form else required(request.headers.get("accept", ""), (*DATA, HTML), VARY)


def _with_query(path: str, request: Request) -> str:
    return f"{path}?{request.url.query}" if request.url.query else path
