"""What a zone has of what the policy asks: its named partners by category, and the rules for a candidacy."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from zisgraph.catalogue.records import Fact, Group, Profile
from zisgraph.visualisations.drawing.glyphs import Glyph
from zisgraph.visualisations.translation import Translator
from zisgraph.visualisations.views.citing import Check, Citing, SourceLine, check_of
from zisgraph.visualisations.views.kinds import mark_of, short_name
from zisgraph.visualisations.views.network import Neighbour
from zisgraph.visualisations.views.tie_words import reported

_GENERAL = "general"
_SIGNED = "signatoryOf"
_NOT_CHECKABLE = "no"
"""Value of `zis:executable` of a rule that holds a name or a date, and asks nothing."""


@dataclass(frozen=True, slots=True)
class ZonePartner:
    """A body named with the zone."""

    name: str
    href: str
    mark: Glyph
    words: str
    check: Check


@dataclass(frozen=True, slots=True)
class ZoneCategory:
    """One category of the partnership, with the bodies of it that are named."""

    text: str
    partners: tuple[ZonePartner, ...]


@dataclass(frozen=True, slots=True)
class ZoneRule:
    """One rule for a candidacy, as its sources report it."""

    title: str
    sentence: str
    href: str
    sources: tuple[SourceLine, ...]


@dataclass(frozen=True, slots=True)
class ZonePanel:
    """Five categories, the bodies of none, and the rules; `note` says whether any of the bodies has signed."""

    note: str
    categories: tuple[ZoneCategory, ...]
    unsorted: tuple[ZonePartner, ...]
    missing: str
    rules: tuple[ZoneRule, ...]


def zone_panel(tied: Iterable[Neighbour], rules: Iterable[Profile], citing: Citing) -> ZonePanel:
    """The panel of a zone with these neighbours; `rules` are all rules of the policy.

    A body stands in the category of its helix letter; one without a letter is not put into any.
    """
    t = citing.formats.words
    words = _categories(t)
    bodies = [neighbour for neighbour in tied if neighbour.ref.group is Group.BODY]
    categories = tuple(
        ZoneCategory(text, tuple(_partner(n, citing) for n in bodies if n.ref.helix == letter))
        for letter, text in words.items()
    )
    empty = [category.text.lower() for category in categories if not category.partners]
    return ZonePanel(
        note=_note(bodies, t),
        categories=categories,
        unsorted=tuple(_partner(n, citing) for n in bodies if n.ref.helix not in words),
        missing=t("No named body yet: %(categories)s.", categories=", ".join(empty)) if empty else "",
        rules=tuple(_rule(rule, citing) for rule in rules if _asks(rule)),
    )


def _note(bodies: Sequence[Neighbour], t: Translator) -> str:
    """What the sources name these bodies as: signatories are counted, the rest is named only."""
    signed = sum(any(tie.predicate == _SIGNED for tie in body.ties) for body in bodies)
    if not bodies:
        return t("none named by the sources")
    if not signed:
        return t("named by the sources, none of them as a signatory")
    named = t.plural("%(count)s body named by the sources", "%(count)s bodies named by the sources", len(bodies))
    return t.plural("%(named)s, %(count)s as a signatory", "%(named)s, %(count)s as signatories", signed, named=named)


def _categories(t: Translator) -> dict[str, str]:
    return {
        "P": t("Economic operators"),
        "I": t("Public administration"),
        "R": t("Knowledge and research"),
        "T": t("Training"),
        "C": t("Civil society"),
    }


def _partner(neighbour: Neighbour, citing: Citing) -> ZonePartner:
    ref, language = neighbour.ref, citing.formats.words.language
    check = check_of(citing.lines(source for tie in neighbour.ties for source in tie.sources))
    when = neighbour.years[:1] or (reported(neighbour.reports[:1], citing.formats.words),)
    words = ", ".join(part for part in (*neighbour.words, *when) if part)
    return ZonePartner(short_name(ref, language), citing.links.entity(ref.path), mark_of(ref), words, check)


def _rule(rule: Profile, citing: Citing) -> ZoneRule:
    language = citing.formats.words.language
    said, named = _fact(rule.facts, "sentence"), _fact(rule.facts, "label")  # the sentence is the editors' wording
    sources = citing.lines(source for value in named.values for source in value.sources) if named else ()
    text = next((value.text for value in said.values if value.language == language), "") if said else ""
    return ZoneRule(rule.ref.label.in_(language), text, citing.links.entity(rule.ref.path), sources)


def _asks(rule: Profile) -> bool:
    """Whether the rule holds for every candidacy and can be checked."""
    return _value(rule, "phase") == _GENERAL and _value(rule, "executable") != _NOT_CHECKABLE


def _value(rule: Profile, key: str) -> str:
    fact = _fact(rule.facts, key)
    return fact.values[0].text if fact else ""


def _fact(facts: Sequence[Fact], key: str) -> Fact | None:
    return next((fact for fact in facts if fact.key == key), None)
