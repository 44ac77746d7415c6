"""What the layers above may ask of an engine, in one place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from zisgraph.model.property_graph import PropertyGraph


@dataclass(frozen=True, slots=True)
class SparqlAnswer:
    """A serialised answer: `chunks` are ready to send, `size` bytes in all; `media_type` says what they are.

    `truncated` names the cap that cut it, "rows" or "bytes", and is empty when the answer is whole.
    """

    media_type: str
    chunks: Iterator[bytes]
    size: int
    truncated: str = ""


@dataclass(frozen=True, slots=True)
class CypherAnswer:
    """Rows of plain values: nodes are {"_type": "node", "iri", "labels", "properties"}, relationships
    {"_type": "relationship", "type", "start", "end", "properties"}, paths {"_type": "path", "nodes",
    "relationships"}, dates and times ISO strings, points {"_type": "point", "srid", "x", "y"}."""

    columns: Sequence[str]
    rows: Sequence[Sequence[Any]]
    truncated: bool = False


class Reader(Protocol):
    """In-process SPARQL SELECT over one published build, for our own queries only (never a user's)."""

    def select(self, query: str) -> list[dict[str, str]]:
        """Rows as {variable: lexical value}; an unbound variable is absent. IRIs come bare."""
        ...


class CypherEngine(Protocol):
    """A Cypher database that can be filled whole and asked read-only."""

    def replace(self, graph: PropertyGraph) -> None:
        """Bring the database to exactly this graph; a full replace by difference, not a merge. Idempotent."""
        ...

    def query(self, text: str, parameters: Mapping[str, Any], *, limit: int, timeout: float) -> CypherAnswer:
        """Run one read-only query within `timeout` seconds and `limit` rows."""
        ...

    def build(self) -> str:
        """The id of the build that the database holds whole.

        Raises:
            EngineLoading: it is being filled, or was left half-filled, or holds another build than the one it serves.
            EngineUnavailable: it holds no graph of ours, or does not answer.
        """
        ...

    def close(self) -> None: ...
