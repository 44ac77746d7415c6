"""The view over judgements: which addresses stand for one body, and which of them is its canonical one."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from zisgraph.identity.judgements import Judgement, Verdict
from zisgraph.model.iris import Minter

# The strongest key gives a merged body its address: a registry's before the editors' own, those before any other.
_STRENGTH = {"ror": 0, "pic": 1, "": 2}
_WEAKEST = len(_STRENGTH)


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two records judged different that a chain of "same" judgements joins; `chain` are its keys, ends included."""

    judgement: Judgement
    chain: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.judgement.a} and {self.judgement.b} are judged different, but {' = '.join(self.chain)}"


class Resolver:
    """Merges records by their "same" judgements; "unsure" and "different" merge nothing.

    Taking one judgement away and building again gives what would have been without it: nothing else is kept.
    """

    def __init__(self, judgements: Iterable[Judgement], minter: Minter) -> None:
        self.judgements = tuple(sorted(judgements, key=lambda j: (j.a, j.b)))
        self._minter = minter
        self._edges: defaultdict[str, set[str]] = defaultdict(set)
        for judgement in self.judgements:
            if judgement.verdict is Verdict.SAME:
                self._edges[judgement.a].add(judgement.b)
                self._edges[judgement.b].add(judgement.a)

    @cached_property
    def clusters(self) -> tuple[tuple[str, ...], ...]:
        """The keys of each merged body, the canonical one first; bodies with one record are not listed."""
        parent: dict[str, str] = {}
        for key in sorted(self._edges):
            for other in self._edges[key]:
                parent[_root(parent, key)] = _root(parent, other)
        members: defaultdict[str, list[str]] = defaultdict(list)
        for key in sorted(self._edges):
            members[_root(parent, key)].append(key)
        return tuple(sorted(tuple(sorted(keys, key=_rank)) for keys in members.values()))

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Every other address of a merged body, with its canonical one."""
        judged = self._minter.judged
        return {judged(key): judged(keys[0]) for keys in self.clusters for key in keys[1:]}

    @cached_property
    def _aliases(self) -> Mapping[str, tuple[str, ...]]:
        judged = self._minter.judged
        return {judged(keys[0]): tuple(judged(key) for key in keys[1:]) for keys in self.clusters}

    def canonical(self, iri: str) -> str:
        """The canonical address of what `iri` stands for; an unmerged one is its own."""
        return self.names.get(iri, iri)

    def aliases(self, canonical: str) -> tuple[str, ...]:
        """The other addresses of a canonical one."""
        return self._aliases.get(canonical, ())

    @cached_property
    def conflicts(self) -> tuple[Conflict, ...]:
        """Every "different" judgement between records that other judgements merge."""
        cluster = {key: number for number, keys in enumerate(self.clusters) for key in keys}
        return tuple(
            Conflict(judgement, self._chain(judgement.a, judgement.b))
            for judgement in self.judgements
            if judgement.verdict is Verdict.DIFFERENT
            and judgement.a in cluster
            and cluster[judgement.a] == cluster.get(judgement.b)
        )

    def verdict(self, a: str, b: str) -> Verdict:
        """What is judged of two keys, or follows from it; "unsure" where nothing is known."""
        one, other = self._reach(a), self._reach(b)
        if b in one:
            return Verdict.SAME
        across = {j.verdict for j in self.judgements if _joins(j, one, other)}
        return Verdict.DIFFERENT if Verdict.DIFFERENT in across else Verdict.UNSURE

    def _reach(self, key: str) -> set[str]:
        found, waiting = {key}, [key]
        while waiting:
            fresh = self._edges.get(waiting.pop(), set()) - found
            found |= fresh
            waiting.extend(fresh)
        return found

    def _chain(self, start: str, end: str) -> tuple[str, ...]:
        """The shortest chain of "same" judgements between two keys that one joins."""
        before: dict[str, str] = {start: start}
        waiting = deque([start])
        while waiting and end not in before:
            key = waiting.popleft()
            for other in sorted(self._edges[key]):
                if other not in before:
                    before[other] = key
                    waiting.append(other)
        chain = [end]
        while chain[-1] != start:
            chain.append(before[chain[-1]])
        return tuple(reversed(chain))


def _root(parent: dict[str, str], key: str) -> str:
    while parent.setdefault(key, key) != key:
        parent[key] = parent[parent[key]]
        key = parent[key]
    return key


def _rank(key: str) -> tuple[int, str]:
    scheme, colon, _ = key.partition(":")
    return (_STRENGTH.get(scheme if colon else "", _WEAKEST), key)


def _joins(judgement: Judgement, one: set[str], other: set[str]) -> bool:
    a, b = judgement.a, judgement.b
    return (a in one and b in other) or (a in other and b in one)
