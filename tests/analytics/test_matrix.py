"""A1m: who is counted where, what the region leads one to expect, and who stands alone."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from analytics_toy import SAID, UNSAID, body, iri, tie, toy_records

from zisgraph.analytics.findings import MatrixCell, from_json, to_json
from zisgraph.analytics.gap_groups import group_gaps
from zisgraph.analytics.gaps import GapSettings, find_gaps
from zisgraph.analytics.matrix import find_cells
from zisgraph.analytics.sentences import cell_sentence, misses_ties, whole_cell_sentence
from zisgraph.analytics.study import study
from zisgraph.analytics.tables import matrix_csv
from zisgraph.model.snapshot import assemble
from zisgraph.model.snapshot_records import Assignment


def cells(records):
    found = study(assemble(records))
    return {(c.topic.name_it, c.area.name_it): c for c in find_cells(found)}


def names(refs):
    return {ref.name_it for ref in refs}


def test_a_body_counts_where_a_quarter_of_its_topics_lie():
    found = cells(toy_records())
    assert names(found["a1", "Pavia"].bodies) == {"U1", "F1", "C2"}
    assert names(found["A", "Pavia"].bodies) == {"U1", "F1", "C1", "C2", "I1"}
    assert dict(found["A", "Pavia"].counts) == {"R": 2, "P": 2, "T": 1}
    assert found["A", "Pavia"].broad
    assert not found["a1", "Pavia"].broad


def test_ratio_of_the_worked_zone():
    # d(R, P) of Z1: U1-C1 and F1-C1 of four pairs.
    cell = cells(toy_records())["A", "Z1"]
    assert [(p.letters, p.tied, p.possible) for p in cell.pairs] == [("RP", 2, 4)]
    assert names(cell.unlinked) == {"C2", "I1"}


def test_a_letter_with_one_body_gives_no_ratio():
    cell = cells(toy_records())["a1", "Pavia"]
    assert cell.pairs == ()
    assert cell.missing == 0
    assert cell_sentence(cell, "it") == "Pavia, a1: 2 enti di ricerca e 1 impresa; troppo pochi per un confronto."


@pytest.fixture
def richer():
    base = toy_records()
    return replace(
        base,
        bodies=[*base.bodies, body("U3", province="LO")],
        assignments=[*base.assignments, Assignment(iri("U3"), iri("b1"), SAID)],
        ties=[*base.ties, tie("C2", "memberOf", "U3"), tie("C2", "memberOf", "U2")],
    )


def test_missing_is_what_the_region_leads_one_to_expect_less_what_is_recorded(richer):
    pair = cells(richer)["B", "Lodi"].pairs[0]
    # Lodi: U2, U3 with C3, C4, of which U2-C3 is tied; the region adds C2, tied to both.
    assert (pair.letters, pair.n_a, pair.n_b, pair.possible, pair.tied) == ("RP", 2, 2, 4, 1)
    assert (pair.region_possible, pair.region_tied) == (6, 3)
    assert pair.expected == pytest.approx(4 * 3 / 6, abs=1e-9)
    assert pair.missing == pytest.approx(pair.expected - pair.tied, abs=1e-9)
    assert cells(richer)["B", "Lodi"].missing == pytest.approx(1.0, abs=1e-9)


def test_one_sentence_for_each_cell(richer):
    cell = cells(richer)["B", "Lodi"]
    assert cell_sentence(cell, "it") == (
        "Lodi, B: 2 enti di ricerca, 2 imprese; 1 dei 4 legami possibili registrati, 2 attesi dalla quota della regione (3 su 6)."
    )
    assert cell_sentence(cell, "en") == (
        "Lodi, B: 2 research bodies, 2 companies; 1 of 4 possible ties recorded, 2 expected from the region's share (3 of 6)."
    )


def test_a_cell_of_several_kinds_adds_up_in_words(richer):
    cell = cells(richer)["B", "Lodi"]
    pair = replace(cell.pairs[0], letters="RT", n_b=3, possible=6, tied=0, expected=0.5, missing=0.5)
    assert whole_cell_sentence(cell, "it") == cell_sentence(cell, "it"), "one pair of kinds: the same number"
    assert whole_cell_sentence(replace(cell, pairs=(pair, *cell.pairs)), "it") == (
        "Lodi, B: 1 dei 10 legami possibili registrati, cioè 2 enti di ricerca, 2 imprese: 1 su 4 (2 attesi dalla quota"
        " della regione, 3 su 6); 3 enti di formazione, 2 enti di ricerca: 0 su 6 (0,5 attesi dalla quota della regione,"
        " 3 su 6)."
    )


def test_each_line_of_the_table_tells_of_its_own_letters(richer):
    cell = cells(richer)["B", "Lodi"]
    pair = replace(cell.pairs[0], letters="RT", n_b=3, possible=6, tied=0, expected=0.5, missing=0.5)
    lines = list(csv.DictReader(io.StringIO(matrix_csv([replace(cell, pairs=(*cell.pairs, pair))]))))
    assert [line["letters"] for line in lines] == ["RP", "RT"]
    assert "2 enti di ricerca, 2 imprese; 1 dei 4" in lines[0]["sentence_it"]
    assert (
        "3 enti di formazione, 2 enti di ricerca; 0 dei 6 legami possibili registrati, 0,5 attesi"
        in lines[1]["sentence_it"]
    )
    assert misses_ties(cell)
    assert misses_ties(replace(cell, pairs=(pair,)))
    assert not misses_ties(replace(cell, pairs=(replace(pair, expected=0.4, missing=0.4),)))


def test_a_member_in_the_area_places_its_family_there(richer):
    lab = body("F7", kind="Laboratory", organisation=False, province="LO")
    records = replace(
        richer,
        bodies=[*richer.bodies, lab],
        ties=[*richer.ties, tie("F7", "partOf", "U1")],
        assignments=[*richer.assignments, Assignment(iri("F7"), iri("b2"), SAID)],
    )
    found = cells(records)
    assert "U1" in names(found["b2", "Lodi"].bodies)
    assert ("a1", "Lodi") not in found
    assert "U1" in names(found["a1", "Pavia"].bodies)


def test_a_zone_of_bodies_from_elsewhere_expects_nothing():
    base = toy_records()
    bodies = [replace(b, province="") for b in base.bodies]
    cell = cells(replace(base, bodies=bodies))["A", "Z1"]
    assert [(pair.expected, pair.missing) for pair in cell.pairs] == [(0.0, 0.0)]


def test_a_cell_says_what_it_rests_on():
    base = toy_records()
    assignments = [replace(a, origins=UNSAID) if a.subject == iri("C3") else a for a in base.assignments]
    cell = cells(replace(base, assignments=assignments))["b1", "Lodi"]
    assert names(cell.bodies) == {"U2", "C3"}
    assert cell.bodies_unverified == 1
    # One project of the two, and two topic assignments, one of them unverified.
    assert (cell.basis.ties, cell.basis.topics, cell.basis.topics_unverified) == (1, 2, 1)


def test_a_province_rests_on_places_and_a_zone_does_not():
    base = toy_records()
    bodies = [replace(b, place_unverified=True) if b.iri == iri("C3") else b for b in base.bodies]
    found = cells(replace(base, bodies=bodies))
    assert (found["b1", "Lodi"].basis.places, names(found["b1", "Lodi"].basis.unplaced)) == (2, {"C3"})
    assert (found["A", "Z1"].basis.places, found["A", "Z1"].basis.unplaced) == (0, ())


def test_cells_of_the_first_groups_are_framed():
    found = study(assemble(toy_records()))
    groups = group_gaps(find_gaps(found, GapSettings(minimum=0.0)), found)
    framed = {(c.topic.name_it, c.area.name_it) for c in find_cells(found, groups[:1]) if c.ranked}
    assert framed == {("b2", "Lodi")}
    assert not any(c.ranked for c in find_cells(found))


def test_cells_survive_json(richer):
    for cell in cells(richer).values():
        assert from_json(MatrixCell, to_json(cell)) == cell
