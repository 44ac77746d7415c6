"""From the read model's records to the shapes of the REST answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Literal

from zisgraph.api.v1 import models
from zisgraph.catalogue import records


def text(value: records.Text) -> models.Text:
    return models.Text(it=value.it, en=value.en)


def link(ref: records.EntityRef) -> models.EntityLink:
    return models.EntityLink(**_link_fields(ref))


def sources(values: Iterable[records.Source]) -> list[models.SourceModel]:
    return [
        models.SourceModel(
            citation=source.citation.id,
            title=source.citation.title,
            publisher=source.citation.publisher,
            date=source.citation.date,
            url=source.citation.url,
            licence=source.citation.licence,
            confidence=source.confidence.value,
        )
        for source in values
    ]


def fact(value: records.Fact) -> models.FactModel:
    return models.FactModel(
        property=value.property,
        key=value.key,
        name=text(value.label),
        conflict=value.conflict,
        values=[
            models.ValueModel(
                value=item.text,
                language=item.language,
                datatype=item.datatype,
                entity=link(item.entity) if item.entity else None,
                confidence=item.confidence.value,
                sources=sources(item.sources),
            )
            for item in value.values
        ],
    )


def observation(value: records.Observation) -> models.ObservationModel:
    return models.ObservationModel(
        indicator=value.indicator,
        name=text(value.label),
        year=value.year,
        value=value.value,
        value_min=value.value_min,
        value_max=value.value_max,
        qualifier=value.qualifier,
        unit=text(value.unit),
        as_given=value.as_given,
        conflict=value.conflict,
        confidence=value.confidence.value,
        sources=sources(value.sources),
    )


def tie(value: records.Tie) -> models.TieModel:
    direction: Literal["out", "in", "both"] = "both" if value.symmetric else "out" if value.outgoing else "in"
    return models.TieModel(
        iri=value.iri,
        predicate=value.predicate,
        name=text(value.word),
        direction=direction,
        counts=value.counts,
        other=link(value.other),
        from_year=value.from_year,
        to_year=value.to_year,
        reported_year=value.reported_year,
        planned=value.planned,
        role=value.role,
        contribution_eur=value.contribution,
        note=text(value.note),
        confidence=value.confidence.value,
        sources=sources(value.sources),
    )


def state(value: records.ZoneState) -> models.ZoneStateModel:
    return models.ZoneStateModel(
        status=value.status,
        date=value.date,
        date_precision=value.date_precision,
        sources=sources(value.sources),
    )


def entity(profile: records.Profile) -> models.EntityModel:
    """The whole profile of one entity."""
    return models.EntityModel(
        **_link_fields(profile.ref),
        same_as=list(profile.aliases),
        facts=[fact(item) for item in profile.facts],
        observations=[observation(item) for item in profile.observations],
        states=[state(item) for item in profile.states],
        ties=[tie(item) for item in profile.ties],
        members=[
            models.MemberModel(role=item.role, entity=link(item.ref), confidence=item.confidence.value)
            for item in profile.members
        ],
    )


def neighbours(value: records.Neighbourhood) -> models.NeighboursModel:
    return models.NeighboursModel(
        entity=link(value.ref),
        ties=[tie(item) for item in value.ties],
        between=[
            models.Between(start=item.start, end=item.end, confidence=item.confidence.value) for item in value.between
        ],
    )


def hit(value: records.SearchHit) -> models.HitModel:
    return models.HitModel(entity=link(value.ref), matched=value.matched, score=value.score, detail=text(value.detail))


def count(value: records.Count) -> models.CountModel:
    return models.CountModel(total=value.total, sourced=value.sourced, unverified=value.unverified)


def province(value: records.ProvinceCount) -> models.ProvinceModel:
    return models.ProvinceModel(
        province=link(value.ref),
        plate=value.plate,
        organisations=count(value.organisations),
        ties=count(value.ties),
        programmes=count(value.programmes),
    )


def linked(profile: records.Profile, *keys: str) -> list[models.EntityLink]:
    """The entities that some of its facts point at, each once."""
    found: Mapping[str, records.EntityRef] = {
        item.entity.iri: item.entity
        for stated in profile.facts
        if stated.key in keys
        for item in stated.values
        if item.entity is not None
    }
    return [link(ref) for ref in found.values()]


def shown(profile: records.Profile, key: str) -> str:
    """The preferred value of a plain fact, or empty."""
    return next((item.values[0].text for item in profile.facts if item.key == key and item.values), "")


def _link_fields(ref: records.EntityRef) -> dict[str, Any]:
    return {
        "id": ref.path,
        "iri": ref.iri,
        "name": text(ref.label),
        "type": ref.group.value,
        "kind": ref.kind,
        "kind_name": text(ref.kind_label),
        "municipality": ref.municipality.it,
        "municipality_name": text(ref.municipality),
        "province": ref.province,
        "confidence": ref.confidence.value,
    }
