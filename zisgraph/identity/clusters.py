"""Records that are one body so far, and which of them may still become one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from zisgraph.identity.judgements import Judgement, Verdict

_ONE_EACH: Final = ("", "ror")
"""Authorities that know a body under one key: the curated tables, and ROR."""


class Clusters:
    """Starts from judgements; `join` adds to them only what contradicts none."""

    def __init__(self, keys: Iterable[str], judged: Sequence[Judgement]) -> None:
        self._parent = {key: key for key in keys}
        self._members: defaultdict[str, set[str]] = defaultdict(set)
        for key in self._parent:
            self._members[key].add(key)
        for judgement in judged:
            if judgement.verdict is Verdict.SAME:
                self._merge(judgement.a, judgement.b)
        self._apart: defaultdict[str, set[str]] = defaultdict(set)
        for judgement in judged:
            if judgement.verdict is not Verdict.SAME:
                self._apart[judgement.a].add(judgement.b)
                self._apart[judgement.b].add(judgement.a)

    def of(self, key: str) -> str:
        """What stands for all the records of its body."""
        while self._parent.setdefault(key, key) != key:
            self._parent[key] = self._parent[self._parent[key]]
            key = self._parent[key]
        return key

    def open(self, a: str, b: str) -> bool:
        """Whether two records are not one body yet, nor judged different or unsure, nor kept apart by an authority."""
        one, other = self.of(a), self.of(b)
        if one == other:
            return False
        first, second = self._keys(one), self._keys(other)
        if any(self._apart.get(key, set()) & second for key in first):
            return False
        return not any(_authorities(first, name) and _authorities(second, name) for name in _ONE_EACH)

    def join(self, a: str, b: str) -> bool:
        """Make two records one body; whether that was possible."""
        possible = self.open(a, b)
        if possible:
            self._merge(a, b)
        return possible

    def _keys(self, root: str) -> set[str]:
        return self._members.get(root) or {root}

    def _merge(self, a: str, b: str) -> None:
        one, other = self.of(a), self.of(b)
        if one != other:
            self._members[other] = self._keys(one) | self._keys(other)
            self._members.pop(one, None)
            self._parent[one] = other


def _authorities(keys: set[str], name: str) -> bool:
    return any(key.partition(":")[0] == name if ":" in key else not name for key in keys)
