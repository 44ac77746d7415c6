"""One thing that differs between two builds, with the statements behind it, as it is kept and handed on."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

ADDED, REMOVED, CHANGED, MERGED, SEPARATED = "added", "removed", "changed", "merged", "separated"
KINDS: Final = (ADDED, REMOVED, CHANGED, MERGED, SEPARATED)


@dataclass(frozen=True, slots=True, order=True)
class Saying:
    """Who says a statement: the dataset, the citation (its id) and how sure that is; all empty where a graph names none."""

    dataset: str
    citation: str
    confidence: str

    def as_dict(self) -> dict[str, str]:
        """All of it as JSON-ready values."""
        return {"dataset": self.dataset, "citation": self.citation, "confidence": self.confidence}


@dataclass(frozen=True, slots=True)
class StatementChange:
    """One property of one thing: a value before and one after, as N-Triples terms; "" where there was or is none."""

    predicate: str
    before: str
    after: str
    before_by: tuple[Saying, ...]
    after_by: tuple[Saying, ...]
    shared: bool = False
    """Whether others said the value before, or still say it: only a source came or went."""

    def as_dict(self) -> dict[str, Any]:
        """All of it as JSON-ready values; written out, because `asdict` takes ten times as long."""
        return {
            "predicate": self.predicate,
            "before": self.before,
            "after": self.after,
            "before_by": [by.as_dict() for by in self.before_by],
            "after_by": [by.as_dict() for by in self.after_by],
            "shared": self.shared,
        }


@dataclass(frozen=True, slots=True)
class Item:
    """What changed about one thing.

    `whole` says that it was not there before, or is not there any more; `replaces` is the address that a figure had
    when its value was another; `bodies` are the addresses of what was merged or separated.
    """

    kind: str
    subject: str
    statements: tuple[StatementChange, ...] = ()
    whole: bool = False
    replaces: str = ""
    bodies: tuple[str, ...] = ()

    @property
    def datasets(self) -> frozenset[str]:
        """The datasets that say what was or is said."""
        return frozenset(by.dataset for one in self.statements for by in (*one.before_by, *one.after_by))

    def as_dict(self) -> dict[str, Any]:
        """All of it as JSON-ready values."""
        return {
            "kind": self.kind,
            "subject": self.subject,
            "statements": [one.as_dict() for one in self.statements],
            "whole": self.whole,
            "replaces": self.replaces,
            "bodies": self.bodies,
        }

    def dumps(self) -> str:
        """The item as one line of JSON, without the line feed."""
        return json.dumps(self.as_dict(), ensure_ascii=False, separators=(",", ":"))

    @staticmethod
    def begins(kind: str) -> bytes:
        """How the lines of a kind begin, those of any kind where it is empty."""
        return f'{{"kind":"{kind}",'.encode() if kind else b"{"

    @classmethod
    def loads(cls, line: str | bytes) -> Item:
        """Read back what `dumps` wrote."""
        content: Mapping[str, Any] = json.loads(line)
        statements = tuple(
            StatementChange(
                one["predicate"],
                one["before"],
                one["after"],
                tuple(Saying(**by) for by in one["before_by"]),
                tuple(Saying(**by) for by in one["after_by"]),
                one["shared"],
            )
            for one in content["statements"]
        )
        return cls(**{**content, "statements": statements, "bodies": tuple(content["bodies"])})
