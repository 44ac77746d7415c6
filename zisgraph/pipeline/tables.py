"""The graph as flat CSV tables for spreadsheets: one row per thing, several values joined by `; `, sources beside.

A text that a spreadsheet would run as a formula gets an apostrophe in front, as spreadsheets themselves mark a text.
"""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from zisgraph.model.iris import Minter
from zisgraph.model.ports import Reader
from zisgraph.model.terms import Confidence
from zisgraph.ontology.vocabulary import DCT, FOAF, GEO, RDF, RDFS, SCHEMA, SKOS, ZIS

JOIN = "; "
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Table:
    """The instances of one class; `columns` are header, property and, where it matters, language."""

    name: str
    kind: str
    columns: tuple[tuple[str, str, str], ...]


def _columns(**properties: str) -> tuple[tuple[str, str, str], ...]:
    named = (("name_it", RDFS.label, "it"), ("name_en", RDFS.label, "en"), ("name", RDFS.label, ""))
    return (*named, *((name, iri, "*") for name, iri in properties.items()))


def _in_both(name: str, prop: str) -> tuple[tuple[str, str, str], ...]:
    """A text that stands in the graph in Italian and in English, a column each."""
    return tuple((f"{name}_{language}", prop, language) for language in ("it", "en"))


_NOTE = _in_both("note", RDFS.comment)

TABLES = (
    Table(
        "bodies",
        ZIS.Body,
        _columns(
            other_names=SKOS.altLabel,
            helix=ZIS.helix,
            activity_type=ZIS.activityType,
            municipality=ZIS.locatedIn,
            province=ZIS.inProvince,
            city=ZIS.city,
            founded=SCHEMA.foundingDate,
            website=FOAF.homepage,
            ror=ZIS.rorId,
            wikidata=ZIS.wikidataId,
            pic=ZIS.pic,
            vat=ZIS.vatNumber,
            specialisations=ZIS.hasSpecialisation,
        )
        + _NOTE,
    ),
    Table(
        "ties",
        ZIS.Tie,
        (
            ("from", ZIS.tieFrom, "*"),
            ("to", ZIS.tieTo, "*"),
            ("from_year", ZIS.validFrom, "*"),
            ("to_year", ZIS.validTo, "*"),
            ("reported_year", ZIS.reportedIn, "*"),
            ("planned", ZIS.planned, "*"),
            ("role", ZIS.role, "*"),
            ("ec_contribution_eur", ZIS.ecContribution, "*"),
            *_NOTE,
        ),
    ),
    Table(
        "projects",
        ZIS.Project,
        _columns(
            framework=ZIS.framework,
            topic=ZIS.callTopic,
            start=ZIS.startDate,
            end=ZIS.endDate,
            max_contribution_eur=ZIS.maxContribution,
            euroscivoc=ZIS.euroSciVocPath,
            participants=ZIS.participantCount,
            lombard_participants=ZIS.lombardParticipantCount,
            link=FOAF.homepage,
        ),
    ),
    Table(
        "programmes",
        ZIS.TrainingProgramme,
        _columns(
            provider=ZIS.provider,
            level_code=ZIS.levelCode,
            eqf=ZIS.eqfLevel,
            teaches=ZIS.teaches,
            seats=ZIS.seats,
            hours=ZIS.hours,
            cost_eur=ZIS.cost,
            municipality=ZIS.locatedIn,
            province=ZIS.inProvince,
            start=ZIS.startDate,
            end=ZIS.endDate,
        )
        + _in_both("level", ZIS.level),
    ),
    Table(
        "zones",
        ZIS.Zone,
        _columns(provinces=ZIS.inProvinceScope, specialisations=ZIS.hasSpecialisation, states=ZIS.hasState) + _NOTE,
    ),
    Table(
        "observations",
        ZIS.Observation,
        (
            ("of", ZIS.observationOf, "*"),
            ("indicator", ZIS.indicator, "*"),
            ("year", ZIS.year, "*"),
            ("value", ZIS.value, "*"),
            ("value_min", ZIS.valueMin, "*"),
            ("value_max", ZIS.valueMax, "*"),
            ("text", ZIS.textValue, "*"),
            ("qualifier", ZIS.qualifier, "*"),
            ("unit", ZIS.unit, "*"),
            ("as_given", ZIS.asGiven, "*"),
        ),
    ),
    Table(
        "specialisations",
        ZIS.Specialisation,
        _columns(
            type=ZIS.specialisationType,
            broader=SKOS.broader,
            ateco_2007=ZIS.atecoCode2007,
            ateco_2025=ZIS.atecoCode2025,
            euroscivoc=ZIS.euroSciVocCode,
        ),
    ),
    Table(
        "places",
        ZIS.Place,
        _columns(
            istat=ZIS.istatCode,
            nuts=ZIS.nutsCode,
            plate=ZIS.plateCode,
            within=ZIS.containedIn,
            lat=GEO.lat,
            lon=GEO.long,
        ),
    ),
    Table(
        "citations",
        ZIS.Citation,
        (
            ("title", DCT.title, "*"),
            ("publisher", DCT.publisher, "*"),
            ("date", DCT.issued, "*"),
            ("date_to", ZIS.dateTo, "*"),
            ("type", ZIS.citationType, "*"),
            ("licence", DCT.license, "*"),
            ("url", FOAF.page, "*"),
            ("text", ZIS.citationText, "*"),
        ),
    ),
)


def table_csv(table: Table, reader: Reader, base: str) -> str:
    """One table as CSV: `id`, `class`, its columns, `sources` (citation:confidence) and `unverified`; rows by id.

    `unverified` names the columns of which no citation says any value, and `column=value` where it is some of them.
    """
    output = io.StringIO()
    writer = csv.writer(output, lineterminator="\n")
    writer.writerow(["id", "class", *(name for name, _, _ in table.columns), "sources", "unverified"])
    writer.writerows(_rows(table, reader, Minter(base)))
    return output.getvalue()


Said = dict[str, bool]
"""The values of one cell, and whether a citation says each."""


def _rows(table: Table, reader: Reader, minter: Minter) -> Iterator[list[str]]:
    classes = _classes(table, reader)
    cells: dict[str, dict[str, Said]] = defaultdict(dict)
    sources: dict[str, set[str]] = defaultdict(set)
    wanted = " ".join(f"<{iri}>" for iri in {iri for _, iri, _ in table.columns})
    for row in reader.select(
        f"SELECT ?s ?p ?v (LANG(?v) AS ?language) ?g WHERE {{ ?s a <{table.kind}> . VALUES ?p {{ {wanted} }} GRAPH ?g {{ ?s ?p ?v }} }}"
    ):
        origin = minter.origin_of(row["g"])
        if origin is not None:
            sources[row["s"]].add(f"{origin.citation}:{origin.confidence.value}")
        for name, iri, language in table.columns:
            if iri == row["p"] and language in {"*", row.get("language", "")}:
                said, value = cells[row["s"]].setdefault(name, {}), minter.local_id(row["v"])
                sourced = origin is None or origin.confidence is Confidence.SOURCED
                said[value] = said.get(value, False) or sourced
    for iri in sorted(classes):
        found = cells[iri]
        shown = [JOIN.join(sorted(found[name])) if name in found else "" for name, _, _ in table.columns]
        unverified = [mark for name, _, _ in table.columns for mark in _unverified(name, found.get(name, {}))]
        yield [
            minter.local_id(iri),
            classes[iri],
            *map(_inert, shown),
            JOIN.join(sorted(sources[iri])),
            JOIN.join(unverified),
        ]


def _unverified(name: str, said: Said) -> list[str]:
    """What of a column nobody has checked: the whole, or those of its values.

    >>> _unverified("city", {"Lodi": True, "Milano": False}), _unverified("city", {"Pavia": False})
    (['city=Milano'], ['city'])
    """
    if said and not any(said.values()):
        return [name]
    return [f"{name}={value}" for value, sourced in sorted(said.items()) if not sourced]


def _inert(cell: str) -> str:
    """The cell as no spreadsheet takes it for a formula; numbers stay numbers.

    >>> [_inert(cell) for cell in ("=1+1", "-0.5", "Eucentre")]
    ["'=1+1", '-0.5', 'Eucentre']
    """
    if not cell.startswith(_FORMULA):
        return cell
    return cell if cell.lstrip("+-").replace(".", "", 1).isdigit() else f"'{cell}"


def _classes(table: Table, reader: Reader) -> Mapping[str, str]:
    """The classes stated of each instance, the derived ones left out."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in reader.select(
        f"SELECT DISTINCT ?s ?c WHERE {{ ?s a <{table.kind}> . GRAPH ?g {{ ?s <{RDF.type}> ?c }} "
        'FILTER(!CONTAINS(STR(?g), "/graph/derived/")) }'
    ):
        found[row["s"]].add(row["c"].rsplit("#", 1)[-1].rsplit("/", 1)[-1])
    return {iri: JOIN.join(sorted(names)) for iri, names in found.items()}
