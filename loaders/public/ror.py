"""ROR, the Research Organization Registry: records of schema 1 and 2, from the dump or from its parts.

Lombard organisations that are active or have ended are said. A withdrawn record was a mistake or a double: it says
nothing itself. A relation to a record that is not among the files leads nowhere, and is counted.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from zisgraph.loaders.geography import Placing
from zisgraph.loaders.public.context import Context
from zisgraph.loaders.public.cordis_values import web
from zisgraph.loaders.public.ror_record import STATUSES, TYPES, Location, RorRecord, ror_record
from zisgraph.loaders.records import Record
from zisgraph.model.terms import Iri, Statement
from zisgraph.ontology.vocabulary import FOAF, ORG, RDFS, SCHEMA, SKOS, ZIS

RECORDS: Final = "records"
LOMBARDY: Final = "Lombardy"
_OUTSIDE, _SECOND = "records outside Lombardy", "records with a second place in Lombardy"
_WITHDRAWN = "withdrawn records"
_HELIX: Final = {"company": "P", "education": "R", "facility": "R", "government": "I"}
"""The letter that a record's only type settles; the other types may be of any kind of body."""
_LANGUAGES: Final = frozenset({"it", "en"})


def read(context: Context) -> Iterator[Statement]:
    """The statements of one snapshot."""
    found = list(_lombard(context))
    known = {one.record.ror for one in found}
    for one in found:
        if one.record.status != "withdrawn":
            yield from _body(context, one)
            yield from _relations(context, one, known)


@dataclass(frozen=True, slots=True)
class _Lombard:
    record: RorRecord
    row: Record
    placing: Placing


def _lombard(context: Context) -> Iterator[_Lombard]:
    for row in context.records(RECORDS, needs=("id", "status", "types")):
        record = ror_record(row)
        placing = _placing(context, row, record)
        if placing is None:
            elsewhere = any(_found(context, location) for location in record.locations[1:])
            context.report.left_out[_SECOND if elsewhere else _OUTSIDE] += 1
            continue
        context.report.placed[placing.method] += 1
        for kind in record.types:
            context.report.kinds[kind] += 1
            if kind not in TYPES:
                context.report.add("type", row.issue("types", repr(kind), ", ".join(TYPES)))
        context.report.kinds[f"status {record.status}"] += 1
        if record.status not in STATUSES:
            context.report.add("status", row.issue("status", repr(record.status), ", ".join(STATUSES)))
        if record.status == "withdrawn":
            context.report.left_out[_WITHDRAWN] += 1
        yield _Lombard(record, row, placing)


def _placing(context: Context, row: Record, record: RorRecord) -> Placing | None:
    """Where the first place of a record is, which is its seat; a region that differs from it is an issue."""
    if not record.locations:
        return None
    location = record.locations[0]
    found = _found(context, location)
    if location.region and (found is not None) != (location.region == LOMBARDY):
        where = found.municipality.name if found else "another region"
        told = f"{location.region!r}, with a point in {where}"
        context.report.add("region", row.issue("locations", told, "the region that the point lies in"))
    return found


def _found(context: Context, location: Location) -> Placing | None:
    """By the point, else by the name of the town."""
    if location.country not in {"IT", ""}:
        return None
    return context.gazetteer.place("", "", location.point) or context.gazetteer.place(location.city)


def _body(context: Context, one: _Lombard) -> Iterator[Statement]:
    voice, record = context.voice, one.record
    me = Iri(voice.minter.ror(record.ror))
    yield from voice.is_a(me, ZIS.Organisation)
    yield from voice.text(me, ZIS.rorId, record.ror)
    yield from _names(context, me, record)
    for kind in record.types:
        yield from voice.text(me, ZIS.rorType, kind)
    yield from voice.text(me, ZIS.rorStatus, record.status)
    if len(record.types) == 1:
        yield from voice.editor.text(me, ZIS.helix, _HELIX.get(record.types[0], ""))
    yield from voice.date(me, SCHEMA.foundingDate, record.established)
    page = web(record.website)
    if page is None:
        context.report.add("website", one.row.issue("links", repr(record.website), "an address on the web"))
    yield from voice.page(me, FOAF.homepage, page or "")
    yield from voice.text(me, ZIS.wikidataId, record.identifiers.get("wikidata", ""))
    yield from voice.text(me, ZIS.gridId, record.identifiers.get("grid", ""))
    yield from voice.text(me, ZIS.isni, record.identifiers.get("isni", "").replace(" ", ""))
    town = one.placing.municipality
    yield from voice.text(me, ZIS.city, town.name)
    yield from voice.text(me, ZIS.provinceCode, town.plate)
    yield voice.says(me, ZIS.seatIn, Iri(voice.minter.place(town.istat_code)))
    yield from voice.text(me, ZIS.placedBy, one.placing.method)


def _names(context: Context, me: Iri, record: RorRecord) -> Iterator[Statement]:
    """One name for each language, the displayed one first; what else a body is called is another name of it."""
    voice, named = context.voice, set()
    for name in sorted(record.names, key=lambda name: ("display" not in name.kinds, "label" not in name.kinds)):
        language = name.language if name.language in _LANGUAGES else ""
        is_name = bool(name.kinds & {"display", "label"}) and language not in named
        if is_name:
            named.add(language)
        prop = RDFS.label if is_name else ZIS.shortName if "acronym" in name.kinds else SKOS.altLabel
        yield from voice.text(me, prop, name.text, language)


def _relations(context: Context, one: _Lombard, known: set[str]) -> Iterator[Statement]:
    """Part of, and linked to; a child says the same as its parent's relation turned round."""
    voice = context.voice
    me = Iri(voice.minter.ror(one.record.ror))
    for kind, other in one.record.relations:
        if other not in known:
            told = f"{kind} {other}, which is not among the records of Lombardy"
            context.report.add("dangling relation", one.row.issue("relationships", told, "a record that is read"))
            continue
        them = Iri(voice.minter.ror(other))
        match kind:
            case "parent":
                yield from _part_of(context, me, them)
            case "child":
                yield from _part_of(context, them, me)
            case "related":
                yield voice.says(me, ORG.linkedTo, them)


def _part_of(context: Context, part: Iri, whole: Iri) -> Iterator[Statement]:
    voice = context.voice
    subject, target = (voice.minter.local_id(one.value).replace("/", "-") for one in (part, whole))
    tie = Iri(voice.minter.tie(subject, "part_of", target))
    yield from voice.is_a(tie, ZIS.Parthood)
    yield voice.says(tie, ZIS.tieFrom, part)
    yield voice.says(tie, ZIS.tieTo, whole)
