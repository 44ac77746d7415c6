"""Ties and members as tables: the same facts as the pictures, row by row, with sources."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from zisgraph.catalogue.records import Group, Profile
from zisgraph.model.terms import Confidence
from zisgraph.visualisations.drawing.glyphs import Glyph, Shape
from zisgraph.visualisations.formats import Formats
from zisgraph.visualisations.views.citing import Citing, SourceLine
from zisgraph.visualisations.views.kinds import mark_of, shape_plural
from zisgraph.visualisations.views.links import Links
from zisgraph.visualisations.views.network import Neighbour
from zisgraph.visualisations.views.query_behind import QueryBehind, members_query
from zisgraph.visualisations.views.tie_words import heading_text

FIRST_ROWS = 5
"""Rows of one group before the rest is behind a link, so that the largest profile stays a light page."""


@dataclass(frozen=True, slots=True)
class TieRow:
    """One neighbour: every tie with it in words, and the sources of all of them."""

    name: str
    href: str
    mark: Glyph
    kind: str
    words: str
    years: str
    sources: tuple[SourceLine, ...]
    sourced: bool


@dataclass(frozen=True, slots=True)
class TieGroup:
    """The rows under one heading; `hidden` are left to the page with all rows."""

    heading: str
    rows: tuple[TieRow, ...]
    total: int

    @property
    def hidden(self) -> int:
        """Rows that are not shown."""
        return self.total - len(self.rows)


@dataclass(frozen=True, slots=True)
class TiesTable:
    """The whole table; `all_href` leads to the page with every row, when some are hidden."""

    groups: tuple[TieGroup, ...]
    note: str
    first_column: str
    all_href: str


@dataclass(frozen=True, slots=True)
class MemberRow:
    """One entity that points here."""

    name: str
    href: str
    mark: Glyph
    kind: str
    place: str
    ties: int
    sourced: bool


@dataclass(frozen=True, slots=True)
class MemberGroup:
    """Members of one shape."""

    heading: str
    rows: tuple[MemberRow, ...]
    total: int

    @property
    def hidden(self) -> int:
        """Rows that are not shown."""
        return self.total - len(self.rows)


@dataclass(frozen=True, slots=True)
class MembersTable:
    """Who points at a topic or a place."""

    title: str
    note: str
    groups: tuple[MemberGroup, ...]
    all_href: str
    csv: str
    query: QueryBehind


def ties_table(profile: Profile, tied: Sequence[Neighbour], citing: Citing, *, every: bool) -> TiesTable:
    """Neighbours by heading, at most five of each unless `every`."""
    t = citing.formats.words
    by_heading: dict[str, list[Neighbour]] = {}
    for neighbour in tied:
        by_heading.setdefault(heading_text(neighbour.heading, t), []).append(neighbour)
    groups = tuple(
        TieGroup(heading, tuple(tie_row(n, citing) for n in (rows if every else rows[:FIRST_ROWS])), len(rows))
        for heading, rows in by_heading.items()
    )
    shown, total = sum(len(group.rows) for group in groups), len(tied)
    note = t("%(shown)s rows of %(total)s", shown=shown, total=total) if shown < total else ""
    first = t("Organisation") if profile.ref.group in (Group.BODY, Group.ZONE, Group.PROJECT) else t("Name")
    return TiesTable(groups, note, first, _all_href(profile, citing.links) if shown < total else "")


def tie_row(neighbour: Neighbour, citing: Citing) -> TieRow:
    """One row."""
    t = citing.formats.words
    return TieRow(
        name=neighbour.ref.label.in_(t.language),
        href=citing.links.entity(neighbour.ref.path),
        mark=mark_of(neighbour.ref),
        kind=capital(neighbour.ref.kind_label.in_(t.language)),
        words="; ".join(neighbour.words) or t("part of the body"),
        years=", ".join(neighbour.years[:2]),
        sources=citing.lines(source for tie in neighbour.ties for source in tie.sources),
        sourced=neighbour.confidence is Confidence.SOURCED,
    )


def members_table(profile: Profile, formats: Formats, links: Links, *, every: bool) -> MembersTable | None:
    """Who points at the entity, by shape, the most connected first; None when nobody does."""
    t = formats.words
    rows = _member_rows(profile, formats, links)
    if not rows:
        return None
    groups = []
    for shape in Shape:
        own = [row for row in rows if row.mark.shape is shape]
        if own:
            heading = capital(shape_plural(shape, len(own), t).partition(" ")[2])
            groups.append(MemberGroup(heading, tuple(own if every else own[:FIRST_ROWS]), len(own)))
    shown = sum(len(group.rows) for group in groups)
    note = t("%(shown)s rows of %(total)s", shown=shown, total=len(rows)) if shown < len(rows) else ""
    return MembersTable(
        title=_members_title(profile, formats),
        note=note,
        groups=tuple(groups),
        all_href=_all_href(profile, links) if shown < len(rows) else "",
        csv=f"/{t.language}/export/network.csv?id={profile.ref.path}",
        query=members_query(profile.ref.iri, links),
    )


def _member_rows(profile: Profile, formats: Formats, links: Links) -> tuple[MemberRow, ...]:
    language = formats.words.language
    seen: dict[str, MemberRow] = {}
    for member in sorted(profile.members, key=lambda m: (-m.ref.ties, m.ref.label.it.casefold(), m.ref.iri)):
        ref = member.ref
        sourced = member.confidence is Confidence.SOURCED
        if ref.iri in seen and (seen[ref.iri].sourced or not sourced):
            continue
        kind = capital(ref.kind_label.in_(language))
        place = ref.municipality
        row = MemberRow(ref.label.in_(language), links.entity(ref.path), mark_of(ref), kind, place, ref.ties, sourced)
        seen[ref.iri] = row
    return tuple(seen.values())


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


def _all_href(profile: Profile, links: Links) -> str:
    return links.entity(profile.ref.path, "ties", ties="all")


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
