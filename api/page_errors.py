"""Error pages for people: what failed, where the same content still is, what to do next."""

from __future__ import annotations

from http import HTTPStatus

from fastapi import Request, Response

from zisgraph.api.negotiation import language as preferred_language
from zisgraph.api.page_kit import Kit, kit_of
from zisgraph.api.problems import UNEXPECTED
from zisgraph.visualisations.translation import Language


def error_page(request: Request, status: int, detail: str) -> Response:
    """The page of one error, in the language of the address or else of the browser."""
    first = request.url.path.split("/")[1]
    language: Language = "en" if first == "en" else "it"
    if first not in ("it", "en"):
        language = "en" if preferred_language(request.headers.get("accept-language", "")) == "en" else "it"
    kit = kit_of(request, language)
    title, hint = _words(kit, status)
    code = getattr(request.state, "request_id", "")
    retry = status in (HTTPStatus.SERVICE_UNAVAILABLE, HTTPStatus.GATEWAY_TIMEOUT, HTTPStatus.INTERNAL_SERVER_ERROR)
    detail = "" if detail == UNEXPECTED else detail  # the hint says as much, in the reader's language
    values = {"code_of_error": status, "title": title, "hint": hint, "detail": detail, "code": code, "retry": retry}
    return kit.page("error.html", "error", status=status, **values)


def _words(kit: Kit, status: int) -> tuple[str, str]:
    t = kit.t
    known = {
        404: (t("This page does not exist"), t("The address may be mistyped, or the data may have changed. Search for a name, or start from the home page.")),
        422: (t("This address is incomplete"), t("Something in the address cannot be read. Start again from the home page.")),
        501: (t("This part is not installed here"), t("The Cypher engine is missing on this machine. SPARQL, the pages and the API answer all the same.")),
        503: (t("The data are not ready yet"), t("They are being prepared, or a part is starting. Try again in a moment; nothing you did is lost.")),
    }  # fmt: skip
    general = (
        t("Something went wrong"),
        t("The rest of the site still answers. Try again, or start from the home page."),
    )
    return known.get(status, general)
