"""Changes told in words: the names of two builds looked up for one slice of items at a time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from zisgraph.pipeline.changes.items import Item
from zisgraph.pipeline.changes.naming import BuildNames, Names
from zisgraph.pipeline.changes.sentences import Sentences
from zisgraph.pipeline.home import Build
from zisgraph.store.oxigraph import open_reader


@dataclass(frozen=True, slots=True)
class Told:
    """An item and its sentence in both languages."""

    item: Item
    it: str
    en: str


class Teller:
    """Tells the changes between two builds, which have to be kept from being removed meanwhile."""

    def __init__(self, before: Build, after: Build, base: str) -> None:
        self._names = Names(*(BuildNames(open_reader(build.store), base) for build in (before, after)))
        self._sentences = Sentences(self._names)

    def tell(self, items: Iterable[Item]) -> list[Told]:
        """Some items with their sentences; a few hundred at a time."""
        some = list(items)
        self._names.learn(some)
        return [Told(one, self._sentences.sentence(one, "it"), self._sentences.sentence(one, "en")) for one in some]
