"""specialisations.ttl is what the generator makes of the bundled table, and maps to addresses that exist."""

from __future__ import annotations

import re
from importlib import resources
from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, Graph, Literal, URIRef

from zisgraph.loaders import load
from zisgraph.ontology.files import ontology_file
from zisgraph.ontology.mappings import ATECO_2007, EUROSCIVOC, NACE_2, mapping_targets, targets_of
from zisgraph.ontology.specialisation_generator import BASE, read_table, render_specialisations
from zisgraph.ontology.vocabulary import ZIS

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data" / "vocabularies"


def rows() -> list[dict[str, str]]:
    with resources.as_file(resources.files("zisgraph.loaders").joinpath("facts/specialisations.csv")) as table:
        return read_table(table)


@pytest.fixture(scope="module")
def scheme() -> Graph:
    return Graph().parse(data=ontology_file("specialisations.ttl").read_text("utf-8"), format="turtle")


def test_the_file_is_the_generated_one() -> None:
    assert ontology_file("specialisations.ttl").read_text("utf-8") == render_specialisations(rows()), (
        "Run: python -m zisgraph.ontology.specialisation_generator"
    )


def test_every_row_is_a_concept_in_the_tree(scheme: Graph) -> None:
    for row in rows():
        concept = URIRef(f"{BASE}specialisation/{row['id']}")
        assert (concept, SKOS.prefLabel, Literal(row["name_it"], lang="it")) in scheme
        assert (concept, SKOS.prefLabel, Literal(row["name_en"], lang="en")) in scheme
        parents = {str(parent).rsplit("/", 1)[-1] for parent in scheme.objects(concept, SKOS.broader)}
        assert parents == ({row["parent_s3"]} if row["parent_s3"] else set())
        assert bool(parents) != bool(list(scheme.objects(concept, SKOS.topConceptOf)))


def test_every_code_of_the_table_has_its_address() -> None:
    known = mapping_targets()
    for row in rows():
        for column, vocabulary in (("euroscivoc_code", EUROSCIVOC), ("ateco_2007", ATECO_2007)):
            codes = [code.strip() for code in row[column].split(";") if code.strip()]
            assert [t.notation for t in targets_of(column, codes, known) if t.vocabulary == vocabulary] == codes


def test_a_code_without_address_maps_to_nothing() -> None:
    assert list(targets_of("ateco_2007", ["99.99"], mapping_targets())) == []
    assert list(targets_of("ateco_2025", ["26.11"], mapping_targets())) == []


def test_quotes_in_a_name_do_not_break_the_file() -> None:
    odd = {**rows()[0], "name_it": 'Cibo "buono" \\ sano'}
    graph = Graph().parse(data=render_specialisations([odd]), format="turtle")
    assert Literal('Cibo "buono" \\ sano', lang="it") in set(graph.objects(None, SKOS.prefLabel))


@pytest.mark.shared_data
@pytest.mark.slow
def test_every_target_exists_in_the_published_vocabularies() -> None:
    if not SHARED.is_dir():
        pytest.skip(f"the published vocabularies are not at {SHARED}")
    euroscivoc = Graph().parse(data=(SHARED / "euroscivoc" / "EuroSciVoc.ttl").read_text("utf-8-sig"), format="turtle")
    ateco = Graph().parse(SHARED / "ontopia" / "ateco-2007.ttl")
    nace = Graph().parse(SHARED / "nace" / "dpv-nace.ttl")
    published = {
        EUROSCIVOC: {
            (str(code), str(euroscivoc.value(concept, RDFS.isDefinedBy)))
            for concept, code in euroscivoc.subject_objects(SKOS.notation)
        },
        ATECO_2007: {(str(code), str(concept)) for concept, code in ateco.subject_objects(SKOS.notation)},
        NACE_2: {(re.sub(r"^.*/[A-Z]", "", str(c)), str(c)) for c in nace.subjects(RDF.type, OWL.Class)},
    }
    missing = [t for t in mapping_targets().values() if (t.notation, t.iri) not in published[t.vocabulary]]
    assert missing == []


def test_the_file_says_what_the_loader_says(scheme: Graph) -> None:
    """Two ways from one table: statements with their citations, and this vocabulary without."""
    terms = [SKOS.prefLabel, SKOS.broader, SKOS.topConceptOf, SKOS.inScheme, SKOS.relatedMatch]
    terms += [URIRef(ZIS.atecoCode2007), URIRef(ZIS.atecoCode2025), URIRef(ZIS.specialisationType)]
    wanted = {str(term) for term in terms}
    told = {
        (s.subject.value, s.predicate.value, s.value.value)
        for s in load("curated").statements
        if s.predicate.value in wanted and "/id/specialisation/" in s.subject.value
    }
    written = {(str(s), str(p), str(o)) for term in terms for s, p, o in scheme.triples((None, term, None))}
    assert told == written
