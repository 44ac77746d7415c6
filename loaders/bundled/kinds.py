"""kinds.csv, predicates.csv and units.csv: the editor's own lists, which give the other tables their words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from zisgraph.loaders.bundled.cells import (
    HELIX,
    TEXT,
    YES_NO,
    CellType,
    Column,
    in_both,
    names_in_both,
    one_of,
    pattern,
    refers_to,
    split,
)
from zisgraph.loaders.bundled.claims import Source
from zisgraph.loaders.bundled.reading import nearest, quoted
from zisgraph.loaders.bundled.tables import Facts, Problem, Row, Table
from zisgraph.model.terms import Iri, Literal, Statement
from zisgraph.ontology.vocabulary import (
    KIND_CLASSES,
    KIND_LETTERS,
    ORGANISATION_KINDS,
    OWL,
    RDFS,
    SHORTCUTS,
    SKOS,
    SYMMETRIC_TIES,
    TIE_CLASSES,
    WORKING_TIES,
    XSD,
    ZIS,
)

CODE = pattern(r"[a-z][a-z0-9_]*", "lower case letters, digits and underscores")
ENDS = one_of("organisation", "programme", "zis")
CATEGORY = one_of(
    "company",
    "research",
    "higher education",
    "training",
    "institution",
    "civil society",
    "healthcare",
    "intermediary",
)
CLASS_NAME = pattern(r"([A-Z][a-z]+)+", "the name of a class such as TechnologyCluster")


def _required(name: str, cell_type: CellType = TEXT) -> Column:
    return Column(name, cell_type, required=True)


def _kind_is_known(row: Row, facts: Facts) -> Iterator[Problem]:
    known = KIND_CLASSES.get(row["kind"])
    if known is None:
        allowed = f"a kind that the ontology has a class for{nearest(row['kind'], list(KIND_CLASSES))}"
        yield Problem("kind", quoted(row["kind"]), allowed)
        return
    settled = {
        "ontology_class": known.removeprefix(ZIS.NAMESPACE),
        "is_organisation": _yes_no(row["kind"] in ORGANISATION_KINDS),
        "helix": KIND_LETTERS.get(row["kind"], ""),
    }
    yield from _as_settled(row, settled)


def _predicate_is_known(row: Row, facts: Facts) -> Iterator[Problem]:
    if row["predicate"] not in TIE_CLASSES:
        allowed = f"a predicate that the ontology has a class for{nearest(row['predicate'], list(TIE_CLASSES))}"
        yield Problem("predicate", quoted(row["predicate"]), allowed)
        return
    settled = {
        "symmetric": _yes_no(row["predicate"] in SYMMETRIC_TIES),
        "tie": _yes_no(row["predicate"] in WORKING_TIES),
        "family": _yes_no(row["predicate"] == "part_of"),
    }
    yield from _as_settled(row, settled)


def _as_settled(row: Row, settled: Mapping[str, str]) -> Iterator[Problem]:
    """What the ontology settles cannot be changed in a table alone: rules and analyses read it there."""
    for column, value in settled.items():
        if row[column] != value:
            yield Problem(column, quoted(row[column]), f"{value or 'nothing'}, as ontology/zis.ttl has it")


def _yes_no(given: bool) -> str:
    return "yes" if given else "no"


KINDS = Table(
    "kinds",
    (
        _required("kind", CODE),
        *names_in_both("label"),
        _required("category", CATEGORY),
        _required("is_organisation", YES_NO),
        _required("ontology_class", CLASS_NAME),
        Column("helix", HELIX),
        *in_both("note"),
    ),
    keys=(("kind",),),
    row_rules=(_kind_is_known,),
)
PREDICATES = Table(
    "predicates",
    (
        _required("predicate", CODE),
        *names_in_both("label"),
        *in_both("definition", required=True),
        Column("subject_types", ENDS, required=True, many=True),
        Column("object_types", ENDS, required=True, many=True),
        _required("symmetric", YES_NO),
        _required("tie", YES_NO),
        _required("family", YES_NO),
        *in_both("note", required=True),
    ),
    keys=(("predicate",),),
    row_rules=(_predicate_is_known,),
)
UNITS = Table("units", (_required("code", CODE), *names_in_both("label")), keys=(("code",),))
UNIT = refers_to("units")


def kinds(source: Source) -> Iterator[Statement]:
    """Each kind is a class of the ontology; the row adds the editor's category, letter and remark to it."""
    for claims in source.claims(KINDS):
        me = Iri(ZIS.NAMESPACE + claims.pop("ontology_class"))
        claims.skip("is_organisation")  # the class hierarchy says it
        yield from claims.text(me, ZIS.kindCode, "kind")
        yield from claims.text(me, RDFS.label, "label_it", language="it")
        yield from claims.text(me, RDFS.label, "label_en", language="en")
        yield from claims.text(me, ZIS.kindCategory, "category")
        yield from claims.text(me, ZIS.kindHelix, "helix")
        yield from claims.in_both(me, RDFS.comment, "note")


def predicates(source: Source) -> Iterator[Statement]:
    """Each predicate is a class of ties with a direct property; the row says how it reads and what it counts for."""
    for claims in source.claims(PREDICATES):
        tie, shortcut = Iri(TIE_CLASSES[claims.row["predicate"]]), Iri(SHORTCUTS[claims.row["predicate"]])
        claims.skip("subject_types", "object_types")  # they bind the rows of relations.csv, and are checked there
        yield from claims.text(tie, ZIS.predicateCode, "predicate")
        yield from claims.text(shortcut, RDFS.label, "label_it", language="it")
        yield from claims.text(shortcut, RDFS.label, "label_en", language="en")
        yield from claims.text(shortcut, SKOS.definition, "definition_it", language="it")
        yield from claims.text(shortcut, SKOS.definition, "definition_en", language="en")
        yield from claims.in_both(tie, RDFS.comment, "note")
        if claims.pop("symmetric") == "yes":
            yield from claims.is_a(shortcut, OWL.SymmetricProperty)
        for column, prop in (("tie", ZIS.countsAsTie), ("family", ZIS.isFamilyTie)):
            says = Literal("true" if claims.pop(column) == "yes" else "false", XSD.boolean)
            yield from claims.says(tie, prop, says, column)


def units(source: Source) -> Iterator[Statement]:
    for claims in source.claims(UNITS):
        me = Iri(source.minter.unit(claims.pop("code")))
        yield from claims.is_a(me, ZIS.UnitOfMeasure)
        yield from claims.text(me, RDFS.label, "label_it", language="it")
        yield from claims.text(me, RDFS.label, "label_en", language="en")


def ends_allowed(facts: Facts, predicate: str, end: str) -> list[str]:
    """The types that the subject or object of a predicate may have."""
    return split(facts.by_id("predicates")[predicate][f"{end}_types"])
