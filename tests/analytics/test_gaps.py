"""A1 on the worked toy, the roll-up to families, and what holds whatever the data."""

from __future__ import annotations

import random
from dataclasses import replace
from math import prod

import pytest
from analytics_toy import SAID, UNSAID, body, iri, make, tie, toy_records
from hypothesis import given, settings
from hypothesis import strategies as st

from zisgraph.analytics.findings import GapRow, from_json, to_json
from zisgraph.analytics.gap_groups import group_gaps
from zisgraph.analytics.gaps import GapSettings, find_gaps
from zisgraph.analytics.sentences import gap_sentence
from zisgraph.analytics.study import study
from zisgraph.model.snapshot import assemble
from zisgraph.model.snapshot_records import Assignment

EVERYTHING = GapSettings(view="all", minimum=0.0)


def gaps(records, settings=EVERYTHING):
    return find_gaps(study(assemble(records)), settings)


def named(rows):
    return {tuple(sorted((row.a.name_it, row.b.name_it))): row for row in rows}


WORKED = {
    ("C4", "U2"): 0.0625,
    ("C2", "U1"): 1 / 3 * 4 / 7 * 0.25,
    ("I1", "U1"): 1 / 3 * 4 / 7 * 0.25,
    ("C2", "F1"): 0.5 * 0.25 / 3,
    ("C1", "I1"): 0.5 * 0.25 / 3,
    ("C2", "U2"): 1 / 3 * 0.5 * 0.5 * 0.25,
    ("I1", "U2"): 1 / 3 * 0.5 * 0.5 * 0.25,
    ("C3", "C4"): 0.02,
    ("C2", "C3"): 1 / 3 * 0.5 * 0.25 * 0.4,
    ("C2", "I1"): 0.0125,
    ("F1", "I1"): 0.5 / 5.5 * 0.5 * 0.25,
}


@pytest.mark.parametrize("pair", WORKED, ids="-".join)
def test_worked_gap(pair):
    assert named(gaps(toy_records()))[pair].gap == pytest.approx(WORKED[pair], abs=1e-9)


def test_the_first_ranks_are_those_of_the_worked_example():
    rows = gaps(toy_records())
    assert [tuple(sorted((r.a.name_it, r.b.name_it))) for r in rows[:3]] == [("C4", "U2"), ("C2", "U1"), ("I1", "U1")]
    assert [r.rank for r in rows] == list(range(1, len(rows) + 1))
    assert round(rows[1].gap, 6) == 0.047619


def test_tied_pairs_are_no_gap():
    assert not {("F1", "U1"), ("C1", "U1"), ("U1", "U2")} & set(named(gaps(toy_records())))


def test_the_default_view_pairs_different_letters_only():
    rows = gaps(toy_records(), GapSettings(minimum=0.0))
    assert rows
    assert all(row.a.helix != row.b.helix for row in rows)
    assert ("C3", "C4") not in named(rows)


def test_a_row_tells_what_it_rests_on():
    row = named(gaps(toy_records()))["C2", "U1"]
    assert row.status == "one_side_unrecorded"
    assert {row.a.name_it: row.evidence_a, row.b.name_it: row.evidence_b} == {"U1": 4, "C2": 0}
    assert (row.basis.ties, row.basis.topics, row.basis.places, row.basis.unverified_share) == (4, 4, 2, 0.0)
    assert row.basis.citations == ("https://example.org/id/citation/paper",)
    assert row.topic.name_it == "a1"
    assert row.same_zone is not None
    assert row.km == pytest.approx(0.0, abs=1e-9)
    assert row.graph_distance is None


def test_chains_and_common_partners_are_counted():
    row = named(gaps(replace(toy_records(), ties=[*toy_records().ties, tie("C4", "memberOf", "C3")])))["C4", "U2"]
    assert (row.common_partners, row.graph_distance) == (1, 2)
    common = row.common[0]
    assert common.partner.name_it == "C3"
    assert {common.tie_a.predicate, common.tie_b.predicate} == {"memberOf", "participatesIn"}
    joint = common.tie_a if common.tie_a.project else common.tie_b
    assert joint.project is not None
    assert joint.project.name_it == "P3"


def test_the_unverified_share_counts_ties_topics_and_places_together():
    base = toy_records()
    assignments = [a for a in base.assignments if a.subject != iri("C4")] + [Assignment(iri("C4"), iri("b2"), UNSAID)]
    records = replace(base, assignments=assignments, ties=[*base.ties, tie("C4", "memberOf", "C3", UNSAID)])
    basis = named(gaps(records))["C4", "U2"].basis
    # U2: a project with each of two bodies, and two topics; C4: one tie and one topic, both unverified.
    assert (basis.ties, basis.ties_unverified, basis.topics, basis.topics_unverified) == (3, 1, 3, 1)
    assert (basis.places, basis.unplaced) == (2, ())
    assert basis.unverified_share == pytest.approx(2 / 8)


def test_an_unverified_place_counts_and_is_told_by_name():
    base = toy_records()
    bodies = [replace(b, place_unverified=True) if b.iri == iri("C4") else b for b in base.bodies]
    found = study(assemble(replace(base, bodies=bodies)))
    row = named(find_gaps(found))["C4", "U2"]
    assert [ref.name_it for ref in row.basis.unplaced] == ["C4"]
    assert row.basis.unverified_share == pytest.approx(1 / row.basis.used)
    assert gap_sentence(row, "it").endswith(" dei luoghi su cui poggia, tra cui dove si trova C4.")
    assert gap_sentence(row, "en").endswith("is unverified, including where C4 is.")
    group = next(g for g in group_gaps([row], found) if row.id in g.rows)
    assert (group.basis.places, group.basis.unplaced) == (2, row.basis.unplaced)


def test_members_count_for_their_family_and_are_named():
    base = toy_records()
    lab = body("F8", kind="Laboratory", organisation=False, latitude=45.0)
    records = replace(
        base,
        bodies=[*base.bodies, lab],
        ties=[*base.ties, tie("F8", "partOf", "U2")],
        assignments=[*base.assignments, Assignment(iri("F8"), iri("a1"), SAID)],
    )
    rows = named(gaps(records))
    assert not any("F8" in pair for pair in rows)
    row = rows["C2", "U2"]
    ours = row.members_b if row.b.name_it == "U2" else row.members_a
    assert [ref.name_it for ref in ours] == ["F8", "U2"]  # the nearest to C2 first
    assert row.km == pytest.approx(0.0, abs=1e-9)
    alone = rows["C2", "F1"]
    assert alone.members_a == (alone.a,)


def test_a_body_without_a_place_makes_no_pair_outside_its_zone():
    base = toy_records()
    bodies = [body("C4", latitude=None, longitude=None) if b.iri == iri("C4") else b for b in base.bodies]
    rows = named(gaps(replace(base, bodies=bodies)))
    assert rows["C4", "U2"].km is None
    assert rows["C4", "U2"].tau == 1.0
    assert ("C4", "I1") not in rows


def test_a_district_is_no_body_of_its_own():
    base = toy_records()
    bodies = [replace(b, kind="District") if b.iri == iri("C4") else b for b in base.bodies]
    assert not any("C4" in pair for pair in named(gaps(replace(base, bodies=bodies))))


def test_cross_cutting_topics_make_nobody_alike():
    base = toy_records()
    topics = [replace(t, cross_cutting=True) if t.name_it == "b2" else t for t in base.topics]
    rows = named(gaps(replace(base, topics=topics)))
    assert ("C4", "U2") not in rows
    assert all(share.topic.name_it != "b2" for row in rows.values() for share in row.shared_topics)


names = st.sampled_from(["U1", "F1", "C1", "C2", "I1", "C3", "U2", "C4"])
pairs = st.lists(st.tuples(names, names).filter(lambda p: p[0] != p[1]), max_size=12, unique=True)


@settings(deadline=None, max_examples=40)
@given(ties=pairs, verified=st.booleans(), seed=st.integers(0, 1_000))
def test_rows_recompute_and_do_not_depend_on_the_order_of_input(ties, verified, seed):
    base = toy_records()
    extra = [tie(a, "memberOf", b, SAID if verified else UNSAID) for a, b in ties]
    records = replace(base, ties=[*base.ties, *extra])
    rows = gaps(records)
    for row in rows:
        assert row.gap == pytest.approx(prod(factor.value for factor in row.factors), abs=1e-9)
        assert row.jaccard == pytest.approx(row.shared_bits / row.union_bits, abs=1e-9)
        assert row.shared_bits == pytest.approx(sum(share.bits for share in row.shared_topics), abs=1e-9)
        assert row.b_a == pytest.approx((row.partners_a + 1) / (row.partners_a + 4), abs=1e-12)
        assert 0 < row.gap <= 1
        assert 0 <= row.basis.unverified_share <= 1
        assert not {(row.a.name_it, row.b.name_it), (row.b.name_it, row.a.name_it)} & set(ties)
    mixed = replace(
        records,
        **{
            name: random.Random(seed).sample(list(getattr(records, name)), len(getattr(records, name)))
            for name in ("bodies", "ties", "assignments", "participations", "topics", "projects", "zones")
        },
    )
    assert assemble(mixed).hash == assemble(records).hash
    assert gaps(mixed) == rows


def test_rows_survive_json():
    rows = gaps(toy_records())
    assert tuple(from_json(GapRow, to_json(row)) for row in rows) == rows


def test_a_graph_without_topics_has_no_gaps():
    assert gaps(replace(toy_records(), assignments=[])) == ()
    assert make(replace(toy_records(), assignments=[])).space.information.tolist() == [0.0] * 6
