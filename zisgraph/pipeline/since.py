"""What a build says otherwise than another, in short: counts per source and the first sentences, for its report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Final

from zisgraph.errors import BuildError
from zisgraph.pipeline.changes import ChangeRecord, Teller, compared
from zisgraph.pipeline.home import Build, Home

FIRST: Final = 12
"""Changes that a report tells in words; the others are counted, and told by `zisgraph changes`."""


@dataclass(frozen=True, slots=True)
class Since:
    """The facts that differ from those of the build `before`."""

    before: str = ""
    counts: Mapping[str, int] = field(default_factory=dict)
    """Kind of change to how many."""
    datasets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    """The same for each dataset that says what changed."""
    first: tuple[Mapping[str, str], ...] = ()
    """The first changes, each as a sentence in `it` and `en`."""

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @classmethod
    def of_dict(cls, content: Mapping[str, Any]) -> Since:
        """Read back what the report's JSON holds."""
        return cls(**{**content, "first": tuple(content["first"])})


def since(home: Home, before: Build | None, after: Build, base: str, becoming: str = "") -> Since:
    """The changes since `before`; nothing where there is none or it cannot be read, which keeps no build back."""
    if before is None or before.id == (becoming or after.id):
        return Since()
    try:
        record = compared(home, before, after, base, becoming)
        return Since(
            before.id, record.counts.get("facts", {}), record.datasets, tuple(_first(record, before, after, base))
        )
    except BuildError:
        return Since()


def _first(record: ChangeRecord, before: Build, after: Build, base: str) -> list[Mapping[str, str]]:
    items = [item for _, item in islice(record.items(), FIRST)]
    return [{"it": one.it, "en": one.en} for one in Teller(before, after, base).tell(items)] if items else []
