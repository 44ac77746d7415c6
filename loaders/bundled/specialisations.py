"""specialisations.csv: the tree of themes, with codes of other classifications."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from zisgraph.loaders.bundled.cells import (
    CITATION,
    CONFIDENCE,
    ID,
    UNVERIFIED_FIELDS,
    Column,
    names_in_both,
    one_of,
    pattern,
    refers_to,
    split,
)
from zisgraph.loaders.bundled.circles import no_circle
from zisgraph.loaders.bundled.claims import EDITOR, Claims, Source, predicate
from zisgraph.loaders.bundled.reading import quoted
from zisgraph.loaders.bundled.tables import Facts, Problem, Row, Table
from zisgraph.model.terms import Confidence, Iri, Literal, Statement
from zisgraph.ontology.mappings import MappingTarget, mapping_targets, targets_of
from zisgraph.ontology.vocabulary import RDF, RDFS, SKOS, XSD, ZIS

ECOSYSTEM = "s3_ecosystem"
CROSS_CUTTING = "cross_cutting"
_ATECO = pattern(r"\d\d(\.\d{1,2})?", "ATECO codes such as 26 or 26.11, separated by ;")


def _parent_is_an_ecosystem(row: Row, facts: Facts) -> Iterator[Problem]:
    parent = facts.by_id("specialisations").get(row["parent_s3"])
    if parent is not None and parent["type"] != ECOSYSTEM:
        yield Problem(
            "parent_s3", f"{quoted(row['parent_s3'])}, which is of type {parent['type']}", f"an id of type {ECOSYSTEM}"
        )
    if row["parent_s3"] and "parent_s3" not in split(row["unverified_fields"]):
        yield Problem(
            "unverified_fields", quoted(row["unverified_fields"]), "parent_s3 among them: no source states it"
        )


def _paths_and_codes(row: Row, facts: Facts) -> Iterator[Problem]:
    paths, codes = split(row["euroscivoc"]), split(row["euroscivoc_code"])
    if len(paths) != len(codes):
        yield Problem("euroscivoc_code", f"{len(codes)} codes", f"{len(paths)}, one for each path of euroscivoc")


SPECIALISATIONS = Table(
    "specialisations",
    (
        Column("id", ID, required=True),
        *names_in_both("name"),
        Column(
            "type",
            one_of(ECOSYSTEM, "ctl_theme", "zis_candidate", "tour_focus", "district", "sector", CROSS_CUTTING),
            required=True,
        ),
        Column("parent_s3", refers_to("specialisations")),
        Column("ateco_2007", _ATECO, many=True),
        Column("ateco_2025", _ATECO, many=True),
        Column("euroscivoc", many=True),
        Column("euroscivoc_code", pattern(r"\d+", "EuroSciVoc notations such as 377"), many=True),
        Column("esco_hint", many=True),
        CITATION,
        CONFIDENCE,
        UNVERIFIED_FIELDS,
    ),
    keys=(("id",),),
    row_rules=(_parent_is_an_ecosystem, _paths_and_codes),
    table_rules=(no_circle("specialisations", "parent_s3"),),
)


def specialisations(source: Source) -> Iterator[Statement]:
    minter = source.minter
    scheme = Iri(minter.specialisation_scheme())
    targets = mapping_targets()
    me_by_id = {row["id"]: Iri(minter.specialisation(row["id"])) for row in source.facts.rows(SPECIALISATIONS.name)}
    for claims in source.claims(SPECIALISATIONS):
        me = me_by_id[claims.pop("id")]
        yield from claims.is_a(me, ZIS.Specialisation)
        for column, language in (("name_it", "it"), ("name_en", "en")):
            name = Literal(claims.pop(column), XSD.string, language)
            yield from claims.says(me, SKOS.prefLabel, name, column)
            yield from claims.says(me, RDFS.label, name, column)
        yield from _type(claims, me)
        yield from claims.says(me, SKOS.inScheme, scheme, editor=True)
        if not claims.row["parent_s3"]:
            yield from claims.says(me, SKOS.topConceptOf, scheme, editor=True)
        yield from claims.links(me, SKOS.broader, "parent_s3", me_by_id, editor=True)
        yield from _matches(claims, me, targets)
        yield from _codes(claims, me)
    yield from _scheme(source, scheme)


def _type(claims: Claims, me: Iri) -> Iterator[Statement]:
    kind = claims.pop("type")
    yield from claims.says(me, ZIS.specialisationType, Literal(kind), "type")
    if kind == CROSS_CUTTING:
        yield from claims.says(me, ZIS.crossCutting, Literal("true", XSD.boolean), "type")


def _matches(claims: Claims, me: Iri, targets: Mapping[tuple[str, str], MappingTarget]) -> Iterator[Statement]:
    """The concepts of EuroSciVoc, ATECO and NACE that the codes stand for, as sure as the codes."""
    for column, stated_by in (("euroscivoc_code", "euroscivoc"), ("ateco_2007", "ateco_2007")):
        for target in targets_of(column, split(claims.row[column]), targets):
            yield from claims.says(me, SKOS.relatedMatch, Iri(target.iri), column, stated_by, editor=True)


def _codes(claims: Claims, me: Iri) -> Iterator[Statement]:
    yield from claims.texts(me, ZIS.atecoCode2007, "ateco_2007", editor=True)
    yield from claims.texts(me, ZIS.atecoCode2025, "ateco_2025", editor=True)
    yield from claims.texts(me, ZIS.euroSciVocPath, "euroscivoc", editor=True)
    for code in split(claims.pop("euroscivoc_code")):  # the end of the path: as sure as the path is
        yield from claims.says(me, ZIS.euroSciVocCode, Literal(code), "euroscivoc", "euroscivoc_code", editor=True)
    yield from claims.texts(me, ZIS.escoHint, "esco_hint", editor=True)


def _scheme(source: Source, scheme: Iri) -> Iterator[Statement]:
    """The tree as a whole is the editor's: it has no row and no other citation."""
    (origin,) = source.origins((EDITOR,), Confidence.SOURCED)
    yield Statement(scheme, predicate(RDF.type), predicate(SKOS.ConceptScheme), origin)
    for name, language in (("Specializzazioni lombarde", "it"), ("Lombard specialisations", "en")):
        yield Statement(scheme, predicate(RDFS.label), Literal(name, XSD.string, language), origin)
