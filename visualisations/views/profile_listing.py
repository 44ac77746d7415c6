"""One table of a profile on pages of its own: every tie, every member, every source, fifty rows at a time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from zisgraph.catalogue.records import Profile
from zisgraph.visualisations.drawing.glyphs import Glyph
from zisgraph.visualisations.formats import Formats
from zisgraph.visualisations.views.citing import Citing
from zisgraph.visualisations.views.kinds import mark_of, short_name
from zisgraph.visualisations.views.links import Links
from zisgraph.visualisations.views.network import Neighbour
from zisgraph.visualisations.views.paging import Listing, Pager, View, page_count, pager, parts
from zisgraph.visualisations.views.source_rows import SourceRow, source_rows
from zisgraph.visualisations.views.tables import (
    MembersTable,
    TiesTable,
    listing_address,
    members_table,
    ties_table,
)


@dataclass(frozen=True, slots=True)
class ListingPage:
    """What the template needs; exactly one of the three tables is there."""

    name: str
    mark: Glyph
    href: str
    title: str
    total: int
    note: str
    pager: Pager
    csv: str
    ties: TiesTable | None = None
    members: MembersTable | None = None
    sources: tuple[SourceRow, ...] = ()


def listing_page(
    profile: Profile, tied: tuple[Neighbour, ...], listing: Listing, page: int, formats: Formats, links: Links
) -> ListingPage | None:
    """One page of a table; a page after the last is the last. None when the profile has no such table."""
    citing, t = Citing(formats, links), formats.words
    csv = f"/{t.language}/export/network.csv?id={profile.ref.path}"

    def made(
        title: str, total: int, note: str = "", csv: str = "", *, ties: TiesTable | None = None,
        members: MembersTable | None = None, sources: tuple[SourceRow, ...] = (),
    ) -> ListingPage:  # fmt: skip
        name, href = short_name(profile.ref, t.language), links.entity(profile.ref.path)
        steps = pager(total, _within(total, page), _address(profile, links, listing), formats)
        return ListingPage(name, mark_of(profile.ref), href, title, total, note, steps, csv, ties, members, sources)

    match listing:
        case Listing.TIES if tied:
            ties = ties_table(profile, tied, citing, View(_within(len(tied), page)))
            return made(t("Ties"), ties.rows, ties.note, csv, ties=ties)
        case Listing.MEMBERS:
            view = View(_within(len({member.ref.iri for member in profile.members}), page))
            members = members_table(profile, citing, view)
            if members is None:
                return None
            return made(members.title, members.rows, members.counted, members.csv, members=members)
        case Listing.SOURCES if rows := source_rows(profile, citing):
            shown = parts({"": rows}, View(_within(len(rows), page)))
            return made(t("Sources"), len(rows), sources=shown[0].rows)
        case _:
            return None


def _within(total: int, page: int) -> int:
    return min(max(1, page), page_count(total))


def _address(profile: Profile, links: Links, listing: Listing) -> Callable[[int], str]:
    return lambda number: f"{listing_address(profile, links, listing)}{number}"
