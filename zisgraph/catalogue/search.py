"""Search by name: every word a prefix, accents and case aside, and close spellings where nothing fits."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log2

from rapidfuzz import fuzz, process

from zisgraph.catalogue.directory import Directory
from zisgraph.catalogue.records import EntityRef, Group, SearchHit, Text
from zisgraph.model.ports import Reader
from zisgraph.ontology.vocabulary import SKOS, ZIS

SUGGESTED = (
    Group.SPECIALISATION, Group.ZONE, Group.BODY, Group.PROGRAMME, Group.PROVINCE, Group.MUNICIPALITY, Group.PROJECT,
)  # fmt: skip
_NAME_PROPERTIES = (
    SKOS.altLabel, ZIS.formerName, ZIS.acronym, ZIS.shortName, ZIS.fullName, ZIS.legalName,
    ZIS.rorName, ZIS.withdrawnRorName, ZIS.spellingVariant, ZIS.misspelling,
)  # fmt: skip
_CLOSE = 78.0
"""Least similarity, from 0 to 100, of a close spelling; below it unlike names begin to appear."""


@dataclass(frozen=True, slots=True)
class _Entry:
    folded: str
    words: tuple[str, ...]
    name: str
    ref: EntityRef


class SearchIndex:
    """All names of all entities that can be searched, in memory."""

    def __init__(self, reader: Reader, directory: Directory) -> None:
        self._reader, self._directory = reader, directory

    @cached_property
    def _entries(self) -> Sequence[_Entry]:
        refs = self._directory.refs
        names = {(ref.iri, name) for ref in refs.values() for name in (ref.label.it, ref.label.en)}
        among = ", ".join(f"<{prop}>" for prop in _NAME_PROPERTIES)
        rows = self._reader.select(f"SELECT DISTINCT ?e ?v WHERE {{ ?e ?p ?v FILTER(?p IN ({among})) }}")
        names |= {(row["e"], row["v"]) for row in rows}
        names |= {(iri, _slug(address)) for iri, address in self._directory.addresses() if _slug(address)}
        return [
            _Entry(fold(name), tuple(fold(name).split()), name, refs[iri])
            for iri, name in sorted(names)
            if iri in refs and refs[iri].group in SUGGESTED
        ]

    def search(self, text: str, *, groups: Iterable[Group] = SUGGESTED, limit: int = 50) -> tuple[SearchHit, ...]:
        """The entities whose names fit `text` best, at most `limit`, each once.

        An empty text finds nothing. Close spellings are tried only where fewer than three names fit.
        """
        query = fold(text)
        if not query:
            return ()
        wanted = frozenset(groups)
        entries = [entry for entry in self._entries if entry.ref.group in wanted]
        scored = [(score, entry) for entry in entries if (score := _score(query, entry)) > 0]
        if len({entry.ref.iri for _, entry in scored}) < 3:
            scored += self._close(query, entries)
        best: dict[str, tuple[float, _Entry]] = {}
        for score, entry in scored:
            if entry.ref.iri not in best or score > best[entry.ref.iri][0]:
                best[entry.ref.iri] = (score, entry)
        ordered = sorted(best.values(), key=lambda item: (-item[0], -item[1].ref.ties, item[1].folded, item[1].ref.iri))
        return tuple(
            SearchHit(entry.ref, _shown(entry), round(score, 1), _detail(entry.ref)) for score, entry in ordered[:limit]
        )

    def nearest(self, text: str, groups: Iterable[Group] = SUGGESTED) -> EntityRef | None:
        """The one entity a person most likely means, or None."""
        return next((hit.ref for hit in self.search(text, groups=groups, limit=1)), None)

    def _close(self, query: str, entries: Sequence[_Entry]) -> list[tuple[float, _Entry]]:

        if len(query) < 4:
            return []
        found = process.extract(
            query, [entry.folded for entry in entries], scorer=fuzz.WRatio, limit=20, score_cutoff=_CLOSE
        )
        return [(score * 0.6, entries[index]) for _, score, index in found]


def fold(text: str) -> str:
    """Lower case without accents, punctuation as blanks, single spaces."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(re.sub(r"[\W_]+", " ", letters).split())


def _shown(entry: _Entry) -> str:
    """The name that matched; a key from an address is no name to show."""
    return entry.ref.label.it if _slug(f"curated/{entry.name}") == entry.name and "-" in entry.name else entry.name


def _slug(address: str) -> str:
    """The readable key of a curated address ("chips-it"), which people know from links; empty for number keys."""
    authority, _, key = address.partition("/")
    return key if authority == "curated" else ""


def _score(query: str, entry: _Entry) -> float:
    """100 for the name itself, then a beginning, then every word a prefix, then a part.

    Within a step well-connected entities come first, and long names a little later.
    """
    if entry.folded == query:
        return 100.0
    nearness = min(4.0, log2(1 + entry.ref.ties)) - min(5.0, (len(entry.folded) - len(query)) * 0.05)
    if entry.folded.startswith(query):
        return 94.0 + nearness
    if all(any(word.startswith(part) for word in entry.words) for part in query.split()):
        return 84.0 + nearness
    if len(query) >= 3 and query in entry.folded:
        return 74.0 + nearness
    return 0.0


def _detail(ref: EntityRef) -> Text:
    if ref.group in (Group.BODY, Group.PROGRAMME) and ref.place:
        return ref.place
    return ref.kind_label
