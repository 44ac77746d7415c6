"""ISTAT's list of municipalities: Lombard municipalities and provinces with their codes, and what NUTS codes are called.

Places are those of the bundled tables: a municipality that the list still has and they no longer know is left out.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from zisgraph.errors import Issue
from zisgraph.loaders.public.context import Context
from zisgraph.loaders.records import Record
from zisgraph.model.terms import Iri, Statement
from zisgraph.ontology.vocabulary import RDFS, SKOS, XSD, ZIS

NUTS: Final = "nuts"
_OUTSIDE, _GONE = "municipalities of other regions", "municipalities that are no more"
_FORMS: Final[Mapping[str, tuple[re.Pattern[str], str]]] = {
    "code": (re.compile(r"\d{6}"), "six digits, with their zeros"),
    "province": (re.compile(r"\d{3}"), "three digits, with their zeros"),
    "uts": (re.compile(r"\d{3}"), "three digits, with their zeros"),
    "cadastral": (re.compile(r"[A-Z]\d{3}"), "a letter and three digits, such as F205"),
    "plate": (re.compile(r"[A-Z]{2}"), "two letters, such as MI"),
}
_SINGLE: Final = {
    "region": "region",
    "province": "province",
    "uts": "UTS",
    "code": "municipality",
    "name": "name",
    "cadastral": "cadastral",
    "plate": "plate",
}
"""What stands in one field of each row, and what people call it."""
_NUTS: Final = re.compile(r"[A-Z]{2}[0-9A-Z]{1,3}")


def read(context: Context) -> Iterator[Statement]:
    """The statements of one snapshot."""
    reading = _Reading(context, str(context.definition.options["region"]))
    for role, layout in context.definition.options["layouts"].items():
        reading.layout = layout
        for record in context.records(role, needs=_needs(layout)):
            row = _row(record, layout, context)
            if row is not None:
                yield from reading.municipality(record, row)
    yield from reading.nuts()


@dataclass(frozen=True, slots=True)
class _Row:
    """One municipality; `nuts` are its codes of levels 1 to 3 by edition, and `nuts_names` what these are called."""

    region: str
    province: str
    uts: str
    code: str
    name: str
    cadastral: str
    plate: str
    nuts: Mapping[str, tuple[str, ...]]
    nuts_names: tuple[str, ...]

    @property
    def area(self) -> tuple[object, ...]:
        """What all rows of one province have in common."""
        return self.uts, self.plate, self.nuts

    def __str__(self) -> str:
        return f"{self.uts} {self.plate} {self.nuts[max(self.nuts)][2]}"


def _needs(layout: Mapping[str, Any]) -> tuple[str, ...]:
    nuts = (field for fields in layout["nuts"].values() for field in fields)
    return (*(str(layout[key]) for key in _SINGLE), *layout["nuts_names"], *nuts)


def _row(record: Record, layout: Mapping[str, Any], context: Context) -> _Row | None:
    """The row, or None where a code in it cannot be one, which is told."""
    given = {key: record.text(layout[key]) for key in _SINGLE}
    nuts = {edition: tuple(record.text(field) for field in fields) for edition, fields in layout["nuts"].items()}
    names = tuple(record.text(field) for field in layout["nuts_names"])
    record.skip(*layout["ignored"])
    faults = list(_faults(record, layout, given, nuts))
    for kind, issue in faults:
        context.report.add(kind, issue)
    return None if faults else _Row(nuts=nuts, nuts_names=names, **given)


def _faults(
    record: Record, layout: Mapping[str, Any], given: Mapping[str, str], nuts: Mapping[str, Sequence[str]]
) -> Iterator[tuple[str, Issue]]:
    """Every code that cannot be one, with its kind."""
    for key, (form, allowed) in _FORMS.items():
        if not form.fullmatch(given[key]):
            yield f"{_SINGLE[key]} code", record.issue(layout[key], repr(given[key]), allowed)
        elif key == "code" and not given["code"].startswith(given["province"]):
            told = f"{given['code']} in the province {given['province']}"
            yield "province", record.issue(layout["code"], told, "a code that begins with its province")
    for edition, codes in nuts.items():
        for field, code in zip(layout["nuts"][edition], codes, strict=True):
            if not _NUTS.fullmatch(code):
                yield "NUTS code", record.issue(field, repr(code), "two letters and one to three marks")


class _Reading:
    """One snapshot being read: what was said already is not said twice, and two rows may not contradict each other."""

    def __init__(self, context: Context, region: str) -> None:
        self._context, self._region = context, region
        self.layout: Mapping[str, Any] = {}
        self._seen: dict[str, str] = {}
        self._areas: dict[str, _Row] = {}
        self._called: defaultdict[str, dict[str, None]] = defaultdict(dict)

    def municipality(self, record: Record, row: _Row) -> Iterator[Statement]:
        for codes in row.nuts.values():
            for code, name in zip(codes, row.nuts_names, strict=True):
                self._called[code][name] = None
        if row.region != self._region:
            self._context.report.left_out[_OUTSIDE] += 1
            return
        if self._seen.setdefault(row.code, row.name) != row.name:
            told = f"{row.code} {row.name!r}"
            issue = record.issue(self.layout["code"], told, f"{self._seen[row.code]!r}, as in an earlier row")
            self._context.report.add("another name", issue)
            return
        yield from self._area(record, row)
        known = self._context.gazetteer.by_code(row.code)
        if known is None:
            self._context.report.left_out[_GONE] += 1
            return
        voice = self._context.voice
        me = Iri(voice.minter.place(row.code))
        yield from voice.is_a(me, ZIS.Municipality)
        yield from voice.text(me, RDFS.label if row.name == known.name else SKOS.altLabel, row.name, "it")
        yield from voice.text(me, ZIS.istatCode, row.code)
        yield from voice.text(me, ZIS.cadastralCode, row.cadastral)
        yield voice.says(me, ZIS.containedIn, Iri(voice.minter.place(row.province)))

    def _area(self, record: Record, row: _Row) -> Iterator[Statement]:
        """The province of the first row that names it; a later row that gives it other codes is told."""
        first = self._areas.setdefault(row.province, row)
        if first is not row:
            if first.area != row.area and first.nuts.keys() == row.nuts.keys():
                told, allowed = f"{row} for the province {row.province}", f"{first}, as in an earlier row"
                self._context.report.add("another province", record.issue(self.layout["province"], told, allowed))
            return
        voice = self._context.voice
        me, region = Iri(voice.minter.place(row.province)), Iri(voice.minter.place(row.region))
        yield from voice.is_a(me, ZIS.Province)
        yield from voice.text(me, RDFS.label, row.nuts_names[2], "it")
        yield from voice.text(me, ZIS.istatCode, row.province)
        yield from voice.text(me, ZIS.utsCode, row.uts)
        yield from voice.text(me, ZIS.plateCode, row.plate)
        yield from self._nuts_of(me, row, 2)
        yield voice.says(me, ZIS.containedIn, region)
        yield from voice.is_a(region, ZIS.Region)
        yield from voice.text(region, ZIS.istatCode, row.region)
        yield from self._nuts_of(region, row, 1)

    def _nuts_of(self, me: Iri, row: _Row, level: int) -> Iterator[Statement]:
        """The code of the newest edition in the file with that edition; one that an older edition gave is a former one."""
        voice, newest = self._context.voice, max(row.nuts)
        code = row.nuts[newest][level]
        yield from voice.text(me, ZIS.nutsCode, code)
        yield from voice.number(me, ZIS.nutsEdition, newest, XSD.gYear)
        for former in sorted({codes[level] for codes in row.nuts.values()} - {code}):
            yield from voice.text(me, ZIS.formerNutsCode, former)

    def nuts(self) -> Iterator[Statement]:
        """What each NUTS code of Italy is called; one that stands for several units has no name of its own."""
        voice = self._context.voice
        scheme = Iri(voice.minter.code_scheme(NUTS))
        for code, names in sorted(self._called.items()):
            me = Iri(voice.minter.code(NUTS, code))
            yield from voice.is_a(me, SKOS.Concept)
            yield voice.says(me, SKOS.inScheme, scheme)
            yield from voice.text(me, SKOS.notation, code)
            for name in names:
                yield from voice.text(me, SKOS.prefLabel if len(names) == 1 else SKOS.altLabel, name, "it")
