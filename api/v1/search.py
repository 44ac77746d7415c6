"""Search by name over everything that has a page."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from zisgraph.api.services import Served
from zisgraph.api.v1 import convert
from zisgraph.api.v1.models import HitModel, Listing
from zisgraph.api.v1.parameters import Language
from zisgraph.catalogue.records import Group
from zisgraph.catalogue.search import SUGGESTED

router = APIRouter(tags=["search"])


@router.get("/search", summary="Search by name, in Italian and English, forgiving of accents and small slips")
def search(
    served: Served,
    q: Annotated[str, Query(min_length=1, max_length=200, description="What to look for.", examples=["eucentre"])],
    lang: Language = "it",
    type_: Annotated[list[Group] | None, Query(alias="type", description="Only these types; all when absent.")] = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
) -> Listing[HitModel]:
    """The best hits first; `score` says how well the name fits, and `matched` which name did."""
    hits = served.catalogue.index.search(q, groups=type_ or SUGGESTED, limit=limit)
    if lang == "en":
        hits = tuple(sorted(hits, key=lambda hit: (-hit.score, -hit.ref.ties, hit.ref.label.en.casefold())))
    return Listing(build=served.build.id, total=len(hits), items=[convert.hit(hit) for hit in hits])
