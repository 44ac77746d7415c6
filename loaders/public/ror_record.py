"""A record of the Research Organization Registry in schema 1 or 2, in one shape."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from zisgraph.loaders.records import Record, as_text

TYPES: Final = (
    "archive",
    "company",
    "education",
    "facility",
    "funder",
    "government",
    "healthcare",
    "nonprofit",
    "other",
)
STATUSES: Final = ("active", "inactive", "withdrawn")
_NEITHER: Final = ("admin", "domains", "email_address", "ip_addresses", "wikipedia_url", "country")


@dataclass(frozen=True, slots=True)
class Name:
    """One name; `kinds` are display, label, alias and acronym."""

    text: str
    language: str
    kinds: frozenset[str]


@dataclass(frozen=True, slots=True)
class Location:
    """Where an organisation is: a town of GeoNames with its point; the region only where the record gives it."""

    city: str
    country: str
    region: str
    point: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class RorRecord:
    """One organisation; `relations` are pairs of a type and the last part of a ROR address."""

    ror: str
    status: str
    types: tuple[str, ...]
    names: tuple[Name, ...]
    locations: tuple[Location, ...]
    established: str
    website: str
    identifiers: Mapping[str, str]
    relations: tuple[tuple[str, str], ...]


def ror_record(record: Record) -> RorRecord:
    """Take a record apart; the first schema has a `name` where the second has `names`."""
    first = "name" in record.names()
    record.skip(*_NEITHER)
    return RorRecord(
        ror=_last(record.text("id")),
        status=record.text("status").lower(),
        types=tuple(dict.fromkeys(str(one).lower() for one in record.pop("types", ()))),
        names=tuple(_names_1(record) if first else _names_2(record.pop("names", ()))),
        locations=tuple(
            _locations_1(record.pop("addresses", ())) if first else _locations_2(record.pop("locations", ()))
        ),
        established=record.text("established"),
        website=_website(record.pop("links", ())),
        identifiers=dict(_identifiers(record.pop("external_ids", ()))),
        relations=tuple((str(r["type"]).lower(), _last(str(r["id"]))) for r in record.pop("relationships", ())),
    )


def _last(address: str) -> str:
    return address.rstrip("/").rsplit("/", 1)[-1]


def _names_1(record: Record) -> Iterator[Name]:
    yield Name(record.text("name"), "", frozenset({"display"}))
    for label in record.pop("labels", ()):
        yield Name(str(label["label"]), str(label.get("iso639") or ""), frozenset({"label"}))
    for kind in ("aliases", "acronyms"):
        for text in record.pop(kind, ()):
            yield Name(str(text), "", frozenset({"alias" if kind == "aliases" else "acronym"}))


def _names_2(names: Sequence[Mapping[str, Any]]) -> Iterator[Name]:
    for name in names:
        kinds = frozenset("display" if kind == "ror_display" else str(kind) for kind in name["types"])
        yield Name(str(name["value"]), str(name.get("lang") or ""), kinds)


def _locations_1(addresses: Sequence[Mapping[str, Any]]) -> Iterator[Location]:
    for address in addresses:
        town = address.get("geonames_city") or {}
        code = str((town.get("geonames_admin1") or {}).get("code") or "")
        yield Location(
            city=str(address.get("city") or ""),
            country=code.partition(".")[0],
            region=str((town.get("geonames_admin1") or {}).get("name") or ""),
            point=_point(address.get("lat"), address.get("lng")),
        )


def _locations_2(locations: Sequence[Mapping[str, Any]]) -> Iterator[Location]:
    for location in locations:
        town = location.get("geonames_details") or {}
        yield Location(
            city=str(town.get("name") or ""),
            country=str(town.get("country_code") or ""),
            region=str(town.get("country_subdivision_name") or ""),
            point=_point(town.get("lat"), town.get("lng")),
        )


def _point(latitude: Any, longitude: Any) -> tuple[float, float] | None:
    return None if latitude is None or longitude is None else (float(latitude), float(longitude))


def _website(links: Sequence[Any]) -> str:
    addresses = [one if isinstance(one, str) else one.get("value", "") for one in links if _is_website(one)]
    return str(addresses[0]) if addresses else ""


def _is_website(link: Any) -> bool:
    return isinstance(link, str) or link.get("type") == "website"


def _identifiers(given: Any) -> Iterator[tuple[str, str]]:
    """The preferred number of each register, else the first."""
    pairs = given.items() if isinstance(given, dict) else ((one["type"], one) for one in given)
    for kind, numbers in pairs:
        every = numbers.get("all") or ()
        first = every if isinstance(every, str) else next(iter(every), "")
        yield str(kind).lower(), as_text(numbers.get("preferred") or first)
