"""The builds: the one that answers with what it was made from, and those beside it."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from pydantic import Field

from zisgraph.api.services import Served, ServicesDep
from zisgraph.api.v1.convert import count
from zisgraph.api.v1.models import CountModel, Model, Text
from zisgraph.pipeline.publishing import builds as known_builds

router = APIRouter(tags=["builds"])


class BuildModel(Model):
    """The published build."""

    id: str = Field(description="Hash of everything it was made from: equal input, equal id.")
    statements: int = Field(description="Statements in all named graphs.")
    newest_source: str = Field(description="Date of the newest citation.")
    organisations: CountModel
    ties: CountModel
    programmes: CountModel
    manifest: dict[str, Any] = Field(description="When and from what it was made.")


class SinceModel(Model):
    """What a build says otherwise than the one that was current when it was made."""

    before: str = Field(description="That build; empty where there was none.")
    counts: dict[str, int] = Field(description="Kind of change to how many; /api/v1/changes has them all.")
    datasets: dict[str, dict[str, int]] = Field(description="The same for each dataset that says what changed.")
    first: list[Text] = Field(description="The first changes as sentences.")


class BuildStateModel(Model):
    """A build that is there, and what was done with it. Times are empty where a thing was not done."""

    id: str
    made: str
    statements: int
    current: bool
    published: str = Field(description="When it was published last.")
    taken_back: str = Field(description="When it was taken back.")
    since: SinceModel
    withdrawn: list[str] = Field(
        description="Sources it still holds that were withdrawn: it is not published any more."
    )


@router.get("/builds", summary="The builds that are here, the newest first")
def list_builds(services: ServicesDep) -> list[BuildStateModel]:
    """Older ones are removed; the current one and those being read never are."""
    return [
        BuildStateModel(
            id=one.id,
            made=one.made,
            statements=one.statements,
            current=one.current,
            published=one.published,
            taken_back=one.taken_back,
            since=SinceModel(
                before=one.since.before,
                counts=dict(one.since.counts),
                datasets={name: dict(counts) for name, counts in one.since.datasets.items()},
                first=[Text(**sentence) for sentence in one.since.first],
            ),
            withdrawn=list(one.withdrawn),
        )
        for one in known_builds(services.home, services.settings.base_iri)
    ]


@router.get("/builds/current", summary="The build that answers now")
def current(served: Served) -> BuildModel:
    """Every answer of the API names a build; this is what that build is made of."""
    numbers = served.catalogue.numbers
    return BuildModel(
        id=served.build.id,
        statements=served.reader.count(),
        newest_source=numbers.newest_source,
        organisations=count(numbers.organisations),
        ties=count(numbers.ties),
        programmes=count(numbers.programmes),
        manifest=served.build.manifest(),
    )
