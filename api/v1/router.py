"""All the endpoints below /api/v1, one module a subject."""

from __future__ import annotations

from fastapi import APIRouter, Depends

from zisgraph.api.described import refusals
from zisgraph.api.v1 import builds, changes, entities, findings, lists, partners, queries, search
from zisgraph.api.v1.parameters import known_only

PREFIX = "/api/v1"
PARTS = (search, entities, lists, findings, partners, queries, builds, changes)

router = APIRouter(prefix=PREFIX)
for module in PARTS:
    router.include_router(module.router, dependencies=[Depends(known_only)], responses=refusals(422, 503))
