"""Every error an HTTP client can meet, as problem+json (RFC 9457), from one table of handlers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.routing import Match

from zisgraph.errors import InputError, QuerySyntaxError, ZisgraphError

MEDIA_TYPE = "application/problem+json"
TYPES = "https://w3id.org/zisgraph/problems#"
UNEXPECTED = "Something went wrong on our side. Give the request id below when you report it."

ErrorPage = Callable[[Request, int, str], Response]


class Problem(Exception):
    """An error of the HTTP exchange itself (method, media type, a malformed request), raised by endpoints."""

    def __init__(self, status: HTTPStatus, detail: str, headers: Mapping[str, str] | None = None) -> None:
        self.status, self.detail, self.headers = status, detail, dict(headers or {})
        super().__init__(detail)


def problem(
    status: int, detail: str, *, slug: str = "", headers: Mapping[str, str] | None = None, **more: Any
) -> JSONResponse:
    """The response of one problem; `slug` names its type, `more` are extension members.

    >>> problem(404, "No such zone.").status_code
    404
    """
    body = {"type": TYPES + slug if slug else "about:blank", "title": HTTPStatus(status).phrase, "status": status}
    body |= {"detail": detail} | {name: value for name, value in more.items() if value is not None}
    return JSONResponse(body, status, headers, MEDIA_TYPE)


def install(app: FastAPI) -> None:
    """Register the handlers; unexpected exceptions are met by the outermost middleware."""
    app.add_exception_handler(ZisgraphError, _on_ours)
    app.add_exception_handler(Problem, _on_problem)
    app.add_exception_handler(HTTPException, _on_http)
    app.add_exception_handler(RequestValidationError, _on_invalid)


def _on_ours(request: Request, error: Exception) -> Response:
    assert isinstance(error, ZisgraphError)  # noqa: S101  (registered for this class)
    headers = {} if error.retry_after is None else {"Retry-After": str(error.retry_after)}
    more: dict[str, Any] = {}
    if isinstance(error, QuerySyntaxError):
        more = {"line": error.line, "column": error.column}
    elif isinstance(error, InputError):
        more = {"issues": [str(issue) for issue in error.issues]}
    return answer(request, error.status, str(error), slug=error.slug(), headers=headers, **more)


def _on_problem(request: Request, error: Exception) -> Response:
    assert isinstance(error, Problem)  # noqa: S101
    return answer(request, error.status, error.detail, headers=error.headers)


def _on_http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101
    detail = error.detail
    if error.status_code == HTTPStatus.NOT_FOUND and detail == HTTPStatus.NOT_FOUND.phrase:
        detail = f"There is nothing at {request.url.path}."
    headers = dict(error.headers or {})
    if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        headers["Allow"] = _allowed(request)
        detail = f"{request.method} is not allowed at {request.url.path}; allowed: {headers['Allow']}."
    return answer(request, error.status_code, detail, headers=headers)


def _allowed(request: Request) -> str:
    """The methods of all routes at this address; the framework names those of the first one only."""
    methods: set[str] = set()
    for method in ("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"):
        scope = {**request.scope, "method": method}
        if any(route.matches(scope)[0] is Match.FULL for route in request.app.routes):
            methods |= {"GET", "HEAD"} if method == "GET" else {method}
    return ", ".join(sorted(methods))


def _on_invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101
    errors = [
        {"at": ".".join(map(str, item["loc"])), "received": _short(item.get("input")), "problem": item["msg"]}
        for item in error.errors()
    ]
    detail = "; ".join(f"{item['at']}: received {item['received']}, {item['problem']}" for item in errors)
    return answer(request, HTTPStatus.UNPROCESSABLE_ENTITY, detail + ".", slug="invalid-request", errors=errors)


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 120 else text[:117] + "..."


def answer(
    request: Request,
    status: int,
    detail: str,
    *,
    slug: str = "",
    headers: Mapping[str, str] | None = None,
    **more: Any,
) -> Response:
    """Machines get problem+json; a person's browser gets the error page, where pages have set one."""
    page: ErrorPage | None = getattr(request.app.state, "error_page", None)
    if page is not None and _is_browser(request):
        response = page(request, status, detail)
        response.headers.update(headers or {})
        return response
    request_id = getattr(request.state, "request_id", None)
    return problem(status, detail, slug=slug, headers=headers, request_id=request_id, **more)


def _is_browser(request: Request) -> bool:
    machine = request.url.path.startswith(("/api/", "/sparql", "/cypher"))
    return not machine and "text/html" in request.headers.get("accept", "")
