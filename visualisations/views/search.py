"""Search results and suggestions, grouped by what the thing is, the matching letters marked."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from zisgraph.catalogue.records import EntityRef, Group, MatrixRow, SearchHit
from zisgraph.visualisations.drawing.glyphs import Glyph
from zisgraph.visualisations.formats import Formats
from zisgraph.visualisations.translation import Translator
from zisgraph.visualisations.views.kinds import mark_of
from zisgraph.visualisations.views.links import Links

ORDER = (
    Group.SPECIALISATION,
    Group.ZONE,
    Group.BODY,
    Group.PROGRAMME,
    Group.PROVINCE,
    Group.MUNICIPALITY,
    Group.PROJECT,
)
"""Groups as they stand in a list of results."""

_SUGGESTED: Mapping[Group, int] = {Group.BODY: 3, Group.PROGRAMME: 2, Group.PROJECT: 1, Group.MUNICIPALITY: 1}
Detail = Callable[[EntityRef], str]


@dataclass(frozen=True, slots=True)
class Option:
    """One result: `parts` are pieces of its name, each with whether it matches what was typed."""

    name: str
    parts: tuple[tuple[str, bool], ...]
    detail: str
    href: str
    mark: Glyph
    matched: str

    @property
    def marked(self) -> Markup:
        """The name with the matching letters in bold."""
        pieces = [Markup("<b>{}</b>").format(text) if hit else escape(text) for text, hit in self.parts]
        return Markup("").join(pieces)


@dataclass(frozen=True, slots=True)
class OptionGroup:
    """Results of one kind; `total` counts those that are not shown, too."""

    key: str
    title: str
    total: int
    options: tuple[Option, ...]


def grouped(
    hits: Sequence[SearchHit],
    query: str,
    detail: Detail,
    t: Translator,
    links: Links,
    most: Mapping[Group, int] | int = 2,
) -> tuple[OptionGroup, ...]:
    """The hits by group; of each at most `most`, the best first."""
    groups = []
    for group in ORDER:
        own = [hit for hit in hits if hit.ref.group is group]
        if own:
            allowed = most if isinstance(most, int) else most.get(group, 2)
            options = tuple(option(hit, query, detail, t, links) for hit in own[:allowed])
            groups.append(OptionGroup(group.value, group_title(group, t), len(own), options))
    return tuple(groups)


def suggestions(
    hits: Sequence[SearchHit], query: str, detail: Detail, t: Translator, links: Links
) -> tuple[OptionGroup, ...]:
    """A short list to choose from while typing: nine rows at most."""
    found, room = [], 9
    for group in grouped(hits, query, detail, t, links, _SUGGESTED):
        if room <= 0:
            break
        options = group.options[:room]
        found.append(OptionGroup(group.key, group.title, group.total, options))
        room -= len(options)
    return tuple(found)


def option(hit: SearchHit, query: str, detail: Detail, t: Translator, links: Links) -> Option:
    """One result."""
    name = hit.ref.label.in_(t.language)
    other = "" if _folded(hit.matched) == _folded(name) else hit.matched
    return Option(name, marked_parts(name, query), detail(hit.ref), links.entity(hit.ref.path), mark_of(hit.ref), other)


def marked_parts(name: str, query: str) -> tuple[tuple[str, bool], ...]:
    """The name cut where it matches a word of the query, accents and case aside.

    >>> marked_parts("Microelettronica", "micro")
    (('Micro', True), ('elettronica', False))
    """
    folded = _folded(name)
    if len(folded) != len(name):
        return ((name, False),)
    hits = [False] * len(name)
    for word in filter(None, _folded(query).split()):
        start = folded.find(word)
        while start >= 0:
            hits[start : start + len(word)] = [True] * len(word)
            start = folded.find(word, start + len(word))
    parts: list[tuple[str, bool]] = []
    for letter, hit in zip(name, hits, strict=True):
        if parts and parts[-1][1] == hit:
            parts[-1] = (parts[-1][0] + letter, hit)
        else:
            parts.append((letter, hit))
    return tuple(parts)


def group_title(group: Group, t: Translator) -> str:
    """The heading of a group of results."""
    return {
        Group.SPECIALISATION: t("Specialisations"),
        Group.ZONE: t("Innovation and development zones"),
        Group.BODY: t("Organisations"),
        Group.PROGRAMME: t("Training programmes"),
        Group.PROVINCE: t("Provinces"),
        Group.MUNICIPALITY: t("Municipalities"),
        Group.PROJECT: t("European projects"),
    }.get(group, t("Other"))


def details(matrix: Iterable[MatrixRow], statuses: Mapping[str, str], formats: Formats) -> Detail:
    """What stands at the right of a result: where it is, how many work on it, how far a zone has come."""
    t = formats.words
    by_topic = {row.ref.iri: row for row in matrix}

    def detail(ref: EntityRef) -> str:
        if ref.iri in by_topic:
            row = by_topic[ref.iri]
            provinces = sum(1 for cell in row.cells.values() if cell.total)
            count = t.plural("%(count)s organisation", "%(count)s organisations", row.total.total)
            where = t.plural("in %(count)s province", "in %(count)s provinces", provinces)
            return f"{count} {where}"
        if ref.iri in statuses:
            return statuses[ref.iri]
        if ref.group in (Group.BODY, Group.PROGRAMME) and ref.place:
            return ref.place.in_(t.language)
        return ref.kind_label.in_(t.language)

    return detail


def _folded(text: str) -> str:
    pieces = unicodedata.normalize("NFC", text)
    return "".join((unicodedata.normalize("NFD", letter)[0]).casefold()[:1] or letter for letter in pieces)
