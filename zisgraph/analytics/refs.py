"""Records as result rows name them."""

from __future__ import annotations

from zisgraph.analytics.evidence import Ref
from zisgraph.model.snapshot_records import Body, Programme, Zone


def body_ref(body: Body) -> Ref:
    names, doubts = (body.name_it, body.name_en), (body.unverified, body.place_unverified)
    return Ref(body.iri, *names, body.kind, body.helix, body.province, body.place, body.place_en, *doubts)


def zone_ref(zone: Zone) -> Ref:
    return Ref(
        zone.iri, zone.name_it, zone.name_en, "Zone", province="–".join(zone.provinces), unverified=zone.unverified
    )


def programme_ref(item: Programme) -> Ref:
    """A training programme as a row names it."""
    names, doubts = (item.name_it, item.name_en), (item.unverified, item.place_unverified)
    return Ref(item.iri, *names, "TrainingProgramme", "", item.province, item.place, item.place_en, *doubts)
