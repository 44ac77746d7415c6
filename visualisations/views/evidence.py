"""What a ranked finding opens: the factors of its score, what it rests on, the picture, what to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from zisgraph.analytics.evidence import CommonPartner, Tie
from zisgraph.analytics.findings import Basis, DuplicateRow, Factor, Findings, GapGroup, GapRow, Ref
from zisgraph.analytics.wording import joined
from zisgraph.visualisations.drawing.pair import MOST_PARTNERS, Pair, PairEnd, Partner, pair_svg
from zisgraph.visualisations.formats import Formats
from zisgraph.visualisations.translation import Translator
from zisgraph.visualisations.views.citing import Citing
from zisgraph.visualisations.views.panel_queries import finding_query
from zisgraph.visualisations.views.proximity import name_of, other_relations
from zisgraph.visualisations.views.query_behind import QueryBehind
from zisgraph.visualisations.views.rows import Named, named
from zisgraph.visualisations.views.tie_words import project_words


@dataclass(frozen=True, slots=True)
class FactorLine:
    """One line of the sum or product."""

    label: str
    value: float


@dataclass(frozen=True, slots=True)
class SmallPair:
    """One pair inside a group."""

    other: Named
    topics: str
    area: str
    score: float
    href: str
    recorded: str
    """What is recorded with it though it is no working tie."""


@dataclass(frozen=True, slots=True)
class PartnerLine:
    """A common partner in words, for where the picture is not shown."""

    partner: Named
    words: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a row opens: why, what it rests on, the picture, what to do."""

    id: str
    sentence: str
    factors: tuple[FactorLine, ...]
    product: bool
    score: float
    why: tuple[str, ...]
    basis: str
    sources: str
    picture: Markup | None
    partners: tuple[PartnerLine, ...]
    missing: str
    actions: tuple[tuple[str, str], ...]
    pairs: tuple[SmallPair, ...]
    query: QueryBehind


def gap_evidence(group: GapGroup, rows: Sequence[GapRow], sentence: str, sources: str, citing: Citing) -> Evidence:
    """The evidence of a group: that of its best pair, hub first as in the heading, and the list of all its pairs."""
    t, formats, links = citing.formats.words, citing.formats, citing.links
    rows = [row.seen_from(group.hub.iri) for row in rows]
    best = rows[0]
    first, second = named(best.a, citing, brief=True), named(best.b, citing, brief=True)
    missing = t("no recorded tie")
    partners = best.common[:MOST_PARTNERS]
    more = best.common_partners - len(partners)
    pair = Pair(
        first=PairEnd(first.name, first.mark, first.href),
        second=PairEnd(second.name, second.mark, second.href),
        partners=tuple(_partner(common, citing) for common in partners),
        title=t("%(first)s and %(second)s: %(missing)s", first=first.name, second=second.name, missing=missing),
        missing=missing,
        more=t.plural("and %(count)s more common partner", "and %(count)s more common partners", more) if more else "",
    )
    return Evidence(
        id=group.id,
        sentence=sentence,
        factors=tuple(FactorLine(_label(factor, t), factor.value) for factor in best.factors),
        product=True,
        score=best.gap,
        why=_why(best, formats),
        basis=basis_text(group.basis, formats),
        sources=sources,
        picture=pair_svg(pair),
        partners=tuple(_partner_line(common, pair, citing) for common in best.common),
        missing=pair.title,
        actions=(
            (t("Find partners for %(name)s", name=first.name), links.page("partners", who=_path(best.a, citing))),
            (t("Open the network of %(name)s", name=second.name), links.of_iri(best.b.iri, "network")),
        ),
        pairs=tuple(_small(row, group, citing) for row in rows) if len(rows) > 1 else (),
        query=finding_query(f"{links.base}id/finding/{best.id}", links),
    )


def duplicate_evidence(row: DuplicateRow, sentence: str, sources: str, citing: Citing) -> Evidence:
    """The evidence of a possible duplicate."""
    t, links = citing.formats.words, citing.links
    why = [t("Topic in common: %(topic)s.", topic=name_of(s.topic, t.language)) for s in row.shared_topics[:4]]
    if row.tied:
        why.append(t("A recorded tie joins the two: they may be complementary by agreement."))
    if row.provider_a is not None and row.provider_b is not None:
        names = {"a": name_of(row.provider_a, t.language), "b": name_of(row.provider_b, t.language)}
        why.append(t("Delivered by %(a)s and by %(b)s.", **names))
    if row.period_a or row.period_b:
        why.append(t("Periods: %(a)s and %(b)s.", a=row.period_a or t("undated"), b=row.period_b or t("undated")))
    if row.rule_hit:
        why.append(t("If both were recognised, rule %(rules)s would speak.", rules=", ".join(row.rule_hit)))
    first, second = named(row.a, citing), named(row.b, citing)
    return Evidence(
        id=row.id,
        sentence=sentence,
        factors=tuple(FactorLine(_label(factor, t), factor.value) for factor in row.factors),
        product=True,
        score=row.score,
        why=tuple(why),
        basis=basis_text(row.basis, citing.formats),
        sources=sources,
        picture=None,
        partners=(),
        missing="",
        actions=(
            (t("Open %(name)s", name=first.name), first.href),
            (t("Open %(name)s", name=second.name), second.href),
        ),
        pairs=(),
        query=finding_query(f"{links.base}id/finding/{row.id}", links),
    )


def basis_text(basis: Basis, formats: Formats) -> str:
    """What a row rests on, in one sentence, doubt included."""
    t = formats.words
    ties = t.plural("%(count)s recorded tie", "%(count)s recorded ties", basis.ties)
    topics = t.plural("%(count)s topic assignment", "%(count)s topic assignments", basis.topics)
    if basis.unverified:
        doubt = t.plural("%(count)s of them is unverified", "%(count)s of them are unverified", basis.unverified)
    else:
        doubt = t("none of them is unverified")
    if not basis.places:
        return t("It rests on %(ties)s and %(topics)s: %(doubt)s.", ties=ties, topics=topics, doubt=doubt)
    places = t.plural("%(count)s place", "%(count)s places", basis.places)
    rest = {"ties": ties, "topics": topics, "places": places, "doubt": doubt}
    return t("It rests on %(ties)s, %(topics)s and %(places)s: %(doubt)s.", **rest) + _unplaced(basis.unplaced, t)


def _unplaced(refs: Sequence[Ref], t: Translator) -> str:
    """Where which bodies are is unverified, all named: nearness and area rest on it."""
    if not refs:
        return ""
    names = joined([name_of(ref, t.language) for ref in refs], t.language)
    return " " + t.plural(
        "Unverified is where %(names)s is.", "Unverified is where %(names)s are.", len(refs), names=names
    )


def group_of(findings: Findings, key: str) -> GapGroup | None:
    """The group with this id, or the one that holds the gap row with this id."""
    return next((group for group in findings.groups if key == group.id or key in group.rows), None)


def _label(factor: Factor, t: Translator) -> str:
    return factor.label_en if t.language == "en" else factor.label_it


def _path(ref: Ref, citing: Citing) -> str:
    return ref.iri.removeprefix(f"{citing.links.base}id/")


def _why(row: GapRow, formats: Formats) -> tuple[str, ...]:
    t = formats.words
    names = ", ".join(name_of(share.topic, t.language) for share in row.shared_topics[:3])
    said = [
        t.plural("Topic in common: %(topics)s.", "Topics in common: %(topics)s.", len(row.shared_topics), topics=names)
    ]
    if row.same_zone is not None:
        said.append(t("Both are named with %(zone)s.", zone=name_of(row.same_zone, t.language)))
    elif row.km is not None:
        said.append(t("In the same municipality.") if row.km < 1 else t("About %(km)s km apart.", km=round(row.km)))
    if row.common_partners:
        said.append(t.plural("%(count)s common partner.", "%(count)s common partners.", row.common_partners))
    ties = t("Recorded partners: %(a)s and %(b)s.", a=row.partners_a, b=row.partners_b)
    return (*said, ties, *other_relations(row, t))


def _partner(common: CommonPartner, citing: Citing) -> Partner:
    own = named(common.partner, citing, brief=True)
    words = (_tie_words(common.tie_a, citing), _tie_words(common.tie_b, citing))
    verified = (common.tie_a.confidence == "sourced", common.tie_b.confidence == "sourced")
    return Partner(own.name, own.mark, own.href, words, verified)


def _tie_words(tie: Tie, citing: Citing) -> str:
    t = citing.formats.words
    if tie.project is not None:
        return project_words(name_of(tie.project, t.language), t)
    text = tie.label_en if t.language == "en" else tie.label_it
    year = tie.year or tie.reported_year
    return f"{text}, {year}" if year else text


def _partner_line(common: CommonPartner, pair: Pair, citing: Citing) -> PartnerLine:
    t = citing.formats.words
    words = t(
        "with %(first)s: %(one)s; with %(second)s: %(two)s",
        first=pair.first.name,
        one=_tie_words(common.tie_a, citing),
        second=pair.second.name,
        two=_tie_words(common.tie_b, citing),
    )
    return PartnerLine(named(common.partner, citing), words)


def _small(row: GapRow, group: GapGroup, citing: Citing) -> SmallPair:
    topics = ", ".join(name_of(share.topic, citing.formats.words.language) for share in row.shared_topics[:2])
    href = citing.links.page("gaps", group.id, open=row.id)
    recorded = " ".join(other_relations(row, citing.formats.words))
    return SmallPair(named(row.b, citing), topics, row.area, row.gap, href, recorded)
