"""places.csv: the region, its provinces and its municipalities."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from zisgraph.loaders.bundled.cells import (
    CITATION,
    CONFIDENCE,
    DAY,
    ID,
    PLATE,
    WHOLE,
    Column,
    between,
    names_in_both,
    one_of,
    pattern,
    refers_to,
    split,
)
from zisgraph.loaders.bundled.circles import no_circle
from zisgraph.loaders.bundled.claims import Claims, Source, decimal
from zisgraph.loaders.bundled.location import MUNICIPALITY
from zisgraph.loaders.bundled.reading import nearest, quoted
from zisgraph.loaders.bundled.tables import Facts, Problem, Row, Table
from zisgraph.model.terms import Confidence, Iri, Literal, Statement
from zisgraph.ontology.vocabulary import GEO, GSP, RDFS, SKOS, XSD, ZIS

_CLASSES: Mapping[str, str] = MappingProxyType(
    {
        "region": ZIS.Region,
        "province": ZIS.Province,
        "metropolitan_city": ZIS.Province,
        MUNICIPALITY: ZIS.Municipality,
    }
)
_LATITUDE, _LONGITUDE = between(44.6, 46.7), between(8.4, 11.5)
# States the town points and the census of 2011, which the official list of municipalities does not.
SLICE_CITATION = "istat-geonames-2020-02"


def _point(row: Row, facts: Facts) -> Iterator[Problem]:
    for name in ("lat", "lon", "point_citation"):
        if bool(row[name]) != bool(row["point"]):
            allowed = "a value, because point is given" if row["point"] else "empty where point is empty"
            yield Problem(name, quoted(row[name]), allowed)
    if bool(row["town_lat"]) != bool(row["town_lon"]):
        yield Problem(
            "town_lon" if row["town_lat"] else "town_lat", "nothing", "town_lat and town_lon together, or neither"
        )


def _municipality(row: Row, facts: Facts) -> Iterator[Problem]:
    if row["type"] != MUNICIPALITY:
        return
    if row["id"] != f"mun-{row['istat_code']}":
        yield Problem("id", quoted(row["id"]), f"mun-{row['istat_code']}, after the ISTAT code")
    parent = facts.by_id("places").get(row["parent"])
    if not row["parent"]:
        yield Problem("parent", "nothing", "the id of the province")
    elif parent is not None and parent["code"] != row["code"]:
        yield Problem("code", quoted(row["code"]), f"{parent['code']}, the plate of {row['parent']}")


def _province(row: Row, facts: Facts) -> Iterator[Problem]:
    if row["type"] == MUNICIPALITY:
        return
    if row["type"] != "region" and not row["parent"]:
        yield Problem("parent", "nothing", "the id of the region")
    names = sorted(_municipalities(facts))
    if row["capital"] and facts.is_complete("places") and row["capital"] not in names:
        yield Problem(
            "capital", quoted(row["capital"]), f"the Italian name of a municipality{nearest(row['capital'], names)}"
        )


def _municipalities(facts: Facts) -> Mapping[str, Row]:
    return {row["name_it"]: row for row in facts.rows("places") if row["type"] == MUNICIPALITY}


PLACES = Table(
    "places",
    (
        Column("id", ID, required=True),
        Column("type", one_of(*_CLASSES), required=True),
        *names_in_both("name"),
        Column("aliases", many=True),
        Column("code", PLATE),
        Column(
            "istat_code", pattern(r"\d{2}|\d{3}|\d{6}", "two, three or six digits, with their zeros"), required=True
        ),
        Column("istat_uts_code", pattern(r"\d{3}", "three digits")),
        Column("nuts", pattern(r"IT[A-Z][A-Z0-9]{1,2}", "a NUTS code such as ITC48"), required=True),
        Column("capital"),
        Column("lat", _LATITUDE),
        Column("lon", _LONGITUDE),
        Column("point", one_of("centroid", "inner point")),
        Column("town_lat", _LATITUDE),
        Column("town_lon", _LONGITUDE),
        Column("geonames_id", WHOLE),
        Column("population_2011", WHOLE),
        Column("municipalities", WHOLE),
        Column("population_recent_approx_unverified", WHOLE),
        Column("parent", refers_to("places")),
        Column("list_date", DAY, required=True),
        CITATION,
        Column("point_citation", refers_to("citations"), many=True),
        CONFIDENCE,
    ),
    keys=(("id",), ("istat_code",)),
    row_rules=(_point, _municipality, _province),
    table_rules=(no_circle("places", "parent"),),
)


def places(source: Source) -> Iterator[Statement]:
    addresses = {row["id"]: Iri(source.minter.place(row["istat_code"])) for row in source.facts.rows(PLACES.name)}
    capitals = {name: addresses[row["id"]] for name, row in _municipalities(source.facts).items()}
    for claims in source.claims(PLACES):
        me = addresses[claims.pop("id")]
        yield from claims.is_a(me, _CLASSES[claims.pop("type")])
        yield from claims.text(me, RDFS.label, "name_it", language="it")
        yield from claims.text(me, RDFS.label, "name_en", language="en")
        yield from claims.texts(me, SKOS.altLabel, "aliases")
        yield from _codes(claims, me)
        yield from claims.links(me, ZIS.containedIn, "parent", addresses)
        yield from claims.links(me, ZIS.capital, "capital", capitals)
        yield from claims.typed(me, ZIS.municipalityCount, "municipalities", XSD.integer)
        yield from claims.typed(me, ZIS.listDate, "list_date", XSD.date)
        yield from _area_point(claims, me)
        yield from _slice(claims, me)
        yield from _recent_population(claims, me)


def _codes(claims: Claims, me: Iri) -> Iterator[Statement]:
    """Codes are strings: their zeros count. The plate of a municipality is its province's, which says it."""
    if claims.row["type"] == MUNICIPALITY:
        claims.skip("code")
    else:
        yield from claims.text(me, ZIS.plateCode, "code")
    yield from claims.text(me, ZIS.istatCode, "istat_code")
    yield from claims.text(me, ZIS.utsCode, "istat_uts_code")
    yield from claims.text(me, ZIS.nutsCode, "nuts")


def _area_point(claims: Claims, me: Iri) -> Iterator[Statement]:
    """The point of the area, under the citation of the limits it was computed from."""
    cited = split(claims.pop("point_citation"))
    lat, lon, kind = (claims.pop(name) for name in ("lat", "lon", "point"))
    if not kind:
        return
    wkt = Literal(f"POINT({decimal(lon)} {decimal(lat)})", GSP.wktLiteral)
    yield from claims.says(me, GEO.lat, Literal(decimal(lat), XSD.decimal), "lat", citations=cited)
    yield from claims.says(me, GEO.long, Literal(decimal(lon), XSD.decimal), "lon", citations=cited)
    yield from claims.says(me, GSP.asWKT, wkt, "lat", "lon", citations=cited)
    yield from claims.says(me, ZIS.pointKind, Literal(kind), "point", citations=cited)


def _slice(claims: Claims, me: Iri) -> Iterator[Statement]:
    cited = split(claims.row["citation"])
    cited = [SLICE_CITATION] if SLICE_CITATION in cited else cited
    yield from claims.typed(me, ZIS.townLatitude, "town_lat", XSD.decimal, citations=cited)
    yield from claims.typed(me, ZIS.townLongitude, "town_lon", XSD.decimal, citations=cited)
    geonames = claims.pop("geonames_id")
    if geonames:
        yield from claims.says(me, ZIS.geonamesId, Literal(geonames), "geonames_id", citations=cited)
    yield from claims.typed(me, ZIS.population2011, "population_2011", XSD.integer, citations=cited)


def _recent_population(claims: Claims, me: Iri) -> Iterator[Statement]:
    """The column's own name says that nobody has checked it."""
    value = claims.pop("population_recent_approx_unverified")
    if value:
        people = Literal(value, XSD.integer)
        yield from claims.says(me, ZIS.recentPopulation, people, confidence=Confidence.UNVERIFIED)
