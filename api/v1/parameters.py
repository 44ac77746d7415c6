"""The parameters that several endpoints share."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import Path, Query, Request
from fastapi.routing import APIRoute

from zisgraph.errors import NotAllowed

Limit = Annotated[int, Query(ge=1, le=500, description="Entries in one answer, at most.")]
Cursor = Annotated[str, Query(max_length=200, description="The `next` of the answer before; empty for the start.")]
Language = Annotated[Literal["it", "en"], Query(description="Language that decides the order of names.")]
Authority = Annotated[str, Path(description="Who issued the key: ror, pic, curated, istat, cordis…", examples=["ror"])]
Key = Annotated[str, Path(description="The key itself.", examples=["02dq7z403"])]


def known_only(request: Request) -> None:
    """Refuse a query parameter that an endpoint does not have, instead of passing it over.

    Raises:
        NotAllowed: the message lists those it has. A named question checks its own blanks.
    """
    route = request.scope.get("route")
    if not isinstance(route, APIRoute) or route.path.endswith("/queries/{name}"):
        return
    known = [field.alias for field in route.dependant.query_params]
    unknown = [name for name in request.query_params if name not in known]
    if unknown:
        raise NotAllowed(
            f"Received the parameter {', '.join(map(repr, unknown))}; {request.url.path} has "
            f"{', '.join(known) or 'none'}. Leave out what it does not have."
        )
