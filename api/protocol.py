"""The SPARQL 1.1 Protocol: what a request asks, read strictly from its method, query string and body."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import parse_qsl

from fastapi import Request

from zisgraph.api.problems import Problem
from zisgraph.errors import QueryRefused
from zisgraph.store.sparql.pool import Dataset

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
MAX_BODY = 2_000_000
MAX_FIELDS = 1_000
READ_ONLY = "This endpoint is read-only: updates are refused. The graph changes by a build: run `zisgraph build`."

Fields = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Operation:
    """One query operation; an empty `query` asks for the service description."""

    query: str
    dataset: Dataset
    format: str = ""


async def read_operation(request: Request) -> Operation:
    """What the client asks.

    Raises:
        Problem: the request breaks the protocol; the message says what was received and what is allowed.
        QueryRefused: it is an update.
    """
    address = _fields(request.scope["query_string"], "The query string")
    if request.method != "POST":
        return _operation(address)
    media_type = _media_type(request)
    body = await _body(request)
    if media_type == FORM:
        operation = _operation([*address, *_fields(body, "The form")])
        if not operation.query:
            raise Problem(HTTPStatus.BAD_REQUEST, "The form has no field `query`; exactly one is allowed.")
        return operation
    if any(name == "query" for name, _ in address):
        raise Problem(
            HTTPStatus.BAD_REQUEST,
            f"The query stands in the address and in the body; with {QUERY} it stands in the body alone.",
        )
    return _operation([*address, ("query", _text(body, "The query"))])


def _operation(fields: Fields) -> Operation:
    if any(name == "update" for name, _ in fields):
        raise QueryRefused(READ_ONLY)
    queries = [value for name, value in fields if name == "query"]
    if len(queries) > 1:
        raise Problem(
            HTTPStatus.BAD_REQUEST, f"Received {len(queries)} fields `query`; exactly one is allowed in a request."
        )
    dataset = Dataset(
        [value for name, value in fields if name == "default-graph-uri"],
        [value for name, value in fields if name == "named-graph-uri"],
    )
    form = next((value for name, value in fields if name == "format"), "")
    if queries and not queries[0].strip():
        raise Problem(HTTPStatus.BAD_REQUEST, "The query is empty. Send SELECT, ASK, CONSTRUCT or DESCRIBE.")
    return Operation(queries[0] if queries else "", dataset, form)


def _media_type(request: Request) -> str:
    media_type, *parameters = (part.strip() for part in request.headers.get("content-type", "").split(";"))
    charsets = [p.partition("=")[2].strip('" ').lower() for p in parameters if p.lower().startswith("charset")]
    allowed = f"allowed: {FORM} with a field `query`, or {QUERY} with the query as the body."
    if media_type.lower() == "application/sparql-update":
        raise Problem(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, f"{READ_ONLY} For queries, {allowed}")
    if media_type.lower() not in {FORM, QUERY}:
        raise Problem(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, f"Content-Type is {media_type or 'missing'}; {allowed}")
    if any(charset not in {"utf-8", "utf8", "us-ascii"} for charset in charsets):
        raise Problem(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, f"The charset is {charsets[0]}; allowed: utf-8.")
    return media_type.lower()


async def _body(request: Request) -> bytes:
    body = bytearray()
    async for block in request.stream():
        body += block
        if len(body) > MAX_BODY:
            raise Problem(
                HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
                f"The body is longer than {MAX_BODY:,} bytes; send a shorter query.",
            )
    return bytes(body)


def _fields(encoded: bytes, what: str) -> Fields:
    try:
        return parse_qsl(
            encoded.decode("ascii"),
            keep_blank_values=True,
            encoding="utf-8",
            errors="strict",
            max_num_fields=MAX_FIELDS,
        )
    except UnicodeDecodeError as error:
        raise Problem(HTTPStatus.BAD_REQUEST, f"{what} is not UTF-8, percent-encoded ({error.reason}).") from error
    except ValueError as error:
        raise Problem(HTTPStatus.BAD_REQUEST, f"{what} has more than {MAX_FIELDS:,} fields.") from error


def _text(body: bytes, what: str) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Problem(
            HTTPStatus.BAD_REQUEST, f"{what} is not UTF-8: byte {error.start} is {body[error.start]:#04x}."
        ) from error
