"""CORDIS: projects of the framework programmes and who takes part in them, in every form that is published.

The official zips (csv, json, xlsx), the delimited subsets that others made of them, and lists of participations that
name a participant by its code alone. Only Lombard participants are said, with the projects they take part in; the
number of all participants of a project is kept.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from zisgraph.loaders.geography import Placing
from zisgraph.loaders.public.context import Context
from zisgraph.loaders.public.cordis_index import (
    ORGANISATIONS,
    PARTICIPATIONS,
    PROJECTS,
    Index,
    Participant,
    index_of,
    participant,
    place,
)
from zisgraph.loaders.public.cordis_values import FRAMEWORKS, ROLES, amount, day, web
from zisgraph.loaders.public.italian import vat_number
from zisgraph.loaders.records import Record
from zisgraph.model.terms import Iri, Literal, Statement
from zisgraph.ontology.vocabulary import FOAF, RDFS, SKOS, XSD, ZIS

TOPICS, FIELDS = "topics", "fields"
_PERSON, _ABROAD, _OUTSIDE = "natural persons", "participants outside Italy", "Italian participants outside Lombardy"
_NOT_LOMBARD: Final = "projects without a Lombard participant"
_BY_NUMBER: Final = "identifier"
_SAYS_NOTHING_MORE: Final = (
    "street", "SME", "nutsCode", "contentUpdateDate", "order", "active", "projectAcronym", "endOfParticipation",
    "netEcContribution", "totalCost", "numProjects", "totMoney", "group", "nunique", "start_year", "end_year", "duration",
)  # fmt: skip
"""Fields of participants that zisgraph has no use for, or that another field says better."""
_OF_NO_USE: Final = (
    "objective", "status", "ecSignatureDate", "masterCall", "subCall", "fundingScheme", "nature", "contentUpdateDate",
    "rcn", "grantDoi", "cluster", "totalCost", "year", "legalBasis",
)  # fmt: skip


def read(context: Context) -> Iterator[Statement]:
    """The statements of one snapshot."""
    reading = _Reading(context, index_of(context))
    yield from reading.participants()
    yield from reading.projects()
    yield from reading.topics()
    yield from reading.fields_of_science()


@dataclass(slots=True)
class _Reading:
    """One snapshot being read; `everyone` counts the participants of each project, Lombard or not."""

    context: Context
    index: Index
    everyone: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    lombard: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    _seen: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    _way: dict[str, str] = field(default_factory=dict)
    _first: dict[tuple[str, str], str] = field(default_factory=dict)

    def participants(self) -> Iterator[Statement]:
        for role in (ORGANISATIONS, PARTICIPATIONS):
            for record in self.context.records(role):
                one = participant(record)
                record.skip(*_SAYS_NOTHING_MORE)
                yield from self._participant(record, one)
        for project, pics in self.lombard.items():
            me = Iri(self.context.voice.minter.project(project))
            everyone = len(self.everyone[project])
            yield from self.context.voice.number(me, ZIS.participantCount, str(everyone), XSD.integer)
            yield from self.context.voice.number(me, ZIS.lombardParticipantCount, str(len(pics)), XSD.integer)

    def _participant(self, record: Record, one: Participant) -> Iterator[Statement]:
        own = {name: record.text(name) for name in ("shortName", "vatNumber", "role")}
        page = record.text("organizationURL") or record.text("organizationUrl")
        money = record.text("ecContribution") or record.text("contribution")
        dates = {name: record.text(name) for name in ("start_date", "end_date", "max_contribution", "total_cost")}
        if one.project:
            self.everyone[one.project].add(one.pic)
        seat, reason = self._seat(one)
        if not one.pic:
            self.context.report.add("no participant code", record.issue("organisationID", "nothing", "nine digits"))
        elif reason:
            self.context.report.left_out[reason] += 1
        else:
            yield from self._organisation(record, one, seat, own["shortName"], own["vatNumber"], page)
            if one.project:
                self.lombard[one.project].add(one.pic)
                yield from self._participation(record, one, own["role"], money)
                yield from self._listed_project(record, one, dates)

    def _seat(self, one: Participant) -> tuple[Placing | None, str]:
        """Where the record itself says the seat is; and why it is left out, if it is."""
        if one.country != "IT":
            return None, _ABROAD
        if one.pic in self.index.persons:
            return None, _PERSON
        if one.city:
            found = place(one, self.context.gazetteer)
            if found:
                self.context.report.placed[found.method] += 1
            return found, "" if found else _OUTSIDE
        if one.pic in self.index.seats:
            self.context.report.placed[_BY_NUMBER] += 1
            return None, ""
        return None, _OUTSIDE

    def _organisation(
        self, record: Record, one: Participant, seat: Placing | None, short: str, vat: str, page: str
    ) -> Iterator[Statement]:
        voice, me = self.context.voice, Iri(self.context.voice.minter.pic(one.pic))
        yield from voice.is_a(me, ZIS.Organisation)
        yield from voice.text(me, ZIS.pic, one.pic)
        is_first = self._first.setdefault((one.pic, "name"), one.name) == one.name
        yield from voice.text(me, RDFS.label if is_first else SKOS.altLabel, one.name)
        yield from voice.text(me, ZIS.shortName, short if short.casefold() != one.name.casefold() else "")
        if self._is_first(record, one, "activityType", one.activity_type):
            yield from voice.text(me, ZIS.activityType, one.activity_type)
        yield from voice.editor.text(me, ZIS.helix, self.index.letters.get(one.pic, ""))
        yield from voice.page(me, FOAF.homepage, self._checked(record, "organizationURL", page, web(page)))
        yield from voice.text(me, ZIS.vatNumber, self._checked(record, "vatNumber", vat, vat_number(vat)))
        if seat is not None:
            yield from self._location(record, one, seat)

    def _location(self, record: Record, one: Participant, seat: Placing) -> Iterator[Statement]:
        voice, me, town = self.context.voice, Iri(self.context.voice.minter.pic(one.pic)), seat.municipality
        if not self._is_first(record, one, "city", town.istat_code):
            yield from voice.text(me, ZIS.cityElsewhere, town.name)
            return
        yield from voice.text(me, ZIS.cityAsGiven, one.city)
        yield from voice.text(me, ZIS.city, town.name)
        yield from voice.text(me, ZIS.provinceCode, town.plate)
        yield voice.says(me, ZIS.seatIn, Iri(voice.minter.place(town.istat_code)))
        yield from voice.text(me, ZIS.placedBy, self._way.setdefault(one.pic, seat.method))
        if seat.elsewhere:
            told = f"{one.city!r}, with a point in {seat.elsewhere}"
            self.context.report.add("point elsewhere", record.issue("geolocation", told, f"a point in {one.city}"))

    def _is_first(self, record: Record, one: Participant, name: str, value: str) -> bool:
        """Whether this is what the snapshot says first of a participant; another value is counted, and not said."""
        first = self._first.setdefault((one.pic, name), value)
        if first != value:
            told = f"{value!r} for {one.pic}"
            self.context.report.add(f"another {name}", record.issue(name, told, f"{first!r}, as in an earlier row"))
        return first == value

    def _participation(self, record: Record, one: Participant, role: str, money: str) -> Iterator[Statement]:
        voice = self.context.voice
        if role not in ROLES:
            self.context.report.add("role", record.issue("role", repr(role), ", ".join(ROLES)))
        key = (one.project, one.pic, role)
        self._seen[key] += 1
        number = self._seen[key]
        if number > 1:
            told = f"{one.pic} as {role} of {one.project} once more"
            self.context.report.add(
                "participation repeated", record.issue("projectID", told, "a role in a project once")
            )
        name = role or "unknown"
        tie = Iri(voice.minter.participation(one.project, one.pic, name if number == 1 else f"{name}-{number}"))
        yield from voice.is_a(tie, ZIS.Participation)
        yield voice.says(tie, ZIS.tieFrom, Iri(voice.minter.pic(one.pic)))
        yield voice.says(tie, ZIS.tieTo, Iri(voice.minter.project(one.project)))
        yield from voice.text(tie, ZIS.role, role)
        yield from voice.number(tie, ZIS.ecContribution, self._checked(record, "ecContribution", money, amount(money)))

    def _listed_project(self, record: Record, one: Participant, told: dict[str, str]) -> Iterator[Statement]:
        """What a list of participations says of the project, and the little that any participation says of it."""
        voice, me = self.context.voice, Iri(self.context.voice.minter.project(one.project))
        yield from self._project_itself(one.project, "")
        for prop, name in ((ZIS.startDate, "start_date"), (ZIS.endDate, "end_date")):
            yield from voice.date(me, prop, self._checked(record, name, told[name], day(told[name])))
        money = told["max_contribution"]
        yield from voice.number(
            me, ZIS.maxContribution, self._checked(record, "max_contribution", money, amount(money))
        )

    def _project_itself(self, project: str, acronym: str, framework: str = "") -> Iterator[Statement]:
        voice, me = self.context.voice, Iri(self.context.voice.minter.project(project))
        yield from voice.is_a(me, ZIS.Project)
        yield from voice.text(me, ZIS.cordisId, project)
        yield from voice.text(me, RDFS.label, acronym or (project if project not in self.index.named else ""))
        yield from voice.text(me, ZIS.framework, framework or str(self.context.definition.options.get("framework", "")))

    def projects(self) -> Iterator[Statement]:
        for record in self.context.records(PROJECTS):
            number = record.text("id") or record.text("projectID")
            acronym, title = record.text("acronym"), record.text("title")
            framework, start, end = (record.text(name) for name in ("frameworkProgramme", "startDate", "endDate"))
            money, topics = record.text("ecMaxContribution"), record.text("topics")
            record.skip(*_OF_NO_USE)
            if number not in self.index.projects:
                self.context.report.left_out[_NOT_LOMBARD] += 1
                continue
            voice, me = self.context.voice, Iri(self.context.voice.minter.project(number))
            if framework and framework not in FRAMEWORKS:
                told = ", ".join(FRAMEWORKS)
                self.context.report.add("framework", record.issue("frameworkProgramme", repr(framework), told))
            yield from self._project_itself(number, acronym, FRAMEWORKS.get(framework, ""))
            yield from voice.text(me, ZIS.acronym, acronym)
            yield from voice.text(me, ZIS.fullName, title)
            for topic in topics.split(";"):
                yield from voice.text(me, ZIS.callTopic, topic.strip())
            yield from voice.date(me, ZIS.startDate, self._checked(record, "startDate", start, day(start)))
            yield from voice.date(me, ZIS.endDate, self._checked(record, "endDate", end, day(end)))
            contribution = self._checked(record, "ecMaxContribution", money, amount(money))
            yield from voice.number(me, ZIS.maxContribution, contribution)

    def topics(self) -> Iterator[Statement]:
        for record in self.context.records(TOPICS, needs=("projectID", "topic")):
            number, topic = record.text("projectID"), record.text("topic")
            record.skip("title")
            if number in self.index.projects:
                me = Iri(self.context.voice.minter.project(number))
                yield from self._project_itself(number, "")
                yield from self.context.voice.text(me, ZIS.callTopic, topic)

    def fields_of_science(self) -> Iterator[Statement]:
        for record in self.context.records(FIELDS, needs=("projectID", "euroSciVocCode")):
            number, path = record.text("projectID"), record.text("euroSciVocCode")
            record.skip("euroSciVocPath", "euroSciVocTitle", "euroSciVocDescription")
            if number in self.index.projects:
                me = Iri(self.context.voice.minter.project(number))
                yield from self._project_itself(number, "")
                yield self.context.voice.says(me, ZIS.euroSciVocPath, Literal(path))

    def _checked(self, record: Record, name: str, given: str, value: str | None) -> str:
        """A value that could be read, or "" and an issue."""
        if value is None:
            self.context.report.add(name, record.issue(name, repr(given), _ALLOWED[name]))
        return value or ""


_MONEY = "euro, such as 50000 or 50000.25"
_A_DAY = "a day from 1984 to 2059, such as 2024-02-01"
_ALLOWED: Final = {
    "organizationURL": "an address on the web",
    "vatNumber": "IT and eleven digits of which the last one checks the others, or nothing",
    "ecContribution": _MONEY,
    "ecMaxContribution": _MONEY,
    "max_contribution": _MONEY,
    "startDate": _A_DAY,
    "endDate": _A_DAY,
    "start_date": _A_DAY,
    "end_date": _A_DAY,
}
