"""What the OpenAPI document says beyond the routes: real answers, and errors as the problems that are sent."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from fastapi import FastAPI
from pydantic import BaseModel, ConfigDict, Field

from zisgraph.api import examples
from zisgraph.api.problems import MEDIA_TYPE

_FIRST_ERROR: Final = 400
_OF_THE_FRAMEWORK: Final = ("HTTPValidationError", "ValidationError")
_MEANINGS: Final[Mapping[int, str]] = MappingProxyType(
    {
        400: "The values do not go together, or name nothing here (a cursor of another list, a blank); see the detail.",
        404: "Nothing has this name or address; the detail offers the nearest.",
        410: "The build was there once, and has been removed since; the detail names those that are.",
        422: "A parameter is missing, unknown or not allowed; the detail names what was received and what is allowed.",
        503: "Nothing is published yet, or the server is stopping: see Retry-After.",
    }
)


class InvalidValue(BaseModel):
    """One value of a request that is not allowed."""

    at: str = Field(description="Where it stands.", examples=["query.limit"])
    received: str
    problem: str


class Problem(BaseModel):
    """An error (RFC 9457): what was received, what is allowed, what to do. The last five stand where they apply."""

    model_config = ConfigDict(extra="forbid")

    type: str = Field(description="Kind of error; about:blank where the status says it all.", examples=["about:blank"])
    title: str
    status: int
    detail: str
    request_id: str | None = Field(None, description="To be given when it is reported.")
    errors: list[InvalidValue] | None = Field(None, description="With 422, each value that is not allowed.")
    issues: list[str] | None = Field(None, description="Each fault of the tables.")
    line: int | None = Field(None, description="Line of the query that cannot be read.")
    column: int | None = None


def refusals(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """What an operation answers beside 200, for its `responses`.

    >>> sorted(refusals(404, 422))
    [404, 422]
    """
    return {status: {"description": _MEANINGS[status]} for status in statuses}


def install(app: FastAPI) -> None:
    """Let the OpenAPI document of this application show real answers, and errors with their media type and schema."""
    plain = app.openapi

    def whole() -> dict[str, Any]:
        fresh = app.openapi_schema is None
        document = plain()
        if fresh:
            examples.show(document)
            _describe(document)
        return document

    app.openapi = whole  # type: ignore[method-assign]  # as FastAPI says to do it


def _describe(document: dict[str, Any]) -> None:
    schemas = document["components"]["schemas"]
    for name in _OF_THE_FRAMEWORK:
        schemas.pop(name, None)
    own = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    schemas |= own.pop("$defs") | {"Problem": own}
    for operations in document["paths"].values():
        for operation in operations.values():
            for status, response in operation["responses"].items():
                if int(status) >= _FIRST_ERROR:
                    response["content"] = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
                    if response["description"] == "Validation Error":
                        response["description"] = _MEANINGS[int(status)]
