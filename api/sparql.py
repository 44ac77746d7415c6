"""The SPARQL endpoint: the protocol on one side, the pool of workers on the other."""

from __future__ import annotations

import asyncio
from functools import partial
from hashlib import sha256
from http import HTTPStatus
from itertools import chain
from typing import Any

from anyio import to_thread
from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse, StreamingResponse
from starlette.datastructures import URL

from zisgraph.api.negotiation import language, named, quality, required
from zisgraph.api.protocol import FORM, QUERY, Operation, read_operation
from zisgraph.api.services import ServedBuild, Services, served_build
from zisgraph.model.ports import SparqlAnswer
from zisgraph.settings import Settings
from zisgraph.store.sparql import formats
from zisgraph.store.sparql.description import describe
from zisgraph.store.sparql.formats import ResultFormat
from zisgraph.store.sparql.guard import Inspection
from zisgraph.store.sparql.pool import Dataset
from zisgraph.store.sparql.process import Cancellation, Cancelled
from zisgraph.visualisations.views.links import Links

CLIENT_GONE = 499  # the client closed the connection; nobody reads this answer
ALLOW = "GET, HEAD, POST, OPTIONS"

_EXAMPLE = "SELECT ?body ?name WHERE { ?body a zis:University ; rdfs:label ?name } LIMIT 10"


def _parameter(name: str, text: str, example: str | None = None) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "string"}
    if name.endswith("-uri"):
        schema = {"type": "array", "items": {"type": "string", "format": "iri"}}
    return {"name": name, "in": "query", "description": text, "schema": schema} | (
        {"example": example} if example else {}
    )


_PARAMETERS = [
    _parameter("query", "A SPARQL 1.1 query; without it the service describes itself.", _EXAMPLE),
    _parameter("default-graph-uri", "Graphs that make the default graph; takes the place of FROM."),
    _parameter("named-graph-uri", "Graphs for GRAPH; takes the place of FROM NAMED."),
    _parameter("format", "json, xml, csv, tsv; turtle, ntriples, rdfxml, jsonld. Wins over Accept."),
]
_CONTENT: dict[str, dict[str, Any]] = {form.media_type: {} for form in (*formats.BINDINGS, *formats.GRAPHS)}
_RESPONSES: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The answer. `Zisgraph-Truncated` names the cap that cut it, if one did.",
        "content": _CONTENT,
    },
    304: {"description": "Still the same on this build (If-None-Match)."},
    400: {"description": "Not SPARQL, with line and column; or not the protocol."},
    403: {"description": "Refused: an update, SERVICE, LOAD or a file."},
    406: {"description": "None of our serialisations is acceptable."},
    413: {"description": "The query or its answer passed a cap of size or memory."},
    415: {"description": "A POST of another content type."},
    503: {"description": "Past its deadline, or no worker was free: see Retry-After."},
}
_BODY = {
    "requestBody": {
        "required": True,
        "content": {
            FORM: {
                "schema": {
                    "type": "object",
                    "required": ["query"],
                    "properties": {item["name"]: item["schema"] for item in _PARAMETERS},
                },
                "example": {"query": _EXAMPLE},
            },
            QUERY: {"schema": {"type": "string"}, "example": _EXAMPLE},
        },
    }
}

router = APIRouter(tags=["SPARQL"])


@router.options("/sparql", status_code=HTTPStatus.NO_CONTENT, summary="What the endpoint takes")
async def sparql_options() -> Response:
    """Methods and content types, without asking anything."""
    return Response(status_code=HTTPStatus.NO_CONTENT, headers={"Allow": ALLOW, "Accept-Post": f"{FORM}, {QUERY}"})


@router.get(
    "/sparql",
    summary="Ask in SPARQL",
    response_class=Response,
    responses=_RESPONSES,
    openapi_extra={"parameters": _PARAMETERS},
)
async def sparql_get(request: Request) -> Response:
    """SPARQL 1.1 Protocol, query by GET; without a query the Service Description."""
    return await _respond(request)


@router.post("/sparql", summary="Ask in SPARQL", response_class=Response, responses=_RESPONSES, openapi_extra=_BODY)
async def sparql_post(request: Request) -> Response:
    """SPARQL 1.1 Protocol, query by POST."""
    return await _respond(request)


async def _respond(request: Request) -> Response:
    operation = await read_operation(request)
    served = served_build(request)
    if not operation.query:
        accept = request.headers.get("accept", "")
        if quality(accept, "text/html") > quality(accept, formats.TURTLE.media_type):  # a person's browser
            page = Links(language(request.headers.get("accept-language", "")), "").page("ask")
            return RedirectResponse(page, HTTPStatus.SEE_OTHER, {"Vary": "Accept, Accept-Language"})
        return await to_thread.run_sync(_description, request, served, operation)
    seen = served.sparql.inspect(operation.query)
    offers = formats.GRAPHS if seen.form.gives_graph else formats.BINDINGS
    form, media_type = _form(request, operation, offers)
    headers = {"Vary": "Accept", "Cache-Control": "no-cache"}
    tag = _tag(request, operation, seen, media_type, served.build.id)
    if tag:
        headers["ETag"] = tag
        if tag in _tags(request.headers.get("if-none-match", "")):
            return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    try:
        answer = await _ask(request, served, seen, operation.dataset, form)
    except Cancelled:
        return Response(status_code=CLIENT_GONE)
    return _send(request, answer, media_type if form.media_type != media_type else answer.media_type, headers)


async def _ask(
    request: Request, served: ServedBuild, seen: Inspection, dataset: Dataset, form: ResultFormat
) -> SparqlAnswer:
    """Run the query in a worker, and free the worker as soon as the client goes away."""
    services: Services = request.app.state.services
    cancellation = Cancellation()
    ask = partial(
        served.sparql.run,
        seen,
        bindings=formats.JSON if seen.form.gives_graph else form,
        graph=form if seen.form.gives_graph else formats.TURTLE,
        dataset=dataset,
        cancellation=cancellation,
    )
    watcher = asyncio.create_task(_watch(request, cancellation))
    try:
        return await to_thread.run_sync(ask, limiter=services.query_threads, abandon_on_cancel=True)
    except asyncio.CancelledError:
        cancellation.cancel()
        raise
    finally:
        watcher.cancel()


async def _watch(request: Request, cancellation: Cancellation) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
    cancellation.cancel()


def _send(request: Request, answer: SparqlAnswer, media_type: str, headers: dict[str, str]) -> Response:
    headers["Content-Length"] = str(answer.size)
    headers["Content-Type"] = media_type
    if answer.truncated:
        headers["Zisgraph-Truncated"] = answer.truncated
    first = next(answer.chunks, b"")
    if len(first) == answer.size:
        return Response(first, headers=headers)
    return StreamingResponse(chain([first], answer.chunks), headers=headers)


def _form(request: Request, operation: Operation, offers: tuple[ResultFormat, ...]) -> tuple[ResultFormat, str]:
    form = named(operation.format, offers, _SHORTER)
    return (form, form.media_type) if form else required(request.headers.get("accept", ""), offers)


_SHORTER = {"RDF_XML": ("xml", "rdf+xml"), "JSON_LD": ("json", "json-ld"), "TURTLE": ("ttl",), "N_TRIPLES": ("nt",)}


def _tag(request: Request, operation: Operation, seen: Inspection, media_type: str, build: str) -> str:
    """Equal build, question and settings, equal bytes but for their order: a weak tag. None for what changes by itself."""
    if seen.varies:
        return ""
    settings: Settings = request.app.state.settings
    caps = f"{settings.query_rows} {settings.query_bytes} {settings.union_default_graph}"
    dataset = operation.dataset
    cells = (operation.query, media_type, caps, *dataset.default_graphs, "named", *dataset.named_graphs)
    digest = sha256("\x1f".join(cells).encode()).hexdigest()[:16]
    return f'W/"{build}-{digest}"'


def _tags(header: str) -> set[str]:
    tags = {tag.strip() for tag in header.split(",")}
    return {tag if tag.startswith("W/") else f"W/{tag}" for tag in tags}


def _description(request: Request, served: ServedBuild, operation: Operation) -> Response:
    form, media_type = _form(request, operation, formats.GRAPHS)
    rows = served.reader.select("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }")
    content = describe(
        str(URL(scope=request.scope).replace(query="")),
        sorted(row["g"] for row in rows),
        served.reader.count(),
        union=request.app.state.settings.union_default_graph,
        form=form,
    )
    content_type = form.content_type if media_type == form.media_type else media_type
    return Response(content, headers={"Content-Type": content_type, "Vary": "Accept"})
