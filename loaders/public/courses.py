"""Degree courses of a university and their course units, from Cineca's U-GOV ("ProgrammazioneDidattica", SOAP).

Degree courses and course units are both training programmes; a unit belongs to its degree course, and may be borrowed
from another one. One unit stands in the plan of every year of a degree course: it is said once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from zisgraph.errors import InputError, Issue
from zisgraph.loaders.bundled.cells import is_date, is_number
from zisgraph.loaders.bundled.programmes import EQF_LEVELS
from zisgraph.loaders.bundled.reading import nearest
from zisgraph.loaders.public.context import Context
from zisgraph.loaders.public.courses_record import Degree, Unit, unit
from zisgraph.loaders.records import Record
from zisgraph.model.terms import Iri, Statement
from zisgraph.ontology.vocabulary import RDFS, SCHEMA, XSD, ZIS

PROGRAMMES: Final = "programmes"
_PART, _UNTAUGHT = "parts of a course unit for some letters of the alphabet", "activities without teaching"
_PERSONAL: Final = "fields that hold or may hold personal data"
_NO_FIELDS: Final = frozenset({"", "NN", "PROFIN_S"})
"""What stands in place of a scientific field where there is none."""
FIELD: Final = re.compile(r"[A-Z]{1,4}(?:-[A-Z]{1,4}){0,2}/\d{2}|[A-Z]{4}-\d{2}/[A-Z]", re.ASCII)
"""A scientific field of the list of 2000 (ING-INF/05) or of that of 2024 (IINF-05/A)."""
_LEVELS: Final = {"L": "bachelor_degree", "L2": "bachelor_degree", "LM": "master_degree", "LM5": "single_cycle", "LM6": "single_cycle"}  # fmt: skip
_LANGUAGES: Final = {"ita": "it", "eng": "en", "fra": "fr", "deu": "de", "ted": "de", "spa": "es"}
_NEEDED: Final = ("afGenDes", "peso", "cds/cdsCod")


def read(context: Context) -> Iterator[Statement]:
    """The statements of one snapshot.

    Raises:
        InputError: the provider or a topic of the definition is none of the bundled tables.
    """
    reading = _Reading(context, _provider(context), _topics(context), _cycles(context))
    for record in context.elements(PROGRAMMES, "af", enclosing=("cds", "regdid"), needs=_NEEDED):
        one, dropped = unit(record)
        if dropped:
            context.report.left_out[_PERSONAL] += dropped
        if one.is_part:
            context.report.left_out[_PART] += 1
        elif not one.is_taught:
            context.report.left_out[_UNTAUGHT] += 1
        elif not one.code or not one.name_it:
            told = "nothing" if not one.code else "no title that can be told"
            context.report.add("course unit", record.issue("afGenCod", told, "the code and the title of a course unit"))
        else:
            yield from reading.unit(record, one)


def _provider(context: Context) -> str:
    bodies, given = context.facts.by_id("organisations"), str(context.definition.options["provider"])
    if given not in bodies:
        allowed = f"an id of organisations.csv{nearest(given, list(bodies))}"
        raise InputError([Issue(f"{context.definition.id}.toml", 0, "provider", repr(given), allowed)])
    return given


def _topics(context: Context) -> dict[str, Iri]:
    known, given = context.facts.by_id("specialisations"), dict(context.definition.options.get("topics", {}))
    issues = [
        Issue(
            f"{context.definition.id}.toml",
            0,
            code,
            repr(topic),
            f"an id of specialisations.csv{nearest(topic, list(known))}",
        )
        for code, topic in given.items()
        if topic not in known
    ]
    if issues:
        raise InputError(issues)
    return {code: Iri(context.voice.minter.specialisation(topic)) for code, topic in given.items()}


def _cycles(context: Context) -> dict[tuple[str, str], tuple[str, str]]:
    """The first and last day of the parts of the year, by degree course and code."""
    found: dict[tuple[str, str], tuple[str, str]] = {}
    for record in context.elements(PROGRAMMES, "ciclo", enclosing=("cds",), counted=False):
        days = tuple(_day(context, record, name) for name in ("dataInizio", "dataFine"))
        key = (record.text("cds/cdsCod"), record.text("tipoCicloCod"))
        found[key] = (days[0], days[1])
    return found


def _day(context: Context, record: Record, name: str) -> str:
    given = record.text(name)
    iso = "-".join(reversed(given.split("-")))
    if given and not (len(iso) == len("2024-09-30") and is_date(iso)):
        context.report.add(name, record.issue(name, repr(given), "a day such as 30-09-2024"))
        return ""
    return iso


@dataclass(slots=True)
class _Reading:
    """One snapshot being read; `said` is what was said first of each unit, `degrees` those that have been said."""

    context: Context
    provider: str
    topics: dict[str, Iri]
    cycles: dict[tuple[str, str], tuple[str, str]]
    said: dict[str, Unit] = field(default_factory=dict)
    degrees: set[Degree] = field(default_factory=set)

    def unit(self, record: Record, one: Unit) -> Iterator[Statement]:
        """A course unit, its degree course and those that lend it."""
        voice, key = self.context.voice, f"{one.degree.code}-{one.code}"
        me = Iri(voice.minter.course(self.provider, key))
        yield from self._degree(one.degree)
        for lender in one.lenders:
            if lender.code and lender.code != one.degree.code:
                yield from self._degree(lender)
                yield voice.says(me, ZIS.borrowedFrom, Iri(voice.minter.course(self.provider, lender.code)))
        first = self.said.setdefault(key, one)
        if first is not one:
            self._compare(record, first, one)
            return
        self.context.report.kinds["course units"] += 1
        yield from self._itself(me, one.code, one.name_it)
        yield from voice.text(me, RDFS.label, one.name_en, "en")
        yield voice.says(me, ZIS.courseOf, Iri(voice.minter.course(self.provider, one.degree.code)))
        yield from voice.editor.text(me, ZIS.levelCode, "course_unit")
        yield from self._measures(record, me, one)
        yield from self._field(record, me, one.field)
        for language in one.languages:
            if language in _LANGUAGES:
                yield from voice.text(me, SCHEMA.inLanguage, _LANGUAGES[language])
            else:
                self.context.report.add("language", record.issue("linDidCod", repr(language), ", ".join(_LANGUAGES)))

    def _itself(self, me: Iri, code: str, name: str) -> Iterator[Statement]:
        voice = self.context.voice
        yield from voice.is_a(me, ZIS.TrainingProgramme)
        yield from voice.text(me, ZIS.programmeCode, code)
        yield from voice.text(me, RDFS.label, name, "it")
        yield voice.says(me, ZIS.provider, Iri(voice.minter.organisation(self.provider)))

    def _degree(self, one: Degree) -> Iterator[Statement]:
        if one in self.degrees or not one.name:
            return
        self.degrees.add(one)
        self.context.report.kinds["degree courses"] = len({degree.code for degree in self.degrees})
        voice, me = self.context.voice, Iri(self.context.voice.minter.course(self.provider, one.code))
        yield from self._itself(me, one.code, one.name)
        yield from voice.text(me, ZIS.teachingDepartment, one.department)
        level = _LEVELS.get(one.type_code, "")
        yield from voice.editor.text(me, ZIS.levelCode, level)
        yield from voice.editor.number(me, ZIS.eqfLevel, EQF_LEVELS.get(level, ""), XSD.integer)

    def _measures(self, record: Record, me: Iri, one: Unit) -> Iterator[Statement]:
        voice = self.context.voice
        yield from voice.number(me, ZIS.credits, self._number(record, "peso", one.credits))
        hours = self._number(record, "oreFrontAf", one.hours)
        yield from voice.number(me, ZIS.hours, hours if hours and float(hours) else "")
        start, end = self.cycles.get((one.degree.code, one.cycle), ("", ""))
        yield from voice.date(me, ZIS.startDate, start)
        yield from voice.date(me, ZIS.endDate, end)

    def _number(self, record: Record, name: str, given: str) -> str:
        if given and (not is_number(given) or given.startswith("-")):
            self.context.report.add(name, record.issue(name, repr(given), "a number from 0 up such as 6.0"))
            return ""
        return given

    def _field(self, record: Record, me: Iri, code: str) -> Iterator[Statement]:
        if code in _NO_FIELDS:
            return
        if not FIELD.fullmatch(code):
            self.context.report.add(
                "field", record.issue("settCod", repr(code), "a code such as ING-INF/05 or IINF-05/A")
            )
            return
        yield from self.context.voice.text(me, ZIS.scientificField, code)
        yield from self.context.voice.editor.link(me, ZIS.teaches, self.topics.get(code))

    def _compare(self, record: Record, first: Unit, one: Unit) -> None:
        """The same unit in the plan of another year; what differs there is an issue, and not said."""
        for name, told in (
            ("afGenDes", "name_it"),
            ("afGenDesEng", "name_en"),
            ("peso", "credits"),
            ("settCod", "field"),
        ):
            before, now = getattr(first, told), getattr(one, told)
            if now != before:
                allowed = f"{before!r}, as in an earlier plan"
                self.context.report.add("another plan", record.issue(name, f"{now!r} for {one.code}", allowed))
