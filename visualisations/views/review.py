"""Two records beside each other, field by field with their sources, and why they may be one body."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from zisgraph.catalogue.records import EntityRef, Profile
from zisgraph.identity import Comparison, Reason
from zisgraph.visualisations.translation import Translator
from zisgraph.visualisations.views.citing import Citing
from zisgraph.visualisations.views.fact_rows import FactRow
from zisgraph.visualisations.views.facts import Codes, code_alone, facts_panel
from zisgraph.visualisations.views.kinds import mark_of
from zisgraph.visualisations.views.rows import Named


@dataclass(frozen=True, slots=True)
class ReasonLine:
    """One reason in words; `weight` is the logarithm of the odds it adds, above 0 where it speaks for one body."""

    text: str
    weight: float

    @property
    def speaks_for(self) -> bool:
        return self.weight > 0


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One field of both records; None where a record has no such field."""

    label: str
    a: FactRow | None
    b: FactRow | None

    @property
    def agrees(self) -> bool:
        """Whether both records give a value in common."""
        return bool(self.a and self.b and _texts(self.a) & _texts(self.b))


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """One suggestion as a person judges it. `keys` are those of the judgement."""

    keys: tuple[str, str]
    a: Named
    b: Named
    score: float
    reasons: tuple[ReasonLine, ...]
    fields: tuple[FieldRow, ...]
    basis: str
    """What may be kept as the reason of the judgement, where the person gives none."""


def review_item(
    found: Comparison, records: tuple[Profile, Profile], citing: Citing, codes: Codes = code_alone
) -> ReviewItem:
    """The suggestion with the facts of both records."""
    t = citing.formats.words
    a, b = records
    lines = tuple(ReasonLine(reason_text(reason, t), reason.weight) for reason in found.reasons)
    return ReviewItem(
        keys=(found.a, found.b),
        a=_named(a.ref, citing),
        b=_named(b.ref, citing),
        score=found.score,
        reasons=lines,
        fields=_fields(facts_panel(a, citing, codes).rows, facts_panel(b, citing, codes).rows),
        basis="; ".join(line.text for line in lines if line.speaks_for),
    )


def reason_text(reason: Reason, t: Translator) -> str:
    """One reason in words."""
    values = {"a": reason.a, "b": reason.b}
    if reason.code == "names":
        return t("names: “%(a)s” and “%(b)s”", **values) if reason.a else t("no name to compare")
    return _words(t)[reason.code] % values


def _words(t: Translator) -> Mapping[str, str]:
    """The words of every reason; `%(a)s` and `%(b)s` stand for what each record says."""
    return {
        "identifier_same": t("the same number: %(a)s"),
        "identifier_different": t("different numbers: %(a)s and %(b)s"),
        "domain_same": t("the same website: %(a)s"),
        "domain_different": t("different websites: %(a)s and %(b)s"),
        "town_same": t("in the same town"),
        "town_different": t("in different towns"),
        "province_different": t("in different provinces: %(a)s and %(b)s"),
        "short_name": t("the same short name: %(a)s"),
        "sort_different": t("the names tell of different sorts of body"),
        "helix_different": t("of different letters of the helix: %(a)s and %(b)s"),
        "part_of_organisation": t("one is an organisation, the other a site or a unit"),
    }


def _named(ref: EntityRef, citing: Citing) -> Named:
    name = ref.label.in_(citing.formats.words.language)
    return Named(name, citing.links.entity(ref.path), mark_of(ref))


def _fields(a: Sequence[FactRow], b: Sequence[FactRow]) -> tuple[FieldRow, ...]:
    """The fields of the first record in their order, then those that only the second has."""
    others: defaultdict[str, list[FactRow]] = defaultdict(list)
    for row in b:
        others[row.label].append(row)
    shared = [FieldRow(row.label, row, others[row.label].pop(0) if others[row.label] else None) for row in a]
    return (*shared, *(FieldRow(row.label, None, row) for rows in others.values() for row in rows))


def _texts(row: FactRow) -> set[str]:
    return {value.text.casefold() for value in row.values}


@dataclass(frozen=True, slots=True)
class Waiting:
    """One line of the list of suggestions."""

    names: tuple[str, str]
    score: float
    href: str
    current: bool


@dataclass(frozen=True, slots=True)
class Judged:
    """One judgement of the home's own."""

    names: tuple[str, str]
    keys: tuple[str, str]
    verdict: str
    basis: str
    by: str
    date: str
