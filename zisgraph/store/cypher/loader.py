"""Carries a property graph into a database over Bolt: constraint, difference, batches in managed transactions."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from zisgraph.model.property_graph import Node, PropertyGraph, Relationship
from zisgraph.store.cypher import loading
from zisgraph.store.cypher.loading import Present, Step

if TYPE_CHECKING:
    from neo4j import AsyncManagedTransaction, AsyncSession

LOADING: Final = "loading"
COMPLETE: Final = "complete"

Told = Callable[[int, int], None]
"""Called with the rows written so far and all rows to write."""


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What a load wrote; all zero when the graph was there already."""

    nodes_created: int = 0
    nodes_deleted: int = 0
    relationships_created: int = 0
    relationships_deleted: int = 0
    properties_set: int = 0
    rows: int = 0

    @property
    def changed(self) -> bool:
        """Whether anything was written."""
        return self != LoadReport()


async def load(session: AsyncSession, graph: PropertyGraph, told: Told) -> LoadReport:
    """Bring the database to exactly this graph; says `loading` there meanwhile, and `complete` at the end."""
    state = await state_of(session)
    await constrain(session)
    todo = loading.steps(await _present(session), _ready(graph))
    rows = sum(len(step.rows) for step in todo)
    if not rows and state == (graph.build, COMPLETE):
        return LoadReport()
    await _write_state(session, {"id": graph.build, "state": LOADING})
    report = LoadReport(rows=rows)
    done = 0
    for step in todo:
        for batch in step.batches():
            report = await _write(session, step, batch, report)
            done += len(batch)
            told(done, rows)
    await _write_state(session, complete(graph))
    return report


async def constrain(session: AsyncSession) -> None:
    """Have the constraints that stand for the keys, also where import files brought the graph."""
    for constraint in loading.CONSTRAINTS.values():
        await (await session.run(constraint)).consume()


async def is_constrained(session: AsyncSession) -> bool:
    """Whether no constraint is missing; asks only, so that a graph that is there already is not written to."""
    names = {row["name"] for row in await _rows(session, loading.READ_CONSTRAINTS)}
    return loading.CONSTRAINTS.keys() <= names


def complete(graph: PropertyGraph) -> dict[str, str | int]:
    """What the build node says of a graph that stands there whole."""
    size = {"nodes": len(graph.nodes), "relationships": len(graph.relationships)}
    return {"id": graph.build, "state": COMPLETE, **size}


async def is_whole(session: AsyncSession) -> bool:
    """Whether as many nodes and relationships of ours stand there as the last load left."""
    counts = [(await _rows(session, query))[0]["count"] for query in (loading.COUNT_NODES, loading.COUNT_RELATIONSHIPS)]
    sizes = await _rows(session, loading.READ_SIZE)
    return bool(sizes) and counts == [sizes[0]["nodes"], sizes[0]["relationships"]]


async def state_of(session: AsyncSession) -> tuple[str, str] | None:
    """Build id and state that the database tells of itself, None when it holds no graph of ours."""
    records = await _rows(session, loading.READ_STATE)
    return (str(records[0]["id"]), str(records[0]["state"])) if records else None


async def _write_state(session: AsyncSession, properties: Mapping[str, Any]) -> None:
    async def work(transaction: AsyncManagedTransaction) -> None:
        await (await transaction.run(loading.WRITE_STATE, properties=dict(properties))).consume()

    await session.execute_write(work)


async def _write(
    session: AsyncSession, step: Step, batch: Sequence[Mapping[str, Any]], so_far: LoadReport
) -> LoadReport:
    async def work(transaction: AsyncManagedTransaction) -> LoadReport:
        result = await transaction.run(step.statement, rows=batch)
        counted = (await result.consume()).counters
        return replace(
            so_far,
            nodes_created=so_far.nodes_created + counted.nodes_created,
            nodes_deleted=so_far.nodes_deleted + counted.nodes_deleted,
            relationships_created=so_far.relationships_created + counted.relationships_created,
            relationships_deleted=so_far.relationships_deleted + counted.relationships_deleted,
            properties_set=so_far.properties_set + counted.properties_set,
        )

    return await session.execute_write(work)


async def _present(session: AsyncSession) -> Present:
    nodes = [
        Node(row["iri"], tuple(sorted({*row["labels"]} - {loading.OURS})), row["properties"])
        for row in await _rows(session, loading.READ_NODES)
    ]
    relationships = [
        Relationship(row["key"], row["type"], row["start"], row["end"], row["properties"])
        for row in await _rows(session, loading.READ_RELATIONSHIPS)
    ]
    withdrawn = {row["iri"]: row["links"] for row in await _rows(session, loading.READ_WITHDRAWN)}
    return Present.of(nodes, relationships, withdrawn)


async def _rows(session: AsyncSession, query: str) -> list[Mapping[str, Any]]:
    result = await session.run(query)
    return [record.data() async for record in result]


def _ready(graph: PropertyGraph) -> PropertyGraph:
    """The graph with its keys among the properties, in the form in which a database gives properties back."""
    nodes = [loading.ready_node(node) for node in graph.nodes]
    return PropertyGraph(graph.build, nodes, [loading.ready_relationship(one) for one in graph.relationships])
