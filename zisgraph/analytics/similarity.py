"""S0: how alike two bodies are in what they do, on a tree of topics.

`J(i, j) = sum_t IC(t) min(x^_it, x^_jt) / sum_t IC(t) max(x^_it, x^_jt)` with `x^ = x C` (a topic counts for
everything broader) and `IC(t) = -log2` of the share of all bodies' topics that lie at or below t, after
Resnik (1995) for the information content and the weighted Jaccard index of Ruzicka (1958).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from zisgraph.model.snapshot import Floats, Ints, Matrix, Snapshot


@dataclass(frozen=True, slots=True)
class TopicSpace:
    """What similarity needs: dense because topics are few (tens), bodies many."""

    vectors: Floats
    """(f, t) x: each family's topics, rows summing to 1 or to 0 where it has none."""
    expanded: Floats
    """(f, t) x^ = x C."""
    information: Floats
    """(t) IC in bits; a topic that no family has counts as one that half a family has."""
    member_vectors: Floats
    """(n, t) the same as `vectors` for each body."""
    closure: Floats
    """(t, t) C."""

    def expand(self, vectors: Floats) -> Floats:
        """x^ of further vectors (zones, programmes, a query)."""
        return np.asarray(vectors @ self.closure)


def topic_space(snapshot: Snapshot) -> TopicSpace:
    """Vectors of families (mean of their members' vectors) and the information of every topic."""
    own = snapshot.specialisations.toarray()
    own[:, snapshot.cross_cutting] = 0.0
    members = normalised(own)
    families = membership(snapshot) @ members
    vectors = normalised(np.asarray(families))
    closure = snapshot.closure.toarray()
    return TopicSpace(vectors, vectors @ closure, information_content(vectors @ closure), members, closure)


def normalised(rows: Floats) -> Floats:
    """Rows divided by their sums; rows of zeros stay."""
    sums = rows.sum(axis=1, keepdims=True)
    return np.asarray(np.divide(rows, sums, out=np.zeros_like(rows), where=sums > 0))


def membership(snapshot: Snapshot) -> Matrix:
    """(f, n) 1 where the body belongs to the family."""
    n = len(snapshot.family)
    return sparse.csr_array((np.ones(n), (snapshot.family, np.arange(n))), shape=(len(snapshot.heads), n))


def information_content(expanded: Floats) -> Floats:
    """IC(t) in bits from x^; the root of the tree, which everybody has, tells nothing (0)."""
    holders = float((expanded.max(axis=1) > 0).sum()) if expanded.size else 0.0
    if not holders:
        return np.zeros(expanded.shape[1])
    mass = expanded.sum(axis=0)
    shares = np.where(mass > 0, mass, 0.5) / holders
    return np.asarray(np.maximum(0.0, -np.log2(np.minimum(shares, 1.0))))


def jaccard(first: Floats, second: Floats, information: Floats) -> float:
    """S0 of two expanded vectors: the readable form; 0 where neither has an informative topic.

    >>> import numpy as np
    >>> jaccard(np.array([0.5, 0.5, 1.0]), np.array([1.0, 0.0, 1.0]), np.array([2.0, 2.0, 1.0]))
    0.5
    """
    union = float(information @ np.maximum(first, second))
    return float(information @ np.minimum(first, second)) / union if union else 0.0


def shared_and_union(expanded: Floats, rows: Ints, columns: Ints, information: Floats) -> tuple[Floats, Floats]:
    """Shared and joint bits of many pairs of rows of x^ at once; their ratio is J.

    max(a, b) = a + b - min(a, b), so that one pass over the pairs is enough.
    """
    shared = np.minimum(expanded[rows], expanded[columns]) @ information
    alone = expanded @ information
    return shared, np.maximum(shared, alone[rows] + alone[columns] - shared)


def relatedness(vectors: Floats) -> Floats:
    """(t, t) phi(t, s) = n_ts / max(n_t, n_s) over families that have the topic; 0 on the diagonal.

    Hidalgo et al. (2007), proximity of products.
    """
    has = (vectors > 0).astype(np.float64)
    together = has.T @ has
    count = np.diag(together)
    largest = np.maximum.outer(count, count)
    phi = np.divide(together, largest, out=np.zeros_like(together), where=largest > 0)
    np.fill_diagonal(phi, 0.0)
    return np.asarray(phi)


def complement(vectors: Floats, phi: Floats, rows: Ints, columns: Ints) -> Floats:
    """Sum over t != s of x_it phi(t, s) x_js for many pairs."""
    return np.asarray(np.einsum("ij,ij->i", (vectors @ phi)[rows], vectors[columns]))
