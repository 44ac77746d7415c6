"""City, province, place and `outside`: the four columns that say where something is, the same in three tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from zisgraph.loaders.bundled.cells import PLATE, YES, Column, refers_to
from zisgraph.loaders.bundled.claims import Claims
from zisgraph.loaders.bundled.reading import nearest, quoted
from zisgraph.loaders.bundled.tables import Facts, Problem, Row
from zisgraph.model.iris import Minter
from zisgraph.model.terms import Iri, Statement
from zisgraph.ontology.vocabulary import ZIS

MUNICIPALITY = "municipality"
LOCATION = (
    Column("city"),
    Column("province", PLATE),
    Column("place", refers_to("places")),
    Column("outside", YES),
)


def place_addresses(facts: Facts, minter: Minter) -> Mapping[str, Iri]:
    """The address of every place, by the id of its row."""
    return {row["id"]: Iri(minter.place(row["istat_code"])) for row in facts.rows("places")}


def province_addresses(facts: Facts, minter: Minter) -> Mapping[str, Iri]:
    """The address of every province, by its car plate."""
    return {row["code"]: Iri(minter.place(row["istat_code"])) for row in facts.rows("places") if _is_province(row)}


def _is_province(row: Row) -> bool:
    return row["type"] in {"province", "metropolitan_city"}


def location(claims: Claims, subject: Iri, located_in: str, places: Mapping[str, Iri]) -> Iterator[Statement]:
    """What the four columns say; the municipality follows from city and province and is as sure as they are."""
    yield from claims.text(subject, ZIS.city, "city")
    yield from claims.text(subject, ZIS.provinceCode, "province")
    place = claims.pop("place")
    if place:
        yield from claims.says(subject, located_in, places[place], "place", "city", "province")
    yield from claims.flag(subject, ZIS.outsideLombardy, "outside", "city", "province")


def check_location(row: Row, facts: Facts) -> Iterator[Problem]:
    """City and province stand together; inside Lombardy they name one municipality, which `place` repeats."""
    city, province, place, outside = (row[name] for name in ("city", "province", "place", "outside"))
    if bool(city) != bool(province):
        yield Problem("province" if city else "city", "nothing", "city and province together, or neither")
        return
    if not city:
        for name in ("place", "outside"):
            if row[name]:
                yield Problem(name, f"{quoted(row[name])} without a city", "empty where city is empty")
        return
    if not facts.is_complete("places"):
        return
    if province not in facts.column("places", "code"):
        if outside != "yes":
            plates = sorted(plate for plate in facts.column("places", "code") if plate.isalpha())
            known = f"a plate of Lombardy ({', '.join(plates)}){nearest(province, plates)}"
            yield Problem("province", quoted(province), f"{known}, or another one with yes in outside")
        elif place:
            yield Problem("place", quoted(place), "empty outside Lombardy")
        return
    if outside == "yes":
        yield Problem("outside", "'yes'", f"empty, because {province} is a province of Lombardy")
    yield from _check_place(city, province, place, facts)


def _check_place(city: str, province: str, place: str, facts: Facts) -> Iterator[Problem]:
    row = facts.by_id("places").get(place)
    if place and row is None:
        return  # said already: no such id
    if row is None or (row["name_it"], row["code"], row["type"]) != (city, province, MUNICIPALITY):
        right = _municipality(city, province, facts)
        if right is None:
            yield Problem(
                "city",
                f"{quoted(city)} ({province})",
                "the Italian name of a municipality of places.csv in that province",
            )
        else:
            yield Problem("place", quoted(place), f"{right}, which is {city} ({province})")


def _municipality(city: str, province: str, facts: Facts) -> str | None:
    found = (
        row["id"]
        for row in facts.rows("places")
        if (row["name_it"], row["code"], row["type"]) == (city, province, MUNICIPALITY)
    )
    return next(found, None)
