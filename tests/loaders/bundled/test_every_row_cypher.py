"""The rows that the store holds are those that both Cypher engines hold, with the same marks."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from zisgraph.loaders import read_facts
from zisgraph.loaders.bundled.cells import split
from zisgraph.loaders.bundled.organisations import ALIAS_PROPERTIES
from zisgraph.loaders.bundled.reconciliation import reconcile
from zisgraph.loaders.bundled.tables import Facts
from zisgraph.model.iris import Minter
from zisgraph.model.ports import CypherEngine
from zisgraph.ontology.property_graph_model import snake_case
from zisgraph.ontology.vocabulary import KIND_CLASSES, TIE_CLASSES, ZIS
from zisgraph.store.oxigraph import OxigraphReader

MINTER = Minter()
UNVERIFIED_PROPERTIES = {
    "city": "city",
    "province": "province_code",
    "founded": "founding_date",
    "website": "homepage",
    "ror": "ror_id",
    "name_it": "name_it",
    "name_en": "name_en",
}


@pytest.fixture(scope="module")
def facts() -> Facts:
    return read_facts()


@pytest.fixture(scope="module")
def canonical(bundled_reader: OxigraphReader) -> dict[str, str]:
    return {row["b"]: row["a"] for row in bundled_reader.select("SELECT ?a ?b WHERE { ?a owl:sameAs ?b }")}


def ask(engine: CypherEngine, text: str) -> list[Any]:
    answer = engine.query(text, {}, limit=100_000, timeout=120)
    assert not answer.truncated
    return list(answer.rows)


def counts_that_differ(engine: CypherEngine, facts: Facts) -> dict[str, tuple[int, int]]:
    found = {one.table: (one.things, ask(engine, one.cypher)[0][0]) for one in reconcile(facts) if one.cypher}
    assert set(facts.contents) - set(found) == {"aliases", "kinds", "predicates"}, "these are asked for below"
    return {table: pair for table, pair in found.items() if pair[0] != pair[1]}


def stated(cells: list[Any]) -> set[str]:
    """The values of a property: those shown, and those that other citations state instead ("value|citation")."""
    shown, conflicts = cells
    values = {shown} if isinstance(shown, str) else set(shown or [])
    return values | {text.rpartition("|")[0] for text in conflicts or []}


def other_names(engine: CypherEngine) -> set[tuple[str, str, str]]:
    """(body, property, name) of every other name."""
    names = [snake_case(prop.removeprefix(ZIS.NAMESPACE)) for prop in ALIAS_PROPERTIES.values()]
    rows = ask(
        engine, f"MATCH (n:Body) RETURN n.iri, {', '.join(f'[n.{name}, n.{name}__conflicts]' for name in names)}"
    )
    return {
        (iri, name, value)
        for iri, *cells in rows
        for name, pair in zip(names, cells, strict=True)
        for value in stated(pair)
    }


def expected_names(facts: Facts, canonical: dict[str, str]) -> set[tuple[str, str, str]]:
    found = set()
    for row in facts.rows("aliases"):
        address = MINTER.organisation(row["id"])
        prop = snake_case(ALIAS_PROPERTIES[row["type"]].removeprefix(ZIS.NAMESPACE))
        found.add((canonical.get(address, address), prop, row["alias"]))
    return found


def bodies_by_kind(engine: CypherEngine) -> dict[str, int]:
    labels = {cls.removeprefix(ZIS.NAMESPACE) for cls in KIND_CLASSES.values()}
    rows = ask(engine, "MATCH (n:Body) RETURN labels(n), count(n)")
    found: Counter[str] = Counter()
    for of_node, count in rows:
        for label in labels.intersection(of_node):
            found[label] += count
    return dict(found)


def ties_by_predicate(engine: CypherEngine) -> dict[str, int]:
    rows = ask(engine, "MATCH ()-[r]->() WHERE r.key CONTAINS '/id/tie/' RETURN type(r), count(r)")
    return {kind.lower(): count for kind, count in rows}


def unmarked(engine: CypherEngine, facts: Facts, canonical: dict[str, str]) -> list[tuple[str, str]]:
    """Fields that a row marks unverified, and whose property does not say so: not where it is shown, nor where
    another citation states it otherwise."""
    columns = ", ".join(f"[n.{name}__sources, n.{name}__conflicts]" for name in UNVERIFIED_PROPERTIES.values())
    sources = {iri: cells for iri, *cells in ask(engine, f"MATCH (n:Body) RETURN n.iri, {columns}")}
    missing = []
    for row in facts.rows("organisations"):
        address = MINTER.organisation(row["id"])
        told = dict(zip(UNVERIFIED_PROPERTIES, sources[canonical.get(address, address)], strict=True))
        for name in split(row["unverified_fields"]):
            marks = {text.rpartition("|")[2] for cell in told[name] for text in cell or []}
            if not marks & {f"{citation}:unverified" for citation in split(row["citation"])}:
                missing.append((row["id"], name))
    return missing


def assert_every_row_is_there(engine: CypherEngine, facts: Facts, canonical: dict[str, str]) -> None:
    assert counts_that_differ(engine, facts) == {}
    assert other_names(engine) == expected_names(facts, canonical)
    kinds = Counter(facts.by_id("kinds")[row["kind"]]["ontology_class"] for row in facts.rows("organisations"))
    assert bodies_by_kind(engine) == dict(kinds)
    ties = {(row["subject"], row["predicate"], row["object"]) for row in facts.rows("relations")}
    predicates = Counter(predicate for _, predicate, _ in ties)
    participations = len(facts.rows("eu_participations"))
    assert ties_by_predicate(engine) == {**predicates, "participates_in": participations}
    assert set(predicates) <= set(TIE_CLASSES)
    assert unmarked(engine, facts, canonical) == []


@pytest.mark.slow
def test_every_row_is_in_the_embedded_engine(embedded_engine, facts, canonical) -> None:
    assert_every_row_is_there(embedded_engine, facts, canonical)


@pytest.mark.slow
def test_every_row_is_in_a_real_neo4j(neo4j_engine, facts, canonical) -> None:
    assert_every_row_is_there(neo4j_engine, facts, canonical)
