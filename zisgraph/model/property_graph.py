"""The property graph that both Cypher engines hold: nodes and relationships, keyed on IRIs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Scalar = str | int | float | bool
Property = Scalar | Sequence[Scalar]


def cypher_text(text: str) -> str:
    r"""A text as Cypher reads it: in quotes, quotes and backslashes in it escaped.

    >>> print(cypher_text("l'Aquila"))
    'l\'Aquila'
    """
    escaped = text.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"


@dataclass(frozen=True, slots=True)
class Node:
    """A node: `iri` is its key; `labels` are UpperCamel, sorted, superclasses included."""

    iri: str
    labels: tuple[str, ...]
    properties: Mapping[str, Property]


@dataclass(frozen=True, slots=True)
class Relationship:
    """A relationship: `key` is unique in the graph (the tie's IRI, or a hash of start, type and end);
    `type` is UPPER_SNAKE; `properties` carry `sources` and `confidence`."""

    key: str
    type: str
    start: str
    end: str
    properties: Mapping[str, Property]


@dataclass(frozen=True, slots=True)
class PropertyGraph:
    """The whole projection of one build, in a stable order."""

    build: str
    nodes: Sequence[Node]
    relationships: Sequence[Relationship]
