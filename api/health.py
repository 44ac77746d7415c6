"""Whether the process lives, and whether it can answer."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from zisgraph import __version__
from zisgraph.api.services import ServedBuild
from zisgraph.errors import EngineError

router = APIRouter(tags=["service"])


@router.get("/health")
async def health() -> dict[str, str]:
    """The process answers; never waits for a build, a worker or an engine."""
    return {"status": "ok", "version": __version__}


@router.get("/ready", responses={503: {"description": "Nothing is published yet."}})
async def ready(request: Request) -> Response:
    """Whether questions can be answered, from which build, and how Cypher stands (which may be absent)."""
    served: ServedBuild | None = request.state.build
    if served is None:
        body = {"status": "no build", "detail": "Nothing has been built in this home yet: run `zisgraph build`."}
        return JSONResponse(body, 503, {"Retry-After": "5"})
    try:
        served.cypher.engine()
        cypher = "ready"
    except EngineError as error:
        cypher = str(error)
    return JSONResponse({"status": "ready", "build": served.build.id, "sparql": "ready", "cypher": cypher})
