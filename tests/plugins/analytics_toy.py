"""The toy of every worked example: eight bodies, two zones 25 km apart, six topics, four projects."""

from __future__ import annotations

import math
from dataclasses import dataclass

from zisgraph.analytics.network import Network, build_network
from zisgraph.analytics.similarity import TopicSpace, topic_space
from zisgraph.model.snapshot import Snapshot, assemble
from zisgraph.model.snapshot_records import (
    Assignment,
    Body,
    Participation,
    Predicate,
    Project,
    Province,
    Records,
    RuleRecord,
    TieRecord,
    Topic,
    Zone,
)
from zisgraph.model.terms import Confidence, Origin

BASE = "https://example.org/"
SAID = (Origin("curated", "paper", Confidence.SOURCED),)
UNSAID = (Origin("curated", "memory", Confidence.UNVERIFIED),)
PREDICATES = (
    Predicate("collaboratesWith", "collabora con", "collaborates with", counts=True, symmetric=True),
    Predicate("memberOf", "è membro di", "is a member of", counts=True),
    Predicate("partOf", "fa parte di", "is part of", counts=False, family=True),
    Predicate("funds", "finanzia", "funds", counts=False),
    Predicate("associatedWith", "è associato a", "is associated with", counts=False),
    Predicate("supports", "sostiene", "supports", counts=False),
)
KINDS = {"U": ("University", "R"), "F": ("ResearchBody", "R"), "C": ("Company", "P"), "I": ("ItsAcademy", "T")}
TOPICS = {
    "U1": ("a1", "a2"), "F1": ("a1",), "C1": ("a2",), "C2": ("a1", "b1"), "I1": ("a2", "b2"),
    "C3": ("b1",), "U2": ("b1", "b2"), "C4": ("b2",),
}  # fmt: skip
ZONES = {"Z1": ("U1", "F1", "C1", "C2", "I1"), "Z2": ("U2", "C3", "C4")}
PROJECTS = {"P1": ("U1", "F1", "C1"), "P2": ("U1", "U2"), "P3": ("U2", "C3"), "P4": ("U1", "F1")}
KM_25 = math.degrees(25 / 6371.0088)


def iri(name: str) -> str:
    return f"{BASE}id/curated/{name}"


def body(name: str, **changes: object) -> Body:
    kind, helix = KINDS[name[0]]
    zone = next((z for z, members in ZONES.items() if name in members), "Z1")
    given: dict[str, object] = {
        "iri": iri(name), "name_it": name, "name_en": name, "kind": kind, "helix": helix, "place": zone,
        "province": {"Z1": "PV", "Z2": "LO"}[zone], "municipality": iri(f"town-{zone}"),
        "latitude": 45.0 + (KM_25 if zone == "Z2" else 0.0), "longitude": 9.0,
    }  # fmt: skip
    return Body(**{**given, **changes})  # type: ignore[arg-type]


def tie(subject: str, predicate: str, target: str, origins: tuple[Origin, ...] = SAID, **more: object) -> TieRecord:
    name = f"{BASE}id/tie/{subject}--{predicate}--{target}"
    return TieRecord(name, predicate, iri(subject), iri(target), origins, **more)  # type: ignore[arg-type]


def takes_part(name: str, project: str, origins: tuple[Origin, ...] = SAID) -> Participation:
    return Participation(f"{BASE}id/tie/cordis-{project}-{name}-participant", iri(name), iri(project), "", origins)


def toy_records() -> Records:
    topics = [Topic(iri(t), t, t, iri(t[0].upper()) if t in {"a1", "a2", "b1", "b2"} else "") for t in
              ("A", "B", "a1", "a2", "b1", "b2")]  # fmt: skip
    return Records(
        base=BASE,
        bodies=[body(name) for name in TOPICS],
        topics=topics,
        assignments=[Assignment(iri(name), iri(t), SAID) for name, found in TOPICS.items() for t in found],
        predicates=PREDICATES,
        ties=[tie(name, "associatedWith", zone) for zone, members in ZONES.items() for name in members],
        projects=[Project(iri(name), name) for name in PROJECTS],
        participations=[takes_part(name, project) for project, members in PROJECTS.items() for name in members],
        provinces=[Province(iri("PV"), "Pavia", "Pavia", "PV"), Province(iri("LO"), "Lodi", "Lodi", "LO")],
        zones=[Zone(iri("Z1"), "Z1", "Z1", ("PV",)), Zone(iri("Z2"), "Z2", "Z2", ("LO",))],
        rules=[
            RuleRecord(iri("R04"), "R04", "Al massimo due.", "Two at most.", "2", "region", "count(zis where provinces=={p})<=2"),
            RuleRecord(iri("R06"), "R06", "Una sola.", "Only one.", "1", "region", "unique(specialisation)"),
        ],
    )  # fmt: skip


@dataclass(frozen=True)
class Toy:
    """The snapshot with its families by name."""

    snapshot: Snapshot
    space: TopicSpace
    network: Network

    def family(self, name: str) -> int:
        return int(self.snapshot.family[self.snapshot.body_index[iri(name)]])


def make(records: Records) -> Toy:
    snapshot = assemble(records)
    return Toy(snapshot, topic_space(snapshot), build_network(snapshot))
