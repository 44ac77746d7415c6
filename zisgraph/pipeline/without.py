"""Staged statements without those of withdrawn citations: a copy beside the staged files, which stay as they are."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any, Final

from zisgraph.loaders import Staged
from zisgraph.loaders.staging import unchanged, write_staged
from zisgraph.model.iris import Minter
from zisgraph.model.terms import Confidence, Origin

_MADE_ANEW: Final = frozenset({"outputs", "digest", "statements", "judgements"})
"""What the manifest of the copy says of the copy itself."""


def without_citations(staged: Staged, citations: Collection[str], target: Path, minter: Minter) -> Staged:
    """What a dataset says beyond some citations; itself where it says nothing by them.

    Raises:
        BuildError: the target cannot be written.
    """
    marks = tuple(_marks(staged.dataset, citations, minter))
    if not marks or not any(_is_marked(line, marks) for line in _lines(staged)):
        return staged
    key = {"copy_of": staged.digest, "without": sorted(citations)}
    found = unchanged(target, key)
    if found is not None:
        return Staged(found.folder, found.manifest, staged.changed)
    kept = (line for line in _lines(staged) if not _is_marked(line, marks))
    told: dict[str, Any] = {name: value for name, value in staged.manifest.items() if name not in _MADE_ANEW}
    return write_staged(target, kept, staged.judgements(), lambda: told, key)


def _marks(dataset: str, citations: Collection[str], minter: Minter) -> Iterator[str]:
    """What stands in the lines that rest on a citation or describe it."""
    for citation in citations:
        yield f" <{minter.graph(Origin(dataset, citation, Confidence.SOURCED)).rpartition('/')[0]}/"
        yield f"<{minter.citation(citation)}> "


def _is_marked(line: str, marks: tuple[str, ...]) -> bool:
    graph = line[line.rindex(" <", 0, -1) :]
    return any(graph.startswith(mark) if mark.startswith(" ") else line.startswith(mark) for mark in marks)


def _lines(staged: Staged) -> Iterator[str]:
    with staged.statements.open(encoding="utf-8", newline="\n") as lines:
        yield from lines
