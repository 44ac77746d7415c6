"""indicators.csv: dated numbers about bodies, places, programmes and zones."""

from __future__ import annotations

from collections.abc import Iterator

from zisgraph.loaders.bundled.cells import (
    CITATION,
    CONFIDENCE,
    NUMBER,
    YEAR,
    Column,
    in_both,
    one_of,
    pattern,
    refers_to,
)
from zisgraph.loaders.bundled.claims import Source
from zisgraph.loaders.bundled.kinds import UNIT
from zisgraph.loaders.bundled.location import place_addresses
from zisgraph.loaders.bundled.reading import quoted
from zisgraph.loaders.bundled.tables import Facts, Problem, Row, Table
from zisgraph.model.terms import Iri, Statement
from zisgraph.ontology.vocabulary import RDFS, XSD, ZIS

_TABLE_OF = {"organisation": "organisations", "place": "places", "programme": "programmes", "zis": "zis"}
COUNT = "count"
"""The unit of what is only counted: the name of the figure says what."""
# What tells one observation from another. Not the citation: two citations of one value speak of one observation.
KEY = ("subject", "indicator", "year", "value", "value_min", "value_max", "qualifier", "unit")


def _subject_is_of_its_type(row: Row, facts: Facts) -> Iterator[Problem]:
    table = _TABLE_OF.get(row["subject_type"])
    if table is None or row["subject"] in facts.by_id(table):
        return
    if any(row["subject"] in facts.by_id(other) for other in _TABLE_OF.values()):
        received = f"{quoted(row['subject'])}, which is not in {table}.csv"
        yield Problem("subject", received, f"an id of {table}.csv, or another subject_type")


def _bounds(row: Row, facts: Facts) -> Iterator[Problem]:
    low, high = row["value_min"], row["value_max"]
    if NUMBER.accepts(low) and NUMBER.accepts(high) and float(low) > float(high):
        yield Problem("value_max", quoted(high), f"{low} or more: the range runs from value_min to value_max")


def _wording(row: Row, facts: Facts) -> Iterator[Problem]:
    """A figure made into words by a program says "17 count"; no source does."""
    if row["unit"] == COUNT and COUNT in row["as_given"].split():
        plain = " ".join(word for word in row["as_given"].split() if word != COUNT)
        yield Problem("as_given", quoted(row["as_given"]), f"the source's own words, such as {quoted(plain)}")


INDICATORS = Table(
    "indicators",
    (
        Column("subject", refers_to("organisations", "places", "programmes", "zis"), required=True),
        Column("subject_type", one_of(*_TABLE_OF), required=True),
        Column("indicator", pattern(r"[a-z][a-z0-9_]*", "lower case letters, digits and underscores"), required=True),
        Column("year", YEAR),
        Column("value", NUMBER, required=True),
        Column("value_min", NUMBER),
        Column("value_max", NUMBER),
        Column("qualifier", one_of("about", "at_least", "planned")),
        Column("unit", UNIT, required=True),
        Column("as_given", required=True),
        *in_both("note"),
        CITATION,
        CONFIDENCE,
    ),
    keys=((*KEY, "citation"),),
    row_rules=(_subject_is_of_its_type, _bounds, _wording),
)


def indicators(source: Source) -> Iterator[Statement]:
    places = place_addresses(source.facts, source.minter)
    units = {row["code"]: Iri(source.minter.unit(row["code"])) for row in source.facts.rows("units")}
    for claims in source.claims(INDICATORS):
        me = Iri(source.minter.observation(claims.row[name] for name in KEY))
        subject, of_type = claims.pop("subject"), claims.pop("subject_type")
        about = places[subject] if of_type == "place" else Iri(source.minter.curated(subject))
        yield from claims.is_a(me, ZIS.Observation)
        yield from claims.says(me, ZIS.observationOf, about)
        yield from claims.text(me, ZIS.indicator, "indicator")
        yield from claims.typed(me, ZIS.year, "year", XSD.gYear)
        yield from claims.typed(me, ZIS.value, "value", XSD.decimal)
        yield from claims.typed(me, ZIS.valueMin, "value_min", XSD.decimal)
        yield from claims.typed(me, ZIS.valueMax, "value_max", XSD.decimal)
        yield from claims.text(me, ZIS.qualifier, "qualifier")
        yield from claims.links(me, ZIS.unit, "unit", units)
        yield from claims.text(me, ZIS.asGiven, "as_given")
        yield from claims.in_both(me, RDFS.comment, "note")
