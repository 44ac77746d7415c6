"""The facts panel: what is stated about an entity, value by value, each with its own sources."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from urllib.parse import urlsplit

from zisgraph.catalogue.directory import RECORD
from zisgraph.catalogue.records import Fact, Group, Profile, Value
from zisgraph.model.terms import Confidence
from zisgraph.ontology.mappings import ATECO_2007, EUROSCIVOC, NACE_2, mapping_targets
from zisgraph.visualisations.environment import capital
from zisgraph.visualisations.translation import Translator
from zisgraph.visualisations.views.citing import EDITOR, Citing, SourceLine
from zisgraph.visualisations.views.fact_rows import FactRow, FactValue, assembled
from zisgraph.visualisations.views.figures import figures

_HIDDEN = frozenset(
    {
        "type", "provinceCode", "inProvince", "aliasType", "tiedTo", "identifier", "asWKT", "pointKind", "listDate",
        "broaderTransitive", "inScheme", "machineHint", "topConceptOf", "prefLabel", "townLatitude", "townLongitude",
        "nutsEdition",
    }
)  # fmt: skip
_ONLY_WITHOUT_PLACE = frozenset({"city", "cityAsGiven", "outsideLombardy"})
_IDENTIFIERS = frozenset(
    {
        "rorId", "wikidataId", "pic", "vatNumber", "istatCode", "nutsCode", "utsCode", "plateCode", "cordisId",
        "geonamesId", "atecoCode2007", "atecoCode2025", "euroSciVocCode", "ruleId",
        "cadastralCode", "formerNutsCode",
    }
)  # fmt: skip
_CODES = frozenset(
    {"activityType", "levelCode", "specialisationType", "ruleStatus", "phase", "helix", "executable", "framework"}
)
_NAMES = frozenset(
    {
        "label", "altLabel", "formerName", "acronym", "shortName", "fullName", "legalName", "rorName",
        "withdrawnRorName", "spellingVariant", "misspelling",
    }
)  # fmt: skip
_MONEY = frozenset({"maxContribution", "cost"})
_ENGLISH = frozenset({"escoHint", "euroSciVocPath"})
"""Words that are taken over in English from vocabularies of the European Union."""
Codes = Callable[[str, str], str]
"""The name of a code in the reader's language, given the property that states it."""


def code_alone(prop: str, code: str) -> str:
    """The code as it stands in the data."""
    return code


@dataclass(frozen=True, slots=True)
class FactsPanel:
    """All the lines, and how many rest on a source, or on a choice of the editors."""

    rows: tuple[FactRow, ...]
    sourced: int
    unverified: int
    conflicts: int
    chosen: int
    absent: str = ""
    """What the source of a project leaves out, in a sentence: then a thin profile is no fault of the page."""


def facts_panel(
    profile: Profile, citing: Citing, codes: Codes = code_alone, conflicts: Iterable[frozenset[str]] = ()
) -> FactsPanel:
    """The panel of one profile: names first, then what it is and where, figures, identifiers last.

    `codes` names a code of the ontology's lists ("master_degree") in the reader's language; `conflicts` are sets of
    observations that give different values for one fact: each set becomes one row with all its values.
    """
    t = citing.formats.words
    seated = any(fact.key in ("seatIn", "siteIn") for fact in profile.facts)
    placed = seated or any(fact.key == "locatedIn" for fact in profile.facts)
    rows: list[FactRow] = []
    names: list[FactRow] = []
    identifiers: list[FactRow] = []
    for fact in profile.facts:
        if fact.key in _HIDDEN or (placed and fact.key in _ONLY_WITHOUT_PLACE):
            continue
        if (seated and fact.key == "locatedIn") or _is_record_number(fact, profile):
            continue
        row = _row(fact, profile, citing, codes)
        if not row.values:
            continue
        if fact.key == "label":
            names += _shown_name_first(row, profile, citing)
        elif fact.key in _NAMES:
            names += _without(row, profile.ref.label.in_(citing.formats.words.language))
        else:
            pile = identifiers if fact.key in _IDENTIFIERS or _is_path_of_codes(fact) else rows
            pile.append(row)
    form = _form(profile, t("Kind"), citing)
    recorded = figures(profile.observations, tuple(conflicts), citing)
    ordered = (*names[:1], *form, *_told_once(rows), *names[1:], *recorded, *_joined(identifiers, t("Identifiers")))
    return FactsPanel(
        ordered,
        sourced=sum(1 for row in ordered if row.sourced and not row.conflict and not row.chosen),
        unverified=sum(1 for row in ordered if not row.sourced),
        conflicts=sum(1 for row in ordered if row.conflict),
        chosen=sum(1 for row in ordered if row.chosen and not row.conflict),
        absent=_absent(profile, t),
    )


def _absent(profile: Profile, t: Translator) -> str:
    if profile.ref.group is not Group.PROJECT:
        return ""
    told = {"acronym": t("acronym"), "callTopic": t("topic of the call"), "euroSciVocPath": t("field of science")}
    stated = {fact.key for fact in profile.facts}
    missing = [name for key, name in told.items() if key not in stated]
    return t("The source does not give: %(what)s.", what=", ".join(missing)) if missing else ""


def _is_record_number(fact: Fact, profile: Profile) -> bool:
    """Whether the name of a project is only its record number, which stands among the identifiers."""
    named_so = fact.key == "label" and all(value.text.startswith(RECORD) for value in fact.values)
    return named_so and profile.ref.group is Group.PROJECT


def _shown_name_first(row: FactRow, profile: Profile, citing: Citing) -> tuple[FactRow, ...]:
    """The name that stands in the title, then the names that other sources give."""
    t = citing.formats.words
    shown = profile.ref.label.in_(t.language)
    own = tuple(value for value in row.values if value.text == shown)
    others = tuple(value for value in row.values if value.text != shown)
    if not own or not others or row.conflict:
        return (row,)
    return (
        assembled(row.key, row.label, own, conflict=False),
        assembled("other-names", t("Other names in the sources"), others, conflict=False),
    )


def _without(row: FactRow, shown: str) -> tuple[FactRow, ...]:
    """The row, unless it says only the name that stands in the title."""
    return () if all(value.text == shown for value in row.values) else (row,)


def _told_once(rows: Sequence[FactRow]) -> tuple[FactRow, ...]:
    """The rows without the class of a level that the level itself names."""
    level = {value.text.casefold() for row in rows if row.key == "level" for value in row.values}
    return tuple(
        row for row in rows if row.key != "levelCode" or any(v.text.casefold() not in level for v in row.values)
    )


def _is_path_of_codes(fact: Fact) -> bool:
    return fact.key == "euroSciVocPath" and all(value.text.startswith("/") for value in fact.values)


def _is_english(fact: Fact) -> bool:
    return fact.key in _ENGLISH and not _is_path_of_codes(fact)


def _form(profile: Profile, label: str, citing: Citing) -> tuple[FactRow, ...]:
    if profile.ref.group is not Group.BODY:
        return ()
    text = profile.ref.kind_label.in_(citing.formats.words.language)
    sourced = profile.ref.confidence is Confidence.SOURCED
    line = SourceLine(citing.formats.words("choice of the editors"), citing.links.citation(EDITOR), sourced, sourced)
    value = FactValue(capital(text), "", "", False, (line,), sourced)
    return (FactRow("kind", label, (value,), (line,), sourced, False),)


def _joined(identifiers: list[FactRow], label: str) -> tuple[FactRow, ...]:
    """All identifiers as one row, each with its register's name before it; one in conflict stays a row of its own."""
    alone = tuple(row for row in identifiers if row.conflict)
    values = tuple(
        replace(value, text=f"{row.label} {value.text}")
        for row in identifiers
        if not row.conflict
        for value in row.values
    )
    return (*alone, assembled("identifiers", label, values, conflict=False)) if values else alone


def _label_text(fact: Fact, profile: Profile, citing: Citing) -> str:
    """Short words for what nearly every profile has; else the ontology's own label."""
    t = citing.formats.words
    short = {
        "label": t("Full name") if profile.ref.group is Group.BODY else t("Name"),
        "seatIn": t("Seat"),
        "siteIn": t("Place"),
        "locatedIn": t("Place"),
        "foundingDate": t("Founded"),
        "hasSpecialisation": t("Specialisations"),
        "teaches": t("Topics"),
        "provider": t("Delivered by"),
        "homepage": t("Web page"),
        "comment": t("Note of the editors"),
        "helix": t("Category"),
        "level": t("Level"),
        "levelCode": t("Class of level"),
        "rorId": "ROR",
        "wikidataId": "Wikidata",
        "geonamesId": "GeoNames",
        "istatCode": "ISTAT",
        "nutsCode": "NUTS",
        "utsCode": "UTS",
        "cordisId": "CORDIS",
        "atecoCode2007": "ATECO 2007",
        "atecoCode2025": "ATECO 2025",
        "euroSciVocCode": "EuroSciVoc",
    }
    return short.get(fact.key) or fact.label.in_(t.language)


def _row(fact: Fact, profile: Profile, citing: Citing, codes: Codes) -> FactRow:
    language = citing.formats.words.language
    written = tuple(_value(fact, value, citing) for value in _in_language(fact.values, language))
    if fact.key in _CODES:
        written = tuple(replace(value, text=codes(fact.property, value.text)) for value in written)
    label = _label_text(fact, profile, citing)
    if _is_english(fact) and language != "en":
        label = citing.formats.words("%(label)s (in English)", label=label)
    return assembled(fact.key, capital(label), written, conflict=fact.conflict)


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
        text, href, external = address_text(value.link), value.link, True
    else:
        text = _text(fact.key, value, citing)
        href = _registry(fact.key, value.text)
        external = bool(href)
        if value.entry and not href:
            href = f"/id/{value.entry}"
    spoken = "en" if _is_english(fact) else value.language
    foreign = spoken if spoken not in ("", language) else ""
    sourced = value.confidence is Confidence.SOURCED
    return FactValue(text, foreign, href, external, citing.lines(value.sources), sourced)


def _text(key: str, value: Value, citing: Citing) -> str:
    kind = value.datatype.rpartition("#")[2]
    t = citing.formats.words
    match kind:
        case "boolean":
            return t("yes") if value.text == "true" else t("no")
        case "decimal" | "integer":
            return citing.formats.euros(value.text) if key in _MONEY else citing.formats.number(value.text)
        case "date":
            return citing.formats.short_day(value.text)
        case _:
            return value.text


@cache
def _concepts() -> Mapping[str, str]:
    """Concepts of other vocabularies by address: "EuroSciVoc 783", "NACE 26.11"."""
    names = {EUROSCIVOC: "EuroSciVoc", ATECO_2007: "ATECO 2007", NACE_2: "NACE"}
    targets = mapping_targets().values()
    return {target.iri: f"{names.get(target.vocabulary, target.vocabulary)} {target.notation}" for target in targets}


def address_text(link: str) -> str:
    """What a link to elsewhere says: a known concept by its vocabulary and code, else the site and a short path."""
    known = _concepts().get(link)
    if known:
        return known
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
