"""Every row of every table is in the build, under its citation, and marked where nobody has checked it."""

from __future__ import annotations

from collections import Counter

import pytest

from zisgraph.loaders import read_facts
from zisgraph.loaders.bundled.cells import split
from zisgraph.loaders.bundled.datasets import all_tables
from zisgraph.loaders.bundled.reconciliation import reconcile
from zisgraph.loaders.bundled.tables import Facts
from zisgraph.model.iris import Minter
from zisgraph.store.oxigraph import OxigraphReader

MINTER = Minter()
EXPLAINED = {
    "indicators": (199, 198, "1 rows state a value that another citation states too: one observation in two graphs"),
    "relations": (
        941,
        934,
        "7 rows are further citations of a tie that another row states: one tie in several graphs",
    ),
}


@pytest.fixture(scope="module")
def facts() -> Facts:
    return read_facts()


def test_every_table_has_its_count_and_every_difference_its_reason(facts) -> None:
    found = {one.table: one for one in reconcile(facts)}
    assert set(found) == {table.name for table in all_tables()}
    for name, one in found.items():
        assert (one.rows, one.things, one.why) == EXPLAINED.get(name, (one.rows, one.rows, "")), name


@pytest.mark.parametrize("table", [table.name for table in all_tables()])
def test_the_build_holds_every_row(table: str, facts: Facts, bundled_reader: OxigraphReader) -> None:
    (one,) = (one for one in reconcile(facts) if one.table == table)
    (row,) = bundled_reader.select(one.sparql)
    assert int(row["n"]) == one.things


def test_every_row_stands_in_the_graph_of_each_of_its_citations(facts, bundled_reader) -> None:
    """Ties are counted claim by claim: the graphs that state them are those their rows name."""
    wanted = {
        (MINTER.tie(r["subject"], r["predicate"], r["object"]), citation, r["confidence"])
        for r in facts.rows("relations")
        for citation in split(r["citation"])
    } | {
        (MINTER.participation(r["project"], r["pic"], r["role"]), citation, r["confidence"])
        for r in facts.rows("eu_participations")
        for citation in split(r["citation"])
    }
    rows = bundled_reader.select("SELECT ?tie ?g WHERE { GRAPH ?g { ?tie zis:tieFrom ?body } }")
    found = set()
    for row in rows:
        origin = MINTER.origin_of(row["g"])
        assert origin is not None
        found.add((row["tie"], origin.citation, origin.confidence.value))
    assert found == wanted


def test_merged_bodies_account_for_the_difference_between_records_and_bodies(facts, bundled_reader) -> None:
    (row,) = bundled_reader.select("SELECT (COUNT(DISTINCT ?body) AS ?n) WHERE { ?body a zis:Body }")
    twins = sum(r["judgement"] == "same" and r["b"].startswith("pic:") for r in facts.rows("same_as"))
    assert twins == 73
    assert int(row["n"]) == len(facts.rows("organisations")) + len(facts.rows("eu_organisations")) - twins


def test_no_statement_is_without_a_citation(bundled_reader) -> None:
    (row,) = bundled_reader.select(
        """SELECT (COUNT(*) AS ?n) WHERE {
             GRAPH ?g { ?s ?p ?o }
             MINUS { ?g dct:source ?citation . ?citation a zis:Citation ; dct:title ?title }
           }"""
    )
    assert row["n"] == "0"
    outside = bundled_reader.select("SELECT ?s FROM <urn:x-nothing> WHERE { ?s ?p ?o } LIMIT 1")
    assert outside == []


def test_every_unverified_field_is_marked_in_the_build(facts, bundled_reader) -> None:
    """For every subject: as many unverified properties as its row marks fields, or more (city brings its place)."""
    rows = bundled_reader.select(
        """SELECT ?s (COUNT(DISTINCT ?key) AS ?n) WHERE {
             GRAPH ?g { ?s ?p ?o }
             FILTER (STRENDS(STR(?g), "/unverified") && CONTAINS(STR(?g), "/graph/curated/"))
             BIND (CONCAT(STR(?p), COALESCE(LANG(?o), "")) AS ?key)
           } GROUP BY ?s"""
    )
    unverified = Counter({row["s"]: int(row["n"]) for row in rows})
    canonical = {
        row["other"]: row["body"]
        for row in bundled_reader.select("SELECT ?body ?other WHERE { ?body owl:sameAs ?other }")
    }
    for table, mint in (
        ("organisations", MINTER.curated),
        ("programmes", MINTER.curated),
        ("specialisations", MINTER.specialisation),
    ):
        for row in facts.rows(table):
            marked = len(split(row["unverified_fields"]))
            address = mint(row["id"])
            assert unverified[canonical.get(address, address)] >= marked, row["id"]


@pytest.mark.parametrize(
    ("name", "ror", "pic"),
    [("unipv", "00s6t1f81", "999893752"), ("eucentre", "02dq7z403", "999844476")],
)
def test_a_merged_body_has_one_profile_with_the_facts_of_each_register(name, ror, pic, bundled_reader) -> None:
    address = MINTER.ror(ror)
    facts = bundled_reader.select(f"SELECT ?p ?o ?g WHERE {{ GRAPH ?g {{ <{address}> ?p ?o }} }}")
    datasets = {origin.dataset for row in facts if (origin := MINTER.origin_of(row["g"]))}
    assert datasets >= {"curated", "cordis"}
    for other in (MINTER.curated(name), MINTER.pic(pic)):
        assert bundled_reader.select(f"SELECT ?p WHERE {{ <{other}> ?p ?o }}") == []
        assert bundled_reader.select(f"SELECT ?c WHERE {{ ?c owl:sameAs <{other}> }}") == [{"c": address}]
