"""eu_organisations.csv, eu_projects.csv, eu_participations.csv: Lombard bodies in CORDIS."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from zisgraph.errors import Issue
from zisgraph.loaders.bundled.cells import (
    AMOUNT,
    CITATION,
    CONFIDENCE,
    COUNTED,
    DAY,
    URL,
    WHOLE,
    Column,
    a_name,
    one_of,
    pattern,
    refers_to,
    split,
)
from zisgraph.loaders.bundled.claims import Claims, Source
from zisgraph.loaders.bundled.location import LOCATION, check_location, location, place_addresses
from zisgraph.loaders.bundled.reading import quoted
from zisgraph.loaders.bundled.tables import Facts, Problem, Row, Table
from zisgraph.model.terms import Iri, Literal, Statement
from zisgraph.ontology.vocabulary import FOAF, RDFS, XSD, ZIS

# Helix letter that an activity type settles; OTH may be anything.
_HELIX: Mapping[str, str] = MappingProxyType({"PRC": "P", "HES": "R", "REC": "R", "PUB": "I"})
_CORDIS = "cordis-"


def _cited_to_cordis(row: Row, facts: Facts) -> Iterator[Problem]:
    for citation in split(row["citation"]):
        if not citation.startswith(_CORDIS):
            yield Problem("citation", quoted(citation), f"a citation of CORDIS (its id starts with {_CORDIS})")
    if row["confidence"] == "unverified":
        yield Problem("confidence", "'unverified'", "sourced: every row of these tables stands in a CORDIS snapshot")


def _ends_after_start(row: Row, facts: Facts) -> Iterator[Problem]:
    if row["start_date"] and row["end_date"] and row["end_date"] < row["start_date"]:
        yield Problem("end_date", quoted(row["end_date"]), f"{row['start_date']} or later")


def _counts(row: Row, facts: Facts) -> Iterator[Problem]:
    lombard, everyone = row["lombardy_participants"], row["participants"]
    if WHOLE.accepts(lombard) and WHOLE.accepts(everyone) and int(lombard) > int(everyone):
        yield Problem("lombardy_participants", quoted(lombard), f"{everyone} at most, the number of participants")


def _counts_agree(facts: Facts) -> Iterator[Issue]:
    """`lombardy_participants` is the number of bodies that eu_participations.csv names for the project."""
    if not facts.is_complete("eu_participations"):
        return
    bodies: defaultdict[str, set[str]] = defaultdict(set)
    for row in facts.rows("eu_participations"):
        bodies[row["project"]].add(row["pic"])
    for row in facts.rows("eu_projects"):
        named = len(bodies[row["project"]])
        if row["lombardy_participants"] != str(named):
            allowed = f"{named}, the number of bodies in eu_participations.csv"
            yield Issue(
                "eu_projects.csv", row.line, "lombardy_participants", quoted(row["lombardy_participants"]), allowed
            )


EU_ORGANISATIONS = Table(
    "eu_organisations",
    (
        Column("pic", pattern(r"\d{9}", "nine digits"), required=True),
        a_name("name"),
        *LOCATION,
        Column("city_as_given", required=True),
        Column("city_elsewhere", many=True),
        Column("activity_type", one_of("PRC", "HES", "REC", "PUB", "OTH"), required=True),
        Column(
            "vat", pattern(r"[A-Z]{2}[A-Z0-9]+", "a VAT number that starts with the country, such as IT05679490960")
        ),
        CITATION,
        CONFIDENCE,
    ),
    keys=(("pic",),),
    row_rules=(check_location, _cited_to_cordis),
)
EU_PROJECTS = Table(
    "eu_projects",
    (
        Column("project", pattern(r"\d+|rcn-\d+", "a CORDIS id such as 101007237, or rcn-200153"), required=True),
        Column("acronym"),
        Column("framework", one_of("FP7", "H2020", "HORIZON"), required=True),
        Column("topic"),
        Column("start_date", DAY),
        Column("end_date", DAY),
        Column("max_contribution_eur", AMOUNT),
        Column("euroscivoc", pattern(r"(/\d+)+", "EuroSciVoc paths such as /23/47/307"), many=True),
        Column("link", URL),
        Column("participants", COUNTED, required=True),
        Column("lombardy_participants", WHOLE, required=True),
        CITATION,
        CONFIDENCE,
    ),
    keys=(("project",),),
    row_rules=(_cited_to_cordis, _ends_after_start, _counts),
    table_rules=(_counts_agree,),
)
EU_PARTICIPATIONS = Table(
    "eu_participations",
    (
        Column("project", refers_to("eu_projects"), required=True),
        Column("pic", refers_to("eu_organisations"), required=True),
        Column(
            "role",
            one_of("coordinator", "participant", "partner", "thirdParty", "associatedPartner", "internationalPartner"),
            required=True,
        ),
        Column("ec_contribution_eur", AMOUNT),
        CITATION,
        CONFIDENCE,
    ),
    keys=(("project", "pic", "role"),),
    row_rules=(_cited_to_cordis,),
)


def eu_organisations(source: Source) -> Iterator[Statement]:
    places = place_addresses(source.facts, source.minter)
    curated = {row["b"] for row in source.facts.rows("same_as") if row["judgement"] == "same"}
    for claims in source.claims(EU_ORGANISATIONS):
        pic = claims.row["pic"]
        me = Iri(source.minter.pic(pic))
        yield from claims.is_a(me, ZIS.Organisation)
        yield from claims.text(me, ZIS.pic, "pic")
        yield from claims.text(me, RDFS.label, "name")
        yield from location(claims, me, ZIS.seatIn, places)
        yield from claims.text(me, ZIS.cityAsGiven, "city_as_given")
        yield from claims.texts(me, ZIS.cityElsewhere, "city_elsewhere")
        yield from _activity(claims, me, has_letter=f"pic:{pic}" in curated)
        yield from claims.text(me, ZIS.vatNumber, "vat")


def _activity(claims: Claims, me: Iri, *, has_letter: bool) -> Iterator[Statement]:
    """The activity type as CORDIS states it, and the letter it settles unless the editor gave the body one."""
    letter = _HELIX.get(claims.row["activity_type"])
    yield from claims.text(me, ZIS.activityType, "activity_type")
    if letter and not has_letter:
        yield from claims.says(me, ZIS.helix, Literal(letter), "activity_type", editor=True)


def eu_projects(source: Source) -> Iterator[Statement]:
    """Most projects are thin: 891 have neither acronym nor topic nor field of science, and are called by their id."""
    for claims in source.claims(EU_PROJECTS):
        number = claims.pop("project")
        me = Iri(source.minter.project(number))
        yield from claims.is_a(me, ZIS.Project)
        yield from claims.says(me, ZIS.cordisId, Literal(number), "project")
        yield from claims.says(me, RDFS.label, Literal(claims.row["acronym"] or number), "acronym")
        yield from claims.text(me, ZIS.acronym, "acronym")
        yield from claims.text(me, ZIS.framework, "framework")
        yield from claims.text(me, ZIS.callTopic, "topic")
        yield from claims.typed(me, ZIS.startDate, "start_date", XSD.date)
        yield from claims.typed(me, ZIS.endDate, "end_date", XSD.date)
        yield from claims.typed(me, ZIS.maxContribution, "max_contribution_eur", XSD.decimal)
        yield from claims.texts(me, ZIS.euroSciVocPath, "euroscivoc")
        yield from claims.page(me, FOAF.homepage, "link")
        yield from claims.typed(me, ZIS.participantCount, "participants", XSD.integer)
        yield from claims.typed(me, ZIS.lombardParticipantCount, "lombardy_participants", XSD.integer)


def eu_participations(source: Source) -> Iterator[Statement]:
    for claims in source.claims(EU_PARTICIPATIONS):
        project, pic = claims.pop("project"), claims.pop("pic")
        tie = Iri(source.minter.participation(project, pic, claims.row["role"]))
        yield from claims.is_a(tie, ZIS.Participation)
        yield from claims.says(tie, ZIS.tieFrom, Iri(source.minter.pic(pic)), "pic")
        yield from claims.says(tie, ZIS.tieTo, Iri(source.minter.project(project)), "project")
        yield from claims.text(tie, ZIS.role, "role")
        yield from claims.typed(tie, ZIS.ecContribution, "ec_contribution_eur", XSD.decimal)
