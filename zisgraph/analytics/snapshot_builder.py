"""From the store to a snapshot: canonical IRIs as the build made them, every claim with its origins."""

from __future__ import annotations

from collections.abc import Iterator

from zisgraph.analytics.snapshot_cells import Cell, Cells
from zisgraph.model.ports import Reader
from zisgraph.model.snapshot import Snapshot, assemble
from zisgraph.model.snapshot_records import (
    Assignment,
    Body,
    Named,
    ObservationRecord,
    Origins,
    Participation,
    Place,
    Predicate,
    Programme,
    Project,
    Province,
    Records,
    RuleRecord,
    TieRecord,
    Topic,
    Zone,
    is_sourced,
)
from zisgraph.ontology.vocabulary import GEO, RDF, SKOS, ZIS

PARTICIPATES = "participatesIn"

_PLACINGS = (ZIS.seatIn, ZIS.siteIn, ZIS.locatedIn)
"""What says in which municipality something is."""


def build_snapshot(reader: Reader, base: str) -> Snapshot:
    """Read one build whole; `base` is the start of its minted addresses."""
    return assemble(read_records(Cells(reader, base)))


def read_records(cells: Cells) -> Records:
    """Every record of the build, in no particular order."""
    places = {place.iri: place for place in _places(cells)}
    bodies = [_body(cells, iri, places) for iri in cells.instances(ZIS.Body)]
    observations = [_observation(cells, iri) for iri in cells.instances(ZIS.Observation)]
    return Records(
        base=cells.minter.base,
        bodies=bodies,
        topics=[_topic(cells, iri) for iri in cells.instances(ZIS.Specialisation)],
        assignments=list(_assignments(cells)),
        predicates=list(_predicates(cells)),
        ties=list(_ties(cells)),
        projects=[_project(cells, iri) for iri in cells.instances(ZIS.Project)],
        participations=list(_participations(cells)),
        provinces=[_province(cells, iri) for iri in cells.instances(ZIS.Province)],
        places=list(places.values()),
        zones=[_zone(cells, iri) for iri in cells.instances(ZIS.Zone)],
        programmes=[_programme(cells, iri, places) for iri in cells.instances(ZIS.TrainingProgramme)],
        rules=[_rule(cells, iri) for iri in cells.instances(ZIS.Rule)],
        observations=observations,
        glossary=list(_glossary(cells)),
        others=[_named(cells, iri) for iri in sorted({o.subject for o in observations} - {b.iri for b in bodies})],
    )


def _local(iri: str) -> str:
    return iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1]


def _point(cells: Cells, iri: str) -> tuple[float | None, float | None]:
    return cells.number(iri, GEO.lat), cells.number(iri, GEO.long)


def _places(cells: Cells) -> Iterator[Place]:
    """Municipalities in which a body or programme lies."""
    wanted = {
        cell.value
        for iri in cells.instances(ZIS.Body, ZIS.TrainingProgramme)
        if (cell := cells.placed(iri, *_PLACINGS))
    }
    for iri in sorted(wanted):
        province = cells.first(cells.first(iri, ZIS.containedIn), ZIS.plateCode)
        yield Place(iri, *cells.names(iri), province, *_point(cells, iri))


def _kind(cells: Cells, iri: str) -> str:
    """The most specific class stated; of several equally deep ones the first, curated before other datasets."""
    classes = [c for c in cells.classes(iri) if ZIS.Body in cells.superclasses(c)]
    return max(classes, key=lambda c: len(cells.superclasses(c)))


def _body(cells: Cells, iri: str, places: dict[str, Place]) -> Body:
    kind = _kind(cells, iri)
    placing = cells.placed(iri, *_PLACINGS)
    place = places.get(placing.value) if placing else None
    name_it, name_en = cells.names(iri)
    return Body(
        iri=iri,
        name_it=name_it,
        name_en=name_en,
        kind=_local(kind),
        helix=_helix(cells, iri, kind),
        organisation=ZIS.Organisation in cells.superclasses(kind),
        unverified=not cells.sourced(iri, RDF.type),
        municipality=place.iri if place else "",
        place=place.name_it if place else "",
        place_en=_other_name(place),
        province=place.province if place else cells.first(iri, ZIS.provinceCode),
        outside=cells.first(iri, ZIS.outsideLombardy) == "true",
        latitude=place.latitude if place else None,
        longitude=place.longitude if place else None,
        place_unverified=_is_doubtful(cells, iri, placing),
    )


def _other_name(place: Place | None) -> str:
    """The English name of a municipality where it is another than the Italian."""
    return place.name_en if place and place.name_en != place.name_it else ""


def _is_doubtful(cells: Cells, iri: str, placing: Cell | None) -> bool:
    """Whether nothing that says where it is, its province if no more, has a source that was read."""
    rests_on = (placing,) if placing else cells.all(iri, ZIS.provinceCode)
    return bool(rests_on) and not any(is_sourced(cell.origins) for cell in rests_on)


def _helix(cells: Cells, iri: str, kind: str) -> str:
    """The editor's letter for this body, else that of its kind, else what its CORDIS activity type tells."""
    stated = cells.all(iri, ZIS.helix)
    curated = [cell.value for cell in stated if any(o.dataset == "curated" for o in cell.origins)]
    return next(iter([*curated, *cells.schema_values(kind, ZIS.kindHelix), *(cell.value for cell in stated)]), "")


def _topic(cells: Cells, iri: str) -> Topic:
    names = cells.names(iri, SKOS.prefLabel)
    name_it, name_en = names if any(names) else cells.names(iri)
    return Topic(iri, name_it, name_en, cells.first(iri, SKOS.broader), cells.first(iri, ZIS.crossCutting) == "true")


def _assignments(cells: Cells) -> Iterator[Assignment]:
    for top, prop in (
        (ZIS.Body, ZIS.hasSpecialisation),
        (ZIS.Zone, ZIS.hasSpecialisation),
        (ZIS.TrainingProgramme, ZIS.teaches),
    ):
        for iri in cells.instances(top):
            for cell in cells.all(iri, prop):
                yield Assignment(iri, cell.value, cell.origins)


def _predicates(cells: Cells) -> Iterator[Predicate]:
    for tie_class in cells.schema_subjects(ZIS.shortcutProperty):
        for shortcut in cells.schema_values(tie_class, ZIS.shortcutProperty):
            label_it, label_en = cells.schema_names(shortcut)
            yield Predicate(
                id=_local(shortcut),
                label_it=label_it,
                label_en=label_en,
                counts="true" in cells.schema_values(tie_class, ZIS.countsAsTie),
                family="true" in cells.schema_values(tie_class, ZIS.isFamilyTie),
                symmetric=cells.symmetric(shortcut),
            )


def _ties(cells: Cells) -> Iterator[TieRecord]:
    for tie_class in cells.schema_subjects(ZIS.shortcutProperty):
        predicate = _local(cells.schema_values(tie_class, ZIS.shortcutProperty)[0])
        if predicate == PARTICIPATES:
            continue
        for iri in cells.instances(tie_class):
            start = cells.all(iri, ZIS.tieFrom)
            yield TieRecord(
                iri=iri,
                predicate=predicate,
                subject=start[0].value,
                object=cells.first(iri, ZIS.tieTo),
                origins=_origins(start),
                from_year=cells.first(iri, ZIS.validFrom),
                to_year=cells.first(iri, ZIS.validTo),
                reported_year=cells.first(iri, ZIS.reportedIn),
                planned=cells.first(iri, ZIS.planned) == "true",
            )


def _origins(found: tuple[Cell, ...]) -> Origins:
    return tuple(sorted({origin for cell in found for origin in cell.origins}))


def _participations(cells: Cells) -> Iterator[Participation]:
    for iri in cells.instances(ZIS.Participation):
        start = cells.all(iri, ZIS.tieFrom)
        role = cells.first(iri, ZIS.role)
        yield Participation(iri, start[0].value, cells.first(iri, ZIS.tieTo), role, _origins(start))


def _project(cells: Cells, iri: str) -> Project:
    return Project(iri, cells.names(iri)[0], cells.first(iri, ZIS.startDate), cells.first(iri, ZIS.endDate))


def _province(cells: Cells, iri: str) -> Province:
    return Province(iri, *cells.names(iri), cells.first(iri, ZIS.plateCode), *_point(cells, iri))


def _zone(cells: Cells, iri: str) -> Zone:
    states = [cell.value for cell in cells.all(iri, ZIS.hasState)]
    latest = max(states, key=lambda state: (cells.first(state, ZIS.statusDate), state), default="")
    codes = {cells.first(cell.value, ZIS.plateCode) for cell in cells.all(iri, ZIS.inProvinceScope)}
    return Zone(
        iri,
        *cells.names(iri),
        provinces=tuple(sorted(codes - {""})),
        status=cells.first(latest, ZIS.status),
        status_date=cells.first(latest, ZIS.statusDate),
        continues_as=cells.first(iri, ZIS.continuesAs),
        unverified=not cells.sourced(iri, RDF.type),
    )


def _programme(cells: Cells, iri: str, places: dict[str, Place]) -> Programme:
    placing = cells.placed(iri, *_PLACINGS)
    place = places.get(placing.value) if placing else None
    return Programme(
        iri,
        *cells.names(iri),
        provider=cells.first(iri, ZIS.provider),
        level=cells.first(iri, ZIS.levelCode),
        municipality=place.iri if place else "",
        place=place.name_it if place else "",
        place_en=_other_name(place),
        province=place.province if place else cells.first(iri, ZIS.provinceCode),
        latitude=place.latitude if place else None,
        longitude=place.longitude if place else None,
        start=cells.first(iri, ZIS.startDate),
        end=cells.first(iri, ZIS.endDate),
        unverified=not cells.sourced(iri, RDF.type),
        place_unverified=_is_doubtful(cells, iri, placing),
    )


def _rule(cells: Cells, iri: str) -> RuleRecord:
    sentences = cells.names(iri, ZIS.sentence)
    rest = (ZIS.ruleValue, ZIS.executable, ZIS.machineHint, ZIS.ruleStatus)
    return RuleRecord(iri, cells.first(iri, ZIS.ruleId), *sentences, *(cells.first(iri, prop) for prop in rest))


def _observation(cells: Cells, iri: str) -> ObservationRecord:
    return ObservationRecord(
        iri=iri,
        subject=cells.first(iri, ZIS.observationOf),
        indicator=_local(cells.first(iri, ZIS.indicator)),
        year=cells.first(iri, ZIS.year),
        value=cells.number(iri, ZIS.value),
        minimum=cells.number(iri, ZIS.valueMin),
        maximum=cells.number(iri, ZIS.valueMax),
        text=cells.first(iri, ZIS.asGiven, ZIS.textValue),
        qualifier=cells.first(iri, ZIS.qualifier),
        unit=_local(cells.first(iri, ZIS.unit)),
        origins=_origins(cells.all(iri, ZIS.observationOf)),
    )


def _glossary(cells: Cells) -> Iterator[Named]:
    for iri in cells.schema_subjects(SKOS.notation):
        if ZIS.Indicator in cells.schema_values(iri, RDF.type):
            yield Named(iri, *cells.schema_names(iri), kind=cells.schema_values(iri, SKOS.notation)[0])
    for iri in cells.instances(ZIS.UnitOfMeasure):
        yield Named(iri, *cells.names(iri), kind=_local(iri))


def _named(cells: Cells, iri: str) -> Named:
    classes = cells.classes(iri)
    return Named(iri, *cells.names(iri), _local(classes[0]) if classes else "")
