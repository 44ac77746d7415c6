"""From statements to nodes and relationships: each rule on a handful of facts, and every row of the bundled tables."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from zisgraph.model.property_graph import Node, PropertyGraph, Relationship
from zisgraph.ontology.vocabulary import DCT, FOAF, OWL, RDF, RDFS, XSD, ZIS
from zisgraph.settings import Settings
from zisgraph.store.cypher import BoltEngine, project
from zisgraph.store.oxigraph import OxigraphFiller

BASE = "https://example.org/"
DATES = {"old": "2019", "new": "2024", "editor": ""}


def graph_of(citation: str, confidence: str = "sourced") -> str:
    return f"{BASE}graph/curated/{citation}/{confidence}"


def statement(subject: str, predicate: str, value: str, citation: str, confidence: str = "sourced") -> str:
    end = value if value.startswith(('"', "<")) else f"<{BASE}id/{value}>"
    return f"<{BASE}id/{subject}> <{predicate}> {end} <{graph_of(citation, confidence)}> .\n"


FACTS = [
    statement("a", RDF.type, f"<{ZIS.University}>", "editor"),
    statement("a", RDFS.label, '"Università"@it', "old"),
    statement("a", RDFS.label, '"University"@en', "new"),
    statement("a", ZIS.helix, '"R"', "editor"),
    statement("a", ZIS.city, '"Pavia"', "old"),
    statement("a", ZIS.city, '"PAVIA"', "new"),
    statement("a", ZIS.city, '"Milano"', "new", "unverified"),
    statement("a", ZIS.vatNumber, '"07"', "new", "unverified"),
    statement("a", FOAF.homepage, "<https://a.example/>", "old"),
    statement("a", ZIS.atecoCode2007, '"72"', "old"),
    statement("a", ZIS.atecoCode2007, '"62"', "old"),
    f"<{BASE}id/a> <{OWL.sameAs}> <{BASE}id/a-too> <{BASE}graph/identity> .\n",
    statement("b", RDF.type, f"<{ZIS.Company}>", "editor"),
    statement("b", RDFS.label, '"B <b>& \\"co\\""', "old", "unverified"),
    statement("tie/1", RDF.type, f"<{ZIS.Membership}>", "old"),
    statement("tie/1", ZIS.tieFrom, "a", "old"),
    statement("tie/1", ZIS.tieTo, "b", "old"),
    statement("tie/1", ZIS.tieFrom, "a", "new", "unverified"),
    statement("tie/1", ZIS.tieTo, "b", "new", "unverified"),
    statement("tie/1", ZIS.validFrom, f'"2019"^^<{XSD.gYear}>', "old"),
    statement("tie/1", ZIS.validFrom, f'"2020"^^<{XSD.gYear}>', "new"),
    f"<{BASE}id/b> <{ZIS.tiedTo}> <{BASE}id/a> <{BASE}graph/derived/old/sourced> .\n",
    f"<{BASE}id/a> <{ZIS.tiedTo}> <{BASE}id/b> <{BASE}graph/derived/old/sourced> .\n",
    statement("o", RDF.type, f"<{ZIS.Observation}>", "new"),
    statement("o", ZIS.observationOf, "a-too", "new"),
    statement("o", ZIS.value, f'"1.5"^^<{XSD.decimal}>', "new"),
    statement("o", ZIS.year, f'"2024"^^<{XSD.gYear}>', "new"),
    statement("f", RDF.type, f"<{ZIS.CollaborationGap}>", "editor"),
    statement("f", ZIS.firstMember, "a", "editor"),
    statement("f", ZIS.secondMember, "b", "editor"),
    statement("f", ZIS.score, f'"0.25"^^<{XSD.decimal}>', "editor"),
    statement("f", ZIS.foundBy, "run/gaps-1", "editor"),
    f"<{BASE}id/f> <http://www.w3.org/ns/prov#wasDerivedFrom> <{BASE}id/tie/1> <{graph_of('editor')}> .\n",
]


@cache
def small() -> PropertyGraph:
    """The graph of FACTS, with the description of its graphs."""
    graphs = {line.rsplit("<", 1)[1].split(">")[0] for line in FACTS}
    meta = []
    for graph in graphs:
        parts = graph.split("/")
        citation, confidence = (parts[-2], parts[-1]) if len(parts) == 7 else ("editor", "sourced")
        for predicate, value in (
            (RDF.type, f"<{ZIS.StatementGraph}>"),
            (DCT.source, f"<{BASE}id/citation/{citation}>"),
            (ZIS.confidence, f'"{confidence}"'),
        ):
            meta.append(f"<{graph}> <{predicate}> {value} <{BASE}graph/meta> .\n")
    meta += [
        f'<{BASE}id/citation/{c}> <{DCT.issued}> "{date}" <{BASE}graph/meta> .\n' for c, date in DATES.items() if date
    ]
    own = f"<{BASE}graph/meta>"
    meta += [
        f"{own} <{RDF.type}> <{ZIS.StatementGraph}> {own} .\n",
        f"{own} <{DCT.source}> <{BASE}id/citation/editor> {own} .\n",
        f'{own} <{ZIS.confidence}> "sourced" {own} .\n',
    ]
    store = OxigraphFiller.in_memory()
    with tempfile.TemporaryDirectory() as folder:
        quads = Path(folder) / "x.nq"
        quads.write_text("".join([*FACTS, *meta]), encoding="utf-8")
        store.add(quads)
    return project(store.reader(), "b1", BASE)


def node(name: str) -> Node:
    return next(one for one in small().nodes if one.iri == f"{BASE}id/{name}")


def relationship(type_: str) -> Relationship:
    (found,) = (one for one in small().relationships if one.type == type_)
    return found


def test_a_node_has_the_labels_of_its_superclasses_and_both_names() -> None:
    assert node("a").labels == ("Body", "Organisation", "University")
    shown = {key: node("a").properties[key] for key in ("iri", "id", "name", "name_it", "name_en")}
    assert shown == {
        "iri": f"{BASE}id/a",
        "id": "a",
        "name": "Università",
        "name_it": "Università",
        "name_en": "University",
    }
    assert (node("a").properties["name__sources"], node("a").properties["name_en__sources"]) == (
        ["old:sourced"],
        ["new:sourced"],
    )
    assert node("b").properties["name"] == 'B <b>& "co"'


def test_a_node_says_who_speaks_of_it_and_how_sure_that_is() -> None:
    assert node("a").properties["sources"] == ["editor:sourced", "new:sourced", "new:unverified", "old:sourced"]
    assert (node("a").properties["confidence"], node("b").properties["confidence"]) == ("sourced", "unverified")


def test_an_unverified_field_is_marked() -> None:
    assert node("a").properties["vat_number"] == "07"
    assert node("a").properties["vat_number__sources"] == ["new:unverified"]


def test_where_sources_disagree_the_newest_sourced_value_is_shown_and_all_are_told() -> None:
    properties = node("a").properties
    assert (properties["city"], properties["city__sources"]) == ("PAVIA", ["new:sourced"])
    assert properties["city__conflicts"] == ["Milano|new:unverified", "PAVIA|new:sourced", "Pavia|old:sourced"]
    assert "helix__conflicts" not in properties


def test_several_values_of_one_source_are_a_list() -> None:
    assert node("a").properties["ateco_code_2007"] == ["62", "72"]


def test_numbers_and_years_are_numbers() -> None:
    assert (node("o").properties["value"], node("o").properties["year"]) == (1.5, 2024)


def test_merged_addresses_are_kept_and_followed() -> None:
    assert node("a").properties["same_as"] == [f"{BASE}id/a-too"]
    assert relationship("OBSERVATION_OF").end == f"{BASE}id/a"


def test_a_tie_is_a_relationship_with_its_attributes_and_sources() -> None:
    tie = relationship("MEMBER_OF")
    assert (tie.key, tie.start, tie.end) == (f"{BASE}id/tie/1", f"{BASE}id/a", f"{BASE}id/b")
    assert tie.properties["sources"] == ["new:unverified", "old:sourced"]
    assert (tie.properties["confidence"], tie.properties["counts_as_tie"], tie.properties["is_family"]) == (
        "sourced",
        True,
        False,
    )
    assert (tie.properties["valid_from"], tie.properties["valid_from__sources"]) == (2020, ["new:sourced"])
    assert tie.properties["valid_from__conflicts"] == ["2019|old:sourced", "2020|new:sourced"]


def test_a_symmetric_relationship_is_stored_once() -> None:
    tied = relationship("TIED_TO")
    assert (tied.start, tied.end, tied.properties["sources"]) == (f"{BASE}id/a", f"{BASE}id/b", ["old:sourced"])
    assert tied.key.startswith("urn:zisgraph:")


def test_a_finding_is_a_node_and_joins_its_pair() -> None:
    gap = relationship("GAP")
    assert (gap.key, gap.start, gap.end) == (f"{BASE}id/f", f"{BASE}id/a", f"{BASE}id/b")
    assert (gap.properties["score"], gap.properties["sources"]) == (0.25, ["editor:sourced"])
    assert node("f").labels == ("CollaborationGap", "Finding")
    assert node("f").properties["was_derived_from_iris"] == [f"{BASE}id/tie/1"]


def test_the_order_is_stable() -> None:
    again = small.__wrapped__()
    assert again == small()
    assert [one.iri for one in again.nodes] == sorted(one.iri for one in again.nodes)


# Where a row of each table is found: the address of its node, or the key of its relationship.
ROWS = {
    "organisations": "curated/{id}",
    "programmes": "curated/{id}",
    "zis": "curated/{id}",
    "relations": "tie/{subject}--{predicate}--{object}",
    "eu_organisations": "pic/{pic}",
    "eu_projects": "cordis/{project}",
    "eu_participations": "tie/cordis-{project}-{pic}-{role}",
    "places": "istat/{istat_code}",
    "specialisations": "specialisation/{id}",
    "zis_rules": "rule/{id}",
    "units": "unit/{code}",
    "citations": "citation/{id}",
}


def table(name: str) -> list[dict[str, str]]:
    text = (files("zisgraph.loaders") / "facts" / f"{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def all_rows(engine: BoltEngine, query: str) -> Sequence[Sequence[Any]]:
    answer = engine.query(query, {}, limit=100_000, timeout=60)
    assert answer.rows
    assert not answer.truncated
    return answer.rows


def test_every_row_of_every_table_is_found_in_cypher(embedded_engine: BoltEngine, bundled_settings: Settings) -> None:
    nodes = all_rows(embedded_engine, "MATCH (n:ZisgraphNode) RETURN n.iri, n.same_as")
    there = {iri for iri, _ in nodes} | {other for _, others in nodes for other in others or ()}
    there |= {key for (key,) in all_rows(embedded_engine, "MATCH ()-[r]->() RETURN r.key")}
    start = f"{bundled_settings.base_iri}id/"
    missing = {
        name: [row for row in table(name) if start + pattern.format_map(row) not in there]
        for name, pattern in ROWS.items()
    }
    assert {name: (len(rows), rows[:2]) for name, rows in missing.items() if rows} == {}
    ((judgements, observations),) = all_rows(
        embedded_engine,
        "MATCH (j:IdentityJudgement) WITH count(j) AS judgements MATCH (o:Observation) RETURN judgements, count(o)",
    )
    assert judgements == len(table("same_as"))
    # Rows that say the same of one subject, year and indicator are one observation with several sources.
    assert 0 <= len(table("indicators")) - observations <= 5


def test_nothing_in_cypher_is_without_a_source(embedded_engine: BoltEngine) -> None:
    unsaid = "size(coalesce(x.sources, [])) = 0 OR NOT x.confidence IN ['sourced', 'unverified']"
    faulty = (
        f"MATCH (x:ZisgraphNode) WHERE {unsaid} RETURN count(x)",
        f"MATCH ()-[x]->() WHERE {unsaid} RETURN count(x)",
        "MATCH (b:Body) WHERE b.name IS NULL OR b.name = '' RETURN count(b)",
    )
    assert [all_rows(embedded_engine, query) for query in faulty] == [[[0]]] * len(faulty)
