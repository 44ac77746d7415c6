"""Sources as a reader meets them: a short name, a date, whether the citation says it, and where it leads."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from zisgraph.catalogue.records import Citation, Source
from zisgraph.model.terms import Confidence
from zisgraph.visualisations.formats import Formats
from zisgraph.visualisations.views.links import Links

GENERAL_KNOWLEDGE = "general-knowledge"
EDITOR = "editor"
_IN_ENGLISH = "Publications Office of the European Union"
"""Start of the publisher whose titles (CORDIS) stand in English."""
_UNSTATED = re.compile(r"publisher not stated \(via (?P<host>[^()]+)\)")
"""What the editors write in the field of the publisher where a page names none."""
_LONGEST = 44
_LONG_PUBLISHER = 30
_IN_BRACKETS = re.compile(r"\(([^()]{2,24})\)")


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One source beside a fact: `short` is "publisher, date"; `href` leads to the citation.

    `chosen` says that the editors of the data chose it: no source says it, and none is doubted.
    """

    short: str
    href: str
    sourced: bool
    chosen: bool = False


class Check(StrEnum):
    """What stands behind a statement: a source, a choice of the editors of the data, or nothing that was read."""

    SOURCED = "sourced"
    CHOSEN = "editors"
    UNVERIFIED = "unverified"


def said_by_a_source(lines: Iterable[SourceLine]) -> bool:
    """Whether a source says it; a choice of the editors is none."""
    return any(line.sourced and not line.chosen for line in lines)


def check_of(lines: Iterable[SourceLine]) -> Check:
    """What stands behind a statement with these sources."""
    every = tuple(lines)
    if said_by_a_source(every):
        return Check.SOURCED
    return Check.CHOSEN if any(line.chosen for line in every) else Check.UNVERIFIED


@dataclass(frozen=True, slots=True)
class Citing:
    """Writes sources in one language."""

    formats: Formats
    links: Links

    def line(self, source: Source) -> SourceLine:
        """One source in brief."""
        sourced = source.confidence is Confidence.SOURCED
        chosen = sourced and source.citation.id == EDITOR
        return SourceLine(self.short(source.citation), self.links.citation(source.citation.id), sourced, chosen)

    def lines(self, sources: Iterable[Source]) -> tuple[SourceLine, ...]:
        """Each citation once, those that say it first."""
        best: dict[str, Source] = {}
        for source in sources:
            known = best.get(source.citation.id)
            if known is None or known.confidence is not Confidence.SOURCED:
                best[source.citation.id] = source
        ordered = sorted(best.values(), key=lambda s: (s.confidence is not Confidence.SOURCED, s.citation.id))
        return tuple(self.line(source) for source in ordered)

    def short(self, citation: Citation) -> str:
        """Who published it, and when: "eucentre.it, senza data"."""
        t = self.formats.words
        if citation.id == GENERAL_KNOWLEDGE:
            return t("no source read")
        if citation.id == EDITOR:
            return t("choice of the editors")
        publisher = _brief(self.publisher(citation)) or citation.title or citation.id
        if len(publisher) > _LONGEST:
            publisher = publisher[: _LONGEST - 1].rstrip(" ,;-") + "…"
        return f"{publisher}, {self.date(citation)}"

    def publisher(self, citation: Citation) -> str:
        """Who published it; where the editors wrote it, in the reader's language."""
        t = self.formats.words
        if citation.id == GENERAL_KNOWLEDGE:
            return t("editors of these tables")
        unstated = _UNSTATED.fullmatch(citation.publisher)
        if unstated is not None:
            return t("publisher not stated (via %(host)s)", host=unstated["host"])
        return citation.publisher

    def title(self, citation: Citation) -> str:
        """Its title; where the editors wrote it, in the reader's language."""
        if citation.id == GENERAL_KNOWLEDGE:
            return self.formats.words("General knowledge, not verified")
        return citation.title

    def title_language(self, citation: Citation) -> str:
        """The language of its title where it is known and not the reader's, else nothing."""
        english = citation.publisher.startswith(_IN_ENGLISH)
        return "en" if english and self.formats.words.language != "en" else ""

    def date(self, citation: Citation, *, long: bool = False) -> str:
        """Its date as precisely as known: "24.2.2026", "circa 2025", "senza data"."""
        write = self.formats.day if long else self.formats.short_day
        text = write(citation.date)
        if citation.date_to:
            text = f"{text} – {write(citation.date_to)}"
        if citation.date and citation.date_precision == "approximate":
            return self.formats.words("about %(date)s", date=text)
        return text


def _brief(publisher: str) -> str:
    """A long publisher by the short name it gives in brackets."""
    short = _IN_BRACKETS.search(publisher)
    return short.group(1) if short and len(publisher) > _LONG_PUBLISHER else publisher
