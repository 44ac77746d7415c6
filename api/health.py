"""Whether the process lives, and whether it can answer."""

from __future__ import annotations

from anyio import to_thread
from fastapi import APIRouter, Request

from zisgraph import __version__
from zisgraph.api.services import ServicesDep, served_build
from zisgraph.errors import EngineError

router = APIRouter(tags=["service"])


@router.get("/health")
async def health() -> dict[str, str]:
    """The process answers; never waits for a build, a worker or an engine."""
    return {"status": "ok", "version": __version__}


@router.get("/ready", responses={503: {"description": "Nothing is published yet, or the server is stopping."}})
async def ready(request: Request, services: ServicesDep) -> dict[str, str]:
    """Whether questions can be answered, from which build, and how Cypher stands (which may be absent, or filled)."""
    served = served_build(request)
    try:
        engine = served.cypher.engine()
        await to_thread.run_sync(engine.build, limiter=services.query_threads, abandon_on_cancel=True)
        cypher = "ready"
    except EngineError as error:
        cypher = str(error)
    return {"status": "ready", "build": served.build.id, "sparql": "ready", "cypher": cypher}
