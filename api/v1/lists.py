"""Provinces, zones, specialisations and programmes, each with what can be counted of it."""

from __future__ import annotations

from fastapi import APIRouter

from zisgraph.api.described import refusals
from zisgraph.api.services import Served
from zisgraph.api.v1 import convert, reproduce
from zisgraph.api.v1.models import Listing, ProgrammeModel, ProvinceModel, SpecialisationModel, ZoneModel
from zisgraph.api.v1.parameters import Cursor, Limit
from zisgraph.catalogue.records import Count, EntityRef, Group, MatrixRow
from zisgraph.ontology.vocabulary import ZIS

router = APIRouter(tags=["lists"])


@router.get("/provinces", summary="The provinces with organisations, ties and programmes")
def provinces(served: Served) -> Listing[ProvinceModel]:
    """Seats in the data collected, not a census."""
    items = [convert.province(count) for count in served.catalogue.provinces]
    return Listing(
        build=served.build.id,
        total=len(items),
        items=items,
        queries=reproduce.instances(ZIS.Province, "Province"),
    )


@router.get("/zones", summary="The zones that public pages name, with their dated states", responses=refusals(400))
def zones(served: Served, limit: Limit = 100, cursor: Cursor = "") -> Listing[ZoneModel]:
    """No zone is admitted in any source read; each state says what a source said on its date."""
    page = served.catalogue.list(Group.ZONE, limit=limit, cursor=cursor)
    return Listing(
        build=served.build.id,
        total=page.total,
        items=[_zone(served, ref) for ref in page.items],
        next=page.next,
        queries=reproduce.instances(ZIS.Zone, "Zone"),
    )


@router.get("/specialisations", summary="The specialisations and who has them, by province", responses=refusals(400))
def specialisations(served: Served, limit: Limit = 100, cursor: Cursor = "") -> Listing[SpecialisationModel]:
    """Cross-cutting ones (policy, training, finance) are marked: they take no part in duplicates."""
    page = served.catalogue.list(Group.SPECIALISATION, limit=limit, cursor=cursor)
    counts = {row.ref.iri: row for row in served.catalogue.matrix}
    return Listing(
        build=served.build.id,
        total=page.total,
        items=[_specialisation(served, ref, counts.get(ref.iri)) for ref in page.items],
        next=page.next,
        queries=reproduce.instances(ZIS.Specialisation, "Specialisation"),
    )


@router.get("/programmes", summary="The training programmes", responses=refusals(400))
def programmes(served: Served, limit: Limit = 100, cursor: Cursor = "") -> Listing[ProgrammeModel]:
    """Empty fields are not known; they are never zero or no."""
    page = served.catalogue.list(Group.PROGRAMME, limit=limit, cursor=cursor)
    return Listing(
        build=served.build.id,
        total=page.total,
        items=[_programme(served, ref) for ref in page.items],
        next=page.next,
        queries=reproduce.instances(ZIS.TrainingProgramme, "TrainingProgramme"),
    )


def _zone(served: Served, ref: EntityRef) -> ZoneModel:
    profile = served.catalogue.profile(ref.path)
    return ZoneModel(
        zone=convert.link(ref),
        provinces=convert.linked(profile, "inProvinceScope"),
        specialisations=convert.linked(profile, "hasSpecialisation"),
        states=[convert.state(state) for state in profile.states],
    )


def _specialisation(served: Served, ref: EntityRef, row: MatrixRow | None) -> SpecialisationModel:
    profile = served.catalogue.profile(ref.path)
    return SpecialisationModel(
        specialisation=convert.link(ref),
        broader=convert.linked(profile, "broader"),
        cross_cutting=convert.shown(profile, "crossCutting") == "true",
        organisations=convert.count(row.total if row else Count(0, 0, 0)),
        by_province={plate: convert.count(cell) for plate, cell in row.cells.items()} if row else {},
    )


def _programme(served: Served, ref: EntityRef) -> ProgrammeModel:
    profile = served.catalogue.profile(ref.path)
    return ProgrammeModel(
        programme=convert.link(ref),
        provider=convert.linked(profile, "provider"),
        specialisations=convert.linked(profile, "teaches"),
        level=convert.shown(profile, "level"),
        seats=convert.shown(profile, "seats"),
        hours=convert.shown(profile, "hours"),
    )
