"""The facts panel: what is stated about an entity, value by value, each with its own sources."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from zisgraph.catalogue.records import Fact, Group, Observation, Profile, Value
from zisgraph.model.terms import Confidence
from zisgraph.visualisations.views.citing import Citing, SourceLine

_HIDDEN = frozenset(
    {
        "type", "locatedIn", "provinceCode", "inProvince", "aliasType", "tiedTo", "identifier", "asWKT", "lat", "long",
        "broaderTransitive", "inScheme", "topConceptOf", "prefLabel", "participantCount", "machineHint",
    }
)  # fmt: skip
_ONLY_WITHOUT_PLACE = frozenset({"city", "outsideLombardy"})
_IDENTIFIERS = frozenset(
    {
        "rorId", "wikidataId", "pic", "vatNumber", "istatCode", "nutsCode", "utsCode", "plateCode", "cordisId",
        "atecoCode2007", "atecoCode2025", "euroSciVocCode", "ruleId",
    }
)  # fmt: skip
_NAMES = frozenset(
    {
        "label", "altLabel", "formerName", "acronym", "shortName", "fullName", "legalName", "rorName",
        "withdrawnRorName", "spellingVariant", "misspelling",
    }
)  # fmt: skip
_MONEY = frozenset({"maxContribution", "cost"})


@dataclass(frozen=True, slots=True)
class FactValue:
    """One value: its text, where it leads (our page or a foreign address), its sources."""

    text: str
    language: str
    href: str
    external: bool
    sources: tuple[SourceLine, ...]
    sourced: bool


@dataclass(frozen=True, slots=True)
class FactRow:
    """One line of the panel; `shared` are the sources when all values have the same ones."""

    key: str
    label: str
    values: tuple[FactValue, ...]
    shared: tuple[SourceLine, ...]
    sourced: bool
    conflict: bool


@dataclass(frozen=True, slots=True)
class FactsPanel:
    """All the lines, and how many rest on a source."""

    rows: tuple[FactRow, ...]
    sourced: int
    unverified: int
    conflicts: int


def facts_panel(profile: Profile, citing: Citing) -> FactsPanel:
    """The panel of one profile: names first, then what it is and where, figures, identifiers last."""
    t = citing.formats.words
    placed = any(fact.key in ("seatIn", "siteIn") for fact in profile.facts)
    rows: list[FactRow] = []
    names: list[FactRow] = []
    identifiers: list[FactRow] = []
    for fact in profile.facts:
        if fact.key in _HIDDEN or (placed and fact.key in _ONLY_WITHOUT_PLACE):
            continue
        row = _row(fact, profile, citing)
        if not row.values:
            continue
        pile = names if fact.key in _NAMES else identifiers if fact.key in _IDENTIFIERS else rows
        pile.append(row)
    form = _form(profile, t("Kind"), citing)
    figures = [_figure(observation, citing) for observation in profile.observations]
    ordered = (*names[:1], *form, *rows, *names[1:], *figures, *identifiers)
    return FactsPanel(
        ordered,
        sourced=sum(1 for row in ordered if row.sourced and not row.conflict),
        unverified=sum(1 for row in ordered if not row.sourced),
        conflicts=sum(1 for row in ordered if row.conflict),
    )


def _form(profile: Profile, label: str, citing: Citing) -> tuple[FactRow, ...]:
    if profile.ref.group is not Group.BODY:
        return ()
    text = profile.ref.kind_label.in_(citing.formats.words.language)
    sourced = profile.ref.confidence is Confidence.SOURCED
    line = SourceLine(citing.formats.words("choice of the editors"), "", citing.links.citation("editor"), sourced)
    value = FactValue(text[:1].upper() + text[1:], "", "", False, (line,), sourced)
    return (FactRow("kind", label, (value,), (line,), sourced, False),)


def _row(fact: Fact, profile: Profile, citing: Citing) -> FactRow:
    language = citing.formats.words.language
    values = _in_language(fact.values, language) if fact.key in _NAMES or fact.key == "comment" else fact.values
    written = tuple(_value(fact, value, citing) for value in values)
    label = fact.label.in_(language)
    if fact.key == "label":
        label = citing.formats.words("Full name") if profile.ref.group is Group.BODY else citing.formats.words("Name")
    return _assembled(fact.key, label[:1].upper() + label[1:], written, conflict=fact.conflict)


def _assembled(key: str, label: str, values: tuple[FactValue, ...], *, conflict: bool) -> FactRow:
    merged: dict[tuple[str, str], FactValue] = {}
    for value in values:
        known = merged.get((value.text, value.href))
        if known is None:
            merged[(value.text, value.href)] = value
        else:
            sources = tuple({line.href: line for line in (*known.sources, *value.sources)}.values())
            merged[(value.text, value.href)] = replace(known, sources=sources, sourced=known.sourced or value.sourced)
    distinct = tuple(merged.values())
    same = len({tuple((line.href, line.sourced) for line in value.sources) for value in distinct}) == 1
    conflict = conflict and len(distinct) > 1
    shared = distinct[0].sources if same and not conflict else ()
    return FactRow(key, label, distinct, shared, all(value.sourced for value in distinct), conflict)


def _in_language(values: Iterable[Value], language: str) -> tuple[Value, ...]:
    given = tuple(values)
    wanted = tuple(value for value in given if value.language in (language, ""))
    return wanted or given


def _value(fact: Fact, value: Value, citing: Citing) -> FactValue:
    language = citing.formats.words.language
    href, external = "", False
    if value.entity is not None:
        text, href = value.entity.label.in_(language), citing.links.entity(value.entity.path)
        if value.entity.group is Group.MUNICIPALITY and value.entity.province:
            text = f"{text} ({value.entity.province})"
    elif value.link:
        text, href, external = _address(value.link), value.link, True
    else:
        text = _text(fact.key, value, citing)
        href = _registry(fact.key, value.text)
        external = bool(href)
    foreign = value.language if value.language not in ("", language) else ""
    sourced = value.confidence is Confidence.SOURCED
    return FactValue(text, foreign, href, external, citing.lines(value.sources), sourced)


def _text(key: str, value: Value, citing: Citing) -> str:
    kind = value.datatype.rpartition("#")[2]
    t = citing.formats.words
    match kind:
        case "boolean":
            return t("yes") if value.text == "true" else t("no")
        case "decimal" | "integer":
            number = citing.formats.number(value.text)
            return f"{number} €" if key in _MONEY else number
        case "date":
            return citing.formats.short_day(value.text)
        case _:
            return value.text


def _address(link: str) -> str:
    parts = urlsplit(link)
    path = parts.path.rstrip("/")
    return parts.netloc.removeprefix("www.") + (path if len(path) <= 24 else "") or link


def _registry(key: str, text: str) -> str:
    """The register's own page of an identifier, where it has one."""
    match key:
        case "rorId":
            return text if text.startswith("https://ror.org/") else f"https://ror.org/{text}"
        case "wikidataId":
            return f"https://www.wikidata.org/wiki/{text}"
        case _:
            return ""


def _figure(observation: Observation, citing: Citing) -> FactRow:
    t = citing.formats.words
    label = observation.label.in_(t.language)
    label = label[:1].upper() + label[1:]
    if observation.year:
        label = f"{label}, {observation.year}"
    sourced = observation.confidence is Confidence.SOURCED
    value = FactValue(figure_text(observation, citing), "", "", False, citing.lines(observation.sources), sourced)
    return _assembled(f"figure-{observation.iri}", label, (value,), conflict=False)


def figure_text(observation: Observation, citing: Citing) -> str:
    """A figure in words: "circa 40.000 kN", "da 10 a 15 persone"."""
    t, formats = citing.formats.words, citing.formats
    unit = observation.unit.in_(t.language)
    low, high = observation.value_min, observation.value_max
    if low and high:
        text = t("from %(low)s to %(high)s", low=formats.number(low), high=formats.number(high))
    elif observation.value:
        text = formats.number(observation.value)
    else:
        text = formats.number(low or high) if low or high else observation.as_given
    qualifier = {"about": t("about"), "at_least": t("at least"), "planned": t("planned:")}.get(
        observation.qualifier, ""
    )
    counted = unit and unit not in (t("number"), t("yes/no"), t("date"))
    return " ".join(part for part in (qualifier, text, unit if counted else "") if part)
