"""Find a partner: the form, and the ranked cards with reasons, chain and the parts of the score."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from zisgraph.analytics.findings import ChainStep, PartnerAnswer, PartnerRow, Ref
from zisgraph.analytics.sentences import doubt
from zisgraph.visualisations.drawing.glyphs import Glyph
from zisgraph.visualisations.formats import Formats
from zisgraph.visualisations.translation import Translator
from zisgraph.visualisations.views.citing import Citing
from zisgraph.visualisations.views.proximity import brief_name, name_of, reason_words
from zisgraph.visualisations.views.rows import Named, named
from zisgraph.visualisations.views.tie_words import project_words

DISTANCES = (10, 25, 50, 100)


@dataclass(frozen=True, slots=True)
class PartnerForm:
    """What was asked, as it was written in the form."""

    who: str = ""
    topic: str = ""
    helix: str = ""
    near: str = ""
    km: str = ""
    novelty: bool = False
    shown: int = 10

    @property
    def asked(self) -> bool:
        """Whether there is a question at all."""
        return bool(self.who or self.topic)

    def query(self) -> dict[str, str]:
        """The same question as query values of an address; what is empty is left out."""
        values = {"who": self.who, "topic": self.topic, "helix": self.helix, "near": self.near, "km": self.km}
        return {name: value for name, value in values.items() if value} | ({"novelty": "true"} if self.novelty else {})


@dataclass(frozen=True, slots=True)
class ChainBox:
    """One body of a chain, and the words of the tie that leads to it (empty for the first)."""

    body: Named
    words: str
    sourced: bool


@dataclass(frozen=True, slots=True)
class ScorePart:
    """One part of the score."""

    label: str
    value: float
    shown: str


@dataclass(frozen=True, slots=True)
class PartnerCard:
    """One candidate; `parts` add up to `score`."""

    rank: int
    body: Named
    caption: str
    placed: bool
    """Whether a source that was read says that it is there."""
    verified: bool
    reasons: tuple[str, ...]
    doubt: str
    """How much of what the proposal rests on is unverified."""
    chain: tuple[ChainBox, ...]
    score: float
    parts: tuple[ScorePart, ...]
    network: str


@dataclass(frozen=True, slots=True)
class PartnersView:
    """The answer to a question."""

    title: str
    note: str
    cards: tuple[PartnerCard, ...]
    more: str
    api_line: str
    csv: str


def helix_choices(t: Translator) -> tuple[tuple[str, str], ...]:
    """What one may look for, by helix letter."""
    return (
        ("R", t("Research, universities, foundations")),
        ("P", t("Companies and clusters")),
        ("T", t("Training")),
        ("I", t("Institutions")),
        ("C", t("Civil society")),
    )


def partners_view(answer: PartnerAnswer, form: PartnerForm, formats: Formats, citing: Citing) -> PartnersView:
    """The cards."""
    t = formats.words
    seeker = brief_name(answer.body, t.language) if answer.body is not None else ""
    excluded = ""
    if seeker and answer.excluded_tied:
        excluded = t.plural(
            "%(count)s body with which %(name)s has a recorded tie already is left out.",
            "%(count)s bodies with which %(name)s has a recorded tie already are left out.",
            answer.excluded_tied,
            name=seeker,
        )
    shown, considered = len(answer.rows), answer.considered
    title = t.plural("%(count)s proposal", "%(count)s proposals", shown)
    more = t("The first %(shown)s of %(total)s candidates.", shown=shown, total=formats.number(considered))
    query = urlencode({**form.query(), **({"limit": str(form.shown)} if form.shown != 10 else {})})
    return PartnersView(
        title=title,
        note=excluded,
        cards=tuple(_card(row, answer.body, citing) for row in answer.rows),
        more=more if considered > shown else "",
        api_line=f"GET /api/v1/partners?{query}",
        csv=f"/{t.language}/export/partners.csv?{query}",
    )


def _all_checked(row: PartnerRow, t: Translator) -> str:
    if row.basis.places:
        return t("None of the ties, topics and places it rests on is unverified.")
    return t("None of the ties and topics it rests on is unverified.")


def _card(row: PartnerRow, seeker: Ref | None, citing: Citing) -> PartnerCard:
    t = citing.formats.words
    place = row.candidate.town(t.language)
    if place and row.candidate.province:
        place = f"{place} ({row.candidate.province})"
    body = named(row.candidate, citing)
    shown = citing.formats.parts([term.value for term in row.terms], row.score)
    return PartnerCard(
        rank=row.rank,
        body=body,
        caption=place,
        placed=not (place and row.candidate.place_unverified),
        verified=body.mark.verified,
        reasons=reason_words(row, t),
        doubt=doubt(row.basis, t.language).strip() or _all_checked(row, t),
        chain=_chain(row, seeker, citing),
        score=row.score,
        parts=tuple(
            ScorePart(f.label_en if t.language == "en" else f.label_it, f.value, text)
            for f, text in zip(row.terms, shown, strict=True)
        ),
        network=citing.links.of_iri(row.candidate.iri, "network"),
    )


def _chain(row: PartnerRow, seeker: Ref | None, citing: Citing) -> tuple[ChainBox, ...]:
    """The bodies from the seeker to the candidate; where a tie is that of the whole body, the part and the whole."""
    if not row.chain:
        return ()
    t = citing.formats.words

    def box(ref: Ref, words: str = "", *, sourced: bool = True) -> ChainBox:
        return ChainBox(named(ref, citing, brief=True), words, sourced)

    first = row.chain[0].start
    boxes = [box(first)] if seeker is None or seeker.iri == first.iri else [box(seeker), box(first, t("is part of"))]
    boxes += [box(step.end, _words(step, t), sourced=step.tie.confidence == "sourced") for step in row.chain]
    if row.chain[-1].end.iri != row.candidate.iri:
        boxes.append(box(row.candidate, t("which includes")))
    return tuple(boxes)


def _words(step: ChainStep, t: Translator) -> str:
    if step.tie.project is not None:
        return project_words(name_of(step.tie.project, t.language), t)
    label = step.tie.label_en if t.language == "en" else step.tie.label_it
    return label if step.forward else f"← {label}"


def shape_legend(cards: Iterable[PartnerCard]) -> tuple[Glyph, ...]:
    """The glyphs that occur."""
    return tuple(dict.fromkeys(card.body.mark for card in cards))
