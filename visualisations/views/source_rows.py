"""The sources behind a profile, each once, the newest first."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from zisgraph.catalogue.records import Citation, Profile, Source
from zisgraph.visualisations.views.citing import EDITOR, Citing


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One source in the list at the end."""

    title: str
    language: str
    """Of the title, where it is not the page's."""
    date: str
    href: str
    url: str
    host: str


def source_rows(profile: Profile, citing: Citing) -> tuple[SourceRow, ...]:
    """Every citation that a fact, a figure, a tie or a state of the profile rests on."""
    every: list[Source] = [s for fact in profile.facts for value in fact.values for s in value.sources]
    every += [s for observation in profile.observations for s in observation.sources]
    every += [s for tie in profile.ties for s in tie.sources]
    every += [s for state in profile.states for s in state.sources]
    citations = {source.citation.id: source.citation for source in every}
    return tuple(
        SourceRow(
            title=_title(citation, citing),
            language=citing.title_language(citation),
            date=citing.date(citation),
            href=citing.links.citation(citation.id),
            url=citation.url,
            host=urlsplit(citation.url).netloc.removeprefix("www."),
        )
        for citation in sorted(citations.values(), key=lambda c: (c.date, c.id), reverse=True)
    )


def _title(citation: Citation, citing: Citing) -> str:
    if citation.id == EDITOR:
        return f"zisgraph, {citing.short(citation)}"
    return ", ".join(part for part in (citing.publisher(citation), citing.title(citation)) if part) or citing.short(
        citation
    )
