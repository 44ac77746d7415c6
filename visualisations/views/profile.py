"""The profile of any entity, put together for the template."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from markupsafe import Markup

from zisgraph.catalogue.records import EntityRef, Group, Neighbourhood, Profile, ZoneState
from zisgraph.model.terms import Confidence
from zisgraph.visualisations.drawing.ego_svg import ego_svg
from zisgraph.visualisations.drawing.glyphs import Glyph, Shape
from zisgraph.visualisations.formats import Formats
from zisgraph.visualisations.translation import Translator
from zisgraph.visualisations.views.citing import Citing, SourceLine
from zisgraph.visualisations.views.facts import Codes, FactsPanel, code_alone, facts_panel
from zisgraph.visualisations.views.kinds import legend, mark_of, shape_plural, short_name
from zisgraph.visualisations.views.links import Links
from zisgraph.visualisations.views.network import Neighbour, Network, neighbours, network
from zisgraph.visualisations.views.paging import Listing, View
from zisgraph.visualisations.views.proximity import ProximityPanel
from zisgraph.visualisations.views.query_behind import QueryBehind, facts_query, ties_query
from zisgraph.visualisations.views.source_rows import SourceRow, source_rows
from zisgraph.visualisations.views.tables import (
    MembersTable,
    TiesTable,
    capital,
    listing_address,
    members_table,
    sources_in_words,
    ties_table,
)
from zisgraph.visualisations.views.zones import StateItem, status_sentence, timeline

FIRST_SOURCES = 6
"""Sources listed before the rest is behind a link."""


@dataclass(frozen=True, slots=True)
class MetaItem:
    """One piece of the line under the title."""

    text: str
    href: str = ""
    external: bool = False
    quiet: bool = False
    strong: bool = False


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


@dataclass(frozen=True, slots=True)
class ProfilePage:
    """Everything the template needs."""

    name: str
    iri: str
    mark: Glyph
    crumbs: tuple[Crumb, ...]
    meta: tuple[MetaItem, ...]
    states: tuple[StateItem, ...]
    anchors: tuple[Anchor, ...]
    facts: FactsPanel
    facts_note: str
    facts_query: QueryBehind
    network: Network
    network_note: str
    network_many: str
    network_sources: str
    has_pills: bool
    picture: Markup
    legend: tuple[tuple[Shape, str], ...]
    ties: TiesTable
    ties_query: QueryBehind
    members: MembersTable | None
    similar: ProximityPanel | None
    missing: ProximityPanel | None
    sources: tuple[SourceRow, ...]
    sources_total: int
    sources_href: str
    downloads: tuple[Download, ...]
    partners_href: str
    json_ld: str
    turtle: str
    csv: str
    svg: str
    html: str


@dataclass(frozen=True, slots=True)
class ProfileInput:
    """What the read model and the analyses say of one entity."""

    profile: Profile
    around: Neighbourhood
    topic_sizes: Mapping[str, int]
    province: EntityRef | None = None
    similar: ProximityPanel | None = None
    missing: ProximityPanel | None = None
    every_row: bool = False
    """Whether the tables are whole, as files need them."""
    codes: Codes = code_alone
    conflicts: tuple[frozenset[str], ...] = ()
    """Observations (IRIs) that the analyses found to be different values of one fact."""


def profile_page(given: ProfileInput, formats: Formats, links: Links) -> ProfilePage:
    """The page of one entity."""
    profile, t = given.profile, formats.words
    citing = Citing(formats, links)
    tied = neighbours(profile, given.around, t)
    net = network(profile, given.around, tied, given.topic_sizes, links, t)
    view = View(every=given.every_row)
    table = ties_table(profile, tied, citing, view)
    members = members_table(profile, formats, links, view)
    facts = facts_panel(profile, citing, given.codes, given.conflicts)
    ref = profile.ref
    sources = source_rows(profile, citing)
    return ProfilePage(
        name=short_name(ref, t.language),
        iri=ref.iri,
        mark=mark_of(ref),
        crumbs=_crumbs(given, links, formats),
        meta=_meta(profile, tied, formats, links),
        states=timeline(profile.states, citing),
        anchors=_anchors(given, table, members, formats),
        facts=facts,
        facts_note=_facts_note(facts, formats),
        facts_query=facts_query(ref.iri, links),
        network=net,
        network_note=_network_note(net, formats),
        network_many=t(
            "The network shows %(shown)s of %(total)s.",
            shown=formats.number(net.drawn.shown),
            total=formats.number(net.whole.shown),
        ),
        network_sources=sources_in_words(_tie_lines(tied, citing), formats),
        has_pills=any(node.further for node in net.drawn.nodes),
        picture=ego_svg(net.drawn, net.words),
        legend=legend((node.mark.shape for node in (*net.drawn.nodes,)), t),
        ties=table,
        ties_query=ties_query(ref.iri, links),
        members=members,
        similar=given.similar,
        missing=given.missing,
        sources=sources if len(sources) == FIRST_SOURCES + 1 else sources[:FIRST_SOURCES],
        sources_total=len(sources),
        sources_href=f"{listing_address(profile, links, Listing.SOURCES)}1",
        downloads=_downloads(ref, formats),
        partners_href=links.page("partners", who=ref.path) if _may_seek(ref) else "",
        json_ld=f"/id/{ref.path}?format=jsonld",
        turtle=f"/id/{ref.path}?format=turtle",
        csv=f"/{t.language}/export/network.csv?id={ref.path}",
        svg=f"/{t.language}/export/network.svg?id={ref.path}",
        html=f"/{t.language}/export/network.html?id={ref.path}",
    )


def _may_seek(ref: EntityRef) -> bool:
    return ref.group is Group.BODY


def _crumbs(given: ProfileInput, links: Links, formats: Formats) -> tuple[Crumb, ...]:
    t = formats.words
    ref = given.profile.ref
    crumbs = [Crumb(t("Home"), links.page("home"))]
    if given.province is not None and given.province.iri != ref.iri:
        crumbs.append(Crumb(given.province.label.in_(t.language), links.entity(given.province.path)))
    topics = [v.entity for f in given.profile.facts if f.key in ("hasSpecialisation", "teaches") for v in f.values]
    if topics and topics[0] is not None:
        crumbs.append(Crumb(topics[0].label.in_(t.language), links.entity(topics[0].path)))
    return (*crumbs, Crumb(short_name(ref, t.language)))


def _meta(profile: Profile, tied: Sequence[Neighbour], formats: Formats, links: Links) -> tuple[MetaItem, ...]:
    t, ref = formats.words, profile.ref
    items: list[MetaItem] = []
    if ref.group is Group.ZONE:
        items.append(MetaItem(status_sentence(_newest(profile.states), t), strong=True))
    else:
        items.append(MetaItem(capital(ref.kind_label.in_(t.language))))
    if ref.municipality:
        items.append(MetaItem(f"{ref.municipality} ({ref.province})" if ref.province else ref.municipality))
    founded = next((f.values[0].text for f in profile.facts if f.key == "foundingDate" and not f.conflict), "")
    if founded:
        items.append(MetaItem(t("since %(year)s", year=founded)))
    homepage = next((f.values[0].link for f in profile.facts if f.key == "homepage" and f.values[0].link), "")
    if homepage:
        items.append(MetaItem(urlsplit(homepage).netloc.removeprefix("www."), homepage, external=True))
    ties = sum(len(n.ties) for n in tied)
    if ties:
        doubtful = sum(1 for n in tied for tie in n.ties if tie.confidence is not Confidence.SOURCED)
        working = sum(tie.counts for n in tied for tie in n.ties)
        items.append(MetaItem(_ties_text(working, ties, doubtful, t), quiet=True))
    return tuple(items)


def _ties_text(working: int, every: int, doubtful: int, t: Translator) -> str:
    """How many relations are recorded; a tie is one of working together, as the findings count them."""
    if working == every:
        text = t.plural("%(count)s recorded tie", "%(count)s recorded ties", every)
        unsure = t.plural("%(count)s unverified", "%(count)s unverified", doubtful)
        sure = t("all with a source")
        return f"{text}, {unsure if doubtful else sure}"
    text = t.plural("%(count)s recorded relation", "%(count)s recorded relations", every)
    ties = t.plural("%(count)s working tie", "%(count)s working ties", working)
    unsure = t.plural("%(count)s relation is unverified", "%(count)s relations are unverified", doubtful)
    sure = t("all relations with a source")
    return f"{text} ({ties}), {unsure if doubtful else sure}"


def _newest(states: Iterable[ZoneState]) -> ZoneState | None:
    return max(states, key=lambda state: state.date, default=None)


def _anchors(
    given: ProfileInput, table: TiesTable, members: MembersTable | None, formats: Formats
) -> tuple[Anchor, ...]:
    t = formats.words
    anchors = [Anchor("facts", t("Facts and network"))]
    if table.rows:
        anchors.append(Anchor("ties", t("Ties"), table.ties))
    if members is not None:
        anchors.append(Anchor("members" if table.rows else "ties", members.title, members.rows))
    if given.similar is not None:
        anchors.append(Anchor("similar", given.similar.title))
    if given.missing is not None:
        anchors.append(Anchor("missing", given.missing.title))
    return (*anchors, Anchor("sources", t("Sources")))


def _facts_note(facts: FactsPanel, formats: Formats) -> str:
    t = formats.words
    parts = [t.plural("%(count)s with a source", "%(count)s with a source", facts.sourced)]
    if facts.chosen:
        parts.append(t.plural("%(count)s choice of the editors", "%(count)s choices of the editors", facts.chosen))
    if facts.unverified:
        parts.append(t.plural("%(count)s unverified", "%(count)s unverified", facts.unverified))
    if facts.conflicts:
        parts.append(t.plural("%(count)s in conflict", "%(count)s in conflict", facts.conflicts))
    return ", ".join(parts)


def _network_note(net: Network, formats: Formats) -> str:
    t = formats.words
    counts: dict[str, int] = {"bodies": 0, "programme": 0, "topic": 0, "zone": 0, "project": 0, "place": 0}
    for node in net.whole.nodes:
        key = node.mark.shape.value
        counts[key if key in counts else "bodies"] += 1
    parts = []
    if counts["bodies"]:
        parts.append(t.plural("%(count)s body", "%(count)s bodies", counts["bodies"]))
    shapes = (Shape.ZONE, Shape.PROGRAMME, Shape.PROJECT, Shape.TOPIC, Shape.PLACE)
    parts += [shape_plural(shape, counts[shape.value], t) for shape in shapes if counts[shape.value]]
    return ", ".join(parts)


def _tie_lines(tied: Iterable[Neighbour], citing: Citing) -> Iterable[SourceLine]:
    return citing.lines(source for neighbour in tied for tie in neighbour.ties for source in tie.sources)


def _downloads(ref: EntityRef, formats: Formats) -> tuple[Download, ...]:
    t = formats.words
    start = f"/{t.language}/export/network"
    return (
        Download(t("Ties as a table (CSV)"), f"{start}.csv?id={ref.path}", True),
        Download(t("Network as a picture (SVG)"), f"{start}.svg?id={ref.path}", True),
        Download(t("Network as one page that opens anywhere (HTML)"), f"{start}.html?id={ref.path}", True),
        Download(t("Everything stated (JSON-LD)"), f"/id/{ref.path}?format=jsonld", False),
        Download(t("Everything stated (Turtle)"), f"/id/{ref.path}?format=turtle", False),
    )
