"""The web application: its middleware, its error handlers and its routers, put together in one place."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from anyio import to_thread
from fastapi import FastAPI
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware

from zisgraph import __version__
from zisgraph.api import cypher, described, health, identifiers, pages, problems, sparql, v1
from zisgraph.api.middleware import LOOPBACK_NAMES, BuildLease, Compression, HeadAsGet, HostCheck, RequestContext
from zisgraph.api.services import Services
from zisgraph.settings import Settings


def create_app(settings: Settings, services: Services) -> FastAPI:
    """The application over these services; it starts and ends them with its own lifespan."""

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        await to_thread.run_sync(services.start)
        try:
            yield
        finally:
            await to_thread.run_sync(services.close)

    app = FastAPI(
        title="zisgraph",
        version=__version__,
        summary="The Lombard innovation ecosystem as a graph, every statement with its source.",
        lifespan=lifespan,
        docs_url=None,  # these two load their scripts from a foreign host
        redoc_url=None,
        openapi_url="/api/openapi.json",
        middleware=_middleware(settings, services),
    )
    app.state.settings, app.state.services = settings, services
    problems.install(app)
    pages.install(app)
    for part in (health, sparql, cypher, identifiers, v1, pages):
        app.include_router(part.router)
    described.install(app)
    return app


def _middleware(settings: Settings, services: Services) -> list[Middleware]:
    """From the outside in."""
    names = {*LOOPBACK_NAMES, *settings.allowed_hosts.split(",")}
    if not settings.public:
        names.add(settings.host)
    stack = [
        Middleware(RequestContext),
        Middleware(HostCheck, names=names, any_address=settings.public),
    ]
    origins = [origin.strip() for origin in settings.cors_origins.split(",") if origin.strip()]
    if origins:
        exposed = ["ETag", "Retry-After", "X-Request-ID", "Zisgraph-Build", "Zisgraph-Truncated"]
        cors = Middleware(
            CORSMiddleware, allow_origins=origins, allow_headers=["*"], allow_methods=["*"], expose_headers=exposed
        )
        stack.append(cors)
    return [*stack, Middleware(HeadAsGet), Middleware(Compression), Middleware(BuildLease, services=services)]
