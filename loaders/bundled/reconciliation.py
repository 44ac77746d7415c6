"""Every row of every table is in the graph: what to count there for each table, and why it may differ from the rows."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Final

from zisgraph.loaders.bundled import (
    eu,
    indicators,
    kinds,
    organisations,
    places,
    programmes,
    relations,
    specialisations,
    zones,
)
from zisgraph.loaders.bundled.citations import CITATIONS
from zisgraph.loaders.bundled.same_as import SAME_AS
from zisgraph.loaders.bundled.tables import Facts, Row, Table

_ALIASES = " ".join(f"<{prop}>" for prop in sorted(organisations.ALIAS_PROPERTIES.values()))

# What stands for the editors' choices and for zisgraph's own computations has no row.
_OWN_CITATIONS = "editor|zisgraph"


@dataclass(frozen=True, slots=True)
class Trace:
    """How the rows of one table are found again. `sparql` and `cypher` return one number, `n`; `cypher` is empty
    where the property graph holds the rows as schema or as properties, not as nodes or relationships."""

    table: Table
    what: str
    same: Callable[[Row], Hashable]
    why: str
    sparql: str
    cypher: str = ""


@dataclass(frozen=True, slots=True)
class Reconciled:
    """One table: its rows, the things they are about, and the queries that find these again."""

    table: str
    rows: int
    things: int
    what: str
    why: str
    sparql: str
    cypher: str


def reconcile(facts: Facts) -> list[Reconciled]:
    """What each table should give in a build of these tables; `why` is empty where rows and things agree."""
    found = []
    for trace in TRACES:
        rows = facts.rows(trace.table.name)
        things = len({trace.same(row) for row in rows})
        why = "" if things == len(rows) else trace.why.format(fewer=len(rows) - things)
        found.append(Reconciled(trace.table.name, len(rows), things, trace.what, why, trace.sparql, trace.cypher))
    return found


def _cells(*names: str) -> Callable[[Row], Hashable]:
    return lambda row: tuple(row[name] for name in names)


def _count(pattern: str, what: str = "?thing") -> str:
    return f"SELECT (COUNT(DISTINCT {what}) AS ?n) WHERE {{ {pattern} }}"


def _instances(cls: str) -> str:
    return _count(f"?thing a zis:{cls} .")


def _nodes(label: str) -> str:
    return f"MATCH (n:{label}) RETURN count(n) AS n"


_ONE_EACH = "{fewer} rows repeat an id"

TRACES: Final[tuple[Trace, ...]] = (
    Trace(
        organisations.ALIASES,
        "other names",
        _cells("alias", "id", "type"),
        "{fewer} rows repeat a name of the same body",
        f"SELECT (COUNT(*) AS ?n) WHERE {{ SELECT DISTINCT ?thing ?prop ?name WHERE {{ VALUES ?prop {{ {_ALIASES} }} "
        "?thing ?prop ?name ; a zis:Body . } }",
    ),
    Trace(
        CITATIONS,
        "citations",
        _cells("id"),
        _ONE_EACH,
        _count(f"?thing a zis:Citation . FILTER (!REGEX(STR(?thing), '/citation/({_OWN_CITATIONS})$'))"),
        f"MATCH (n:Citation) WHERE NOT n.id =~ 'citation/({_OWN_CITATIONS})' RETURN count(n) AS n",
    ),
    Trace(
        eu.EU_ORGANISATIONS,
        "participant codes",
        _cells("pic"),
        _ONE_EACH,
        _count("?thing zis:pic ?pic .", "?pic"),
        "MATCH (n:Body) WHERE n.pic IS NOT NULL RETURN count(DISTINCT n.pic) AS n",
    ),
    Trace(
        eu.EU_PARTICIPATIONS,
        "participations",
        _cells("project", "pic", "role"),
        _ONE_EACH,
        _instances("Participation"),
        "MATCH ()-[r:PARTICIPATES_IN]->() RETURN count(r) AS n",
    ),
    Trace(eu.EU_PROJECTS, "projects", _cells("project"), _ONE_EACH, _instances("Project"), _nodes("Project")),
    Trace(
        indicators.INDICATORS,
        "observations",
        _cells(*indicators.KEY),
        "{fewer} rows state a value that another citation states too: one observation in two graphs",
        _instances("Observation"),
        _nodes("Observation"),
    ),
    Trace(
        kinds.KINDS,
        "classes of bodies",
        _cells("kind"),
        _ONE_EACH,
        _count("GRAPH ?g { ?thing zis:kindCode ?code . } FILTER (CONTAINS(STR(?g), '/curated/editor/'))"),
    ),
    Trace(
        organisations.ORGANISATIONS,
        "curated bodies",
        _cells("id"),
        _ONE_EACH,
        _count(
            "GRAPH ?g { ?thing a ?kind . } ?kind zis:kindCode ?code . FILTER (CONTAINS(STR(?g), '/curated/editor/'))"
        ),
        "MATCH (n:Body) WHERE n.id STARTS WITH 'curated/' OR any(other IN n.same_as WHERE other CONTAINS '/id/curated/') "
        "RETURN count(n) AS n",
    ),
    Trace(places.PLACES, "places", _cells("id"), _ONE_EACH, _instances("Place"), _nodes("Place")),
    Trace(
        kinds.PREDICATES,
        "classes of ties",
        _cells("predicate"),
        _ONE_EACH,
        _count("GRAPH ?g { ?thing zis:predicateCode ?code . } FILTER (CONTAINS(STR(?g), '/curated/editor/'))"),
    ),
    Trace(
        programmes.PROGRAMMES,
        "training programmes",
        _cells("id"),
        _ONE_EACH,
        _instances("TrainingProgramme"),
        _nodes("TrainingProgramme"),
    ),
    Trace(
        relations.RELATIONS,
        "ties",
        _cells("subject", "predicate", "object"),
        "{fewer} rows are further citations of a tie that another row states: one tie in several graphs",
        _count("?thing a zis:Tie . MINUS { ?thing a zis:Participation . }"),
        "MATCH ()-[r]->() WHERE r.key CONTAINS '/id/tie/' AND type(r) <> 'PARTICIPATES_IN' RETURN count(r) AS n",
    ),
    Trace(
        SAME_AS,
        "judgements on identity",
        _cells("a", "b"),
        _ONE_EACH,
        _instances("IdentityJudgement"),
        _nodes("IdentityJudgement"),
    ),
    Trace(
        specialisations.SPECIALISATIONS,
        "specialisations",
        _cells("id"),
        _ONE_EACH,
        _instances("Specialisation"),
        _nodes("Specialisation"),
    ),
    Trace(
        kinds.UNITS, "units of measure", _cells("code"), _ONE_EACH, _instances("UnitOfMeasure"), _nodes("UnitOfMeasure")
    ),
    Trace(zones.ZONES, "zones", _cells("id"), _ONE_EACH, _instances("Zone"), _nodes("Zone")),
    Trace(zones.RULES, "rules", _cells("id"), _ONE_EACH, _instances("Rule"), _nodes("Rule")),
)
