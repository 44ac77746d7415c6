"""Two builds chosen by name and compared, for a command, an endpoint or a page: slices of changes with their sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

from zisgraph.errors import NotAllowed, NotFoundError
from zisgraph.pipeline.changes import ChangeRecord, Layer, Saying, Teller, Told, compared
from zisgraph.pipeline.home import Build, Home

_CHUNK: Final = 200
COLUMNS: Final = ("kind", "subject", "property", "before", "after", "sources_before", "sources_after", "it", "en")
"""Of the changes as a table: a row for each statement."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two builds that are kept from being removed, and what differs between them."""

    before: Build
    after: Build
    record: ChangeRecord
    _base: str

    def slice(self, layer: Layer, kind: str, cursor: str, limit: int) -> tuple[Sequence[Told], str]:
        """Some changes from a cursor on ("" for the start), and the cursor of those behind them, "" at the end.

        Raises:
            NotAllowed: no answer ever gave this cursor.
        """
        if cursor and not cursor.isdecimal():
            raise NotAllowed(
                f"cursor: received {cursor!r}; allowed: the `next` of an answer. Leave it out to start over."
            )
        found = list(islice(self.record.items(layer, kind, int(cursor or 0)), limit + 1))
        following = str(found[limit - 1][0]) if len(found) > limit else ""
        return Teller(self.before, self.after, self._base).tell([item for _, item in found[:limit]]), following

    def told(self, layer: Layer = Layer.FACTS, kind: str = "") -> Iterator[Told]:
        """Every change, looked up and told some at a time."""
        items = (item for _, item in self.record.items(layer, kind))
        while chunk := list(islice(items, _CHUNK)):
            yield from Teller(self.before, self.after, self._base).tell(chunk)


@contextmanager
def comparison(home: Home, base: str, before: str = "", after: str = "") -> Iterator[Comparison]:
    """Compare two builds by their ids or the start of them; `after` is the current one by default, and `before` the one
    that was current when `after` was made.

    Raises:
        NotFoundError: there is no such build, or none to compare with.
        PrunedError: it has been removed since.
        BuildError: a store cannot be read, or the home cannot be written.
    """
    new = home.named(after) if after else home.current()
    old = home.named(before) if before else _predecessor(home, new)
    with home.keeping(old, new):
        yield Comparison(old, new, compared(home, old, new, base), base)


def has_predecessor(home: Home, name: str) -> bool:
    """Whether there is a build to compare the one of that name with."""
    return bool(_older(home, home.named(name)))


def _predecessor(home: Home, build: Build) -> Build:
    """The build that was current when this one was made, else the newest that is older."""
    older = _older(home, build)
    if not older:
        raise NotFoundError(f"No build older than {build.id} is here to compare it with; name two that are.")
    return older[0]


def _older(home: Home, build: Build) -> list[Build]:
    name = build.manifest().get("since", {}).get("before", "")
    others = [one for one in home.builds() if one.id != build.id]
    return [one for one in others if one.id == name] or [one for one in others if one.made < build.made]


def rows(told: Told) -> Iterator[tuple[str, ...]]:
    """A change as rows of `COLUMNS`, one for each statement."""
    item = told.item
    for one in item.statements:
        who = (_sayings(one.before_by), _sayings(one.after_by))
        yield (item.kind, item.subject, one.predicate, one.before, one.after, *who, told.it, told.en)
    if not item.statements:
        yield (item.kind, item.subject, "", " ".join(item.bodies), "", "", "", told.it, told.en)


def as_dict(told: Told) -> Mapping[str, Any]:
    """A change with its sentences as JSON-ready values."""
    return {"sentence": {"it": told.it, "en": told.en}, **told.item.as_dict()}


def _sayings(said: Sequence[Saying]) -> str:
    return " ".join(f"{one.dataset}/{one.citation}/{one.confidence}" for one in said)
