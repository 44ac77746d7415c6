"""Turtle files as sorted N-Quads lines of one graph; blank nodes get addresses that depend on the content alone."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox


def turtle_lines(texts: Iterable[str], graph: str, base: str) -> list[str]:
    """The statements of Turtle texts, in `graph`; a blank node becomes {base}.well-known/genid/… (RDF 1.1, 3.5).

    Blank nodes are named by the RDF Dataset Canonicalization algorithm (RDFC-1.0), so equal texts give equal lines.
    """
    dataset = ox.Dataset()
    for text in texts:
        for quad in ox.parse(text.encode(), ox.RdfFormat.TURTLE, rename_blank_nodes=True):
            dataset.add(quad)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    genid = f"{base}.well-known/genid/"
    return sorted(
        f"{_named(quad.subject, genid)} {quad.predicate} {_named(quad.object, genid)} <{graph}> .\n" for quad in dataset
    )


def _named(term: object, genid: str) -> str:
    return f"<{genid}{term.value}>" if isinstance(term, ox.BlankNode) else str(term)
