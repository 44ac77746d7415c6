"""The first step of a build: every source that takes part, read anew or left as it is staged."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

from zisgraph.errors import BuildError, NotFoundError
from zisgraph.loaders import DATASETS, Staged, Tolerance, read_staged, stage_all, stage_sources
from zisgraph.loaders.bundled.reading import Folder
from zisgraph.model.iris import Minter
from zisgraph.pipeline.choice import Choice, is_source
from zisgraph.pipeline.home import Home
from zisgraph.pipeline.without import without_citations
from zisgraph.settings import Settings

WITHOUT: Final = ".without-"
"""Start of the folders of staged copies that lack withdrawn citations."""


def stage(
    settings: Settings, home: Home, facts: Folder | None, choice: Choice, withdrawn: Collection[str]
) -> list[Staged]:
    """What every source says, bundled ones first; what was withdrawn, sources or single citations, is left out.

    Raises:
        InputError: with the faults of all sources; what was staged before stays.
        NotFoundError: `choice.only` names a source of which no file is here, or that was withdrawn.
    """
    if choice.only in withdrawn:
        raise NotFoundError(
            f"{choice.only} was withdrawn: `zisgraph withdraw --undo {choice.only}` brings its files back."
        )
    kept = list(_kept(home, choice.only, withdrawn)) if choice.only else []
    there = {one.dataset for one in kept}
    base, tolerance = settings.base_iri, Tolerance(settings.load_least, settings.load_most, choice.accepted)
    bundled = {name: home.staged(name) for name in DATASETS if name not in {*withdrawn, *there}}
    staged = stage_all(bundled, facts, base)
    wanted = {choice.only} if choice.only else None

    def chosen(source: str) -> bool:
        return source not in withdrawn and (wanted is None or source in wanted)

    staged += stage_sources(home.sources, home.staged, facts, base, tolerance, chosen)
    if choice.only and choice.only not in {one.dataset for one in staged}:
        raise NotFoundError(
            f"No file of {choice.only} is here to read; `zisgraph sources {choice.only}` says where they belong."
        )
    citations, minter = [name for name in withdrawn if not is_source(name)], Minter(base)
    return [
        without_citations(one, citations, home.staged(f"{WITHOUT}{one.dataset}"), minter)
        for one in _in_order([*staged, *kept])
    ]


def _kept(home: Home, only: str, withdrawn: Collection[str]) -> Iterator[Staged]:
    """The sources of the published build but one, as they are staged."""
    current = home.current_or_none()
    if current is None:
        return
    for one in current.manifest().get("datasets", ()):
        name = one["dataset"]
        if name != only and name not in withdrawn:
            try:
                yield read_staged(home.staged(name))
            except BuildError:
                if name not in DATASETS:  # a bundled one is simply read again
                    raise


def _in_order(staged: Collection[Staged]) -> list[Staged]:
    return sorted(staged, key=lambda one: (one.dataset not in DATASETS, one.dataset))
