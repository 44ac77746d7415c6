"""Sources: the list of citations by dataset, and the page of each citation."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response

from zisgraph.api.page_kit import Kit, PageKit
from zisgraph.api.services import Served, ServedBuild
from zisgraph.errors import NotFoundError
from zisgraph.visualisations.translation import LANGUAGES
from zisgraph.visualisations.views.citing import Citing
from zisgraph.visualisations.views.links import SLUGS
from zisgraph.visualisations.views.sources import citation_view, sources_view

router = APIRouter(include_in_schema=False)


def sources(
    kit: PageKit,
    served: Served,
    q: str = "",
    type_: Annotated[str, Query(alias="type")] = "",
    page: Annotated[int, Query(ge=1, le=1000)] = 1,
) -> Response:
    """Every citation, searchable, and the datasets with their licences."""
    citing = Citing(kit.formats, kit.links)
    citations = served.catalogue.citations.values()
    types = sorted({citation.type for citation in citations})
    chosen = type_ if type_ in types else ""
    view = sources_view(citations, served.build.manifest(), citing, q, chosen, page)
    return kit.page("sources.html", "sources", view=view, notices=kit.unfit({"type": (type_, types)}))


def citation_page(kit: Kit, served: ServedBuild, key: str) -> Response:
    """One citation: what it is, where it is found, what rests on it."""
    citation = served.catalogue.citations.get(key)
    if citation is None:
        raise NotFoundError(f"There is no citation {key!r} in build {served.build.id}.")
    view = citation_view(citation, served.catalogue, Citing(kit.formats, kit.links))
    return kit.page("citation.html", "sources-one", view=view)


def accessibility(kit: PageKit) -> Response:
    """The accessibility statement and the way to report an error."""
    return kit.page("accessibility.html", "accessibility")


for code in LANGUAGES:
    router.add_api_route(f"/{code}/{SLUGS['sources'][code]}", sources, methods=["GET"], name=f"sources-{code}")
    router.add_api_route(
        f"/{code}/{SLUGS['accessibility'][code]}", accessibility, methods=["GET"], name=f"accessibility-{code}"
    )
