"""The head of a profile: the path to it, the line under its title, its own navigation, its files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from zisgraph.catalogue.records import EntityRef, Group, Profile, Value, ZoneState
from zisgraph.catalogue.sources import is_sourced
from zisgraph.model.terms import Confidence
from zisgraph.visualisations.environment import capital
from zisgraph.visualisations.formats import Formats
from zisgraph.visualisations.translation import Translator
from zisgraph.visualisations.views.kinds import short_name
from zisgraph.visualisations.views.links import Links
from zisgraph.visualisations.views.network import Neighbour
from zisgraph.visualisations.views.proximity import ProximityPanel
from zisgraph.visualisations.views.tables import MembersTable, TiesTable
from zisgraph.visualisations.views.zones import status_sentence


@dataclass(frozen=True, slots=True)
class MetaItem:
    """One piece of the line under the title."""

    text: str
    href: str = ""
    external: bool = False
    quiet: bool = False
    strong: bool = False
    sourced: bool = True
    """Whether a source that was read says it; a mark beside the text says where none does."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """One entry of the profile's own navigation."""

    target: str
    text: str
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Crumb:
    """One step of the path to this page; the last has no address."""

    text: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Download:
    """One file of the download menu; `save` asks the browser to keep it."""

    text: str
    href: str
    save: bool


def crumbs_of(profile: Profile, province: EntityRef | None, links: Links, formats: Formats) -> tuple[Crumb, ...]:
    """The province and the first topic of an entity, then the entity itself."""
    t = formats.words
    ref = profile.ref
    crumbs = [Crumb(t("Home"), links.page("home"))]
    if province is not None and province.iri != ref.iri:
        crumbs.append(Crumb(province.label.in_(t.language), links.entity(province.path)))
    topics = [v.entity for f in profile.facts if f.key in ("hasSpecialisation", "teaches") for v in f.values]
    if topics and topics[0] is not None:
        crumbs.append(Crumb(topics[0].label.in_(t.language), links.entity(topics[0].path)))
    return (*crumbs, Crumb(short_name(ref, t.language)))


def meta_of(profile: Profile, tied: Sequence[Neighbour], formats: Formats, links: Links) -> tuple[MetaItem, ...]:
    """What it is, where, since when, and how many ties are recorded."""
    t, ref = formats.words, profile.ref
    items: list[MetaItem] = []
    if ref.group is Group.ZONE:
        newest = _newest(profile.states)
        said = newest is None or is_sourced(newest.sources) is Confidence.SOURCED
        items.append(MetaItem(status_sentence(newest, t), strong=True, sourced=said))
    else:
        items.append(MetaItem(capital(ref.kind_label.in_(t.language))))
    items += _places(ref, t.language)
    founded = _first(profile, "foundingDate")
    if founded is not None:
        sourced = founded.confidence is Confidence.SOURCED
        items.append(MetaItem(t("since %(year)s", year=founded.text), sourced=sourced))
    homepage = _first(profile, "homepage")
    if homepage is not None and homepage.link:
        sourced = homepage.confidence is Confidence.SOURCED
        site = urlsplit(homepage.link).netloc.removeprefix("www.")
        items.append(MetaItem(site, homepage.link, external=True, sourced=sourced))
    ties = sum(len(n.ties) for n in tied)
    if ties:
        doubtful = sum(1 for n in tied for tie in n.ties if tie.confidence is not Confidence.SOURCED)
        working = sum(tie.counts for n in tied for tie in n.ties) if ref.group is Group.BODY else None
        items.append(MetaItem(_ties_text(working, ties, doubtful, t), quiet=True))
    return tuple(items)


def _places(ref: EntityRef, language: str) -> Iterable[MetaItem]:
    """Where it is: what a source says apart from what none does."""
    if not ref.seats and ref.municipality:
        yield MetaItem(ref.municipality.in_(language), sourced=ref.placed is Confidence.SOURCED)
    for sourced in (True, False):
        own = [seat.place.in_(language) for seat in ref.seats if seat.sourced is sourced]
        if own:
            yield MetaItem(", ".join(own), sourced=sourced)


def _first(profile: Profile, key: str) -> Value | None:
    """The first value of a property, the surest; nothing where sources contradict each other."""
    return next((fact.values[0] for fact in profile.facts if fact.key == key and not fact.conflict), None)


def _ties_text(working: int | None, every: int, doubtful: int, t: Translator) -> str:
    """How many relations are recorded; a tie is one of working together between bodies, as the findings count them.

    `working` is None of an entity that is no body: none of its relations can be one.
    """
    if working == every:
        text = t.plural("%(count)s recorded tie", "%(count)s recorded ties", every)
        unsure = t.plural("%(count)s unverified", "%(count)s unverified", doubtful)
        sure = t("all with a source")
    else:
        text = t.plural("%(count)s recorded relation", "%(count)s recorded relations", every)
        if working is not None:
            ties = t.plural("%(count)s working tie", "%(count)s working ties", working)
            text = f"{text} ({ties})"
        unsure = t.plural("%(count)s relation is unverified", "%(count)s relations are unverified", doubtful)
        sure = t("all relations with a source")
    alone = t("with a source") if every == 1 else sure
    return f"{text}, {unsure if doubtful else alone}"


def _newest(states: Iterable[ZoneState]) -> ZoneState | None:
    return max(states, key=lambda state: state.date, default=None)


def anchors_of(
    table: TiesTable,
    members: MembersTable | None,
    *,
    zoned: bool,
    panels: Mapping[str, ProximityPanel | None],
    formats: Formats,
) -> tuple[Anchor, ...]:
    """The panels of the page; `panels` are those of the analyses, by their place in it."""
    t = formats.words
    anchors = [Anchor("facts", t("Facts and network"))]
    if zoned:
        anchors += [Anchor("partners", t("Partners by category")), Anchor("rules", t("Rules for a candidacy"))]
    if table.rows:
        anchors.append(Anchor("ties", t("Ties"), table.ties))
    if members is not None:
        anchors.append(Anchor("members" if table.rows else "ties", members.title, members.rows))
    anchors += [Anchor(target, panel.title) for target, panel in panels.items() if panel is not None]
    return (*anchors, Anchor("sources", t("Sources")))


def downloads_of(ref: EntityRef, formats: Formats) -> tuple[Download, ...]:
    """The files of one entity."""
    t = formats.words
    start = f"/{t.language}/export/network"
    return (
        Download(t("Ties as a table (CSV)"), f"{start}.csv?id={ref.path}", True),
        Download(t("Network as a picture (SVG)"), f"{start}.svg?id={ref.path}", True),
        Download(t("Network as one page that opens anywhere (HTML)"), f"{start}.html?id={ref.path}", True),
        Download(t("Everything stated (JSON-LD)"), f"/id/{ref.path}?format=jsonld", False),
        Download(t("Everything stated (Turtle)"), f"/id/{ref.path}?format=turtle", False),
    )
