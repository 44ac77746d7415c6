"""Organisations of which the data records no tie: neither theirs nor one of their own sites and units."""

from __future__ import annotations

import numpy as np

from zisgraph.analytics.evidence import Ref
from zisgraph.analytics.study import Study
from zisgraph.model.snapshot import Bools, Snapshot

BODIES_ONLY_IN_CORDIS = "Organisation"
"""The class of a body known only as a participant: what it does elsewhere has not been collected."""


def without_recorded_tie(found: Study) -> tuple[tuple[Ref, ...], int]:
    """Those organisations by name, and how many organisations the tables describe.

    A tie of a body above, or of another organisation that is part of it, is not theirs.
    """
    bodies = found.snapshot.bodies
    described = [n for n, body in enumerate(bodies) if body.organisation and body.kind != BODIES_ONLY_IN_CORDIS]
    tied, parts = _tied(found.snapshot), _own_parts(found.snapshot)
    refs = []
    for number in described:
        own = _with_parts(number, parts)
        if not (set().union(*(tied[one] for one in own)) - own):
            refs.append(found.words.body(number))
    return tuple(sorted(refs, key=lambda ref: (ref.name_it.casefold(), ref.iri))), len(described)


def _tied(snapshot: Snapshot) -> list[set[int]]:
    """For each body, those with which a working tie or a project joins it."""
    joint = (snapshot.incidence @ snapshot.incidence.T).tocsr()
    found = [set(joint.indices[joint.indptr[n] : joint.indptr[n + 1]].tolist()) for n in range(len(snapshot.bodies))]
    for first, second in snapshot.tie_ends[snapshot.tie_counts].tolist():
        found[first].add(second)
        found[second].add(first)
    return found


def _own_parts(snapshot: Snapshot) -> dict[int, set[int]]:
    """For each body, the sites and units that are part of it; an organisation stands for itself."""
    inside: Bools = np.array([snapshot.predicates[tie.predicate].family for tie in snapshot.body_ties], dtype=bool)
    found: dict[int, set[int]] = {}
    for part, whole in snapshot.tie_ends[inside].tolist():
        if not snapshot.bodies[part].organisation:
            found.setdefault(whole, set()).add(part)
    return found


def _with_parts(body: int, parts: dict[int, set[int]]) -> set[int]:
    own, waiting = set[int](), [body]
    while waiting:
        one = waiting.pop()
        if one not in own:
            own.add(one)
            waiting += parts.get(one, ())
    return own
