"""zis.csv and zis_rules.csv: the zones seen so far, each with its dated state, and the rules of the policy."""

from __future__ import annotations

from collections.abc import Iterator

from zisgraph.loaders.bundled.cells import (
    CITATION,
    CONFIDENCE,
    DATE,
    ID,
    PLATE,
    Column,
    in_both,
    is_number,
    names_in_both,
    one_of,
    pattern,
    refers_to,
    split,
)
from zisgraph.loaders.bundled.circles import no_circle
from zisgraph.loaders.bundled.claims import Claims, Source, dated
from zisgraph.loaders.bundled.kinds import UNIT
from zisgraph.loaders.bundled.location import province_addresses
from zisgraph.loaders.bundled.reading import nearest, quoted
from zisgraph.loaders.bundled.tables import Facts, Problem, Row, Table
from zisgraph.model.terms import Iri, Literal, Statement
from zisgraph.ontology.vocabulary import RDFS, ZIS

# Stated here because no source seen so far says more of any zone; a recognised one will add its status.
STATUSES = (
    "announced_intention",
    "candidature_in_preparation",
    "proposal_discussed",
    "tour_focus",
    "press_suggestion",
)
PRECISION_OF_LENGTH = {len("2026-02-28"): "day", len("2026-02"): "month", len("2026"): "year"}
_FIGURE = pattern(r"-?\d[\d.-]*", "a number, a date or a span of years; words go in value_it and value_en")
_NUMERIC_UNITS = frozenset({"eur", "percent", "count", "month"})


def _precision(row: Row, facts: Facts) -> Iterator[Problem]:
    expected = PRECISION_OF_LENGTH.get(len(row["status_date"]))
    if expected and row["status_date_precision"] != expected:
        yield Problem(
            "status_date_precision", quoted(row["status_date_precision"]), f"{expected}, for {row['status_date']}"
        )


def _provinces(row: Row, facts: Facts) -> Iterator[Problem]:
    if not facts.is_complete("places"):
        return
    plates = facts.column("places", "code")
    for plate in split(row["provinces"]):
        if plate not in plates:
            yield Problem("provinces", quoted(plate), f"plates of Lombard provinces{nearest(plate, sorted(plates))}")


def _why_not(row: Row, facts: Facts) -> Iterator[Problem]:
    if (row["executable"] == "no") != bool(row["why_not_it"] or row["why_not_en"]):
        yield Problem("why_not_it", quoted(row["why_not_it"]), "a reason where executable is no, empty otherwise")
    if row["executable"] in {"dossier", "region"} and not row["machine_hint"]:
        yield Problem("machine_hint", "nothing", "a hint where the rule can be checked")


def _value(row: Row, facts: Facts) -> Iterator[Problem]:
    """A figure stands in `value`, once for both languages; words stand in `value_it` and `value_en`."""
    words = row["value_it"] or row["value_en"]
    if bool(row["value"]) == bool(words):
        received = f"{quoted(row['value'])} beside {quoted(words)}" if words else "nothing"
        yield Problem("value", received, "a figure here, or words in value_it and value_en")
    elif row["unit"] in _NUMERIC_UNITS and not is_number(row["value"]):
        yield Problem("value", quoted(row["value"]), f"a number, because the unit is {row['unit']}")


def _sentences(row: Row, facts: Facts) -> Iterator[Problem]:
    for name in ("sentence_it", "sentence_en"):
        if row[name] and not row[name].endswith("."):
            yield Problem(name, quoted(row[name][-20:]), "a sentence that ends with a full stop")


ZONES = Table(
    "zis",
    (
        Column("id", ID, required=True),
        *names_in_both("name"),
        Column("provinces", PLATE, required=True, many=True),
        Column("specialisation", refers_to("specialisations"), many=True),
        Column("status", one_of(*STATUSES), required=True),
        Column("status_date", DATE, required=True),
        Column("status_date_precision", one_of("day", "month", "year"), required=True),
        Column("continues_as", refers_to("zis")),
        *in_both("note"),
        CITATION,
        CONFIDENCE,
    ),
    keys=(("id",),),
    row_rules=(_precision, _provinces),
    table_rules=(no_circle("zis", "continues_as"),),
)
RULES = Table(
    "zis_rules",
    (
        Column("id", pattern(r"R\d\d", "R and two digits, such as R04"), required=True),
        Column("phase", one_of("general", "phase1", "phase2"), required=True),
        Column("status", one_of("page", "reported", "ambiguous"), required=True),
        *in_both("rule", required=True),
        Column("value", _FIGURE),
        *in_both("value"),
        Column("unit", UNIT),
        Column("executable", one_of("dossier", "region", "no"), required=True),
        *in_both("why_not"),
        Column("machine_hint"),
        *in_both("sentence", required=True),
        *in_both("note"),
        CITATION,
        CONFIDENCE,
    ),
    keys=(("id",),),
    row_rules=(_why_not, _value, _sentences),
)


def zones(source: Source) -> Iterator[Statement]:
    minter = source.minter
    provinces = province_addresses(source.facts, minter)
    topics = {row["id"]: Iri(minter.specialisation(row["id"])) for row in source.facts.rows("specialisations")}
    others = {row["id"]: Iri(minter.zone(row["id"])) for row in source.facts.rows(ZONES.name)}
    for claims in source.claims(ZONES):
        me = others[claims.pop("id")]
        yield from claims.is_a(me, ZIS.Zone)
        yield from claims.text(me, RDFS.label, "name_it", language="it")
        yield from claims.text(me, RDFS.label, "name_en", language="en", editor=True)
        yield from claims.links(me, ZIS.inProvinceScope, "provinces", provinces)
        yield from claims.links(me, ZIS.hasSpecialisation, "specialisation", topics, editor=True)
        yield from _state(claims, me)
        yield from claims.links(me, ZIS.continuesAs, "continues_as", others)
        yield from claims.in_both(me, RDFS.comment, "note")


def _state(claims: Claims, zone: Iri) -> Iterator[Statement]:
    """The dated state: what a source said of the zone on that day, no more."""
    status, day = claims.pop("status"), claims.pop("status_date")
    state = Iri(claims.minter.zone_state(claims.row["id"], status, day))
    yield from claims.says(zone, ZIS.hasState, state)
    yield from claims.is_a(state, ZIS.ZoneState)
    yield from claims.says(state, ZIS.status, Literal(status), "status")
    yield from claims.says(state, ZIS.statusDate, dated(day), "status_date")
    yield from claims.text(state, ZIS.statusDatePrecision, "status_date_precision")


def rules(source: Source) -> Iterator[Statement]:
    units = {row["code"]: Iri(source.minter.unit(row["code"])) for row in source.facts.rows("units")}
    for claims in source.claims(RULES):
        me = Iri(source.minter.rule(claims.row["id"]))
        yield from claims.is_a(me, ZIS.Rule)
        yield from claims.text(me, ZIS.ruleId, "id")
        yield from claims.text(me, ZIS.phase, "phase")
        yield from claims.text(me, ZIS.ruleStatus, "status")
        yield from claims.in_both(me, RDFS.label, "rule")
        yield from claims.text(me, ZIS.ruleValue, "value")
        yield from claims.in_both(me, ZIS.ruleValue, "value")
        yield from claims.links(me, ZIS.unit, "unit", units)
        yield from claims.text(me, ZIS.executable, "executable", editor=True)
        yield from claims.in_both(me, ZIS.whyNotExecutable, "why_not", editor=True)
        yield from claims.text(me, ZIS.machineHint, "machine_hint", editor=True)
        yield from claims.in_both(me, ZIS.sentence, "sentence", editor=True)
        yield from claims.in_both(me, RDFS.comment, "note")
