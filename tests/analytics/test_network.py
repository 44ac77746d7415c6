"""Recorded ties, families and collaboration weights, against the worked toy and networkx."""

from __future__ import annotations

from dataclasses import replace

import networkx as nx
import numpy as np
import pytest
from analytics_toy import UNSAID, body, iri, make, takes_part, tie, toy_records
from hypothesis import given, settings
from hypothesis import strategies as st
from networkx.algorithms import bipartite
from scipy import sparse

from zisgraph.analytics.network import newman_weights, steps_between


def test_newman_weights_of_the_toy(toy):
    weights = newman_weights(toy.snapshot.incidence)
    at = {b.name_it: n for n, b in enumerate(toy.snapshot.bodies)}
    expected = {("U1", "F1"): 1.5, ("U1", "C1"): 0.5, ("F1", "C1"): 0.5, ("U1", "U2"): 1.0, ("U2", "C3"): 1.0}
    for (first, second), value in expected.items():
        assert weights[at[first], at[second]] == weights[at[second], at[first]] == pytest.approx(value, abs=1e-12)
    strengths = {name: weights.sum(axis=1)[n] for name, n in at.items()}
    assert strengths == pytest.approx({"U1": 3, "F1": 2, "U2": 2, "C1": 1, "C3": 1, "C2": 0, "I1": 0, "C4": 0})
    assert weights.sum() == pytest.approx(9, abs=1e-12)


def test_partners_of_the_toy(toy):
    found = {b.name_it: int(toy.network.partners[toy.family(b.name_it)]) for b in toy.snapshot.bodies}
    assert found == {"U1": 3, "F1": 2, "C1": 2, "U2": 2, "C3": 1, "C2": 0, "C4": 0, "I1": 0}


@settings(deadline=None, max_examples=60)
@given(st.sets(st.tuples(st.integers(0, 7), st.integers(0, 5)), max_size=30))
def test_newman_weights_equal_networkx(cells):
    rows = np.array(sorted(cells), dtype=int).reshape(-1, 2)
    incidence = sparse.coo_array((np.ones(len(rows)), (rows[:, 0], rows[:, 1])), shape=(8, 6)).tocsr()
    graph = nx.Graph()
    graph.add_nodes_from(range(8), bipartite=0)
    graph.add_nodes_from([f"p{p}" for p in range(6)], bipartite=1)
    graph.add_edges_from((int(o), f"p{p}") for o, p in cells)
    alone = [p for p in graph if isinstance(p, str) and graph.degree(p) < 2]
    graph.remove_nodes_from(alone)  # networkx divides by zero there
    oracle = bipartite.collaboration_weighted_projected_graph(graph, range(8))
    expected = nx.to_numpy_array(oracle, nodelist=range(8), weight="weight")
    assert np.abs(newman_weights(incidence).toarray() - expected).max(initial=0) < 1e-9


def test_steps_equal_networkx(toy):
    graph = nx.from_scipy_sparse_array(toy.network.tied)
    rows, columns = np.triu_indices(len(toy.snapshot.heads), 1)
    for i, j, steps in zip(rows, columns, steps_between(toy.network, rows, columns, block=2), strict=True):
        expected = nx.shortest_path_length(graph, i, j) if nx.has_path(graph, i, j) else np.inf
        assert steps == expected


def with_ties(*ties, bodies=(), participations=()):
    base = toy_records()
    return make(replace(base, ties=[*base.ties, *ties], bodies=[*base.bodies, *bodies],
                        participations=[*base.participations, *participations]))  # fmt: skip


def test_only_working_ties_count():
    found = with_ties(tie("C2", "funds", "I1"), tie("C2", "collaboratesWith", "C4"))
    assert found.network.tied[found.family("C2"), found.family("I1")] == 0
    assert found.network.tied[found.family("C2"), found.family("C4")] == 1
    assert found.network.recorded[found.family("C4")] == 1


def test_ties_of_a_part_count_for_its_family_and_those_inside_do_not():
    lab = body("F9", kind="Laboratory", organisation=False)
    ties = (tie("F9", "partOf", "U2"), tie("F9", "collaboratesWith", "C4"), tie("F9", "memberOf", "U2"))
    found = with_ties(*ties, bodies=[lab])
    assert found.family("F9") == found.family("U2")
    assert found.snapshot.bodies[found.snapshot.heads[found.family("F9")]].iri == iri("U2")
    assert found.network.tied[found.family("U2"), found.family("C4")] == 1
    assert found.network.partners[found.family("U2")] == 3
    assert found.network.recorded[found.family("U2")] == 3  # two projects with one body each, and one tie


def test_ties_nobody_checked_are_counted_apart():
    found = with_ties(
        tie("C2", "memberOf", "C4", UNSAID), participations=[takes_part("C2", "P3", UNSAID), takes_part("C2", "P2")]
    )
    # One tie; two projects with two other bodies each. Unverified: the tie, and the project nobody checked.
    assert found.network.recorded[found.family("C2")] == 5
    assert found.network.unverified[found.family("C2")] == 3


def test_who_supports_a_zone_is_not_in_it():
    found = with_ties(tie("U2", "supports", "Z1"))
    zones = [zone.name_it for zone in found.snapshot.records.zones]
    assert found.network.zones[found.family("U2"), zones.index("Z1")] == 0
    assert found.network.zones[found.family("U2"), zones.index("Z2")] == 1
