"""The list of sources and the page of one: what it is, its licence, and what rests on it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from zisgraph.catalogue.catalogue import Catalogue
from zisgraph.catalogue.records import Citation, EntityRef
from zisgraph.catalogue.search import fold
from zisgraph.visualisations.drawing.glyphs import Glyph
from zisgraph.visualisations.translation import Translator
from zisgraph.visualisations.views.citing import Citing
from zisgraph.visualisations.views.kinds import mark_of
from zisgraph.visualisations.views.profile_head import Crumb

PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class CitationRow:
    """One citation in the list; `language` is that of the title where it is not the page's."""

    title: str
    language: str
    publisher: str
    date: str
    type: str
    href: str
    url: str
    host: str


@dataclass(frozen=True, slots=True)
class DatasetRow:
    """One dataset of the build."""

    name: str
    rows: int
    statements: int
    note: str


@dataclass(frozen=True, slots=True)
class TypeChoice:
    """One kind of source, with how many there are."""

    key: str
    text: str
    count: int


@dataclass(frozen=True, slots=True)
class SourcesView:
    """Everything the list needs."""

    query: str
    chosen: str
    types: tuple[TypeChoice, ...]
    rows: tuple[CitationRow, ...]
    total: int
    found: int
    page: int
    pages: int
    datasets: tuple[DatasetRow, ...]


@dataclass(frozen=True, slots=True)
class Supported:
    """One entity that the citation says something of."""

    name: str
    href: str
    mark: Glyph
    kind: str
    statements: int


@dataclass(frozen=True, slots=True)
class CitationView:
    """Everything the page of one citation needs."""

    title: str
    language: str
    crumbs: tuple[Crumb, ...]
    facts: tuple[tuple[str, str], ...]
    url: str
    note: str
    supported: tuple[Supported, ...]
    more: int
    statements: int


def sources_view(
    citations: Iterable[Citation], manifest: Mapping[str, Any], citing: Citing, query: str, kind: str, page: int
) -> SourcesView:
    """One page of the list: newest first, narrowed by words and by kind."""
    t = citing.formats.words
    every = sorted(citations, key=lambda c: (c.date, c.id), reverse=True)
    counts = Counter(c.type for c in every)
    words = fold(query).split()
    kept = [c for c in every if kind in ("", c.type) and _fits(c, words)]
    pages = max(1, -(-len(kept) // PER_PAGE))
    page = min(page, pages)
    return SourcesView(
        query=query,
        chosen=kind,
        types=tuple(TypeChoice(key, type_text(key, t), count) for key, count in counts.most_common()),
        rows=tuple(_row(c, citing) for c in kept[(page - 1) * PER_PAGE : page * PER_PAGE]),
        total=len(every),
        found=len(kept),
        page=page,
        pages=pages,
        datasets=_datasets(manifest, t),
    )


def citation_view(citation: Citation, catalogue: Catalogue, citing: Citing) -> CitationView:
    """One citation with the entities that rest on it, those it says most of first."""
    t = citing.formats.words
    counted = catalogue.supported_by(citation.id)
    known = [(catalogue.directory.refs[iri], n) for iri, n in counted.items() if iri in catalogue.directory.refs]
    ordered = sorted(known, key=lambda item: (-item[1], item[0].label.it.casefold(), item[0].iri))
    most = 100
    facts = (
        (t("Publisher"), citing.publisher(citation)),
        (t("Date"), citing.date(citation, long=True)),
        (t("Kind of source"), type_text(citation.type, t)),
        (t("Licence"), citation.licence or t("not stated by the source")),
        (t("As written down by the editors"), "" if _is_title(citation) else citation.text),
    )
    return CitationView(
        title=citing.title(citation) or citing.short(citation),
        language=citing.title_language(citation),
        crumbs=(
            Crumb(t("Home"), citing.links.page("home")),
            Crumb(t("Sources"), citing.links.page("sources")),
            Crumb(citing.title(citation) or citation.id),
        ),
        facts=tuple((label, text) for label, text in facts if text),
        url=citation.url,
        note=_note(citation, t),
        supported=tuple(_supported(ref, n, citing) for ref, n in ordered[:most]),
        more=max(0, len(ordered) - most),
        statements=sum(n for _, n in ordered),
    )


def _is_title(citation: Citation) -> bool:
    """Whether what the editors wrote down is its title and nothing more."""
    return citation.text.casefold() == citation.title.casefold()


def type_text(key: str, t: Translator) -> str:
    """The kind of a source in words."""
    known = {
        "policy page": t("policy page"),
        "press": t("press"),
        "company page": t("page of the body itself"),
        "registry": t("register"),
        "statistics": t("statistics"),
        "book or report": t("book or report"),
        "curator": t("editors, without a source"),
        "computation": t("computed by zisgraph"),
    }
    return known.get(key, key)


def _supported(ref: EntityRef, statements: int, citing: Citing) -> Supported:
    language = citing.formats.words.language
    href = citing.links.entity(ref.path)
    return Supported(ref.label.in_(language), href, mark_of(ref), ref.kind_label.in_(language), statements)


def _note(citation: Citation, t: Translator) -> str:
    if citation.id == "general-knowledge":
        return t("No source was read: what stands here is unverified until a source is found.")
    if citation.id == "editor":
        return t("Choices of the editors of the dataset, such as kinds and topics: no source says them.")
    if not citation.url:
        return t("No address was found for this source.")
    return ""


def _row(citation: Citation, citing: Citing) -> CitationRow:
    return CitationRow(
        title=citing.title(citation) or citation.text[:120] or citation.id,
        language=citing.title_language(citation),
        publisher=citing.publisher(citation),
        date=citing.date(citation),
        type=type_text(citation.type, citing.formats.words),
        href=citing.links.citation(citation.id),
        url=citation.url,
        host=urlsplit(citation.url).netloc.removeprefix("www."),
    )


def _fits(citation: Citation, words: Sequence[str]) -> bool:
    text = fold(" ".join((citation.publisher, citation.title, citation.id, citation.url, citation.text)))
    return all(word in text for word in words)


def _datasets(manifest: Mapping[str, Any], t: Translator) -> tuple[DatasetRow, ...]:
    notes = {
        "curated": t("Collected by the editors from the pages cited, row by row. Licence: CC BY 4.0 for the collection; each source keeps its own."),
        "cordis": t("CORDIS, © European Union. Reuse allowed with mention of the source."),
        "places": t("Municipalities: ISTAT; outlines: openpolis; towns: GeoNames (CC BY 4.0)."),
    }  # fmt: skip
    return tuple(
        DatasetRow(
            name=str(entry["dataset"]),
            rows=sum(int(n) for n in entry["rows"].values()),
            statements=int(entry["statements"]),
            note=notes.get(str(entry["dataset"]), ""),
        )
        for entry in manifest.get("datasets", ())
    )
