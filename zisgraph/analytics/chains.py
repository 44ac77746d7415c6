"""The chain of recorded ties between two bodies, four steps at most, with the words of every tie."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from scipy import sparse
from scipy.sparse.csgraph import dijkstra

from zisgraph.analytics.proposals import ChainStep
from zisgraph.analytics.study import Study
from zisgraph.model.snapshot import Floats, Ints, Matrix

LONGEST = 4
BY_PROJECT = 0.01
"""Of equally short chains: stated ties before projects in common,"""
UNSURE = 0.02
"""sourced before unverified,"""
HUB = 0.0005
"""then through bodies with few partners, who say more about the two ends."""


class Chains:
    """Shortest chains over the recorded ties of one study."""

    def __init__(self, found: Study) -> None:
        self._found = found
        self._costs = _costs(found)

    def reach(self, source: int) -> Reach:
        """Every family within four steps of one."""
        limit = LONGEST + 0.9
        far, before = dijkstra(self._costs, True, [source], True, limit=limit)
        return Reach(self._found, source, far[0], before[0])


class Reach:
    """The chains that start at one family."""

    def __init__(self, found: Study, source: int, far: Floats, before: Ints) -> None:
        self._found, self._source, self._far, self._before = found, source, far, before

    def steps(self, target: int) -> int | None:
        """Length of the chain; None where none of four steps or fewer is recorded."""
        return int(self._far[target]) if np.isfinite(self._far[target]) and self._far[target] < LONGEST + 1 else None

    def chain(self, target: int) -> tuple[ChainStep, ...]:
        """The steps from the source to the target; empty where there is none."""
        if self.steps(target) is None or target == self._source:
            return ()
        line = [target]
        while line[-1] != self._source:
            line.append(int(self._before[line[-1]]))
        line.reverse()
        return tuple(self._step(one, other) for one, other in pairwise(line))

    def _step(self, one: int, other: int) -> ChainStep:
        words = self._found.words
        tie = words.between(one, other)
        forward = self._found.family_of(tie.subject.iri) == one
        return ChainStep(words.family(one), words.family(other), tie, forward)


def _costs(found: Study) -> Matrix:
    """Tied pairs as directed edges: one step each, and less than a tenth of a step to choose among equals.

    Four steps cost less than five: the small parts stay below 0.9 in all.
    """
    network = found.network
    edges = network.tied.tocoo()
    stated = {pair: any(found.snapshot.tie_sourced[n] for n in ties) for pair, ties in network.between.items()}
    extra = np.array(
        [
            0.0 if sure else BY_PROJECT if sure is None else UNSURE
            for sure in (
                stated.get((min(a, b), max(a, b))) for a, b in zip(edges.row.tolist(), edges.col.tolist(), strict=True)
            )
        ]
    )
    hubs = HUB * np.log1p(network.partners[edges.col])
    return sparse.csr_array((1.0 + extra + hubs, (edges.row, edges.col)), shape=edges.shape)
