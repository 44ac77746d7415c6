"""What differs between two builds: added, removed, changed, merged and separated, as statements and as sentences."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from pydantic import Field

from zisgraph.api.described import refusals
from zisgraph.api.services import Served, ServicesDep
from zisgraph.api.v1.models import Model, Text
from zisgraph.api.v1.parameters import Cursor, Limit
from zisgraph.pipeline.changes import KINDS, Layer, Saying, StatementChange, Told
from zisgraph.pipeline.comparison import comparison, has_predecessor

router = APIRouter(tags=["builds"])
_KINDS = "|".join(KINDS)


class SayingModel(Model):
    """Who says a statement."""

    dataset: str = Field(examples=["curated"])
    citation: str = Field(description="Id of the citation.", examples=["il-giorno-2023-04"])
    confidence: Literal["sourced", "unverified", ""]


class StatementChangeModel(Model):
    """One property before and after; an empty value: there was or is none."""

    predicate: str
    before: str = Field(
        description="An N-Triples term.", examples=['"523"^^<http://www.w3.org/2001/XMLSchema#decimal>']
    )
    after: str
    before_by: list[SayingModel]
    after_by: list[SayingModel]


class ChangeModel(Model):
    """What changed about one thing."""

    kind: str = Field(description=f"One of {', '.join(KINDS)}.", examples=["changed"])
    sentence: Text
    subject: str = Field(description="Address of the thing.")
    whole: bool = Field(description="It was not there before, or is not there any more.")
    replaces: str = Field(description="The address that a figure had when its value was another; empty for the rest.")
    bodies: list[str] = Field(description="What was merged or separated.")
    statements: list[StatementChangeModel]


class ChangesModel(Model):
    """A slice of the changes; ask again with `cursor` = `next` until `next` is empty."""

    build: str = Field(description="Id of the build that answered.")
    from_: str = Field(alias="from", description="The earlier build; empty where there is none to compare with.")
    to: str
    layer: Layer
    counts: dict[str, int] = Field(description="Kind to number, in this layer.")
    total: int = Field(description="Of the kind that was asked for.")
    items: list[ChangeModel]
    next: str = ""


@router.get("/changes", summary="What differs between two builds", responses=refusals(404, 410))
def changes(
    served: Served,
    services: ServicesDep,
    before: Annotated[
        str, Query(alias="from", max_length=64, description="The earlier build; the one before `to` if empty.")
    ] = "",
    to: Annotated[str, Query(max_length=64, description="The later build; the one that answers if empty.")] = "",
    kind: Annotated[str, Query(pattern=f"^(|{_KINDS})$", description=f"Only one kind: {', '.join(KINDS)}.")] = "",
    layer: Annotated[
        Layer, Query(description="Facts, or apart from them what follows by rule, findings, sources, identity.")
    ] = Layer.FACTS,
    limit: Limit = 100,
    cursor: Cursor = "",
) -> ChangesModel:
    """Bodies that were merged or separated in between are compared under one address, so that a merge alone is no other
    change. One value that took the place of another is `changed`; where several came or went, nobody knows which became
    which, and they are `added` and `removed`."""
    later = to or served.build.id
    if not before and not has_predecessor(services.home, later):
        return _answer(served.build.id, "", later, layer)
    with comparison(services.home, services.settings.base_iri, before, later) as found:
        told, following = found.slice(layer, kind, cursor, limit)
        return _answer(
            served.build.id,
            found.before.id,
            found.after.id,
            layer,
            counts=dict(found.record.counts.get(layer.value, {})),
            total=found.record.total(layer, kind),
            items=[change_model(one) for one in told],
            next=following,
        )


def _answer(build: str, before: str, after: str, layer: Layer, **more: Any) -> ChangesModel:
    return ChangesModel(
        **{"build": build, "from": before, "to": after, "layer": layer, "counts": {}, "total": 0, "items": [], **more}
    )


def change_model(told: Told) -> ChangeModel:
    """A change in the form of the answers."""
    item = told.item
    return ChangeModel(
        kind=item.kind,
        sentence=Text(it=told.it, en=told.en),
        subject=item.subject,
        whole=item.whole,
        replaces=item.replaces,
        bodies=list(item.bodies),
        statements=[_statement(one) for one in item.statements],
    )


def _statement(one: StatementChange) -> StatementChangeModel:
    return StatementChangeModel(
        predicate=one.predicate,
        before=one.before,
        after=one.after,
        before_by=[_saying(by) for by in one.before_by],
        after_by=[_saying(by) for by in one.after_by],
    )


def _saying(by: Saying) -> SayingModel:
    return SayingModel.model_validate({"dataset": by.dataset, "citation": by.citation, "confidence": by.confidence})
