"""Rows that say one thing are told once."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from analytics_toy import SAID, body, iri, tie, toy_records

from zisgraph.analytics.gap_groups import OF_ONE_CELL, group_gaps
from zisgraph.analytics.gaps import GapSettings, find_gaps
from zisgraph.analytics.sentences import INTEREST, group_sentence
from zisgraph.analytics.study import study
from zisgraph.model.snapshot import assemble
from zisgraph.model.snapshot_records import Assignment, Predicate


@pytest.fixture
def hub():
    """F1 and five companies on a1 in Pavia, each tied to C3; F1 is tied to C5 alone of them."""
    base = toy_records()
    firms = ["C5", "C6", "C7", "C8", "C9"]
    return replace(
        base,
        bodies=[*base.bodies, *map(body, firms)],
        assignments=[*base.assignments, *(Assignment(iri(firm), iri("a1"), SAID) for firm in firms)],
        ties=[*base.ties, *(tie(firm, "memberOf", "C3") for firm in firms), tie("C5", "memberOf", "F1")],
    )


def grouped(records, minimum=0.0):
    found = study(assemble(records))
    rows = find_gaps(found, GapSettings(minimum=minimum))
    return rows, group_gaps(rows, found)


def test_pairs_of_one_body_topic_area_and_letter_are_one_group(hub):
    rows, groups = grouped(hub)
    group = next(g for g in groups if g.hub.name_it == "F1" and g.topic.name_it == "a1" and g.status == "both_recorded")
    assert {ref.name_it for ref in group.others} == {"C6", "C7", "C8", "C9"}
    assert (group.area, group.area_it, group.helix) == ("PV", "Pavia", "P")
    assert [ref.name_it for ref in group.tied] == ["C5"]
    by_id = {row.id: row for row in rows}
    assert group.gap == max(by_id[row].gap for row in group.rows)
    assert group.basis.ties == sum(
        {r.name_it: n for r, n in ((by_id[i].a, by_id[i].evidence_a) for i in group.rows)}.values()
    ) + sum({r.name_it: n for r, n in ((by_id[i].b, by_id[i].evidence_b) for i in group.rows)}.values())


def test_every_row_stands_in_exactly_one_group(hub):
    rows, groups = grouped(hub)
    assert sorted(one for group in groups for one in group.rows) == sorted(row.id for row in rows)
    assert [group.rank for group in groups] == list(range(1, len(groups) + 1))


def test_groups_stand_in_order_two_of_each_topic_and_area_first(hub):
    rows, groups = grouped(hub)
    best = {row.id: row.rank for row in rows}
    told = Counter()
    turns = []
    for group in groups:
        told[group.topic.iri, group.area] += 1
        turns.append((told[group.topic.iri, group.area] > OF_ONE_CELL, best[group.rows[0]]))
    assert turns == sorted(turns)
    assert turns[0][0] is False
    assert turns[-1][0] is True


def test_a_group_in_words(hub):
    _, groups = grouped(hub)
    group = next(g for g in groups if g.hub.name_it == "F1" and len(g.others) == 4)
    assert group_sentence(group, "it") == (
        "F1 e 4 imprese in provincia di Pavia lavorano sullo stesso tema, a1: nessun legame registrato; "
        "con C5 il legame c'è."
    )
    assert group_sentence(group, "en") == (
        "F1 and 4 companies in the province of Pavia work on the same topic, a1: no recorded tie; with C5 there is one."
    )


def test_a_lone_pair_is_told_from_its_better_recorded_side():
    _, groups = grouped(toy_records())
    first = groups[0]
    assert (first.hub.name_it, [ref.name_it for ref in first.others]) == ("U2", ["C4"])
    assert first.status == "one_side_unrecorded"


def test_no_rows_no_groups():
    found = study(assemble(replace(toy_records(), assignments=[])))
    assert group_gaps((), found) == ()


def test_groups_of_many_come_last(hub):
    firms = [f"C{n}" for n in range(20, 34)]
    crowd = replace(
        hub,
        bodies=[*hub.bodies, body("I9"), *map(body, firms)],
        assignments=[*hub.assignments, *(Assignment(iri(one), iri("b2"), SAID) for one in (*firms, "I9"))],
        ties=[*hub.ties, *(tie(one, "memberOf", "C3") for one in (*firms, "I9")), tie("I9", "memberOf", "C2")],
    )
    _, groups = grouped(crowd)
    sizes = [len(group.others) > 12 for group in groups]
    assert any(sizes)
    assert sizes == sorted(sizes)


def test_a_row_under_a_heading_follows_its_order():
    rows, groups = grouped(toy_records())
    group = next(g for g in groups for one in rows if g.rows[0] == one.id and g.hub.iri == one.b.iri)
    row = next(one for one in rows if one.id == group.rows[0])
    turned = row.seen_from(group.hub.iri)
    assert (turned.a, turned.b) == (group.hub, group.others[0])
    assert (turned.b_a, turned.partners_a, turned.evidence_a) == (row.b_b, row.partners_b, row.evidence_b)
    assert turned.seen_from(row.a.iri) == row
    assert row.seen_from(row.a.iri) is row


def test_a_group_names_what_is_recorded_and_is_no_working_tie(hub):
    base = replace(
        hub,
        predicates=[
            *hub.predicates,
            Predicate(INTEREST, "ha manifestato interesse per", "expressed interest in", counts=False),
        ],
    )
    one = replace(base, ties=[*base.ties, tie("C6", INTEREST, "F1")])
    group = next(g for g in grouped(one)[1] if g.hub.name_it == "F1" and len(g.others) == 4)
    assert group_sentence(group, "it").endswith("Con uno di loro è registrato solo un interesse espresso.")
    assert group_sentence(group, "en").endswith("With one of them only an expressed interest is recorded.")
    two = replace(one, ties=[*one.ties, tie("F1", "funds", "C7")])
    group = next(g for g in grouped(two)[1] if g.hub.name_it == "F1" and len(g.others) == 4)
    assert group_sentence(group, "it").endswith(
        "Con due di loro è registrato solo altro, che non è un legame di lavoro."
    )


def test_bodies_are_called_by_the_noun_of_their_kind_where_all_are_of_it(hub):
    mixed = [replace(one, kind="TechnologyCluster") if one.name_it == "C6" else one for one in hub.bodies]
    group = next(g for g in grouped(replace(hub, bodies=mixed))[1] if g.hub.name_it == "F1" and len(g.others) == 4)
    assert group_sentence(group, "it").startswith("F1 e 4 enti del mondo delle imprese in provincia di Pavia lavorano")
    away = replace(group, others=(replace(group.others[0], province="GE"), *group.others[1:]), elsewhere=True)
    assert group_sentence(away, "en").startswith(
        "F1 and 4 bodies of the business world with a site in the province of Pavia work"
    )
