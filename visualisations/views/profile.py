"""The profile of any entity, put together for the template."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from zisgraph.catalogue.records import EntityRef, Group, Neighbourhood, Profile
from zisgraph.visualisations.drawing.ego_svg import ego_svg
from zisgraph.visualisations.drawing.glyphs import Glyph, Shape
from zisgraph.visualisations.formats import Formats
from zisgraph.visualisations.views.body_counts import body_counts
from zisgraph.visualisations.views.citing import Citing, SourceLine
from zisgraph.visualisations.views.columns import has_blank
from zisgraph.visualisations.views.facts import Codes, FactsPanel, code_alone, facts_panel
from zisgraph.visualisations.views.kinds import legend, mark_of, shape_plural, short_name
from zisgraph.visualisations.views.links import Links
from zisgraph.visualisations.views.network import Neighbour, Network, neighbours, network
from zisgraph.visualisations.views.paging import Listing, View
from zisgraph.visualisations.views.panel_queries import facts_query, network_query
from zisgraph.visualisations.views.profile_head import (
    Anchor,
    Crumb,
    Download,
    MetaItem,
    anchors_of,
    crumbs_of,
    downloads_of,
    meta_of,
)
from zisgraph.visualisations.views.proximity import ProximityPanel
from zisgraph.visualisations.views.query_behind import QueryBehind
from zisgraph.visualisations.views.source_rows import SourceRow, source_rows
from zisgraph.visualisations.views.tables import (
    MembersTable,
    TiesTable,
    listing_address,
    members_table,
    sources_in_words,
    ties_table,
)
from zisgraph.visualisations.views.zone_panel import ZonePanel, zone_panel
from zisgraph.visualisations.views.zones import StateItem, timeline

FIRST_SOURCES = 6
"""Sources listed before the rest is behind a link."""


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
    network_query: QueryBehind
    network_note: str
    network_many: str
    network_sources: str
    has_pills: bool
    picture: Markup
    legend: tuple[tuple[Shape, str], ...]
    ties: TiesTable
    members: MembersTable | None
    zone: ZonePanel | None
    similar: ProximityPanel | None
    missing: ProximityPanel | None
    sources: tuple[SourceRow, ...]
    sources_total: int
    sources_href: str
    sources_beside: bool
    """Whether the sources stand under the network, where the facts are much longer than it."""
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
    rules: tuple[Profile, ...] = ()
    """The rules of the policy, for a zone."""
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
    members = members_table(profile, citing, view)
    facts = facts_panel(profile, citing, given.codes, given.conflicts)
    ref = profile.ref
    sources = source_rows(profile, citing)
    counts = body_counts(profile)
    return ProfilePage(
        name=short_name(ref, t.language),
        iri=ref.iri,
        mark=mark_of(ref),
        crumbs=crumbs_of(profile, given.province, links, formats),
        meta=meta_of(profile, tied, formats, links),
        states=timeline(profile.states, citing),
        anchors=anchors_of(
            table,
            members,
            zoned=bool(given.rules),
            panels={"similar": given.similar, "missing": given.missing},
            formats=formats,
        ),
        facts=facts,
        facts_note=_facts_note(facts, formats),
        facts_query=facts_query(ref.iri, links),
        network=net,
        network_query=network_query(ref.iri, ref.group, links),
        network_note=_network_note(net, counts.in_words(formats) if counts else "", formats),
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
        members=members,
        zone=zone_panel(tied, given.rules, citing) if given.rules else None,
        similar=given.similar,
        missing=given.missing,
        sources=sources if len(sources) == FIRST_SOURCES + 1 else sources[:FIRST_SOURCES],
        sources_total=len(sources),
        sources_href=f"{listing_address(profile, links, Listing.SOURCES)}1",
        sources_beside=has_blank(facts, net.drawn),
        downloads=downloads_of(ref, formats),
        partners_href=links.page("partners", who=ref.path) if _may_seek(ref) else "",
        json_ld=f"/id/{ref.path}?format=jsonld",
        turtle=f"/id/{ref.path}?format=turtle",
        csv=f"/{t.language}/export/network.csv?id={ref.path}",
        svg=f"/{t.language}/export/network.svg?id={ref.path}",
        html=f"/{t.language}/export/network.html?id={ref.path}",
    )


def _may_seek(ref: EntityRef) -> bool:
    return ref.group is Group.BODY


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


def _network_note(net: Network, bodies: str, formats: Formats) -> str:
    """What the network holds; `bodies` says what is counted where it is more than one kind of thing."""
    t = formats.words
    counts: dict[str, int] = {"bodies": 0, "programme": 0, "topic": 0, "zone": 0, "project": 0, "place": 0}
    for node in net.whole.nodes:
        key = node.mark.shape.value
        counts[key if key in counts else "bodies"] += 1
    parts = []
    if counts["bodies"]:
        parts.append(bodies or t.plural("%(count)s body", "%(count)s bodies", counts["bodies"]))
    shapes = (Shape.ZONE, Shape.PROGRAMME, Shape.PROJECT, Shape.TOPIC, Shape.PLACE)
    parts += [shape_plural(shape, counts[shape.value], t) for shape in shapes if counts[shape.value]]
    return ", ".join(parts)


def _tie_lines(tied: Iterable[Neighbour], citing: Citing) -> Iterable[SourceLine]:
    return citing.lines(source for neighbour in tied for tie in neighbour.ties for source in tie.sources)
