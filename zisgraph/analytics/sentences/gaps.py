"""Pairs and groups of bodies without a recorded tie; "no recorded tie", never "no tie"."""

from __future__ import annotations

from zisgraph.analytics.evidence import Tie
from zisgraph.analytics.findings import GapGroup, GapRow
from zisgraph.analytics.sentences.naming import bodies, doubt, name_of, topic_of
from zisgraph.analytics.wording import (
    Language,
    joined,
    small,
)

INTEREST = "expressedInterestIn"
"""The predicate of a declared interest, which is no tie."""


def gap_sentence(row: GapRow, language: Language) -> str:
    """A pair without a recorded tie.

    "Edison e RSE lavorano in provincia di Milano sullo stesso tema, energia e cleantech, e hanno un partner in
    comune: tra loro nessun legame registrato."
    """
    a, b = name_of(row.a, language), name_of(row.b, language)
    where, what = _where(row, language), topic_of(row.topic, language)
    common = _common(row.common_partners, language)
    if language == "it":
        head = f"{a} e {b} lavorano {where} sullo stesso tema, {what}{', e hanno ' + common if common else ''}"
        return f"{head}: tra loro nessun legame registrato.{_lone(row, language)}{_mention(row, language)}{doubt(row.basis, language)}"
    head = f"{a} and {b} work {where} on the same topic, {what}{', and have ' + common if common else ''}"
    return f"{head}: no recorded tie between them.{_lone(row, language)}{_mention(row, language)}{doubt(row.basis, language)}"


def group_sentence(group: GapGroup, language: Language) -> str:
    """A body and those like it, of one letter, with whom no tie is recorded."""
    hub, what = name_of(group.hub, language), topic_of(group.topic, language)
    others, where = _others(group, language), f"{_place_of_two(group, language)} " if len(group.others) == 1 else ""
    tied = small(len(group.tied), language)
    if language == "it":
        head = f"{hub} e {others} lavorano {where}sullo stesso tema, {what}: nessun legame registrato"
        if len(group.tied) == 1:
            head += f"; con {name_of(group.tied[0], language)} il legame c'è"
        elif group.tied:
            head += f"; con altri {tied} il legame c'è"
        return f"{head}.{_mentions(group, language)}{doubt(group.basis, language)}"
    head = f"{hub} and {others} work {where}on the same topic, {what}: no recorded tie"
    if group.tied:
        head += f"; with {name_of(group.tied[0], language) if len(group.tied) == 1 else f'{tied} others'} there is one"
    return f"{head}.{_mentions(group, language)}{doubt(group.basis, language)}"


def _others(group: GapGroup, language: Language) -> str:
    if len(group.others) == 1:
        return name_of(group.others[0], language)
    many = bodies(group.others, group.helix, language)
    if not group.area_it:
        return many
    if language == "it":
        return f"{many} {'con una sede ' if group.elsewhere else ''}in provincia di {group.area_it}"
    return f"{many} {'with a site ' if group.elsewhere else ''}in the province of {group.area_en}"


def _where(row: GapRow, language: Language) -> str:
    """The town where the nearest members sit, else the provinces."""
    first, second = (
        members[0] if members else side for members, side in ((row.members_a, row.a), (row.members_b, row.b))
    )
    if first.place and (first.place, first.province) == (second.place, second.province):
        return f"a {first.town('it')}" if language == "it" else f"in {first.town('en')}"
    return _place_of_two(row, language)


def _place_of_two(found: GapRow | GapGroup, language: Language) -> str:
    """The province of the two, or both; nothing where none is known."""
    if not found.area_it:
        return "in luoghi non noti" if language == "it" else "in places not known"
    if "–" in found.area:
        return f"tra {found.area_it}" if language == "it" else f"between {found.area_en}"
    return f"in provincia di {found.area_it}" if language == "it" else f"in the province of {found.area_en}"


def _common(count: int, language: Language) -> str:
    if not count:
        return ""
    if language == "it":
        return "un partner in comune" if count == 1 else f"{small(count, language)} partner in comune"
    return "one partner in common" if count == 1 else f"{small(count, language)} partners in common"


def _lone(row: GapRow, language: Language) -> str:
    """One side has no recorded tie at all: the hole may be in the data."""
    if row.status != "one_side_unrecorded":
        return ""
    lone = [side for side, count in ((row.a, row.partners_a), (row.b, row.partners_b)) if not count]
    names = joined([name_of(side, language) for side in lone], language)
    if language == "it":
        return f" {names} non {'hanno' if len(lone) > 1 else 'ha'} alcun legame registrato: può mancare solo il dato."
    return f" {names} {'have' if len(lone) > 1 else 'has'} no recorded tie at all: only the datum may be missing."


def _mention(row: GapRow, language: Language) -> str:
    """What is recorded between the two and is no working tie."""
    return f" {relation_sentence(row.other_relations[0], language)}" if row.other_relations else ""


def relation_sentence(tie: Tie, language: Language) -> str:
    """A recorded relation that is no working tie."""
    subject, target = name_of(tie.subject, language), name_of(tie.object, language)
    label = tie.label_it if language == "it" else tie.label_en
    head = "È registrato però che" if language == "it" else "It is recorded, however, that"
    return f"{head} {subject} {label} {target}."


def _mentions(group: GapGroup, language: Language) -> str:
    """With how many of the others something is recorded that is no working tie."""
    if not group.mentioned:
        return ""
    if len(group.others) == 1:
        return f" {relation_sentence(group.other_relations[0], language)}"
    interest = all(tie.predicate == INTEREST for tie in group.other_relations)
    count = len(group.mentioned)
    if language == "it":
        who = f"{'uno' if count == 1 else small(count, 'it')} di loro"
        what = "solo un interesse espresso" if interest else "solo altro, che non è un legame di lavoro"
        return f" Con {who} è registrato {what}."
    what = "only an expressed interest" if interest else "only something else, which is no working tie,"
    return f" With {small(count, 'en')} of them {what} is recorded."
