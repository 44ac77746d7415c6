"""relations.csv: the curated ties, each row one claim of one citation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from zisgraph.errors import Issue
from zisgraph.loaders.bundled.cells import (
    CITATION,
    CONFIDENCE,
    YEAR,
    YES,
    Column,
    in_both,
    is_date,
    is_year,
    one_of,
    refers_to,
    split,
)
from zisgraph.loaders.bundled.claims import Source
from zisgraph.loaders.bundled.kinds import ends_allowed
from zisgraph.loaders.bundled.reading import quoted
from zisgraph.loaders.bundled.tables import Facts, Problem, Row, Table
from zisgraph.model.terms import Iri, Statement
from zisgraph.ontology.vocabulary import RDFS, TIE_CLASSES, XSD, ZIS

_TABLE_OF = {"organisation": "organisations", "programme": "programmes", "zis": "zis"}


def _ends(row: Row, facts: Facts) -> Iterator[Problem]:
    """Both ends exist in the table that their type names, and the predicate takes that type."""
    for end in ("subject", "object"):
        table = _TABLE_OF.get(row[f"{end}_type"])
        if table is None:
            continue  # said already: no such type
        if row[end] not in facts.by_id(table) and any(row[end] in facts.by_id(t) for t in _TABLE_OF.values()):
            yield Problem(
                end, f"{quoted(row[end])}, which is not in {table}.csv", f"an id of {table}.csv, or another {end}_type"
            )
        if row["predicate"] in facts.by_id("predicates"):
            allowed = ends_allowed(facts, row["predicate"], end)
            if row[f"{end}_type"] not in allowed:
                yield Problem(
                    f"{end}_type", quoted(row[f"{end}_type"]), f"{' or '.join(allowed)}, as {row['predicate']} asks"
                )


def _between_two(row: Row, facts: Facts) -> Iterator[Problem]:
    if row["subject"] == row["object"]:
        yield Problem(
            "object", f"{quoted(row['object'])}, the subject itself", "another body: nothing is tied to itself"
        )
        return
    predicate = facts.by_id("predicates").get(row["predicate"])
    if predicate is not None and predicate["symmetric"] == "yes" and row["subject"] > row["object"]:
        received = f"{quoted(row['subject'])} before {quoted(row['object'])}"
        yield Problem("subject", received, f"ids in alphabetical order, because {row['predicate']} reads both ways")


def _years(row: Row, facts: Facts) -> Iterator[Problem]:
    start, end, reported = row["from_year"], row["to_year"], row["reported_year"]
    if not all(is_year(year) for year in (start, end, reported) if year):
        return  # said already
    if start and end and start > end:
        yield Problem("to_year", quoted(end), f"{start} or later: the tie cannot end before it begins")
    if start and reported:
        yield Problem("reported_year", quoted(reported), "empty where from_year is known")
    spans = [span for span in (_span(facts, citation) for citation in split(row["citation"])) if span]
    if not spans:
        return
    last = max(until for _, until in spans)
    planned = bool(start) and int(start) > last
    if planned != (row["planned"] == "yes"):
        allowed = f"yes, because the citation is of {last}" if planned else f"empty, because the citation is of {last}"
        yield Problem("planned", quoted(row["planned"]), f"{allowed} and from_year is {start or 'empty'}")
    if reported and not any(since <= int(reported) <= until for since, until in spans):
        years = " or ".join(f"{a}" if a == b else f"{a} to {b}" for a, b in spans)
        yield Problem("reported_year", quoted(reported), f"the year of the citation ({years})")


def _span(facts: Facts, citation: str) -> tuple[int, int] | None:
    """First and last year of a citation, None where it is undated or unknown."""
    row = facts.by_id("citations").get(citation)
    if row is None:
        return None
    start, end = row.cells.get("date", ""), row.cells.get("date_to", "")
    end = end or start
    return (int(start[:4]), int(end[:4])) if is_date(start) and is_date(end) else None


def _families(facts: Facts) -> Iterator[Issue]:
    """`part_of` makes no circle, and no working tie joins a body with what it is part of."""
    parents: defaultdict[str, set[str]] = defaultdict(set)
    for row in facts.rows("relations"):
        if row["predicate"] == "part_of":
            parents[row["subject"]].add(row["object"])
    above = {body: _ancestors(body, parents) for body in parents}
    for row in facts.rows("relations"):
        subject, obj = row["subject"], row["object"]
        if row["predicate"] == "part_of" and subject in above.get(obj, ()):
            received = f"{quoted(obj)}, which is itself part of {quoted(subject)}"
            yield Issue("relations.csv", row.line, "object", received, "a body that is no part of the subject")
        predicate = facts.by_id("predicates").get(row["predicate"])
        one_family = obj in above.get(subject, ()) or subject in above.get(obj, ())
        if predicate is not None and predicate["tie"] == "yes" and one_family:
            received = (
                f"{row['predicate']} between {quoted(subject)} and {quoted(obj)}, of which one is part of the other"
            )
            yield Issue(
                "relations.csv", row.line, "predicate", received, "part_of, or a predicate that is no working tie"
            )


def _ancestors(body: str, parents: Mapping[str, set[str]]) -> set[str]:
    found: set[str] = set()
    waiting = [body]
    while waiting:
        fresh = parents.get(waiting.pop(), set()) - found
        found |= fresh
        waiting.extend(fresh)
    return found


def _one_direction(facts: Facts) -> Iterator[Issue]:
    """One citation states a tie in one direction only."""
    lines = {(r["subject"], r["predicate"], r["object"], r["citation"]): r.line for r in facts.rows("relations")}
    for (subject, predicate, obj, citation), line in lines.items():
        other = lines.get((obj, predicate, subject, citation), 0)
        if 0 < other < line and predicate != "part_of":
            received = f"the tie of line {other} in the other direction"
            yield Issue("relations.csv", line, "subject", received, f"{predicate} once per citation, in one direction")


RELATIONS = Table(
    "relations",
    (
        Column("subject", refers_to("organisations"), required=True),
        Column("subject_type", one_of("organisation"), required=True),
        Column("predicate", refers_to("predicates"), required=True),
        Column("object", refers_to("organisations", "programmes", "zis"), required=True),
        Column("object_type", one_of(*_TABLE_OF), required=True),
        Column("from_year", YEAR),
        Column("to_year", YEAR),
        Column("reported_year", YEAR),
        Column("planned", YES),
        *in_both("note"),
        CITATION,
        CONFIDENCE,
    ),
    keys=(("subject", "predicate", "object", "citation"),),
    row_rules=(_ends, _between_two, _years),
    table_rules=(_families, _one_direction),
)


def relations(source: Source) -> Iterator[Statement]:
    """Rows that differ only in citation speak of one tie, each in its own graph."""
    for claims in source.claims(RELATIONS):
        claims.skip("subject_type", "object_type")  # the ends say it themselves
        subject, predicate, obj = (claims.pop(name) for name in ("subject", "predicate", "object"))
        tie = Iri(source.minter.tie(subject, predicate, obj))
        yield from claims.is_a(tie, TIE_CLASSES[predicate], "predicate")
        yield from claims.says(tie, ZIS.tieFrom, Iri(source.minter.curated(subject)), "subject")
        yield from claims.says(tie, ZIS.tieTo, Iri(source.minter.curated(obj)), "object")
        yield from claims.typed(tie, ZIS.validFrom, "from_year", XSD.gYear)
        yield from claims.typed(tie, ZIS.validTo, "to_year", XSD.gYear)
        yield from claims.typed(tie, ZIS.reportedIn, "reported_year", XSD.gYear)
        yield from claims.flag(tie, ZIS.planned, "planned")
        yield from claims.in_both(tie, RDFS.comment, "note")
