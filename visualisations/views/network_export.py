"""The network of a profile as a file: the rows of its tables as CSV, and one HTML page that opens anywhere."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from zisgraph.visualisations.drawing import lettering
from zisgraph.visualisations.drawing.ego import EgoNetwork, EgoNode
from zisgraph.visualisations.drawing.glyphs import Shape
from zisgraph.visualisations.formats import Formats
from zisgraph.visualisations.pyvis_export import (
    MOST_NODES,
    ExportEdge,
    ExportNetwork,
    ExportNode,
    ExportRow,
    ExportWords,
)
from zisgraph.visualisations.translation import Translator
from zisgraph.visualisations.views.citing import Check, Citing, SourceLine, check_of
from zisgraph.visualisations.views.kinds import legend
from zisgraph.visualisations.views.links import Links
from zisgraph.visualisations.views.network import Network
from zisgraph.visualisations.views.profile import ProfilePage

_RING, _RING_STEP = 210.0, 150.0


@dataclass(frozen=True, slots=True)
class _Told:
    """One neighbour as the tables of the profile have it: its whole name, how it is tied, who says so.

    `incoming` when the statement is the neighbour's own: it points at the entity of the profile.
    """

    name: str
    words: str
    sources: str = ""
    check: Check = Check.UNVERIFIED
    incoming: bool = False


def network_rows(page: ProfilePage, t: Translator) -> tuple[tuple[str, ...], list[tuple[object, ...]]]:
    """The ties and topics of a profile as rows; `reported_year` is of the report, where no source dates the tie."""
    head = ("group", "name", "kind", "tie", "year", "reported_year", "sources", "confidence", "address")
    rows: list[tuple[object, ...]] = [
        (
            group.heading,
            row.name,
            row.kind,
            row.words,
            row.years,
            ", ".join(row.reports),
            _sources(row.sources),
            row.check.value,
            row.href,
        )
        for group in page.ties.groups
        for row in group.rows
    ]
    tied = {row[-1] for row in rows}
    told = _told(page, t)
    for group in page.network.whole.groups:
        for node in group.nodes:
            if node.href not in tied:
                said = _said(node, group.heading, told)
                given = (said.words, "", "", said.sources, said.check.value, node.href)
                rows.append((group.heading, said.name, node.kind, *given))
    return head, rows


def network_file(page: ProfilePage, net: Network, date: str, formats: Formats) -> tuple[ExportNetwork, ExportWords]:
    """The network as one HTML file needs it: places in rings around the middle, one row of the table per line."""
    t = formats.words
    whole = _limited(net.whole)
    told = _told(page, t)
    nodes = [_middle(page), *_ring_nodes(whole, told)]
    names = {node.key: node.name for node in nodes}
    edges = [
        ExportEdge(page.iri, node.key, told[node.href].words if node.href in told else group.heading, node.verified)
        for group in whole.groups
        for node in group.nodes
    ]
    edges += [
        ExportEdge(e.start, e.end, t("tie between neighbours"), e.verified, quiet=True)
        for e in whole.quiet
        if e.start in names and e.end in names
    ]
    citing = Citing(formats, Links(t.language, ""))
    rows = [*_rows(page, whole, told), *_rows_between(net, names, citing)]
    shapes = [node.mark.shape for node in nodes]
    left_out = net.whole.shown - whole.shown
    more = t.plural(
        "%(count)s more body is not in this file.", "%(count)s more bodies are not in this file.", left_out
    )  # fmt: skip
    words = ExportWords(
        language=t.language,
        title=t("Network of %(name)s", name=page.name),
        intro=" ".join([page.network_note + ".", more if left_out else ""]).strip(),
        picture=t("Network of %(name)s; the table below holds the same facts", name=page.name),
        table=t("The same ties as a table"),
        columns=(t("From"), t("Tie"), t("To"), t("Since"), t("Source"), t("Check")),
        sourced=t("with a source"),
        unverified=t("unverified"),
        legend=t("Legend"),
        footer=t("zisgraph, %(iri)s. Newest source: %(date)s. Not an official site.", iri=page.iri, date=date),
    )
    return ExportNetwork(nodes, edges, rows, legend(shapes, t)), words


def _limited(network: EgoNetwork) -> EgoNetwork:
    room = MOST_NODES - 1
    groups = []
    for group in network.groups:
        nodes = group.nodes[:room]
        room -= len(nodes)
        if nodes:
            groups.append(type(group)(group.heading, group.side, nodes, group.movable))
    return EgoNetwork(network.key, network.name, network.mark, tuple(groups), network.quiet)


def _middle(page: ProfilePage) -> ExportNode:
    return ExportNode(page.iri, page.name, "", page.mark, 0.0, 0.0, page.name, 20.0)


def _told(page: ProfilePage, t: Translator) -> Mapping[str, _Told]:
    """What the profile's own tables say of each neighbour by address, besides ties: facts, else who points here."""
    members = page.members.groups if page.members else ()
    shared = t("topic or place") if page.mark.shape in (Shape.TOPIC, Shape.PLACE) else ""
    told = {
        row.href: _Told(row.name, shared or part.heading, _sources(row.sources), row.check, bool(shared))
        for part in members
        for row in part.rows
    }
    for fact in page.facts.rows:
        for value in fact.values:
            if value.href and not value.external:
                told[value.href] = _Told(value.text, fact.label, _sources(value.sources), check_of(value.sources))
    for row in (row for group in page.ties.groups for row in group.rows):
        told[row.href] = _Told(row.name, row.words, _sources(row.sources), row.check)
    return told


def _said(node: EgoNode, heading: str, told: Mapping[str, _Told]) -> _Told:
    """What the tables say of a neighbour; one that they do not list is told by its group."""
    known = Check.SOURCED if node.verified else Check.UNVERIFIED
    return told.get(node.href) or _Told(node.name, heading, check=known)


def _ring_nodes(network: EgoNetwork, told: Mapping[str, _Told]) -> list[ExportNode]:
    nodes = network.nodes
    placed: list[ExportNode] = []
    ring, start = 0, 0
    while start < len(nodes):
        radius = _RING + ring * _RING_STEP
        room = max(8, int(2 * math.pi * radius / 95))
        own = nodes[start : start + room]
        for place, node in enumerate(own):
            angle = 2 * math.pi * (place + 0.5 * (ring % 2)) / len(own) - math.pi / 2
            name = told[node.href].name if node.href in told else node.name
            title = ", ".join(part for part in (name, node.kind, node.words) if part)
            label = lettering.cut(node.name, 14, 170, 28)
            x, y = radius * math.cos(angle) * 1.6, radius * math.sin(angle) * 0.8
            placed.append(ExportNode(node.key, name, node.kind, node.mark, x, y, title, label=label))
        start += room
        ring += 1
    return placed


def _rows(page: ProfilePage, whole: EgoNetwork, told: Mapping[str, _Told]) -> Iterable[ExportRow]:
    """The table: every tie as its sources state it, from subject to object, then facts and who points here."""
    ties = {row.href: row.stated for group in page.ties.groups for row in group.rows}
    for group in whole.groups:
        for node in group.nodes:
            said = _said(node, group.heading, told)
            for tie in ties.get(node.href, ()):
                words = ", ".join(part for part in (tie.words, tie.reported) if part)
                ends = (page.name, said.name) if tie.outgoing else (said.name, page.name)
                yield ExportRow(ends[0], words, ends[1], tie.years, _sources(tie.sources), tie.check)
            if node.href not in ties:
                ends = (said.name, page.name) if said.incoming else (page.name, said.name)
                yield ExportRow(ends[0], said.words, ends[1], "", said.sources, said.check)


def _rows_between(net: Network, names: Mapping[str, str], citing: Citing) -> Iterable[ExportRow]:
    """What ties the neighbours to each other."""
    for stated in (stated for link in net.between for stated in link.stated):
        if stated.start in names and stated.end in names:
            lines = citing.lines(stated.sources)
            word = stated.word.in_(citing.formats.words.language)
            yield ExportRow(names[stated.start], word, names[stated.end], "", _sources(lines), check_of(lines))


def _sources(lines: Iterable[SourceLine]) -> str:
    return "; ".join(dict.fromkeys(line.short for line in lines))
