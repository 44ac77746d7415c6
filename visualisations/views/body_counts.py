"""How many bodies a topic or a place has: organisations, as every total counts them, and their sites and units."""

from __future__ import annotations

from dataclasses import dataclass

from zisgraph.catalogue.records import EntityRef, Group, Profile
from zisgraph.visualisations.formats import Formats


@dataclass(frozen=True, slots=True)
class BodyCounts:
    """`organisations` is the number of the map, the matrix and the API; the three parts add up to all bodies."""

    group: Group
    organisations: int
    elsewhere: int
    """Organisations that stand here too but are counted elsewhere: by their main seat, or outside the region."""
    parts: int
    """Sites, units and districts, which are no organisations."""

    @property
    def total(self) -> int:
        """Bodies of every kind."""
        return self.organisations + self.elsewhere + self.parts

    def in_words(self, formats: Formats) -> str:
        """What is counted: "52 organizzazioni (79 enti con 27 sedi, laboratori, dipartimenti e distretti)"."""
        t = formats.words
        text = t.plural("%(count)s organisation", "%(count)s organisations", self.organisations)
        if self.elsewhere and self.group is Group.SPECIALISATION:
            other = formats.number(self.elsewhere)
            text = t(
                "%(organisations)s with a seat in Lombardy and %(other)s elsewhere", organisations=text, other=other
            )
        elif self.elsewhere:
            other = formats.number(self.elsewhere)
            text = t("%(organisations)s and %(other)s with the main seat elsewhere", organisations=text, other=other)
        if not self.parts:
            return text
        parts = t.plural(
            "%(count)s site, laboratory, department or district",
            "%(count)s sites, laboratories, departments and districts",
            self.parts,
        )
        bodies = t.plural("%(count)s body", "%(count)s bodies", self.total)
        return t("%(organisations)s (%(bodies)s with %(parts)s)", organisations=text, parts=parts, bodies=bodies)


def body_counts(profile: Profile) -> BodyCounts | None:
    """What a topic or a place has; None for other entities, and where no body points at it."""
    group = profile.ref.group
    if group not in (Group.SPECIALISATION, Group.PROVINCE, Group.MUNICIPALITY, Group.REGION):
        return None
    bodies = {member.ref.iri: member.ref for member in profile.members if member.ref.group is Group.BODY}
    if not bodies:
        return None
    organisations = [ref for ref in bodies.values() if ref.is_organisation]
    own = sum(_is_counted(ref, profile) for ref in organisations)
    return BodyCounts(group, own, len(organisations) - own, len(bodies) - len(organisations))


def _is_counted(ref: EntityRef, profile: Profile) -> bool:
    """Whether the totals count an organisation here: by its first seat."""
    match profile.ref.group:
        case Group.PROVINCE:
            return ref.province == _plate(profile)
        case Group.SPECIALISATION:
            return bool(ref.province)
        case Group.MUNICIPALITY:
            return ref.municipality.it == profile.ref.label.it
        case _:
            return True


def _plate(profile: Profile) -> str:
    return next((value.text for fact in profile.facts if fact.key == "plateCode" for value in fact.values), "")
