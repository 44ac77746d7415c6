"""The Cypher endpoint: one question in JSON, rows out as JSON or CSV."""

from __future__ import annotations

import csv
import io
import json
from functools import partial
from http import HTTPStatus
from typing import Any

from anyio import to_thread
from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field
from pydantic.config import JsonDict

from zisgraph.api.negotiation import quality
from zisgraph.api.problems import Problem
from zisgraph.api.services import Served, ServicesDep
from zisgraph.model.ports import CypherAnswer

JSON, CSV = "application/json", "text/csv"
_EXAMPLE: JsonDict = {
    "query": "MATCH (b:Body)-[r:MEMBER_OF]->(o:Body {name: $name}) RETURN b.name AS member, r.sources AS sources",
    "parameters": {"name": "Lombardia Aerospace Cluster"},
    "limit": 100,
}

router = APIRouter(tags=["Cypher"])


class CypherQuestion(BaseModel):
    """A read-only Cypher query with its parameters."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": _EXAMPLE})

    query: str = Field(description="Cypher that only reads; docs/cypher.md lists what is taken.")
    parameters: dict[str, Any] = Field(default_factory=dict, description="Values for $names; safer than text.")
    limit: int | None = Field(None, ge=1, description="Rows at most; the server's own cap holds in any case.")


class CypherRows(BaseModel):
    """Rows of plain values; nodes, relationships, paths and points are objects that say so under `_type`."""

    columns: list[str]
    rows: list[list[Any]]
    truncated: bool = Field(description="Whether a cap of rows or bytes cut the answer.")


_RESPONSES: dict[int | str, dict[str, Any]] = {
    200: {"description": "The rows.", "model": CypherRows, "content": {CSV: {"schema": {"type": "string"}}}},
    400: {"description": "Not Cypher, with line and column; or a parameter without a value."},
    403: {"description": "Refused: it writes, administers, reaches out or is not bounded; the detail names which."},
    406: {"description": "Neither JSON nor CSV is acceptable."},
    413: {"description": "The query or its answer passed a cap of size or memory."},
    501: {"description": "There is no Cypher engine here; the detail says why."},
    503: {"description": "Past its deadline, or the engine is loading or starting: see Retry-After."},
}
_BODY = {"requestBody": {"content": {JSON: {"example": _EXAMPLE}}}}


@router.post("/cypher", summary="Ask in Cypher", responses=_RESPONSES, openapi_extra=_BODY)
async def cypher(request: Request, question: CypherQuestion, served: Served, services: ServicesDep) -> Response:
    """Run one read-only query on the published build."""
    media_type = _media_type(request.headers.get("accept", ""))
    settings = services.settings
    engine = served.cypher.engine()
    ask = partial(
        engine.query,
        question.query,
        question.parameters,
        limit=min(question.limit or settings.query_rows, settings.query_rows),
        timeout=settings.query_timeout,
    )
    answer = await to_thread.run_sync(ask, limiter=services.query_threads, abandon_on_cancel=True)
    headers = {"Vary": "Accept", "Cache-Control": "no-cache"}
    if answer.truncated:
        headers["Zisgraph-Truncated"] = "rows or bytes"
    if media_type == CSV:
        return Response(_csv(answer), headers=headers, media_type="text/csv; charset=utf-8; header=present")
    content = {"columns": list(answer.columns), "rows": answer.rows, "truncated": answer.truncated}
    return JSONResponse(content, headers=headers)


def _media_type(accept: str) -> str:
    json_weight, csv_weight = quality(accept, JSON), quality(accept, CSV)
    if not json_weight and not csv_weight:
        detail = f"Accept is {accept!r}; an answer is {JSON} or {CSV}."
        raise Problem(HTTPStatus.NOT_ACCEPTABLE, detail, {"Vary": "Accept"})
    return CSV if csv_weight > json_weight else JSON


def _csv(answer: CypherAnswer) -> str:
    """RFC 4180: a header, an empty cell for null, JSON in the cell for lists, maps, nodes and the like."""
    output = io.StringIO()
    writer = csv.writer(output, lineterminator="\r\n")
    writer.writerow(answer.columns)
    writer.writerows([_cell(value) for value in row] for row in answer.rows)
    return output.getvalue()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
