"""Every statement of the bundled build has a described source, and what nobody has checked says so."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator
from importlib.resources import files

import pytest

from zisgraph.model.iris import Minter
from zisgraph.ontology.vocabulary import DCT, FOAF, RDFS, SCHEMA, SKOS, ZIS
from zisgraph.pipeline.home import Build
from zisgraph.pipeline.rules import parse_rule
from zisgraph.store.oxigraph import OxigraphReader

MINTER = Minter()
EDITOR = "editor"
# Which properties a field of a table becomes; a language narrows a label.
FIELDS = {
    "organisations": {
        "name_it": [(RDFS.label, "it")],
        "name_en": [(RDFS.label, "en")],
        "city": [(ZIS.city, ""), (ZIS.seatIn, ""), (ZIS.siteIn, ""), (ZIS.outsideLombardy, "")],
        "province": [(ZIS.provinceCode, "")],
        "website": [(FOAF.homepage, "")],
        "founded": [(SCHEMA.foundingDate, "")],
        "ror": [(ZIS.rorId, "")],
    },
    "programmes": {
        "name": [(RDFS.label, "it")],
        "provider": [(ZIS.provider, "")],
        "level_it": [(ZIS.level, "it")],
        "level_en": [(ZIS.level, "en")],
        "topic": [(ZIS.teaches, "")],
        "city": [(ZIS.city, ""), (ZIS.locatedIn, ""), (ZIS.outsideLombardy, "")],
        "province": [(ZIS.provinceCode, "")],
    },
    "specialisations": {
        "name_it": [(SKOS.prefLabel, "it"), (RDFS.label, "it")],
        "name_en": [(SKOS.prefLabel, "en"), (RDFS.label, "en")],
        "type": [(ZIS.specialisationType, "")],
        "parent_s3": [(SKOS.broader, "")],
        "ateco_2007": [(ZIS.atecoCode2007, "")],
        "ateco_2025": [(ZIS.atecoCode2025, "")],
        "euroscivoc": [(ZIS.euroSciVocPath, "")],
        "esco_hint": [(ZIS.escoHint, "")],
    },
}
Key = tuple[str, str, str]


@pytest.fixture(scope="module")
def stated(bundled_reader: OxigraphReader) -> dict[Key, set[tuple[str, str]]]:
    """Subject, property and language to the (citation, confidence) of the curated graphs that state it."""
    query = "SELECT DISTINCT ?s ?p (LANG(?o) AS ?language) ?g WHERE { GRAPH ?g { ?s ?p ?o } }"
    found: dict[Key, set[tuple[str, str]]] = defaultdict(set)
    for row in bundled_reader.rows(query):
        origin = MINTER.origin_of(row["g"])
        if origin is not None and origin.dataset == "curated":
            found[row["s"], row["p"], row.get("language", "")].add((origin.citation, origin.confidence.value))
    return found


@pytest.fixture(scope="module")
def canonical(bundled_reader: OxigraphReader) -> dict[str, str]:
    """Merged addresses and what they became."""
    return {row["other"]: row["one"] for row in bundled_reader.select("SELECT ?one ?other { ?one owl:sameAs ?other }")}


def rows(table: str) -> Iterator[dict[str, str]]:
    text = (files("zisgraph.loaders") / "facts" / f"{table}.csv").read_text(encoding="utf-8")
    yield from csv.DictReader(text.splitlines())


@pytest.mark.parametrize("table", FIELDS)
def test_every_unverified_field_stands_in_an_unverified_graph_and_in_no_sourced_one(
    table: str, stated: dict[Key, set[tuple[str, str]]], canonical: dict[str, str]
) -> None:
    mint = MINTER.specialisation if table == "specialisations" else MINTER.curated
    checked = 0
    for row in rows(table):
        subject = canonical.get(mint(row["id"]), mint(row["id"]))
        # The editor's own choices stand in the editor's graphs, all others in those of the row's citations.
        citations = {*row["citation"].split(";"), EDITOR}
        for field in filter(None, row["unverified_fields"].split(";")):
            origins = {one for key, tag in FIELDS[table][field] for one in stated.get((subject, key, tag), ())}
            own = {one for one in origins if one[0] in citations}
            assert own, f"{row['id']}: {field} is nowhere"
            assert {confidence for _, confidence in own} == {"unverified"}, f"{row['id']}: {field} stands in {own}"
            checked += 1
    assert checked == sum(len([*filter(None, row["unverified_fields"].split(";"))]) for row in rows(table)) > 0


def test_rows_that_nobody_checked_say_nothing_in_a_sourced_graph(
    stated: dict[Key, set[tuple[str, str]]], canonical: dict[str, str]
) -> None:
    unverified = {
        MINTER.curated(row["id"]): row["citation"] for row in rows("organisations") if row["confidence"] == "unverified"
    }
    found = defaultdict(set)
    for (subject, _, _), origins in stated.items():
        found[subject] |= origins
    assert unverified
    for iri, citations in unverified.items():
        own = {origin for origin in found[canonical.get(iri, iri)] if origin[0] in citations.split(";")}
        assert {confidence for _, confidence in own} == {"unverified"}, iri


def test_every_graph_is_described_with_citation_dataset_confidence_input_and_loader(
    bundled_reader: OxigraphReader,
) -> None:
    incomplete = bundled_reader.select(
        """SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } MINUS { GRAPH graph:meta {
             ?g a zis:StatementGraph ; dct:source ?citation ; dct:isPartOf ?dataset ; zis:confidence ?c ;
                zis:inputHash ?hash ; zis:loaderVersion ?version .
             ?citation a zis:Citation ; dct:title ?title ; dct:publisher ?publisher .
             ?dataset a zis:Dataset ; rdfs:label ?label } } }"""
    )
    assert incomplete == []


def test_only_graphs_that_hold_something_are_described(bundled_reader: OxigraphReader) -> None:
    described = {row["g"] for row in bundled_reader.select("SELECT ?g { ?g a zis:StatementGraph }")}
    assert described == set(bundled_reader.graphs())


def test_the_address_of_a_graph_says_what_its_description_says(bundled_reader: OxigraphReader) -> None:
    for row in bundled_reader.select(
        "SELECT ?g ?source ?confidence { ?g dct:source ?source ; zis:confidence ?confidence }"
    ):
        origin = MINTER.origin_of(row["g"])
        if origin is not None:
            assert (row["source"], row["confidence"]) == (MINTER.citation(origin.citation), origin.confidence.value)


def test_what_was_derived_names_the_graphs_it_was_derived_from(bundled_reader: OxigraphReader) -> None:
    derived = {graph for graph in bundled_reader.graphs() if "/graph/derived/" in graph}
    pairs = bundled_reader.select("SELECT ?g ?from { ?g a zis:StatementGraph ; prov:wasDerivedFrom ?from }")
    assert {row["g"] for row in pairs} == derived
    assert all(MINTER.derived_graph(row["from"]) == row["g"] for row in pairs)
    assert {row["from"] for row in pairs} <= set(bundled_reader.graphs())


def test_the_union_holds_every_triple_once(bundled_reader: OxigraphReader, bundled_build: Build) -> None:
    (row,) = bundled_reader.select("SELECT (COUNT(*) AS ?n) { SELECT DISTINCT ?s ?p ?o { GRAPH ?g { ?s ?p ?o } } }")
    assert int(row["n"]) == bundled_reader.count_triples() == bundled_build.manifest()["triples"]
    missing = "SELECT ?s { GRAPH ?g { ?s ?p ?o } FILTER NOT EXISTS { ?s ?p ?o } } LIMIT 1"
    assert bundled_reader.select(missing) == []


def test_the_rules_have_come_to_rest(bundled_reader: OxigraphReader) -> None:
    """Nothing follows from the build that does not stand in it, whatever the engine that looks."""
    from zisgraph.ontology.files import folder_files
    from zisgraph.ontology.prefixes import all_prefixes

    prefixes = all_prefixes(MINTER.base)
    present = {
        (row["g"], row["s"], row["p"], row["o"]) for row in bundled_reader.rows("SELECT * { GRAPH ?g { ?s ?p ?o } }")
    }
    for file in folder_files("rules", ".rq"):
        rule = parse_rule(file.name, file.read_text(encoding="utf-8"), prefixes)
        for row in bundled_reader.rows(rule.select):
            target = MINTER.derived_graph(row["g"])
            if target is None:
                continue
            for triple in rule.triples:
                s, p, o = (row[term[1:]] if term.startswith("?") else term[1:-1] for term in triple)
                assert (target, s, p, o) in present, f"{file.name}: {s} {p} {o}"


def test_the_licences_that_ask_for_a_mention_are_kept(bundled_reader: OxigraphReader) -> None:
    licensed = {row["id"]: row["licence"] for row in rows("citations") if row["licence"]}
    kept = bundled_reader.select(f"SELECT ?c ?l {{ ?c a zis:Citation ; <{DCT.license}> ?l }}")
    assert {(MINTER.citation(key), text) for key, text in licensed.items()} <= {(row["c"], row["l"]) for row in kept}
