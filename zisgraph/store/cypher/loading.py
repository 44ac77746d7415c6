"""Loading by difference: what is there, what should be there, and the statements that lead from one to the other.

Only nodes labelled `ZisgraphNode`, relationships between two of them that carry `key` and `confidence`, and the one
build node are ever read or written. A node of ours that disappears while a user's own relationship hangs on it is
not deleted: it loses our labels and properties, keeps its `iri`, and is labelled `ZisgraphWithdrawn`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

from zisgraph.model.property_graph import Node, PropertyGraph, Relationship

OURS: Final = "ZisgraphNode"
WITHDRAWN: Final = "ZisgraphWithdrawn"
BUILD: Final = "ZisgraphBuild"
BATCH: Final = 1_000

CONSTRAINTS: Final[Mapping[str, str]] = {
    "zisgraph_node_iri": f"CREATE CONSTRAINT zisgraph_node_iri IF NOT EXISTS FOR (n:{OURS}) REQUIRE n.iri IS UNIQUE"
}
READ_CONSTRAINTS: Final = "SHOW CONSTRAINTS YIELD name RETURN name"
READ_STATE: Final = f"MATCH (b:{BUILD}) RETURN b.id AS id, b.state AS state"
READ_SIZE: Final = f"MATCH (b:{BUILD}) RETURN b.nodes AS nodes, b.relationships AS relationships"
WRITE_STATE: Final = f"MERGE (b:{BUILD}) SET b = $properties"
COUNT_NODES: Final = f"MATCH (n:{OURS}) WHERE n.iri IS NOT NULL RETURN count(n) AS count"
COUNT_RELATIONSHIPS: Final = (
    f"MATCH (:{OURS})-[r]->(:{OURS}) WHERE r.key IS NOT NULL AND r.confidence IS NOT NULL RETURN count(r) AS count"
)
READ_NODES: Final = (
    f"MATCH (n:{OURS}) WHERE n.iri IS NOT NULL RETURN n.iri AS iri, labels(n) AS labels, properties(n) AS properties"
)
READ_RELATIONSHIPS: Final = (
    f"MATCH (a:{OURS})-[r]->(b:{OURS}) WHERE r.key IS NOT NULL AND r.confidence IS NOT NULL "
    "RETURN r.key AS key, type(r) AS type, a.iri AS start, b.iri AS end, properties(r) AS properties"
)
READ_WITHDRAWN: Final = f"MATCH (n:{WITHDRAWN}) OPTIONAL MATCH (n)-[r]-() RETURN n.iri AS iri, count(r) AS links"

_ONE: Final = f"UNWIND $rows AS row MATCH (n:{OURS} {{iri: row.iri}}) "
_ENDS: Final = f"UNWIND $rows AS row MATCH (a:{OURS} {{iri: row.start}}) MATCH (b:{OURS} {{iri: row.end}}) "


@dataclass(frozen=True, slots=True)
class Step:
    """One statement and the rows it is run with, batch by batch."""

    statement: str
    rows: Sequence[Mapping[str, Any]]

    def batches(self) -> Iterator[list[Mapping[str, Any]]]:
        """The rows in batches of at most `BATCH`."""
        rest = iter(self.rows)
        while batch := list(islice(rest, BATCH)):
            yield batch


@dataclass(frozen=True, slots=True)
class Present:
    """What a database holds of ours."""

    nodes: Mapping[str, Node]
    relationships: Mapping[str, Relationship]
    twice: frozenset[str]
    """Keys of relationships that stand there more than once, after a commit whose answer was lost."""
    withdrawn: Mapping[str, int]
    """IRIs of withdrawn nodes, each with the number of relationships that hang on it."""

    @classmethod
    def of(cls, nodes: Iterable[Node], relationships: Iterable[Relationship], withdrawn: Mapping[str, int]) -> Present:
        """What was read, by key."""
        held = list(relationships)
        counts = Counter(one.key for one in held)
        twice = frozenset(key for key, count in counts.items() if count > 1)
        return cls({node.iri: node for node in nodes}, {one.key: one for one in held}, twice, withdrawn)


def steps(present: Present, wanted: PropertyGraph) -> list[Step]:
    """The statements that bring the database to `wanted`, in order; empty when it is there already."""
    nodes = {node.iri: node for node in wanted.nodes}
    relationships = {one.key: one for one in wanted.relationships}
    stale = [
        one
        for key, one in present.relationships.items()
        if key not in relationships or key in present.twice or _ends(one) != _ends(relationships[key])
    ]
    gone = {one.key for one in stale}
    kept = [one for key, one in relationships.items() if key in present.relationships and key not in gone]
    fresh = [one for key, one in relationships.items() if key not in present.relationships or key in gone]
    return [
        *_delete_relationships(stale),
        *_delete_nodes(present, nodes),
        *_revive_nodes([node for iri, node in nodes.items() if iri in present.withdrawn]),
        *_create_nodes([n for iri, n in nodes.items() if iri not in present.nodes and iri not in present.withdrawn]),
        *_update_nodes([(present.nodes[iri], node) for iri, node in nodes.items() if iri in present.nodes]),
        *_create_relationships(fresh),
        *_update_relationships([one for one in kept if one.properties != present.relationships[one.key].properties]),
    ]


def _ends(one: Relationship) -> tuple[str, str, str]:
    return one.type, one.start, one.end


def _delete_relationships(stale: Sequence[Relationship]) -> Iterator[Step]:
    for type_, group in _by(stale, lambda one: one.type):
        rows = [{"key": one.key, "start": one.start, "end": one.end} for one in group]
        yield Step(f"{_ENDS}MATCH (a)-[r:{_quoted(type_)} {{key: row.key}}]->(b) DELETE r", rows)


def _delete_nodes(present: Present, wanted: Mapping[str, Node]) -> Iterator[Step]:
    """Nodes that stand alone are deleted; those a user linked to are withdrawn, and deleted once nothing hangs on them."""
    gone = [node for iri, node in present.nodes.items() if iri not in wanted]
    rows = [{"iri": node.iri} for node in gone]
    if rows:
        yield Step(f"{_ONE}WHERE NOT EXISTS {{ MATCH (n)--() }} DELETE n", rows)
    for labels, group in _by(gone, lambda node: node.labels):
        removed = _label_list([*labels, OURS])
        rows = [{"iri": node.iri} for node in group]
        yield Step(f"{_ONE}SET n = {{iri: row.iri}} SET n:{WITHDRAWN} REMOVE n{removed}", rows)
    forgotten = [{"iri": iri} for iri, links in present.withdrawn.items() if iri not in wanted and not links]
    if forgotten:
        match = f"UNWIND $rows AS row MATCH (n:{WITHDRAWN} {{iri: row.iri}}) WHERE NOT EXISTS {{ MATCH (n)--() }} "
        yield Step(f"{match}DELETE n", forgotten)


def _revive_nodes(nodes: Sequence[Node]) -> Iterator[Step]:
    for labels, group in _by(nodes, lambda node: node.labels):
        match = f"UNWIND $rows AS row MATCH (n:{WITHDRAWN} {{iri: row.iri}}) SET n = row.properties "
        yield Step(f"{match}SET n{_label_list([OURS, *labels])} REMOVE n:{WITHDRAWN}", _node_rows(group))


def _create_nodes(nodes: Sequence[Node]) -> Iterator[Step]:
    for labels, group in _by(nodes, lambda node: node.labels):
        create = f"UNWIND $rows AS row CREATE (n{_label_list([OURS, *labels])}) SET n = row.properties"
        yield Step(create, _node_rows(group))


def _update_nodes(pairs: Sequence[tuple[Node, Node]]) -> Iterator[Step]:
    changed = [node for old, node in pairs if old.properties != node.properties]
    if changed:
        yield Step(f"{_ONE}SET n = row.properties", _node_rows(changed))
    relabelled = [(old, node) for old, node in pairs if old.labels != node.labels]
    for (had, have), group in _by(relabelled, lambda pair: (pair[0].labels, pair[1].labels)):
        added, removed = sorted({*have} - {*had}), sorted({*had} - {*have})
        change = (f"SET n{_label_list(added)} " if added else "") + (
            f"REMOVE n{_label_list(removed)}" if removed else ""
        )
        yield Step(_ONE + change.strip(), [{"iri": node.iri} for _old, node in group])


def _create_relationships(fresh: Sequence[Relationship]) -> Iterator[Step]:
    for type_, group in _by(fresh, lambda one: one.type):
        yield Step(f"{_ENDS}CREATE (a)-[r:{_quoted(type_)}]->(b) SET r = row.properties", _relationship_rows(group))


def _update_relationships(changed: Sequence[Relationship]) -> Iterator[Step]:
    for type_, group in _by(changed, lambda one: one.type):
        match = f"{_ENDS}MATCH (a)-[r:{_quoted(type_)} {{key: row.key}}]->(b) "
        yield Step(f"{match}SET r = row.properties", _relationship_rows(group))


def _node_rows(nodes: Sequence[Node]) -> list[Mapping[str, Any]]:
    return [{"iri": node.iri, "properties": stored(node.properties)} for node in nodes]


def _relationship_rows(relationships: Sequence[Relationship]) -> list[Mapping[str, Any]]:
    return [
        {"key": one.key, "start": one.start, "end": one.end, "properties": stored(one.properties)}
        for one in relationships
    ]


def ready_node(node: Node) -> Node:
    """A node with its key among the properties, as a database gives it back; also what import files hold."""
    return Node(node.iri, tuple(sorted(node.labels)), stored({**node.properties, "iri": node.iri}))


def ready_relationship(one: Relationship) -> Relationship:
    """A relationship with its key among the properties, as a database gives it back; also what import files hold."""
    return Relationship(one.key, one.type, one.start, one.end, stored({**one.properties, "key": one.key}))


def stored(properties: Mapping[str, Any]) -> dict[str, Any]:
    """Properties as the driver takes them: sequences as lists."""
    return {
        name: value if isinstance(value, str) or not isinstance(value, Sequence) else list(value)
        for name, value in properties.items()
    }


def _by(items: Sequence[Any], key: Any) -> Iterator[tuple[Any, list[Any]]]:
    """Items in groups of equal keys, sorted by key."""
    groups: dict[Any, list[Any]] = defaultdict(list)
    for item in items:
        groups[key(item)].append(item)
    yield from sorted(groups.items())


def _label_list(labels: Iterable[str]) -> str:
    return "".join(f":{_quoted(label)}" for label in labels)


def _quoted(name: str) -> str:
    return f"`{name.replace('`', '``')}`"
