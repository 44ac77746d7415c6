"""A5 for zones: `score = J` of their declared topics, or of their members' where a zone declares none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np

from zisgraph.analytics.findings import DuplicateRow
from zisgraph.analytics.refs import zone_ref
from zisgraph.analytics.study import Study
from zisgraph.analytics.units import Unit, as_points, assigned, duplicate, expand, likeness, topic_vector
from zisgraph.model.snapshot_records import RuleRecord, Zone

UNIQUE_HINT = "unique(specialisation)"
PROVINCE_HINT = "count(zis where provinces=={p})"
SAME_SPECIALISATION = 0.5
"""From this likeness on, two zones count as of one specialisation."""


def compare_zones(found: Study, least_likeness: float) -> Iterator[DuplicateRow]:
    """Every two zones that are not stages of one initiative."""
    zones = found.snapshot.records.zones
    units = [_zone(found, zone, number) for number, zone in enumerate(zones)]
    for (first, a), (second, b) in combinations(zip(zones, units, strict=True), 2):
        if _continued(zones, first, second):
            continue
        alike = likeness(found, a, b)
        rules = _rules(found.snapshot.records.rules, zones, first, second, alike)
        if alike >= least_likeness:
            yield duplicate(found, "zone", a, b, (), rules)


def _continued(zones: Sequence[Zone], first: Zone, second: Zone) -> bool:
    """Whether one zone is a later stage of the other: the same initiative, so no duplicate."""
    later = {zone.iri: zone.continues_as for zone in zones}

    def line(iri: str) -> list[str]:
        seen: list[str] = []
        while iri and iri not in seen:
            seen.append(iri)
            iri = later.get(iri, "")
        return seen

    return second.iri in line(first.iri) or first.iri in line(second.iri)


def _zone(found: Study, zone: Zone, number: int) -> Unit:
    """Its declared topics, or the mean of its members' where it declares none."""
    members = tuple(int(f) for f in np.flatnonzero(found.network.zones[:, [number]].toarray().ravel()))
    declared = assigned(found, zone.iri)
    vector = topic_vector(found, declared)
    if not vector.any() and members:
        vector = found.space.vectors[list(members)].sum(axis=0)
        declared = tuple(item for family in members for item in found.assignments[family])
    points = [(p.latitude, p.longitude) for p in found.snapshot.records.provinces if p.code in zone.provinces]
    return Unit(zone_ref(zone), expand(found, vector), declared, members, as_points(points))


def _rules(
    rules: Sequence[RuleRecord], zones: Sequence[Zone], first: Zone, second: Zone, likeness: float
) -> tuple[str, ...]:
    """Rules over the whole region that the two would break if both were recognised."""
    hit = [r.id for r in rules if r.machine_hint.startswith(UNIQUE_HINT) and likeness >= SAME_SPECIALISATION]
    for rule in rules:
        if rule.machine_hint.startswith(PROVINCE_HINT) and rule.value.isdigit():
            alone = [z for z in zones if z.provinces == first.provinces and not z.continues_as]
            same = first.provinces == second.provinces and len(first.provinces) == 1
            if same and {first.iri, second.iri} <= {z.iri for z in alone} and len(alone) > int(rule.value):
                hit.append(rule.id)
    return tuple(sorted(hit))
