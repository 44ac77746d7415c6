"""The page of the data, and the changes between two builds as a file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from typing import Annotated

from fastapi import APIRouter, Query, Response
from fastapi.responses import StreamingResponse

from zisgraph.api.page_kit import PageKit
from zisgraph.api.services import Served, ServicesDep
from zisgraph.errors import InputError
from zisgraph.identity import read_judgement_file
from zisgraph.pipeline.comparison import COLUMNS, Comparison, comparison, rows
from zisgraph.pipeline.home import Home
from zisgraph.pipeline.identity import suggestions
from zisgraph.pipeline.publishing import builds
from zisgraph.pipeline.sources import SourceState, sources
from zisgraph.visualisations.translation import LANGUAGES
from zisgraph.visualisations.views.data import data_view
from zisgraph.visualisations.views.exports import csv_rows, csv_text
from zisgraph.visualisations.views.links import SLUGS

router = APIRouter(include_in_schema=False)


def data(kit: PageKit, served: Served, services: ServicesDep) -> Response:
    """Sources with what was noticed in them, and builds with what they changed."""
    known, faults = _sources(services.home)
    view = data_view(
        known,
        builds(services.home, services.settings.base_iri),
        served.build.manifest(),
        kit.formats,
        kit.links,
    )
    waiting = len(suggestions(served.build.path, read_judgement_file(services.home.judgements)))
    return kit.page("data.html", "data", view=view, notices=faults, waiting=waiting)


def _sources(home: Home) -> tuple[list[SourceState], tuple[str, ...]]:
    """The sources; where the files of one lie in a wrong way, what is wrong, which must not take the page away."""
    try:
        return sources(home), ()
    except InputError as error:
        return [], tuple(map(str, error.issues))


@router.get("/it/export/changes.csv")
@router.get("/en/export/changes.csv")
def changes_csv(
    services: ServicesDep,
    served: Served,
    before: Annotated[str, Query(alias="from", max_length=64)] = "",
    to: Annotated[str, Query(max_length=64)] = "",
) -> Response:
    """Every change of facts between two builds, a row for each statement."""
    held = ExitStack()
    base = services.settings.base_iri
    found = held.enter_context(comparison(services.home, base, before, to or served.build.id))
    name = f"zisgraph-changes-{found.before.id}-{found.after.id}.csv"
    return StreamingResponse(
        _lines(found, held),
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-cache"},
    )


def _lines(found: Comparison, held: ExitStack) -> Iterator[str]:
    """The file part by part; both builds are held until its end."""
    with held:
        yield csv_text(COLUMNS, ())
        for one in found.told():
            yield csv_rows(rows(one))


for code in LANGUAGES:
    router.add_api_route(f"/{code}/{SLUGS['data'][code]}", data, methods=["GET"], name=f"data-{code}")
