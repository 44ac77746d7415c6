"""Ties and members as tables: the same facts as the pictures, row by row, with sources."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from zisgraph.catalogue.records import EntityRef, Group, Profile, Source, Tie
from zisgraph.model.terms import Confidence
from zisgraph.visualisations.drawing.glyphs import Glyph, Shape
from zisgraph.visualisations.formats import Formats
from zisgraph.visualisations.views.body_counts import body_counts
from zisgraph.visualisations.views.citing import Check, Citing, SourceLine, check_of
from zisgraph.visualisations.views.kinds import mark_of, shape_plural
from zisgraph.visualisations.views.links import Links
from zisgraph.visualisations.views.network import Neighbour
from zisgraph.visualisations.views.paging import Listing, Part, Row, View, parts
from zisgraph.visualisations.views.panel_queries import members_query
from zisgraph.visualisations.views.query_behind import QueryBehind
from zisgraph.visualisations.views.tie_words import heading_text, report_of, reported, stated_words, year_of

WHOLE_MEMBERS = 10
"""Members that are always shown: fewer than ties, for the ties come first and the page stays light."""


@dataclass(frozen=True, slots=True)
class StatedTie:
    """One tie in whole words, from subject to object; `outgoing` when the entity of the profile is the subject."""

    words: str
    outgoing: bool
    years: str
    reported: str
    sources: tuple[SourceLine, ...]
    check: Check


@dataclass(frozen=True, slots=True)
class TieRow:
    """One neighbour: every tie with it in words, and the sources of all of them.

    `years` are since when its ties stand, `reports` the years of the reports that tell of undated ones.
    """

    name: str
    href: str
    mark: Glyph
    kind: str
    words: str
    years: str
    reports: tuple[str, ...]
    reported: str
    sources: tuple[SourceLine, ...]
    check: Check
    stated: tuple[StatedTie, ...]


@dataclass(frozen=True, slots=True)
class TiesTable:
    """The table cut to a view; `listing` leads to pages with every row, when some are hidden: add a number."""

    groups: tuple[Part[TieRow], ...]
    note: str
    first_column: str
    rows: int
    ties: int
    listing: str


@dataclass(frozen=True, slots=True)
class MemberRow:
    """One entity that points here; `ties` is the number of bodies it is tied to, None where that means nothing."""

    name: str
    href: str
    mark: Glyph
    kind: str
    place: str
    placed: bool
    """Whether a source that was read says so."""
    ties: int | None
    sources: tuple[SourceLine, ...]
    check: Check


@dataclass(frozen=True, slots=True)
class MembersTable:
    """Who points at a topic or a place; `counted` says how many bodies, and what is counted."""

    title: str
    counted: str
    note: str
    groups: tuple[Part[MemberRow], ...]
    rows: int
    listing: str
    csv: str
    query: QueryBehind


def ties_table(profile: Profile, tied: Sequence[Neighbour], citing: Citing, view: View) -> TiesTable:
    """Neighbours by heading, cut to a view."""
    t = citing.formats.words
    by_heading: dict[str, list[Neighbour]] = {}
    for neighbour in tied:
        by_heading.setdefault(heading_text(neighbour.heading, t), []).append(neighbour)
    groups = tuple(_written(part, citing) for part in parts(by_heading, view))
    rows, ties = len(tied), sum(len(neighbour.ties) for neighbour in tied)
    hidden = any(part.hidden for part in groups)
    return TiesTable(
        groups,
        note=_rows_note(groups, rows, citing.formats) if hidden else _ties_note(rows, ties, citing.formats),
        first_column=t("Organisation") if profile.ref.group in (Group.BODY, Group.ZONE, Group.PROJECT) else t("Name"),
        rows=rows,
        ties=ties,
        listing=listing_address(profile, citing.links, Listing.TIES) if hidden else "",
    )


def _written(part: Part[Neighbour], citing: Citing) -> Part[TieRow]:
    rows = tuple(tie_row(neighbour, citing) for neighbour in part.rows)
    return Part(part.heading, rows, part.total, part.rest, part.continued)


def _rows_note(groups: Iterable[Part[Row]], total: int, formats: Formats) -> str:
    shown = sum(len(part.rows) for part in groups)
    return formats.words("%(shown)s rows of %(total)s", shown=formats.number(shown), total=formats.number(total))


def _ties_note(rows: int, ties: int, formats: Formats) -> str:
    """Why there are fewer rows than ties."""
    if rows == ties:
        return ""
    shown = {"ties": formats.number(ties), "count": formats.number(rows)}
    return formats.words.plural("%(ties)s ties in %(count)s row", "%(ties)s ties in %(count)s rows", rows, **shown)


def listing_address(profile: Profile, links: Links, listing: Listing) -> str:
    """Where one table of a profile is looked at on its own; the number of the page is to be added."""
    return f"{links.entity(profile.ref.path)}?{listing.value}="


def tie_row(neighbour: Neighbour, citing: Citing) -> TieRow:
    """One row."""
    t = citing.formats.words
    sources = citing.lines(source for tie in neighbour.ties for source in tie.sources)
    return TieRow(
        name=neighbour.ref.label.in_(t.language),
        href=citing.links.entity(neighbour.ref.path),
        mark=mark_of(neighbour.ref),
        kind=capital(neighbour.ref.kind_label.in_(t.language)),
        words="; ".join(neighbour.words) or t("part of the body"),
        years=", ".join(neighbour.years[:2]),
        reports=neighbour.reports,
        reported=reported(neighbour.reports, t),
        sources=sources,
        check=check_of(sources),
        stated=tuple(_stated(tie, citing) for tie in neighbour.ties),
    )


def _stated(tie: Tie, citing: Citing) -> StatedTie:
    t, sources = citing.formats.words, citing.lines(tie.sources)
    told = [report for report in [report_of(tie)] if report]
    outgoing = tie.outgoing or tie.symmetric
    return StatedTie(stated_words(tie, t), outgoing, year_of(tie, t), reported(told, t), sources, check_of(sources))


def members_table(profile: Profile, citing: Citing, view: View) -> MembersTable | None:
    """Who points at the entity, by shape, the most connected first; None when nobody does."""
    formats, links = citing.formats, citing.links
    t = formats.words
    rows = _member_rows(profile, citing)
    if not rows:
        return None
    by_heading: dict[str, list[MemberRow]] = {}
    for shape in Shape:
        if own := [row for row in rows if row.mark.shape is shape]:
            by_heading[capital(shape_plural(shape, len(own), t).partition(" ")[2])] = own
    groups = parts(by_heading, view, WHOLE_MEMBERS)
    hidden = any(part.hidden for part in groups)
    return MembersTable(
        title=_members_title(profile, formats),
        counted=counts.in_words(formats) if (counts := body_counts(profile)) else "",
        note=_rows_note(groups, len(rows), formats) if hidden else "",
        groups=groups,
        rows=len(rows),
        listing=listing_address(profile, links, Listing.MEMBERS) if hidden else "",
        csv=f"/{t.language}/export/network.csv?id={profile.ref.path}",
        query=members_query(profile.ref.iri, profile.ref.group, links),
    )


def _member_rows(profile: Profile, citing: Citing) -> tuple[MemberRow, ...]:
    """Each entity once, with the sources of all that ties it to this one."""
    language = citing.formats.words.language
    found: dict[str, tuple[EntityRef, list[Source]]] = {}
    for member in sorted(profile.members, key=lambda m: (-m.ref.ties, m.ref.label.it.casefold(), m.ref.iri)):
        found.setdefault(member.ref.iri, (member.ref, []))[1].extend(member.sources)
    rows = []
    for ref, sources in found.values():
        lines = citing.lines(sources)
        rows.append(
            MemberRow(
                name=ref.label.in_(language),
                href=citing.links.entity(ref.path),
                mark=mark_of(ref),
                kind=capital(ref.kind_label.in_(language)),
                place=ref.towns.in_(language),
                placed=ref.placed is Confidence.SOURCED,
                ties=ref.ties if ref.group is Group.BODY else None,
                sources=lines,
                check=check_of(lines),
            )
        )
    return tuple(rows)


def _members_title(profile: Profile, formats: Formats) -> str:
    t = formats.words
    match profile.ref.group:
        case Group.SPECIALISATION:
            return t("Who works on it, and who teaches it")
        case Group.PROVINCE | Group.MUNICIPALITY | Group.REGION:
            return t("What stands here")
        case Group.BODY:
            return t("What it offers")
        case _:
            return t("What points here")


def capital(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]


def sources_in_words(lines: Iterable[SourceLine], formats: Formats, most: int = 4) -> str:
    """The sources under a figure: "Fonti: eucentre.it, senza data; Il Ticino, 20.10.2023 e altre 2"."""
    t = formats.words
    distinct = tuple(dict.fromkeys(line.short for line in lines))
    if not distinct:
        return ""
    text = "; ".join(distinct[:most])
    more = len(distinct) - most
    tail = " " + t.plural("and %(count)s more", "and %(count)s more", more) if more > 0 else ""
    return t("Sources: %(sources)s", sources=text + tail)
