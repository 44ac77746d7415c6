"""programmes.csv: training programmes and who offers them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from zisgraph.loaders.bundled.cells import (
    AMOUNT,
    CITATION,
    CONFIDENCE,
    COUNTED,
    DATE,
    DURATION,
    ID,
    UNVERIFIED_FIELDS,
    Column,
    a_name,
    in_both,
    one_of,
    refers_to,
)
from zisgraph.loaders.bundled.claims import Claims, Source
from zisgraph.loaders.bundled.location import LOCATION, check_location, location, place_addresses
from zisgraph.loaders.bundled.reading import quoted
from zisgraph.loaders.bundled.tables import Facts, Problem, Row, Table
from zisgraph.model.terms import Iri, Literal, Statement
from zisgraph.ontology.vocabulary import RDFS, XSD, ZIS

# Level in the European Qualifications Framework, where the kind of programme settles it.
EQF_LEVELS: Mapping[str, str] = MappingProxyType(
    {"ifts": "4", "its": "5", "bachelor_degree": "6", "master_degree": "7", "single_cycle": "7", "phd": "8"}
)
_OTHER_LEVELS = ("postgraduate", "course_unit", "professional", "vocational", "other")


def _ends_after_start(row: Row, facts: Facts) -> Iterator[Problem]:
    start, end = row["from"], row["to"]
    if start and end and end < start[: len(end)]:
        yield Problem("to", quoted(end), f"{start} or later: the programme cannot end before it begins")


PROGRAMMES = Table(
    "programmes",
    (
        Column("id", ID, required=True),
        a_name("name"),
        Column("provider", refers_to("organisations"), required=True),
        *in_both("level"),
        Column("level_code", one_of(*EQF_LEVELS, *_OTHER_LEVELS), required=True),
        Column("topic", refers_to("specialisations"), many=True),
        Column("seats", COUNTED),
        *in_both("seats_note"),
        Column("hours", DURATION),
        *in_both("hours_note"),
        Column("cost", AMOUNT),
        *in_both("cost_note"),
        *LOCATION,
        Column("from", DATE),
        Column("to", DATE),
        CITATION,
        CONFIDENCE,
        UNVERIFIED_FIELDS,
    ),
    keys=(("id",),),
    row_rules=(check_location, _ends_after_start),
)


def programmes(source: Source) -> Iterator[Statement]:
    places = place_addresses(source.facts, source.minter)
    minter = source.minter
    bodies = {row["id"]: Iri(minter.organisation(row["id"])) for row in source.facts.rows("organisations")}
    topics = {row["id"]: Iri(minter.specialisation(row["id"])) for row in source.facts.rows("specialisations")}
    for claims in source.claims(PROGRAMMES):
        me = Iri(minter.programme(claims.pop("id")))
        yield from claims.is_a(me, ZIS.TrainingProgramme)
        yield from claims.text(me, RDFS.label, "name", language="it")
        yield from claims.links(me, ZIS.provider, "provider", bodies)
        yield from _level(claims, me)
        yield from claims.links(me, ZIS.teaches, "topic", topics, editor=True)
        yield from claims.typed(me, ZIS.seats, "seats", XSD.integer)
        yield from claims.typed(me, ZIS.hours, "hours", XSD.decimal)
        yield from claims.typed(me, ZIS.cost, "cost", XSD.decimal)
        for column, prop in (("seats_note", ZIS.seatsNote), ("hours_note", ZIS.hoursNote), ("cost_note", ZIS.costNote)):
            yield from claims.in_both(me, prop, column)
        yield from location(claims, me, ZIS.locatedIn, places)
        yield from claims.dated(me, ZIS.startDate, "from")
        yield from claims.dated(me, ZIS.endDate, "to")


def _level(claims: Claims, me: Iri) -> Iterator[Statement]:
    """The level in the source's words, and the editor's code for it, which is as sure as those words."""
    yield from claims.in_both(me, ZIS.level, "level")
    code, words = claims.pop("level_code"), ("level_it", "level_en")
    yield from claims.says(me, ZIS.levelCode, Literal(code), "level_code", *words, editor=True)
    if code in EQF_LEVELS:
        eqf = Literal(EQF_LEVELS[code], XSD.integer)
        yield from claims.says(me, ZIS.eqfLevel, eqf, "level_code", *words, editor=True)
