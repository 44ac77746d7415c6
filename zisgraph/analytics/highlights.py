"""Five sentences for the home page, chosen from the results: where to look, no verdict."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from zisgraph.analytics.evidence import Ref
from zisgraph.analytics.findings import ConflictRow, DuplicateRow, GapGroup, GapRow, Highlight
from zisgraph.analytics.gap_groups import MOST_TOLD
from zisgraph.analytics.refs import zone_ref
from zisgraph.analytics.sentences import (
    conflict_sentence,
    duplicate_sentence,
    gap_sentence,
    group_sentence,
    name_of,
    no_lead_sentence,
    unrecorded_sentence,
)
from zisgraph.analytics.wording import fitted
from zisgraph.model.snapshot import Snapshot

LEADING = frozenset({"leads", "coordinates"})
UNDER_WAY = frozenset({"announced_intention", "candidature_in_preparation"})
LEAD_HINT = "lead.legal_nature=='private'"
LEAST_TIES = 3
"""Recorded ties that the hub needs, so that the absence tells something."""


def highlights(
    snapshot: Snapshot,
    gaps: Sequence[GapRow],
    groups: Sequence[GapGroup],
    duplicates: Sequence[DuplicateRow],
    conflicts: Sequence[ConflictRow],
    unrecorded: tuple[int, int],
) -> tuple[Highlight, ...]:
    """A gap, a possible duplicate, a rule that cannot be met by what is known, a conflict, and missing data.

    `unrecorded` is (organisations without a recorded tie, organisations).
    """
    rows = {row.id: row for row in gaps}
    found = (
        *_gap(rows, groups),
        *_duplicate(duplicates),
        *_lead(snapshot),
        *_conflict(conflicts),
        *_missing(unrecorded),
    )
    return tuple(found)


def _gap(rows: dict[str, GapRow], groups: Sequence[GapGroup]) -> Iterator[Highlight]:
    """The first group on which both sides are recorded, the hub well, and that is sourced rather than not."""
    for group in groups:
        best = rows[group.rows[0]].seen_from(group.hub.iri)
        sound = group.status == "both_recorded" and best.partners_a >= LEAST_TIES and group.basis.unverified_share < 0.5
        if sound and len(group.others) <= MOST_TOLD:
            if len(group.others) == 1:
                texts = gap_sentence(best, "it"), gap_sentence(best, "en")
            else:
                texts = group_sentence(group, "it"), group_sentence(group, "en")
            refs = (group.hub, *group.others) if len(group.others) == 1 else (group.hub,)
            yield Highlight("gap", *texts, group.id, _fitted(refs), group.basis.unverified_share)
            return


def _duplicate(rows: Sequence[DuplicateRow]) -> Iterator[Highlight]:
    """The first pair of programmes that no recorded tie explains, else the first pair of zones."""
    chosen = next((row for row in rows if row.kind == "programme" and not row.tied), next(iter(rows), None))
    if chosen is not None:
        refs = _fitted((chosen.a, chosen.b, *filter(None, (chosen.provider_a, chosen.provider_b))))
        texts = duplicate_sentence(chosen, "it"), duplicate_sentence(chosen, "en")
        yield Highlight("duplicate", *texts, chosen.id, refs, chosen.basis.unverified_share)


def _lead(snapshot: Snapshot) -> Iterator[Highlight]:
    """The announced zone named most often of those for which no source names a lead."""
    rule = next((rule for rule in snapshot.records.rules if rule.machine_hint == LEAD_HINT), None)
    ties = snapshot.records.ties
    led = {tie.object for tie in ties if tie.predicate in LEADING}
    open_zones = [zone for zone in snapshot.records.zones if zone.status in UNDER_WAY and zone.iri not in led]
    if rule is None or not open_zones:
        return
    named = {zone.iri: sum(tie.object == zone.iri for tie in ties) for zone in open_zones}
    zone = min(open_zones, key=lambda zone: (-named[zone.iri], zone.iri))
    refs = (zone_ref(zone), Ref(rule.iri, rule.id, rule.id, "Rule"))
    reported = rule.status != "page"
    texts = no_lead_sentence(refs[0], rule.id, reported, "it"), no_lead_sentence(refs[0], rule.id, reported, "en")
    yield Highlight("rule", *texts, "", _fitted(refs))


def _conflict(rows: Sequence[ConflictRow]) -> Iterator[Highlight]:
    if rows:
        row = rows[0]
        yield Highlight(
            "conflict", conflict_sentence(row, "it"), conflict_sentence(row, "en"), row.id, _fitted((row.subject,))
        )


def _missing(unrecorded: tuple[int, int]) -> Iterator[Highlight]:
    if unrecorded[0]:
        yield Highlight("missing", unrecorded_sentence(*unrecorded, "it"), unrecorded_sentence(*unrecorded, "en"))


def _fitted(refs: Sequence[Ref]) -> tuple[Ref, ...]:
    """Names as they stand in the sentences, so that a page can link them."""
    return tuple(replace(ref, name_it=_spoken(ref, "it"), name_en=_spoken(ref, "en")) for ref in refs)


def _spoken(ref: Ref, language: str) -> str:
    if ref.kind == "TrainingProgramme":
        return fitted(ref.name_it if language == "it" else ref.name_en)
    return name_of(ref, "it" if language == "it" else "en")
