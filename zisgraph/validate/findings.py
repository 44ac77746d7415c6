"""What the shapes found wrong, as values that a command, a page and a test can read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from zisgraph.errors import ShapeError


@dataclass(frozen=True, slots=True, order=True)
class ShapeFinding:
    """One thing wrong: which shape speaks, about which node and path, what was received, in which graphs."""

    shape: str
    """Name of the shape and of the constrained property, such as `TieFacts/validFrom`."""
    focus: str
    path: str
    """IRI of the property, empty where the shape is about the node as a whole."""
    value: str
    """What was received, empty where something is missing."""
    message_it: str
    message_en: str
    graphs: tuple[str, ...]
    """Named graphs that state the value, or speak of the node where something is missing."""

    def __str__(self) -> str:
        received = f" Received {self.value!r}." if self.value else ""
        where = f" Stated in {', '.join(self.graphs)}." if self.graphs else ""
        return f"{self.focus}: {self.message_en}{received}{where} [{self.shape}]"


@dataclass(frozen=True, slots=True)
class ShapeReport:
    """All the findings of one check, in a stable order, and how much was looked at."""

    findings: Sequence[ShapeFinding]
    statements: int
    nodes: int

    @property
    def conforms(self) -> bool:
        """Whether nothing was found."""
        return not self.findings

    def raise_if_broken(self) -> None:
        """Stop the build where anything was found.

        Raises:
            ShapeError: every finding, one a line.
        """
        if self.findings:
            raise shape_error([str(finding) for finding in self.findings])


def shape_error(told: Sequence[str]) -> ShapeError:
    """The error that stops a build, with a line for each finding."""
    count = len(told)
    head = f"{count} statement{'' if count == 1 else 's'} against the shapes; the last good build stays in service."
    return ShapeError("\n".join([head, *told]))
