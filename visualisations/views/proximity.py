"""Who is alike, and who is missing: bodies with like topics, and those of them without a recorded tie."""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass

from zisgraph.analytics.alike import AlikeRow
from zisgraph.analytics.findings import GapRow, Ref, TopicShare
from zisgraph.visualisations.drawing.glyphs import Glyph, shape_of
from zisgraph.visualisations.formats import Formats
from zisgraph.visualisations.translation import Translator
from zisgraph.visualisations.views.kinds import brief
from zisgraph.visualisations.views.links import Links
from zisgraph.visualisations.views.query_behind import QueryBehind, finding_query

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
    csv: str
    query: QueryBehind | None


def mark_of_ref(ref: Ref) -> Glyph:
    """The glyph of an entity in a finding."""
    return Glyph(shape_of(ref.kind), not ref.unverified)


def name_of(ref: Ref, language: str) -> str:
    """Its name in a language."""
    return (ref.name_en or ref.name_it) if language == "en" else (ref.name_it or ref.name_en)


def brief_name(ref: Ref, language: str) -> str:
    """Its name up to its explanation; sites, units, zones and programmes keep theirs whole."""
    return name_of(ref, language) if ref.kind in WHOLE_NAMES else brief(name_of(ref, language))


def similar_panel(rows: Iterable[AlikeRow], broad: Set[str], formats: Formats, links: Links) -> ProximityPanel:
    """Who works on the same topics, by how far they coincide; `broad` are the topics (IRIs) above others."""
    t = formats.words
    found = []
    for row in list(rows)[:MOST]:
        text = [_topics(row.topics, broad, formats), t("A tie is recorded.") if row.tied else "", _place(row.body)]
        name = name_of(row.body, t.language)
        said = " ".join(part for part in text if part)
        found.append(ProximityRow(name, links.of_iri(row.body.iri), mark_of_ref(row.body), said, row.jaccard))
    return ProximityPanel(
        title=t("Who is alike"),
        note=t("How far the specialisations coincide, from 0 to 1. Rare topics weigh more."),
        rows=tuple(found),
        empty=t("No other body shares a topic with this one in the data."),
        foot=t("Topics assigned by the editors from the sources of each body"),
        csv="",
        query=None,
    )


def missing_panel(
    body: str,
    rows: Iterable[GapRow],
    broad: Set[str],
    formats: Formats,
    links: Links,
) -> ProximityPanel:
    """Like, near bodies with no recorded tie: the rows of the last analysis that name this body.

    Rows whose topics in common are all `broad` come last and say so: who shares a whole ecosystem need not do
    anything alike.
    """
    t = formats.words
    chosen = sorted(rows, key=lambda row: not narrow(_shared(row), broad))[:MOST]
    found = []
    for row in chosen:
        own_first = body == row.a.iri or any(member.iri == body for member in row.members_a)
        other = row.b if own_first else row.a
        found.append(
            ProximityRow(
                name_of(other, t.language),
                links.of_iri(other.iri),
                mark_of_ref(other),
                _why(row, broad, formats),
                row.gap,
                MoreLink(t("See the evidence"), links.page("gaps", row.id, open=row.id)),
            )
        )
    return ProximityPanel(
        title=t("Who is missing"),
        note=t("Like and near bodies with no recorded working tie. Perhaps only the record is missing."),
        rows=tuple(found),
        empty=t("The last analysis has no row about this body."),
        foot=t("Score of the last analysis, from 0 to 1"),
        csv="",
        query=finding_query(links.base + "id/finding/" + chosen[0].id, links) if chosen else None,
    )


def narrow(topics: Iterable[Ref], broad: Set[str]) -> tuple[Ref, ...]:
    """The topics that are specialisations, not whole ecosystems."""
    return tuple(topic for topic in topics if topic.iri not in broad)


def _shared(row: GapRow) -> tuple[Ref, ...]:
    return tuple(share.topic for share in row.shared_topics)


def _why(row: GapRow, broad: Set[str], formats: Formats) -> str:
    t = formats.words
    parts = [_topics(_shared(row), broad, formats)]
    if row.km is not None and row.km >= 1:
        parts.append(t("About %(km)s km.", km=round(row.km)))
    elif row.km is not None:
        parts.append(t("Same municipality."))
    if row.common_partners:
        parts.append(t.plural("%(count)s common partner.", "%(count)s common partners.", row.common_partners))
    if row.status != "both_recorded":
        parts.append(t("One of the two has no recorded tie at all."))
    return " ".join([*parts, *other_relations(row, t)])


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


def _place(ref: Ref) -> str:
    return f"{ref.place}." if ref.place else ""


def topic_names(shares: Iterable[TopicShare], language: str) -> tuple[str, ...]:
    """Names of shared topics."""
    return tuple(name_of(share.topic, language) for share in shares)
