"""The build that answers: what it was made from, and what it counts."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from pydantic import Field

from zisgraph.api.services import Served
from zisgraph.api.v1.convert import count
from zisgraph.api.v1.models import CountModel, Model

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
