"""Loading by difference, as data: which steps lead from what is there to what should be."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from small_property_graph import iri, small_graph

from zisgraph.model.property_graph import Node, PropertyGraph, Relationship
from zisgraph.store.cypher.loading import BATCH, Present, Step, steps

GRAPH = small_graph(size=12)


def present(graph: PropertyGraph, **changes: Any) -> Present:
    return replace(Present.of(graph.nodes, graph.relationships, {}), **changes)


def kinds(found: list[Step]) -> list[str]:
    return [next(word for word in ("CREATE", "DELETE", "SET") if word in step.statement) for step in found]


def test_what_is_there_already_needs_no_step() -> None:
    assert steps(present(GRAPH), GRAPH) == []


def test_an_empty_database_gets_nodes_before_relationships() -> None:
    found = steps(Present.of([], [], {}), GRAPH)
    assert kinds(found) == ["CREATE"] * 5
    assert [len(step.rows) for step in found] == [4, 4, 4, 36, 24]
    assert "`ZisgraphNode`:`Zone`" in found[2].statement


def test_relationships_go_before_the_nodes_they_hang_on() -> None:
    found = steps(present(GRAPH), PropertyGraph("b2", [], []))
    assert kinds(found[:3]) == ["DELETE", "DELETE", "DELETE"]
    assert "NOT EXISTS" in found[2].statement


def test_one_changed_property_is_one_row() -> None:
    nodes = [
        replace(node, properties={**node.properties, "name": "other"}) if node.iri == iri(3) else node
        for node in GRAPH.nodes
    ]
    found = steps(present(GRAPH), PropertyGraph("b2", nodes, GRAPH.relationships))
    assert [(step.statement.split(") ")[-1], len(step.rows)) for step in found] == [("SET n = row.properties", 1)]


def test_a_label_that_comes_and_one_that_goes() -> None:
    nodes = [replace(node, labels=("Body", "Company")) if node.iri == iri(0) else node for node in GRAPH.nodes]
    (step,) = steps(present(GRAPH), PropertyGraph("b2", nodes, GRAPH.relationships))
    assert step.statement.endswith("SET n:`Company` REMOVE n:`Organisation`")


def test_a_relationship_that_leads_elsewhere_is_made_anew() -> None:
    first, *others = GRAPH.relationships
    moved = replace(first, end=iri(7))
    found = steps(present(GRAPH), PropertyGraph("b2", GRAPH.nodes, [moved, *others]))
    assert kinds(found) == ["DELETE", "CREATE"]
    assert [dict(step.rows[0])["end"] for step in found] == [first.end, moved.end]


def test_a_relationship_that_stands_twice_is_made_anew() -> None:
    doubled = Present.of(GRAPH.nodes, [*GRAPH.relationships, GRAPH.relationships[0]], {})
    assert kinds(steps(doubled, GRAPH)) == ["DELETE", "CREATE"]


def test_a_withdrawn_node_is_revived_or_forgotten() -> None:
    first, *others = GRAPH.nodes
    there = Present.of(others, [], {first.iri: 1, "https://example.org/id/gone": 0, "https://example.org/id/kept": 2})
    found = steps(there, PropertyGraph("b2", GRAPH.nodes, []))
    assert [dict(step.rows[0])["iri"] for step in found] == ["https://example.org/id/gone", first.iri]
    assert "REMOVE n:ZisgraphWithdrawn" in found[1].statement


def test_rows_go_in_batches() -> None:
    step = Step("…", [{"iri": str(n)} for n in range(2 * BATCH + 1)])
    assert [len(batch) for batch in step.batches()] == [BATCH, BATCH, 1]


def test_a_name_cannot_break_out_of_its_quotes() -> None:
    graph = PropertyGraph(
        "b", [Node("i", ("A` {x:1}) DETACH DELETE n //",), {})], [Relationship("k", "T`x", "i", "i", {})]
    )
    statements = [step.statement for step in steps(Present.of([], [], {}), graph)]
    assert "`A`` {x:1}) DETACH DELETE n //`" in statements[0]
    assert "[r:`T``x`]" in statements[1]


NODES = st.dictionaries(
    st.sampled_from("abcdef"),
    st.tuples(st.sampled_from([("A",), ("A", "B"), ("C",)]), st.integers(0, 2)),
    min_size=2,
)


@settings(deadline=None)
@given(NODES, NODES, st.data())
def test_the_steps_touch_exactly_what_differs(
    before: dict[str, Any], after: dict[str, Any], data: st.DataObject
) -> None:
    """Every node that is new, gone or changed stands in a step, and no other does."""

    def graph(nodes: dict[str, Any]) -> PropertyGraph:
        ends = st.tuples(st.sampled_from(sorted(nodes)), st.sampled_from(sorted(nodes)))
        ties = data.draw(st.dictionaries(st.integers(0, 4), ends, max_size=4))
        return PropertyGraph(
            "b",
            [Node(key, labels, {"iri": key, "x": x}) for key, (labels, x) in nodes.items()],
            [Relationship(f"t{n}", "T", a, b, {"key": f"t{n}"}) for n, (a, b) in ties.items()],
        )

    old, new = graph(before), graph(after)
    found = steps(present(old), new)
    touched = {row["iri"] for step in found for row in step.rows if "iri" in row}
    assert touched == {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}
    ends_before, ends_after = ({r.key: (r.start, r.end) for r in g.relationships} for g in (old, new))
    linked = {row["key"] for step in found for row in step.rows if "key" in row}
    assert linked == {k for k in ends_before.keys() | ends_after.keys() if ends_before.get(k) != ends_after.get(k)}
