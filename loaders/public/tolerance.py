"""How far a new load of a source may differ from the one before: a bad load must not replace a good one unseen."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from math import ceil, floor
from typing import Final

from zisgraph.errors import Issue

FEW: Final = 10
"""A class with fewer things than this in the previous load is not held against it: one more is a large share there."""


@dataclass(frozen=True, slots=True)
class Tolerance:
    """The smallest and the largest share of the previous load, per class; `accepted` sources may be anything."""

    least: float = 0.8
    most: float = 2.0
    accepted: Collection[str] = ()

    def faults(self, source: str, before: Mapping[str, int], now: Mapping[str, int]) -> Iterator[Issue]:
        """The classes of which a new load has too few things or too many."""
        if source in self.accepted:
            return
        for name, held in before.items():
            if held < FEW:
                continue
            least, most, count = ceil(held * self.least), floor(held * self.most), now.get(name, 0)
            if not least <= count <= most:
                yield Issue(
                    source,
                    0,
                    name,
                    f"{count:,} of them, where the previous load had {held:,}",
                    f"{least:,} to {most:,}. The previous load and the published build stay as they are. Look at the "
                    f"files in its folder (`zisgraph sources {source}`); if they are as they should be, run "
                    f"`zisgraph build --accept {source}` once",
                )


@dataclass(frozen=True, slots=True)
class Expected:
    """What a source is held against: the things of each class in its previous load (none: there was none)."""

    things: Mapping[str, int] = field(default_factory=dict)
    tolerance: Tolerance = field(default_factory=Tolerance)

    def faults(self, source: str, now: Mapping[str, int]) -> Iterator[Issue]:
        """The classes of which a new load has too few things or too many."""
        return self.tolerance.faults(source, self.things, now)
