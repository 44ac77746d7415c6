"""The index form: families, layers, closure, and clear words for records that name what is not there."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from analytics_toy import SAID, body, iri, tie, toy_records

from zisgraph.model.snapshot import assemble
from zisgraph.model.snapshot_records import Assignment, Topic


def test_layers_by_predicate():
    base = toy_records()
    ties = [tie("C1", "memberOf", "U1"), tie("C2", "collaboratesWith", "C3")]
    snapshot = assemble(replace(base, ties=[*base.ties, *ties]))
    at = {b.name_it: n for n, b in enumerate(snapshot.bodies)}
    members, together = snapshot.layer("memberOf"), snapshot.layer("collaboratesWith")
    assert (members[at["C1"], at["U1"]], members[at["U1"], at["C1"]]) == (1, 0)
    assert (together[at["C2"], at["C3"]], together[at["C3"], at["C2"]]) == (1, 1)
    assert snapshot.layer("funds").nnz == 0


def test_closure_counts_a_topic_for_everything_broader():
    topics = [Topic(iri("x"), "x", "x"), Topic(iri("y"), "y", "y", iri("x")), Topic(iri("z"), "z", "z", iri("y"))]
    snapshot = assemble(replace(toy_records(), topics=topics, assignments=[]))
    assert snapshot.closure.toarray().tolist() == [[1, 0, 0], [1, 1, 0], [1, 1, 1]]


def test_a_circle_of_topics_ends():
    topics = [Topic(iri("x"), "x", "x", iri("y")), Topic(iri("y"), "y", "y", iri("x"))]
    snapshot = assemble(replace(toy_records(), topics=topics, assignments=[]))
    assert snapshot.closure.toarray().tolist() == [[1, 1], [1, 1]]


def test_the_head_of_a_family_is_part_of_nothing():
    base = toy_records()
    units = [body("F8", organisation=False), body("F9", organisation=False)]
    parts = [tie("F9", "partOf", "F8"), tie("F8", "partOf", "U2"), tie("F9", "partOf", "C4")]
    snapshot = assemble(replace(base, bodies=[*base.bodies, *units], ties=[*base.ties, *parts]))
    family = int(snapshot.family[snapshot.body_index[iri("F9")]])
    # F9 has two parents: the two families become one, led by the better tied of those that are part of nothing.
    assert {snapshot.bodies[int(n)].name_it for n in snapshot.members(family)} == {"U2", "C4", "F8", "F9"}
    assert snapshot.bodies[int(snapshot.heads[family])].name_it in {"U2", "C4"}


def test_a_tie_to_itself_counts_for_nothing():
    base = toy_records()
    snapshot = assemble(replace(base, ties=[*base.ties, tie("C1", "memberOf", "C1")]))
    assert not snapshot.tie_counts.any()


def test_the_hash_stands_for_the_content():
    base = toy_records()
    assert assemble(base).hash == assemble(replace(base, bodies=base.bodies[::-1])).hash
    renamed = [replace(b, name_it="other") if b.name_it == "U1" else b for b in base.bodies]
    assert assemble(base).hash != assemble(replace(base, bodies=renamed)).hash


def test_points_are_not_known_where_none_is_given():
    base = toy_records()
    snapshot = assemble(replace(base, bodies=[replace(b, latitude=None) for b in base.bodies]))
    assert np.isnan(snapshot.points[:, 0]).all()


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"assignments": [Assignment(iri("U1"), iri("nothing"), SAID)]}, "nothing"),
        ({"ties": [tie("U1", "loves", "C1")]}, "loves"),
        ({"bodies": [body("U1"), body("U1")]}, "twice"),
        ({"topics": [Topic(iri("x"), "x", "x", iri("nothing"))], "assignments": []}, "nothing"),
    ],
    ids=["topic", "predicate", "body", "broader"],
)
def test_records_that_name_what_is_not_there(changes, message):
    with pytest.raises(ValueError, match=message):
        assemble(replace(toy_records(), **changes))


def test_participations_of_unknown_bodies_are_refused():
    with pytest.raises(ValueError, match="Received participant"):
        assemble(replace(toy_records(), bodies=[body("C1")], ties=[]))
