"""Who is alike, and who is missing: bodies with like topics, and those of them without a recorded tie."""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass
from typing import TYPE_CHECKING

from zisgraph.analytics.findings import GapRow, PartnerRow, Ref, TopicShare
from zisgraph.catalogue.records import EntityRef
from zisgraph.visualisations.drawing.glyphs import Glyph, shape_of
from zisgraph.visualisations.formats import Formats
from zisgraph.visualisations.translation import Translator
from zisgraph.visualisations.views.kinds import brief
from zisgraph.visualisations.views.links import Links
from zisgraph.visualisations.views.panel_queries import alike_query, missing_query
from zisgraph.visualisations.views.query_behind import QueryBehind

if TYPE_CHECKING:  # with scipy, which a server imports later
    from zisgraph.analytics.alike import AlikeRow

MOST = 5

WHOLE_NAMES = frozenset(
    {
        "CompanySite", "ItsSite", "UniversityCampus", "Laboratory", "UniversityDepartment", "District", "Zone",
        "TrainingProgramme", "Project", "Specialisation", "Province",
    }
)  # fmt: skip
"""Kinds whose name says after the dash which one it is."""


@dataclass(frozen=True, slots=True)
class MoreLink:
    """A further step from one row."""

    text: str
    href: str


@dataclass(frozen=True, slots=True)
class ProximityRow:
    """One body with its score in [0, 1] and why."""

    name: str
    href: str
    mark: Glyph
    text: str
    score: float
    more: MoreLink | None = None


@dataclass(frozen=True, slots=True)
class ProximityPanel:
    """One of the two panels."""

    title: str
    note: str
    rows: tuple[ProximityRow, ...]
    empty: str
    foot: str
    query: QueryBehind
    more: MoreLink | None = None


def mark_of_ref(ref: Ref) -> Glyph:
    """The glyph of an entity in a finding."""
    return Glyph(shape_of(ref.kind), not ref.unverified)


def name_of(ref: Ref, language: str) -> str:
    """Its name in a language."""
    return (ref.name_en or ref.name_it) if language == "en" else (ref.name_it or ref.name_en)


def brief_name(ref: Ref, language: str) -> str:
    """Its name up to its explanation; sites, units, zones and programmes keep theirs whole."""
    return name_of(ref, language) if ref.kind in WHOLE_NAMES else brief(name_of(ref, language))


def similar_panel(
    body: EntityRef, rows: Iterable[AlikeRow], broad: Set[str], formats: Formats, links: Links
) -> ProximityPanel:
    """Who works on the same topics, by how far they coincide; `broad` are the topics (IRIs) above others."""
    t = formats.words
    found = []
    for row in list(rows)[:MOST]:
        tied = t("A tie is recorded.") if row.tied else ""
        text = [_topics(row.topics, broad, formats), tied, _place(row.body, t.language)]
        name = name_of(row.body, t.language)
        said = " ".join(part for part in text if part)
        found.append(ProximityRow(name, links.of_iri(row.body.iri), mark_of_ref(row.body), said, row.jaccard))
    return ProximityPanel(
        title=t("Who is alike"),
        note=t("How far the specialisations coincide, from 0 to 1. Rare topics weigh more."),
        rows=tuple(found),
        empty=t("No other body shares a topic with this one in the data."),
        foot=t("Topics assigned by the editors from the sources of each body"),
        query=alike_query(body.iri, links),
    )


def missing_panel(
    body: EntityRef,
    rows: Iterable[PartnerRow],
    gaps: Iterable[GapRow],
    broad: Set[str],
    formats: Formats,
    links: Links,
) -> ProximityPanel:
    """The best possible partners of a body; one about whom the last analysis of gaps has a row leads to its evidence.

    Candidates whose topics in common are all `broad` come last: who shares a whole ecosystem need not do anything
    alike.
    """
    t = formats.words
    evidence = {row.seen_from(body.iri).b.iri: row.id for row in reversed(list(gaps))}
    chosen = sorted(rows, key=lambda row: not narrow((share.topic for share in row.shared_topics), broad))[:MOST]
    found = tuple(
        ProximityRow(
            name_of(row.candidate, t.language),
            links.of_iri(row.candidate.iri),
            mark_of_ref(row.candidate),
            " ".join(reason_words(row, t)),
            row.score,
            _evidence_link(evidence.get(row.family.iri, ""), t, links),
        )
        for row in chosen
    )
    return ProximityPanel(
        title=t("Who is missing"),
        note=t("Like and near bodies with no recorded working tie. Perhaps only the record is missing."),
        rows=found,
        empty=t("No other body shares a topic or a partner with this one in the data."),
        foot=t("Score of the possible partners, from 0 to 1"),
        query=missing_query(body.iri, links),
        more=MoreLink(t("All possible partners"), links.page("partners", who=body.path)) if found else None,
    )


def reason_words(row: PartnerRow, t: Translator) -> tuple[str, ...]:
    """Why a candidate is proposed, a sentence each; the chain is drawn, not told."""
    return tuple(
        reason.text_en if t.language == "en" else reason.text_it for reason in row.reasons if reason.type != "path"
    )


def _evidence_link(gap: str, t: Translator, links: Links) -> MoreLink | None:
    return MoreLink(t("See the evidence"), links.page("gaps", gap, open=gap)) if gap else None


def narrow(topics: Iterable[Ref], broad: Set[str]) -> tuple[Ref, ...]:
    """The topics that are specialisations, not whole ecosystems."""
    return tuple(topic for topic in topics if topic.iri not in broad)


def other_relations(row: GapRow, t: Translator) -> tuple[str, ...]:
    """What is recorded between the two though it is no working tie, a sentence each."""
    return tuple(
        t(
            "Recorded, though no working tie: %(first)s %(tie)s %(second)s.",
            first=brief_name(tie.subject, t.language),
            tie=tie.label_en if t.language == "en" else tie.label_it,
            second=brief_name(tie.object, t.language),
        )
        for tie in row.other_relations
    )


def _topics(topics: Iterable[Ref], broad: Set[str], formats: Formats) -> str:
    """The specialisations in common; the ecosystem above them only where it is all there is."""
    t, every = formats.words, tuple(topics)
    own = narrow(every, broad)
    names = [name_of(topic, t.language) for topic in own or every]
    if not names:
        return ""
    listed = ", ".join(name[:1].lower() + name[1:] for name in names[:3])
    if not own:
        return t.plural(
            "Only a broad field in common: %(topics)s.",
            "Only broad fields in common: %(topics)s.",
            len(names),
            topics=listed,
        )
    return t.plural("Topic in common: %(topics)s.", "Topics in common: %(topics)s.", len(names), topics=listed)


def _place(ref: Ref, language: str) -> str:
    return f"{ref.town(language)}." if ref.place else ""


def topic_names(shares: Iterable[TopicShare], language: str) -> tuple[str, ...]:
    """Names of shared topics."""
    return tuple(name_of(share.topic, language) for share in shares)
