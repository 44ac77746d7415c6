"""same_as.csv: which records are about the same body, and what follows from an id on the body's own row."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zisgraph.errors import Issue
from zisgraph.identity import Judgement, Resolver, Verdict
from zisgraph.loaders.bundled.cells import Column, one_of, split
from zisgraph.loaders.bundled.organisations import ROR_ADDRESS
from zisgraph.loaders.bundled.reading import nearest, quoted
from zisgraph.loaders.bundled.tables import Facts, Problem, Row, Table
from zisgraph.model.iris import Minter

_VERDICTS = frozenset(verdict.value for verdict in Verdict)
_KEY = re.compile(r"[a-z0-9][a-z0-9-]*|pic:\d+|ror:[a-z0-9]+", re.ASCII)
_ROR = re.compile(r"ror:0[a-z0-9]{8}")
_NEEDED = ("organisations", "eu_organisations", "kinds")


def _keys(row: Row, facts: Facts) -> Iterator[Problem]:
    yield from _key("a", row["a"], facts, "a curated id, or pic: and nine digits")
    if ":" not in row["b"]:
        yield Problem("b", quoted(row["b"]), "pic: and nine digits, or ror: and the last part of a ROR address")
    else:
        yield from _key("b", row["b"], facts, "pic: and nine digits, or ror: and the last part of a ROR address")


def _key(column: str, key: str, facts: Facts, allowed: str) -> Iterator[Problem]:
    scheme, colon, rest = key.partition(":")
    if not colon:
        if key not in facts.by_id("organisations") and facts.has_every_id("organisations"):
            offer = nearest(key, list(facts.by_id("organisations")))
            yield Problem(column, f"{quoted(key)}, which does not exist", f"an id of organisations.csv{offer}")
    elif scheme == "pic":
        if rest not in facts.by_id("eu_organisations") and facts.has_every_id("eu_organisations"):
            offer = nearest(rest, list(facts.by_id("eu_organisations")))
            yield Problem(
                column, f"{quoted(key)}, which does not exist", f"pic: and a number of eu_organisations.csv{offer}"
            )
    elif column == "a" or not _ROR.fullmatch(key):
        yield Problem(column, quoted(key), allowed)


def _a_site_is_no_participant(row: Row, facts: Facts) -> Iterator[Problem]:
    """CORDIS lists organisations; a site, unit or district that were one of them would be counted as a body."""
    body = facts.by_id("organisations").get(row["a"])
    kind = facts.by_id("kinds").get(body.cells.get("kind", "")) if body else None
    if kind and kind["is_organisation"] == "no" and row["judgement"] == "same" and row["b"].startswith("pic:"):
        yield Problem(
            "b",
            quoted(row["b"]),
            f"the organisation that {quoted(row['a'])} is part of: a {kind['kind']} is no participant",
        )


def _consistent(facts: Facts) -> Iterator[Issue]:
    """No two curated bodies become one, and no records judged different are joined by others."""
    if not facts.is_complete(*_NEEDED, "same_as"):
        return
    resolver = Resolver(judgements(facts), Minter())
    lines = {(row["a"], row["b"]): row.line for row in facts.rows("same_as")}
    for conflict in resolver.conflicts:
        line = lines[conflict.judgement.a, conflict.judgement.b]
        yield Issue("same_as.csv", line, "judgement", str(conflict), "judgements that agree: change one of the chain")
    for keys in resolver.clusters:
        curated = [key for key in keys if ":" not in key]
        if len(curated) > 1:
            line = max(line for (a, b), line in lines.items() if a in curated and b in keys)
            received = f"{' and '.join(map(repr, curated))} judged the same as one registry id ({keys[0]})"
            yield Issue("same_as.csv", line, "a", received, "one organisation for each PIC or ROR id")


SAME_AS = Table(
    "same_as",
    (
        Column("a", required=True),
        Column("b", required=True),
        Column("judgement", one_of(*(verdict.value for verdict in Verdict)), required=True),
        Column("basis", required=True),
        Column("by", required=True),
        Column("confidence", one_of("high", "medium", "low"), required=True),
    ),
    keys=(("a", "b"),),
    row_rules=(_keys, _a_site_is_no_participant),
    table_rules=(_consistent,),
)


def judgements(facts: Facts) -> list[Judgement]:
    """The rows of same_as.csv, and what the `ror` column states where no row judges it.

    Rows that break the rules of the table are left out: they have been named as faults.
    """
    rows = [
        Judgement(row["a"], row["b"], Verdict(row["judgement"]), row["basis"], row["by"], row["confidence"])
        for row in facts.rows("same_as")
        if row["judgement"] in _VERDICTS and _KEY.fullmatch(row["a"]) and _KEY.fullmatch(row["b"])
    ]
    judged = {(judgement.a, judgement.b) for judgement in rows}
    return rows + [one for one in _stated(facts) if (one.a, one.b) not in judged]


def _stated(facts: Facts) -> Iterator[Judgement]:
    for row in facts.rows("organisations"):
        sourced = row["confidence"] == "sourced" and "ror" not in split(row["unverified_fields"])
        key = "ror:" + row["ror"].removeprefix(ROR_ADDRESS)
        if sourced and _ROR.fullmatch(key) and _KEY.fullmatch(row["id"]):
            yield Judgement(row["id"], key, Verdict.SAME, "registry id on the row", row["citation"], "high")
