"""organisations.csv and aliases.csv: the curated bodies and their other names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from zisgraph.loaders.bundled.cells import (
    CITATION,
    CONFIDENCE,
    HELIX,
    ID,
    UNVERIFIED_FIELDS,
    URL,
    YEAR,
    Column,
    a_name,
    in_both,
    names_in_both,
    one_of,
    pattern,
    refers_to,
)
from zisgraph.loaders.bundled.claims import Claims, Source
from zisgraph.loaders.bundled.location import LOCATION, check_location, location, place_addresses
from zisgraph.loaders.bundled.reading import quoted
from zisgraph.loaders.bundled.tables import Facts, Problem, Row, Table
from zisgraph.model.terms import Iri, Literal, Statement
from zisgraph.ontology.vocabulary import FOAF, KIND_CLASSES, RDFS, SCHEMA, XSD, ZIS

ROR_ADDRESS = "https://ror.org/"
ALIAS_PROPERTIES: Mapping[str, str] = MappingProxyType(
    {
        "former_name": ZIS.formerName,
        "acronym": ZIS.acronym,
        "short_name": ZIS.shortName,
        "full_name": ZIS.fullName,
        "legal_name": ZIS.legalName,
        "ror_name": ZIS.rorName,
        "ror_withdrawn_record": ZIS.withdrawnRorName,
        "spelling": ZIS.spellingVariant,
        "misspelling": ZIS.misspelling,
    }
)


def _by_the_editor(row: Row, facts: Facts) -> Iterator[Problem]:
    expected = "editor" if row["specialisations"] else ""
    if row["specialisations_by"] != expected:
        allowed = "editor where specialisations are given, empty where there are none"
        yield Problem("specialisations_by", quoted(row["specialisations_by"]), allowed)


def _is_another_name(row: Row, facts: Facts) -> Iterator[Problem]:
    body = facts.by_id("organisations").get(row["id"])
    if body is not None and row["alias"] in (body.cells.get("name_it"), body.cells.get("name_en")):
        yield Problem("alias", quoted(row["alias"]), "a name other than name_it and name_en of the organisation")


ORGANISATIONS = Table(
    "organisations",
    (
        Column("id", ID, required=True),
        *names_in_both("name"),
        Column("kind", refers_to("kinds"), required=True),
        *LOCATION,
        Column("founded", YEAR),
        Column("website", URL),
        Column("ror", pattern(r"https://ror\.org/0[a-z0-9]{8}", "an address such as https://ror.org/02dq7z403")),
        Column("wikidata", pattern(r"Q\d+", "an id such as Q219317")),
        Column("specialisations", refers_to("specialisations"), many=True),
        Column("specialisations_by", one_of("editor")),
        Column("helix", HELIX),
        *in_both("note"),
        CITATION,
        CONFIDENCE,
        UNVERIFIED_FIELDS,
    ),
    keys=(("id",), ("ror",), ("wikidata",)),
    row_rules=(check_location, _by_the_editor),
)
ALIASES = Table(
    "aliases",
    (
        a_name("alias"),
        Column("id", refers_to("organisations"), required=True),
        Column("type", one_of(*ALIAS_PROPERTIES), required=True),
        CITATION,
        CONFIDENCE,
    ),
    keys=(("alias", "id"),),
    row_rules=(_is_another_name,),
)


def organisations(source: Source) -> Iterator[Statement]:
    places = place_addresses(source.facts, source.minter)
    specialisations = {
        row["id"]: Iri(source.minter.specialisation(row["id"])) for row in source.facts.rows("specialisations")
    }
    for claims in source.claims(ORGANISATIONS):
        me = Iri(source.minter.organisation(claims.pop("id")))
        kind = source.facts.by_id("kinds")[claims.pop("kind")]
        claims.skip("specialisations_by")  # always the editor, whose graph the specialisations stand in
        yield from claims.is_a(me, KIND_CLASSES[kind["kind"]], "kind", editor=True)
        yield from claims.text(me, RDFS.label, "name_it", language="it")
        yield from claims.text(me, RDFS.label, "name_en", language="en")
        yield from location(claims, me, ZIS.seatIn if kind["is_organisation"] == "yes" else ZIS.siteIn, places)
        yield from claims.typed(me, SCHEMA.foundingDate, "founded", XSD.gYear)
        yield from claims.page(me, FOAF.homepage, "website")
        yield from _registry_ids(claims, me)
        yield from claims.links(me, ZIS.hasSpecialisation, "specialisations", specialisations, editor=True)
        yield from _helix(claims, me, kind["helix"])
        yield from claims.in_both(me, RDFS.comment, "note")


def _registry_ids(claims: Claims, me: Iri) -> Iterator[Statement]:
    ror = claims.pop("ror").removeprefix(ROR_ADDRESS)
    if ror:
        yield from claims.says(me, ZIS.rorId, Literal(ror), "ror")
    yield from claims.text(me, ZIS.wikidataId, "wikidata")


def _helix(claims: Claims, me: Iri, of_its_kind: str) -> Iterator[Statement]:
    """The letter of the body itself, or else that of its kind."""
    letter = claims.pop("helix") or of_its_kind
    if letter:
        yield from claims.says(me, ZIS.helix, Literal(letter), "helix", editor=True)


def aliases(source: Source) -> Iterator[Statement]:
    for claims in source.claims(ALIASES):
        me = Iri(source.minter.organisation(claims.pop("id")))
        yield from claims.text(me, ALIAS_PROPERTIES[claims.pop("type")], "alias")
