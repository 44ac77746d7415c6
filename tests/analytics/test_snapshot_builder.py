"""From statements with their sources to records: what counts, whose word goes first, what is left out."""

from __future__ import annotations

import csv
from collections import Counter
from importlib.resources import files
from pathlib import Path

import pytest

from zisgraph.analytics.snapshot_builder import build_snapshot
from zisgraph.catalogue import Catalogue
from zisgraph.catalogue.records import Text
from zisgraph.model.snapshot_records import is_sourced
from zisgraph.model.terms import Confidence
from zisgraph.ontology.files import load_schema
from zisgraph.store.oxigraph import OxigraphFiller

BASE = "https://example.org/"
PREFIXES = {
    "zis": "https://w3id.org/zisgraph/ontology#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "dct": "http://purl.org/dc/terms/",
    "geo": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "id": f"{BASE}id/",
}
SOURCED, UNSURE = "curated/paper/sourced", "curated/memory/unverified"
OLDER = "curated/older/sourced"
EDITOR, CORDIS, DERIVED = "curated/editor/sourced", "cordis/cordis-2025/sourced", "derived/paper/sourced"

FACTS = f"""
{EDITOR} | id:curated/u rdf:type zis:University
{SOURCED} | id:curated/u rdfs:label "Università"@it
{SOURCED} | id:curated/u rdfs:label "University"@en
{CORDIS} | id:curated/u rdf:type zis:Organisation
{CORDIS} | id:curated/u rdfs:label "UNIVERSITA"
{CORDIS} | id:curated/u zis:helix "I"
{SOURCED} | id:curated/u zis:seatIn id:istat/018110
{EDITOR} | id:curated/u zis:hasSpecialisation id:specialisation/a
{DERIVED} | id:curated/u rdf:type zis:Body
{DERIVED} | id:curated/u zis:hasSpecialisation id:specialisation/b
curated/editor/unverified | id:curated/f rdf:type zis:Foundation
{UNSURE} | id:curated/f rdfs:label "Fondazione"@it
{EDITOR} | id:curated/f zis:helix "R"
curated/editor/unverified | id:curated/f zis:hasSpecialisation id:specialisation/b
{CORDIS} | id:pic/1 rdf:type zis:Organisation
{CORDIS} | id:pic/1 rdfs:label "FIRM SRL"
{CORDIS} | id:pic/1 zis:helix "P"
{CORDIS} | id:pic/1 zis:seatIn id:istat/018110
{OLDER} | id:pic/1 zis:seatIn id:istat/098031
{UNSURE} | id:pic/1 zis:seatIn id:istat/015146
meta | id:citation/cordis-2025 dct:issued "2025"
meta | id:citation/older dct:issued "2017-05-01"
meta | id:citation/memory dct:issued "2026-01-01"
{SOURCED} | id:istat/098031 rdfs:label "Lodi"
{SOURCED} | id:istat/015146 rdfs:label "Milano"
{SOURCED} | id:istat/018110 rdf:type zis:Municipality
{SOURCED} | id:istat/018110 rdfs:label "Pavia"
{SOURCED} | id:istat/018110 geo:lat "45.18"
{SOURCED} | id:istat/018110 geo:long "9.15"
{SOURCED} | id:istat/018110 zis:containedIn id:istat/018
{SOURCED} | id:istat/018 rdf:type zis:Province
{SOURCED} | id:istat/018 zis:plateCode "PV"
{SOURCED} | id:istat/018 rdfs:label "Pavia"@it
{SOURCED} | id:specialisation/a rdf:type zis:Specialisation
{SOURCED} | id:specialisation/a rdfs:label "A"@it
{SOURCED} | id:specialisation/b rdf:type zis:Specialisation
{SOURCED} | id:specialisation/b rdfs:label "B"@it
{SOURCED} | id:specialisation/b zis:crossCutting "true"
{SOURCED} | id:tie/1 rdf:type zis:Membership
{SOURCED} | id:tie/1 zis:tieFrom id:curated/u
{UNSURE} | id:tie/1 zis:tieFrom id:curated/u
{SOURCED} | id:tie/1 zis:tieTo id:curated/f
{SOURCED} | id:tie/1 zis:validFrom "2021"
{CORDIS} | id:cordis/9 rdf:type zis:Project
{CORDIS} | id:cordis/9 rdfs:label "ACRO"
{CORDIS} | id:tie/p1 rdf:type zis:Participation
{CORDIS} | id:tie/p1 zis:tieFrom id:curated/u
{CORDIS} | id:tie/p1 zis:tieTo id:cordis/9
{CORDIS} | id:tie/p2 rdf:type zis:Participation
{CORDIS} | id:tie/p2 zis:tieFrom id:pic/1
{CORDIS} | id:tie/p2 zis:tieTo id:cordis/9
run/gaps | id:finding/gap-1 rdf:type zis:CollaborationGap
"""


def term(text):
    if text.startswith('"'):
        return text
    prefix, _, local = text.partition(":")
    return f"<{PREFIXES[prefix]}{local}>"


def quads():
    for row in FACTS.strip().splitlines():
        graph, _, statement = row.partition(" | ")
        subject, predicate, value = statement.split(" ", 2)
        yield f"{term(subject)} {term(predicate)} {term(value)} <{BASE}graph/{graph}> ."


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory):
    file: Path = tmp_path_factory.mktemp("cells") / "facts.nq"
    schema = [
        line.rstrip(" .") + f" <{BASE}graph/ontology> ."
        for line in load_schema().serialize(format="nt").splitlines()
        if line.strip()
    ]
    file.write_text("\n".join([*quads(), *schema, ""]), encoding="utf-8")
    store = OxigraphFiller.in_memory()
    store.add(file)
    return build_snapshot(store.reader(), BASE)


def body(snapshot, local):
    return snapshot.bodies[snapshot.body_index[f"{BASE}id/{local}"]]


def test_a_merged_body_is_told_by_the_curated_tables_first(snapshot):
    university = body(snapshot, "curated/u")
    assert (university.name_it, university.name_en) == ("Università", "University")
    assert (university.kind, university.organisation, university.unverified) == ("University", True, False)
    assert university.helix == "R"  # that of its kind, before what CORDIS would tell
    assert (university.place, university.province, university.latitude) == ("Pavia", "PV", 45.18)


def test_the_editors_letter_and_unverified_bodies(snapshot):
    foundation = body(snapshot, "curated/f")
    assert (foundation.helix, foundation.unverified, foundation.name_en) == ("R", True, "Fondazione")
    firm = body(snapshot, "pic/1")
    assert (firm.kind, firm.helix, firm.name_it) == ("Organisation", "P", "FIRM SRL")


def test_topics_keep_their_confidence_and_derived_ones_are_left_out(snapshot):
    found = {
        (a.subject.rsplit("/", 1)[-1], a.topic.rsplit("/", 1)[-1]): is_sourced(a.origins)
        for a in snapshot.records.assignments
    }
    assert found == {("u", "a"): True, ("f", "b"): False}
    assert snapshot.cross_cutting.tolist() == [False, True]


def test_one_tie_of_two_sources(snapshot):
    (tie,) = snapshot.records.ties
    assert (tie.predicate, tie.from_year) == ("memberOf", "2021")
    assert [origin.citation for origin in tie.origins] == ["memory", "paper"]
    assert snapshot.tie_counts.tolist() == [True]
    assert snapshot.predicates["memberOf"].label_it == "è membro di"


def test_projects_join_bodies(snapshot):
    assert snapshot.incidence.shape == (3, 1)
    assert snapshot.incidence.sum() == 2
    assert snapshot.records.projects[0].name == "ACRO"


def test_of_several_seats_a_sourced_one_of_the_newest_citation_is_taken(snapshot):
    firm = body(snapshot, "pic/1")
    assert (firm.place, firm.province, firm.place_unverified) == ("Pavia", "PV", False)


# --- the bundled data --------------------------------------------------------------------------------------


def table(name):
    with (files("zisgraph.loaders") / "facts" / f"{name}.csv").open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


@pytest.fixture(scope="module")
def bundled(bundled_reader, bundled_settings):
    return build_snapshot(bundled_reader, bundled_settings.base_iri)


def test_every_row_of_the_tables_is_in_the_snapshot(bundled):
    relations = {(row["subject"], row["predicate"], row["object"]) for row in table("relations")}
    merged = {row["b"] for row in table("same_as") if row["judgement"] == "same" and row["b"].startswith("pic:")}
    pics = {f"pic:{row['pic']}" for row in table("eu_organisations")}
    assert len(bundled.bodies) == len(table("organisations")) + len(pics - merged)
    assert len(bundled.records.ties) <= len(relations)
    assert len(bundled.records.ties) >= len(relations) - 10  # ties of two bodies that are one
    assert len(bundled.records.projects) == len(table("eu_projects"))
    assert len(bundled.topics) == len(table("specialisations"))
    assert len(bundled.records.programmes) == len(table("programmes"))
    assert len(bundled.records.zones) == len(table("zis"))
    assert len(bundled.records.rules) == len(table("zis_rules"))
    assert len(bundled.records.provinces) == 12


def test_kinds_and_letters_are_those_of_the_tables(bundled):
    classes = {row["kind"]: row for row in table("kinds")}
    rows = {row["id"]: row for row in table("organisations")}
    known = {b.iri.rsplit("/", 1)[-1]: b for b in bundled.bodies if "/curated/" in b.iri}
    assert len(known) > 400
    for name, found in known.items():
        row = rows[name]
        assert found.kind == classes[row["kind"]]["ontology_class"], name
        assert found.helix == (row["helix"] or classes[row["kind"]]["helix"]), name
        assert found.organisation == (classes[row["kind"]]["is_organisation"] == "yes"), name
        assert found.outside == (row["outside"] == "yes"), name
        assert found.unverified == (row["confidence"] == "unverified"), name


def test_topics_of_the_tables_with_their_confidence(bundled):
    expected: Counter[bool] = Counter()
    for row in table("organisations"):
        unsure = row["confidence"] == "unverified" or "specialisations" in row["unverified_fields"].split(";")
        expected[not unsure] += len(list(filter(None, row["specialisations"].split(";"))))
    bodies = [a for a in bundled.records.assignments if a.subject in bundled.body_index]
    assert Counter(is_sourced(a.origins) for a in bodies) == expected
    cross = {t.iri.rsplit("/", 1)[-1] for t in bundled.topics if t.cross_cutting}
    assert cross == {row["id"] for row in table("specialisations") if row["type"] == "cross_cutting"}


def test_every_body_is_where_the_catalogue_says_and_as_sure(bundled, bundled_reader, bundled_settings):
    catalogue = Catalogue(bundled_reader, bundled_settings.base_iri)
    places = {
        b.iri: (Text(b.place, b.place_en or b.place), b.province, b.place_unverified) for b in bundled.bodies if b.place
    }
    refs = {iri: catalogue.ref(iri) for iri in places}
    assert places == {i: (r.municipality, r.province, r.placed is Confidence.UNVERIFIED) for i, r in refs.items()}
    assert sum(len(ref.seats) > 1 for ref in refs.values()) > 10


def test_a_family_is_the_closure_of_part_of_only(bundled):
    def family(name):
        iri = next(b.iri for b in bundled.bodies if b.name_it.startswith(name))
        return int(bundled.family[bundled.body_index[iri]])

    # SR-Tiget is part of both, by ROR.
    assert family("IRCCS Ospedale San Raffaele") == family("Fondazione Telethon")
    sizes = Counter(bundled.family.tolist())
    largest = bundled.bodies[bundled.heads[sizes.most_common(1)[0][0]]]
    assert sizes.most_common(1)[0][1] < 33, largest.name_it  # a park's tenants are no family


def test_the_snapshot_is_read_only_and_the_same_twice(bundled, bundled_reader, bundled_settings):
    again = build_snapshot(bundled_reader, bundled_settings.base_iri)
    assert again.hash == bundled.hash
    for array in (
        bundled.family,
        bundled.points,
        bundled.tie_ends,
        bundled.specialisations.data,
        bundled.incidence.indices,
    ):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 0
