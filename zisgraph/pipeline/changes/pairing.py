"""What became of what: values before and after of one property, brought together."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import Final, TypeVar

from zisgraph.model.iris import Minter
from zisgraph.pipeline.changes.comparing import Quad
from zisgraph.pipeline.changes.items import Saying, StatementChange

_LANGUAGE: Final = re.compile(r'"@([A-Za-z-]+)\Z')
Key = TypeVar("Key", bound=Hashable)
Pair = tuple[Quad | None, Quad | None]


class Pairing:
    """Pairs statements about one subject; reads who says them from the addresses of their graphs."""

    def __init__(self, minter: Minter) -> None:
        self._minter = minter
        self._sayings: dict[str, Saying] = {}

    def saying(self, graph: str) -> Saying:
        """Who says what stands in a graph."""
        if graph not in self._sayings:
            origin = self._minter.origin_of(graph)
            known = origin and Saying(origin.dataset, origin.citation, origin.confidence.value)
            self._sayings[graph] = known or Saying("", "", "")
        return self._sayings[graph]

    def changes(self, removed: Iterable[Quad], added: Iterable[Quad]) -> list[StatementChange]:
        """Statements about one subject that are gone and new ones, as changes of its properties.

        A value that was replaced by one other is one change; where several came or went at once, nobody knows which
        became which, and they are told as removed and added.
        """
        old, new = _by(removed, lambda quad: quad.predicate), _by(added, lambda quad: quad.predicate)
        return [
            change
            for predicate in sorted(old.keys() | new.keys())
            for change in self._of_property(predicate, old.get(predicate, []), new.get(predicate, []))
        ]

    def _of_property(self, predicate: str, removed: list[Quad], added: list[Quad]) -> Iterator[StatementChange]:
        pairs: list[Pair] = []
        for key in (_value, self._origin, self._dataset, _language):
            if not (removed and added):
                break  # nothing to pair, as with all that is new
            fresh, removed, added = _matched(removed, added, key, alone=key is not _value)
            pairs += fresh
        pairs += [(quad, None) for quad in removed]
        pairs += [(None, quad) for quad in added]
        sayings: defaultdict[tuple[str, str], tuple[set[Saying], set[Saying]]] = defaultdict(lambda: (set(), set()))
        for was, now in pairs:
            before, after = sayings[was.value if was else "", now.value if now else ""]
            if was:
                before.add(self.saying(was.graph))
            if now:
                after.add(self.saying(now.graph))
        for (value, fresh_value), (before, after) in sorted(sayings.items()):
            yield StatementChange(predicate, value, fresh_value, tuple(sorted(before)), tuple(sorted(after)))

    def _origin(self, quad: Quad) -> Hashable:
        return quad.graph, _language(quad)

    def _dataset(self, quad: Quad) -> Hashable:
        return self.saying(quad.graph).dataset, _language(quad)


def _matched(
    removed: list[Quad], added: list[Quad], key: Callable[[Quad], Hashable], *, alone: bool
) -> tuple[list[Pair], list[Quad], list[Quad]]:
    """Pairs with the same key, and what is left; `alone` pairs only where a key has one of each."""
    old, new = _by(removed, key), _by(added, key)
    pairs: list[Pair] = []
    for one in old.keys() & new.keys():
        if not alone or len(old[one]) == len(new[one]) == 1:
            count = min(len(old[one]), len(new[one]))
            pairs += zip(old[one][:count], new[one][:count], strict=True)
            old[one], new[one] = old[one][count:], new[one][count:]
    left = [quad for group in old.values() for quad in group], [quad for group in new.values() for quad in group]
    return pairs, *left


def _by(quads: Iterable[Quad], key: Callable[[Quad], Key]) -> dict[Key, list[Quad]]:
    found: defaultdict[Key, list[Quad]] = defaultdict(list)
    for quad in sorted(quads):
        found[key(quad)].append(quad)
    return dict(found)


def _value(quad: Quad) -> Hashable:
    return quad.value


def _language(quad: Quad) -> Hashable:
    found = _LANGUAGE.search(quad.value)
    return found[1] if found else ""
