"""Under which heading a tie stands in a network, on which side, and the short words below the name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from zisgraph.catalogue.directory import RECORD
from zisgraph.catalogue.records import EntityRef, Group, Tie
from zisgraph.visualisations.drawing.ego import Side
from zisgraph.visualisations.translation import Translator, marked


@dataclass(frozen=True, slots=True)
class Heading:
    """A group of ties: `order` is its place on the page; a fixed group never changes sides."""

    key: str
    side: Side
    order: int
    fixed: bool = False


_LEFT, _RIGHT = Side.LEFT, Side.RIGHT

FOUNDERS = Heading("founders", _LEFT, 1)
WHOLE = Heading("whole", _LEFT, 2)
GOVERNANCE = Heading("governance", _LEFT, 3)
WORK = Heading("work", _LEFT, 4)
MEMBERS = Heading("members", _LEFT, 5)
NETWORKS = Heading("networks", _LEFT, 6)
FOUNDED = Heading("founded", _LEFT, 7)
ZONES = Heading("zones", _LEFT, 8)
INTEREST = Heading("interest", _LEFT, 9)
SUPPORT = Heading("support", _LEFT, 10)
PREMISES = Heading("premises", _LEFT, 11)
LABS = Heading("labs", _RIGHT, 12, fixed=True)
DEPARTMENTS = Heading("departments", _RIGHT, 13, fixed=True)
SITES = Heading("sites", _RIGHT, 14, fixed=True)
PARTS = Heading("parts", _RIGHT, 15, fixed=True)
TENANTS = Heading("tenants", _RIGHT, 16)
TRAINING = Heading("training", _RIGHT, 17, fixed=True)
TOPICS = Heading("topics", _RIGHT, 18, fixed=True)
PROJECTS = Heading("projects", _RIGHT, 19)
PARTICIPANTS = Heading("participants", _LEFT, 20)
NAMED = Heading("named", _LEFT, 21)
OTHER = Heading("other", _LEFT, 22)
PLACES = Heading("places", _RIGHT, 23, fixed=True)
PROVIDERS = Heading("providers", _LEFT, 24, fixed=True)

_BY_PREDICATE: Mapping[str, tuple[Heading, Heading]] = MappingProxyType(
    {
        "founderOf": (FOUNDED, FOUNDERS),
        "memberOf": (NETWORKS, MEMBERS),
        "memberOfBoard": (NETWORKS, GOVERNANCE),
        "memberOfCouncil": (NETWORKS, GOVERNANCE),
        "shareholderOf": (FOUNDED, GOVERNANCE),
        "collaboratesWith": (WORK, WORK),
        "partnerOf": (WORK, WORK),
        "coordinates": (NETWORKS, WORK),
        "leads": (NETWORKS, WORK),
        "spokeLeaderOf": (NETWORKS, WORK),
        "promotes": (WORK, WORK),
        "partOf": (WHOLE, PARTS),
        "locatedAt": (PREMISES, TENANTS),
        "hosts": (TENANTS, PREMISES),
        "expressedInterestIn": (INTEREST, INTEREST),
        "funds": (SUPPORT, SUPPORT),
        "supports": (SUPPORT, SUPPORT),
        "recognises": (SUPPORT, SUPPORT),
        "designs": (PREMISES, PREMISES),
        "develops": (PREMISES, PREMISES),
        "partOfDistrict": (NETWORKS, MEMBERS),
        "participatesIn": (PROJECTS, PARTICIPANTS),
    }
)
"""Heading when the profile's entity is the subject, and when it is the object."""

_WORDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "founderOf": (marked("founded together with others"), marked("founder")),
        "memberOf": (marked("it is a member"), marked("member")),
        "memberOfBoard": (marked("it sits on the board"), marked("on the board")),
        "memberOfCouncil": (marked("it sits on the council"), marked("on the council")),
        "shareholderOf": (marked("it is a shareholder"), marked("shareholder")),
        "collaboratesWith": (marked("collaborates"), marked("collaborates")),
        "partnerOf": (marked("it is a partner"), marked("partner")),
        "coordinates": (marked("it coordinates"), marked("coordinates")),
        "leads": (marked("it leads"), marked("leads")),
        "spokeLeaderOf": (marked("it leads a spoke"), marked("leads a spoke")),
        "promotes": (marked("it promotes"), marked("promotes")),
        "partOf": ("", ""),
        "locatedAt": (marked("it has premises there"), marked("has premises here")),
        "hosts": (marked("has premises here"), marked("hosts it")),
        "expressedInterestIn": (marked("interest expressed"), marked("interest expressed")),
        "funds": (marked("it funds"), marked("funds")),
        "supports": (marked("it supports"), marked("supports")),
        "recognises": (marked("it recognises"), marked("recognises")),
        "designs": (marked("building project"), marked("building project")),
        "develops": (marked("it builds the premises"), marked("builds the premises")),
        "partOfDistrict": (marked("in the district"), marked("in the district")),
        "delivers": (marked("delivers it"), marked("delivers it")),
        "leadsProgramme": (marked("leads it"), marked("leads it")),
        "recruitsFrom": (marked("recruits from it"), marked("recruits from it")),
        "associatedWith": (marked("named with it"), marked("named with the zone")),
        "signatoryOf": (marked("signatory"), marked("signatory")),
        "coordinatesMasterplanOf": (marked("prepares the masterplan"), marked("prepares the masterplan")),
    }
)
"""Said of the neighbour when the profile's entity is the subject, and when the neighbour is."""

_PARTS: Mapping[str, Heading] = MappingProxyType(
    {
        "Laboratory": LABS,
        "UniversityDepartment": DEPARTMENTS,
        "CompanySite": SITES,
        "ItsSite": SITES,
        "UniversityCampus": SITES,
    }
)


def heading_of(tie: Tie, ego: EntityRef) -> Heading:
    """The group a tie of `ego` belongs to."""
    if ego.group is Group.ZONE:
        return NAMED
    if ego.group in (Group.PROJECT, Group.PROGRAMME):
        return PARTICIPANTS
    match tie.other.group:
        case Group.ZONE:
            return ZONES
        case Group.PROGRAMME:
            return TRAINING
        case Group.PROJECT:
            return PROJECTS
        case _:
            pass
    if tie.predicate == "partOf" and not tie.outgoing:
        return _PARTS.get(tie.other.kind, PARTS)
    outgoing, incoming = _BY_PREDICATE.get(tie.predicate, (OTHER, OTHER))
    return outgoing if tie.outgoing else incoming


def heading_text(heading: Heading, t: Translator) -> str:
    """The heading in words."""
    return {
        "founders": t("Founders"),
        "whole": t("Part of"),
        "governance": t("Governance"),
        "work": t("Collaborations"),
        "members": t("Members"),
        "networks": t("Networks and bodies it belongs to"),
        "founded": t("Founded or owned"),
        "zones": t("Innovation zones"),
        "interest": t("Interest expressed"),
        "support": t("Support and recognition"),
        "premises": t("Premises and works"),
        "labs": t("Laboratories"),
        "departments": t("Departments"),
        "sites": t("Sites"),
        "parts": t("Sections and subsidiaries"),
        "tenants": t("Hosted here"),
        "training": t("Training programmes"),
        "topics": t("Topics"),
        "projects": t("European projects"),
        "participants": t("Who takes part"),
        "named": t("Named with the zone"),
        "other": t("Other ties"),
        "places": t("Provinces"),
        "providers": t("Delivered by"),
    }[heading.key]


def words_of(tie: Tie, t: Translator) -> str:
    """The tie in one or two words, as they stand below the neighbour's name: "fonda", "membro di"."""
    if tie.predicate == "participatesIn":
        return role_words(tie.role, t)
    short = _WORDS.get(tie.predicate)
    if short is None:
        return tie.word.in_(t.language)
    message = short[0] if tie.outgoing else short[1]
    return t(message) if message else ""


def role_words(role: str, t: Translator) -> str:
    """A participation's role in CORDIS, in words."""
    known = {
        "coordinator": t("coordinator"),
        "participant": t("participant"),
        "thirdParty": t("third party"),
        "associatedPartner": t("associated partner"),
        "partner": t("partner"),
    }
    return known.get(role, role or t("participant"))


def project_words(name: str, t: Translator) -> str:
    """A project in common; one without a name is called by its record number at CORDIS ("rcn-200153")."""
    number = name.removeprefix(RECORD)
    if number != name:
        return t("project no. %(number)s", number=number)
    return t("project %(name)s", name=name)


def year_of(tie: Tie, t: Translator) -> str:
    """When the tie stands, as briefly as the source allows: "2003", "2003–2010"; nothing where no source dates it."""
    if tie.from_year and tie.to_year:
        return f"{tie.from_year}–{tie.to_year}"
    if tie.from_year:
        return t("from %(year)s, planned", year=tie.from_year) if tie.planned else tie.from_year
    if tie.to_year:
        return t("until %(year)s", year=tie.to_year)
    return ""


def report_of(tie: Tie) -> str:
    """The year of the report that tells of a tie whose own years no source gives: when it began is unknown."""
    return "" if tie.from_year or tie.to_year else tie.reported_year


def reported(years: Iterable[str], t: Translator) -> str:
    """Years of reports in words: "reported in 2023"."""
    told = ", ".join(years)
    return t("reported in %(year)s", year=told) if told else ""


def stated_words(tie: Tie, t: Translator) -> str:
    """A tie in whole words, from subject to object; a participation with its role."""
    word = tie.word.in_(t.language)
    return f"{word} ({role_words(tie.role, t)})" if tie.role else word
