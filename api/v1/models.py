"""The shapes of the REST answers: a public contract, kept apart from the records behind it."""

from __future__ import annotations

from typing import Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field

Item = TypeVar("Item")
Confidence = Literal["sourced", "unverified"]


class Model(BaseModel):
    """Every shape here: nothing beyond its fields, each described."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Text(Model):
    """A text in Italian and English."""

    it: str = Field(examples=["Fondazione Eucentre"])
    en: str = Field(examples=["Eucentre Foundation"])


class SourceModel(Model):
    """A citation behind a statement, and whether it says so or nobody has checked."""

    citation: str = Field(description="Id of the citation.", examples=["ror-2026-06-14"])
    title: str
    publisher: str
    date: str = Field(description="ISO date as precise as known; empty where undated.", examples=["2026-06-14"])
    url: str = Field(description="The page it was found on; empty where none is known.")
    licence: str
    confidence: Confidence


class EntityLink(Model):
    """An entity as a link."""

    id: str = Field(description="Path of its address: authority/key.", examples=["ror/02dq7z403"])
    iri: str
    name: Text
    type: str = Field(description="What it is in general.", examples=["body"])
    kind: str = Field(description="Local name of its class in the ontology.", examples=["Foundation"])
    kind_name: Text
    municipality: str = Field(description="Official Italian name.", examples=["Milano"])
    municipality_name: Text = Field(description="What the municipality is called in each language.")
    province: str = Field(description="Car plate code of the province.", examples=["PV"])
    confidence: Confidence


class ValueModel(Model):
    """One value of a fact with the sources that state it."""

    value: str
    language: str = ""
    datatype: str = ""
    entity: EntityLink | None = None
    confidence: Confidence
    sources: list[SourceModel]


class FactModel(Model):
    """All that is stated of one property; in a conflict every value stays."""

    property: str
    key: str = Field(examples=["foundingDate"])
    name: Text
    conflict: bool
    values: list[ValueModel]


class ObservationModel(Model):
    """A dated figure as its source gave it."""

    indicator: str
    name: Text
    year: str
    value: str
    value_min: str
    value_max: str
    qualifier: str
    unit: Text
    as_given: str
    conflict: bool
    confidence: Confidence
    sources: list[SourceModel]


class TieModel(Model):
    """A recorded tie with another entity. `counts` tells a working tie from a place, a grant or a mention."""

    iri: str
    predicate: str = Field(examples=["memberOf"])
    name: Text = Field(description="How it reads from subject to object.")
    direction: Literal["out", "in", "both"]
    counts: bool
    other: EntityLink
    from_year: str
    to_year: str
    reported_year: str
    planned: bool
    role: str
    contribution_eur: str
    note: Text = Field(description="What the sources add; empty where they add nothing.")
    confidence: Confidence
    sources: list[SourceModel]


class ZoneStateModel(Model):
    """What a source said of a zone, and when. No zone is admitted unless a source says so."""

    status: str = Field(examples=["announced_intention"])
    date: str
    date_precision: str
    sources: list[SourceModel]


class MemberModel(Model):
    """An entity that points at this one by place, specialisation or provider."""

    role: str = Field(examples=["hasSpecialisation"])
    entity: EntityLink
    confidence: Confidence


class EntityModel(EntityLink):
    """Everything stated about one entity."""

    same_as: list[str] = Field(description="Addresses of the records merged into this one.")
    facts: list[FactModel]
    observations: list[ObservationModel]
    states: list[ZoneStateModel]
    ties: list[TieModel]
    members: list[MemberModel]


class Between(Model):
    """A recorded tie between two neighbours."""

    start: str
    end: str
    confidence: Confidence


class NeighboursModel(Model):
    """The ties of one entity and those among its neighbours."""

    entity: EntityLink
    ties: list[TieModel]
    between: list[Between]


class HitModel(Model):
    """One result of a search."""

    entity: EntityLink
    matched: str = Field(description="The name or alias that fits.")
    score: float = Field(description="From 0 to 100.")
    detail: Text


class CountModel(Model):
    """A total, never without its unverified part."""

    total: int
    sourced: int
    unverified: int


class ProvinceModel(Model):
    """What stands in one province: seats in the data collected, not a census."""

    province: EntityLink
    plate: str
    organisations: CountModel
    ties: CountModel
    programmes: CountModel


class ZoneModel(Model):
    """A zone as public pages name it, with its dated states."""

    zone: EntityLink
    provinces: list[EntityLink]
    specialisations: list[EntityLink]
    states: list[ZoneStateModel]
    note: str = "No zone is admitted in any source read; a state is what a source said on its date."


class SpecialisationModel(Model):
    """A specialisation and the organisations that have it, by province plate (Lombard seats)."""

    specialisation: EntityLink
    broader: list[EntityLink]
    cross_cutting: bool
    organisations: CountModel
    by_province: dict[str, CountModel]


class ProgrammeModel(Model):
    """A training programme with what is known of it; empty means not known."""

    programme: EntityLink
    provider: list[EntityLink]
    specialisations: list[EntityLink]
    level: str
    seats: str
    hours: str


class QueryTwins(Model):
    """The queries that give the same answer, to paste into /sparql and /cypher."""

    sparql: str
    cypher: str
    parameters: dict[str, str | int] = Field(default_factory=dict, description="Values for the $names of the Cypher.")


_TWINS_OR_NONE = (
    "Null where no query says the same: a search ranks by likeness, partners are scored when they are asked for, gaps "
    "of one letter and cells without a pair are not in the graph, and gaps of a body or a province go by family and seat."
)


class Answer(Model, Generic[Item]):
    """One thing, the build it comes from, and the queries that reproduce it."""

    build: str = Field(description="Id of the build that answered.")
    data: Item
    queries: QueryTwins | None = Field(default=None, description=_TWINS_OR_NONE)


class Listing(Model, Generic[Item]):
    """A slice of a list; ask again with `cursor` = `next` until `next` is empty."""

    build: str
    total: int
    items: list[Item]
    next: str = Field(default="", description="Cursor of the next slice; empty at the end.")
    queries: QueryTwins | None = Field(default=None, description=_TWINS_OR_NONE)
