"""The static files of the pages: ours and the installed theme, kept long where the address carries a hash."""

from __future__ import annotations

from hashlib import sha256
from importlib.resources import files
from pathlib import PurePosixPath

from fastapi import APIRouter, Request, Response

from zisgraph.errors import NotFoundError

TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
    ".json": "application/json",
    ".txt": "text/plain; charset=utf-8",
}
"""What may be served, by ending; everything else is not found."""

router = APIRouter(include_in_schema=False)


@router.get("/static/{path:path}")
def static(request: Request, path: str) -> Response:
    """One file of `visualisations/static`."""
    parts = PurePosixPath(path).parts
    source = files("zisgraph.visualisations").joinpath("static", *parts)
    kind = TYPES.get(PurePosixPath(path).suffix)
    hidden = any(part in ("..", "/") or part.startswith(".") or "\\" in part or "\0" in part for part in parts)
    if kind is None or hidden or not source.is_file():
        raise NotFoundError(f"There is no file {path!r} among the static files.")
    content = source.read_bytes()
    tag = f'"{sha256(content).hexdigest()[:16]}"'
    lasting = "public, max-age=31536000, immutable" if request.query_params.get("v") else "public, max-age=3600"
    headers = {"ETag": tag, "Cache-Control": lasting}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    return Response(content, media_type=kind, headers=headers)
