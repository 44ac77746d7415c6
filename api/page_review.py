"""Judging pairs of records: both beside each other, and the answer kept in the home's file of judgements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Annotated
from urllib.parse import parse_qsl, urlsplit

from fastapi import APIRouter, Query, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse

from zisgraph.api.page_kit import Kit, PageKit
from zisgraph.api.problems import Problem
from zisgraph.api.services import Served, ServedBuild, Services, ServicesDep
from zisgraph.identity import Comparison, Judgement, Verdict, add_judgement, read_judgement_file, remove_judgement
from zisgraph.model.iris import Minter
from zisgraph.pipeline.identity import suggestions
from zisgraph.visualisations.translation import LANGUAGES
from zisgraph.visualisations.views.citing import Citing
from zisgraph.visualisations.views.links import SLUGS
from zisgraph.visualisations.views.review import Judged, Waiting, review_item

LONGEST, LARGEST = 500, 20_000

router = APIRouter(include_in_schema=False)


def review(
    kit: PageKit,
    served: Served,
    services: ServicesDep,
    pair: Annotated[str, Query(max_length=200)] = "",
    done: Annotated[str, Query(max_length=200)] = "",
) -> Response:
    """What waits for a judgement, one pair opened, and what has been judged here since the build."""
    own = read_judgement_file(services.home.judgements)
    waiting = suggestions(served.build.path, own)
    chosen = next((one for one in waiting if _name(one) == pair), waiting[0] if waiting else None)
    return kit.page(
        "review.html",
        "review",
        waiting=[_waiting(kit, served, one, current=one is chosen) for one in waiting],
        item=_item(kit, served, chosen) if chosen else None,
        judged=[_judged(kit, served, one) for one in reversed(own)],
        done=next((_judged(kit, served, one) for one in own if done and _pair(one.a, one.b) == done), None),
        writable=not services.settings.public,
        file=str(services.home.judgements),
    )


async def keep(request: Request, kit: PageKit, served: Served, services: ServicesDep) -> Response:
    """Keep one judgement, or take one back; then the page again."""
    _check_origin(request, services)
    given = await _form(request)
    return await run_in_threadpool(_kept, given, kit, served, services)


def _kept(given: Mapping[str, str], kit: Kit, served: ServedBuild, services: Services) -> Response:
    a, b, verdict = (given.get(name, "") for name in ("a", "b", "verdict"))
    file = services.home.judgements
    if verdict == "undo":
        remove_judgement(file, (a, b))
        return RedirectResponse(kit.links.page("review", pair=_pair(a, b)), status_code=303)
    if verdict not in {one.value for one in Verdict}:
        allowed = ", ".join(one.value for one in Verdict)
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, f"Received the judgement {verdict!r}; allowed: {allowed}, undo.")
    if a == b:
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, f"Received {a!r} twice; a judgement is on two records.")
    for key in (a, b):
        _path_checked(served, key)
    today = datetime.now(UTC).date().isoformat()
    why = " ".join(given.get("why", "").split())[:LONGEST] or kit.t("judged by eye")
    who = " ".join(given.get("by", "").split())[:LONGEST] or kit.t("explorer")
    confidence = "low" if verdict == Verdict.UNSURE.value else "high"
    add_judgement(file, Judgement(a, b, Verdict(verdict), why, who, confidence, today))
    return RedirectResponse(kit.links.page("review", done=_pair(a, b)), status_code=303)


async def _form(request: Request) -> Mapping[str, str]:
    """The fields of the form."""
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > LARGEST:
            raise Problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"Received more than {LARGEST} bytes for one judgement.")
    try:
        return dict(parse_qsl(body.decode("ascii"), max_num_fields=20))
    except ValueError as error:
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, f"The form cannot be read ({error}).") from error


def _check_origin(request: Request, services: Services) -> None:
    """Only a person at this machine, on a page of ours: a foreign page must not be able to send the form."""
    if services.settings.public:
        raise Problem(
            HTTPStatus.FORBIDDEN,
            "Judgements are kept only by a server that other machines cannot reach: `zisgraph review`.",
        )
    origin = request.headers.get("origin", "")
    if origin and urlsplit(origin).netloc != request.headers.get("host", ""):
        raise Problem(HTTPStatus.FORBIDDEN, f"Received a form of {origin}; allowed: the page of this server itself.")


def _path_checked(served: ServedBuild, key: str) -> str:
    """The path of a record's entity.

    Raises:
        Problem: the key is none.
        NotFoundError: the build has no such record.
    """
    minter = Minter(served.catalogue.base)
    try:
        path = minter.local_id(minter.judged(key))
    except ValueError as error:
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, str(error)) from error
    return served.catalogue.ref(path).path


def _item(kit: Kit, served: ServedBuild, chosen: Comparison) -> object:
    schema = served.catalogue.schema
    records = tuple(served.catalogue.profile(_path_checked(served, key)) for key in (chosen.a, chosen.b))
    return review_item(
        chosen,
        (records[0], records[1]),
        Citing(kit.formats, kit.links),
        lambda prop, code: schema.code_label(code, prop).in_(kit.language),
    )


def _waiting(kit: Kit, served: ServedBuild, one: Comparison, *, current: bool) -> Waiting:
    return Waiting(
        names=_names(kit, served, (one.a, one.b)),
        score=one.score,
        href=kit.links.page("review", pair=_name(one)),
        current=current,
    )


def _judged(kit: Kit, served: ServedBuild, one: Judgement) -> Judged:
    return Judged(_names(kit, served, (one.a, one.b)), (one.a, one.b), one.verdict.value, one.basis, one.by, one.date)


def _names(kit: Kit, served: ServedBuild, keys: Sequence[str]) -> tuple[str, str]:
    """What both records are called; a record that is no longer there by its key."""
    minter, refs = Minter(served.catalogue.base), served.catalogue.directory.refs
    names = []
    for key in keys:
        iri = minter.judged(key)
        ref = refs.get(served.catalogue.directory.aliases.get(iri, iri))
        names.append(ref.label.in_(kit.language) if ref else key)
    return names[0], names[1]


def _name(one: Comparison) -> str:
    return _pair(one.a, one.b)


def _pair(a: str, b: str) -> str:
    return f"{a} {b}"


for code in LANGUAGES:
    address = f"/{code}/{SLUGS['review'][code]}"
    router.add_api_route(address, review, methods=["GET"], name=f"review-{code}")
    router.add_api_route(address, keep, methods=["POST"], name=f"keep-judgement-{code}")
