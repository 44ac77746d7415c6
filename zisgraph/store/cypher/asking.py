"""One question over one session: rows as plain values, cut at a number of rows or bytes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from zisgraph.model.ports import CypherAnswer
from zisgraph.store.cypher.columns import columns_of
from zisgraph.store.cypher.guard import Question
from zisgraph.store.cypher.values import plain

if TYPE_CHECKING:
    from neo4j import AsyncSession
    from neo4j.graph import Node

_IRIS = "UNWIND $ids AS id MATCH (n) WHERE elementId(n) = id RETURN id, n.iri AS iri"


@dataclass(frozen=True, slots=True)
class Limits:
    """The bounds of one answer."""

    rows: int
    bytes: int
    seconds: float
    recover_columns: bool
    """Whether the engine leaves out the columns of an empty answer."""


async def ask(session: AsyncSession, question: Question, limits: Limits) -> CypherAnswer:
    """Run a checked question."""
    from neo4j import Query

    text = Query(question.text, timeout=limits.seconds)
    result = await session.run(text, dict(question.parameters))
    received: list[Sequence[Any]] = []
    size, truncated = 0, False
    async for record in result:
        if len(received) == limits.rows or size > limits.bytes:
            truncated = True
            break
        received.append(record.values())
        size += len(json.dumps(plain(received[-1]), ensure_ascii=False))
    columns = list(result.keys())
    await result.consume()
    if not columns and limits.recover_columns:
        columns = columns_of(question)
    iris = await _ends(session, received)
    return CypherAnswer(columns, [[plain(value, iris) for value in row] for row in received], truncated)


async def _ends(session: AsyncSession, rows: Sequence[Sequence[Any]]) -> dict[str, str]:
    """The IRIs of relationships' ends; an engine sends a lone relationship with its ends' internal ids only."""
    unknown = {node.element_id for row in rows for value in row for node in _bare_ends(value)}
    if not unknown:
        return {}
    result = await session.run(_IRIS, ids=sorted(unknown))
    return {record["id"]: record["iri"] async for record in result}


def _bare_ends(value: Any) -> Iterator[Node]:
    from neo4j.graph import Relationship

    if isinstance(value, Relationship):
        yield from (node for node in value.nodes if node is not None and "iri" not in node)
    elif isinstance(value, dict):
        for item in value.values():
            yield from _bare_ends(item)
    elif isinstance(value, list):
        for item in value:
            yield from _bare_ends(item)
