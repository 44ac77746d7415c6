from __future__ import annotations

import csv
from collections.abc import Iterator
from importlib import resources

import pytest

from zisgraph.catalogue import Catalogue, CursorError
from zisgraph.catalogue.records import Count, Group, Text


def rows(table: str) -> list[dict[str, str]]:
    text = resources.files("zisgraph.loaders").joinpath("facts", f"{table}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def counts(catalogue: Catalogue) -> Iterator[Count]:
    yield from (catalogue.numbers.organisations, catalogue.numbers.ties, catalogue.numbers.programmes)
    for province in catalogue.provinces:
        yield from (province.organisations, province.ties, province.programmes)
    for row in catalogue.matrix:
        yield from (row.total, *row.cells.values())


def test_every_total_is_the_sum_of_its_sourced_and_unverified_parts(catalogue: Catalogue) -> None:
    assert all(count.total == count.sourced + count.unverified for count in counts(catalogue))


def test_organisations_are_the_tables_less_sites_and_merged_records(catalogue: Catalogue) -> None:
    organisational = {row["kind"] for row in rows("kinds") if row["is_organisation"] == "yes"}
    curated = sum(row["kind"] in organisational for row in rows("organisations"))
    cordis = len(rows("eu_organisations"))
    merged = sum(row["judgement"] == "same" and row["b"].startswith("pic:") for row in rows("same_as"))
    assert catalogue.numbers.organisations.total == curated + cordis - merged


def test_programmes_and_zones_are_all_there(catalogue: Catalogue) -> None:
    assert catalogue.numbers.programmes.total == len(rows("programmes"))
    assert catalogue.numbers.zones_total == len(rows("zis"))
    assert catalogue.numbers.zones_announced == 3


def test_provinces_and_outside_add_up_to_all_organisations(catalogue: Catalogue) -> None:
    inside = sum(province.organisations.total for province in catalogue.provinces)
    assert inside + catalogue.numbers.outside == catalogue.numbers.organisations.total
    assert len(catalogue.provinces) == 12


def test_every_seat_is_named_and_the_one_of_the_newest_source_counts(catalogue: Catalogue) -> None:
    cnao = catalogue.ref("cnao")
    assert (cnao.municipality, cnao.province) == (Text("Pavia", "Pavia"), "PV")
    assert cnao.place == Text("Pavia (PV), Milano (MI)", "Pavia (PV), Milan (MI)")
    assert cnao.towns == Text("Pavia, Milano", "Pavia, Milan")


def test_a_sourced_seat_comes_before_a_doubtful_one(catalogue: Catalogue) -> None:
    whirlpool = catalogue.ref("pic/999635538")
    assert whirlpool.towns.it == "Pero, Biandronno"


def test_matrix_rows_add_up_over_the_provinces(catalogue: Catalogue) -> None:
    assert catalogue.matrix
    for row in catalogue.matrix:
        assert row.total.total == sum(cell.total for cell in row.cells.values())
    assert [r.total.total for r in catalogue.matrix] == sorted((r.total.total for r in catalogue.matrix), reverse=True)


def test_a_list_can_be_read_slice_by_slice(catalogue: Catalogue) -> None:
    seen, cursor = [], ""
    while True:
        page = catalogue.list(Group.PROGRAMME, limit=50, cursor=cursor)
        seen += [ref.path for ref in page.items]
        cursor = page.next
        if not cursor:
            break
    assert len(seen) == len(set(seen)) == page.total == len(rows("programmes"))


def test_a_cursor_of_another_list_is_refused(catalogue: Catalogue) -> None:
    with pytest.raises(CursorError, match="leave it out"):
        catalogue.list(Group.ZONE, cursor="ror/02dq7z403")


def test_a_neighbourhood_has_the_links_among_the_neighbours(catalogue: Catalogue) -> None:
    found = catalogue.neighbourhood("eucentre")
    around = {tie.other.iri for tie in found.ties}
    assert found.between
    assert all(link.start in around and link.end in around and link.start != link.end for link in found.between)


def test_the_newest_source_on_zones_is_no_older_than_any_on_their_rules_or_states(catalogue: Catalogue) -> None:
    dates = {row["id"]: row["date"] for row in rows("citations")}
    cited = [key for table in ("zis", "zis_rules") for row in rows(table) for key in row["citation"].split(";")]
    newest = max(dates[key.strip()] for key in cited)
    assert newest <= catalogue.newest_zone_source <= catalogue.numbers.newest_source
    assert catalogue.newest_zone_source in dates.values()
