"""From numbers back to things: the references, ties and sources that a result row shows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from zisgraph.analytics.evidence import Basis, CommonPartner, Ref, Source, Tie, TopicShare
from zisgraph.analytics.network import Network
from zisgraph.analytics.refs import body_ref
from zisgraph.analytics.similarity import TopicSpace
from zisgraph.analytics.wording import joined
from zisgraph.model.iris import Minter
from zisgraph.model.snapshot import Floats, Snapshot
from zisgraph.model.snapshot_records import Origins, Participation, TieRecord, is_sourced
from zisgraph.model.terms import Origin

COMMON_SHOWN = 6
JOINT_PROJECT = "participatesIn"
JOINT_LABELS = ("partecipa a un progetto con", "takes part in a project with")


@dataclass(frozen=True, slots=True)
class SharedTopics:
    """What two vectors have in common."""

    topics: tuple[TopicShare, ...]
    """By bits; the narrower first where they are equal."""
    main: Ref | None
    """Of those with nothing narrower shared below, the one with most bits."""


class Describer:
    """Names families, topics, ties and what a row rests on, for one snapshot."""

    def __init__(self, snapshot: Snapshot, network: Network, space: TopicSpace) -> None:
        self._snapshot, self._network, self._space = snapshot, network, space
        self._minter = Minter(snapshot.base)
        self._bodies = tuple(map(body_ref, snapshot.bodies))
        self._participations: dict[tuple[int, str], list[Participation]] = {}
        for item in snapshot.records.participations:
            family = int(snapshot.family[snapshot.body_index[item.body]])
            self._participations.setdefault((family, item.project), []).append(item)
        self._provinces = {province.code: province for province in snapshot.records.provinces}
        self._depth = space.closure.sum(axis=1)
        self._below = space.closure.T - np.eye(len(space.closure))
        self._partners = [frozenset(network.neighbours(family).tolist()) for family in range(len(snapshot.heads))]
        self._ties: dict[tuple[int, int], Tie] = {}
        self._shared: dict[tuple[bytes, bytes], SharedTopics] = {}
        self._families = self._family_basis()

    # --- things ----------------------------------------------------------------------------------------

    def body(self, number: int) -> Ref:
        return self._bodies[number]

    def family(self, number: int) -> Ref:
        """The body that stands for the family."""
        return self._bodies[int(self._snapshot.heads[number])]

    def topic(self, number: int) -> Ref:
        topic = self._snapshot.topics[number]
        return Ref(topic.iri, topic.name_it, topic.name_en, "Specialisation")

    def area(self, codes: Iterable[str]) -> tuple[str, str, str]:
        """Plate codes joined, and the provinces' names in Italian and English."""
        known = sorted(set(codes) - {""})
        found = [self._provinces.get(code) for code in known]
        names_it = sorted(one.name_it if one else code for one, code in zip(found, known, strict=True))
        names_en = sorted(one.name_en if one else code for one, code in zip(found, known, strict=True))
        return "–".join(known), joined(names_it, "it"), joined(names_en, "en")

    def project(self, number: int) -> Ref:
        project = self._snapshot.records.projects[number]
        return Ref(project.iri, project.name, project.name, "Project")

    def sources(self, origins: Origins) -> tuple[Source, ...]:
        """The citations as IRIs, each once, the sourced first."""
        found = {(o.confidence.value, self._minter.citation(o.citation)) for o in origins}
        return tuple(Source(citation, confidence) for confidence, citation in sorted(found))

    def citations(self, origins: Iterable[Origin]) -> tuple[str, ...]:
        """The citations as IRIs, each once, sorted."""
        return tuple(sorted({self._minter.citation(origin.citation) for origin in origins}))

    # --- ties ------------------------------------------------------------------------------------------

    def tie(self, record: TieRecord, count: int = 1) -> Tie:
        """A recorded tie between two bodies as a row shows it."""
        predicate = self._snapshot.predicates[record.predicate]
        index = self._snapshot.body_index
        return Tie(
            tie=record.iri,
            predicate=record.predicate,
            label_it=predicate.label_it,
            label_en=predicate.label_en,
            subject=self._bodies[index[record.subject]],
            object=self._bodies[index[record.object]],
            sources=self.sources(record.origins),
            year=_span(record),
            reported_year=record.reported_year,
            count=count,
        )

    def between(self, first: int, second: int) -> Tie:
        """The best of the ties recorded between two families: sourced before unverified, stated before by project."""
        if (first, second) not in self._ties:
            self._ties[first, second] = self._best(first, second)
        return self._ties[first, second]

    def _best(self, first: int, second: int) -> Tie:
        network = self._network
        ties = [self._snapshot.body_ties[n] for n in network.between.get((min(first, second), max(first, second)), ())]
        projects = network.shared_projects(first, second)
        count = len(ties) + len(projects)
        best = min(ties, key=lambda tie: (not is_sourced(tie.origins), tie.iri), default=None)
        if best is not None and (is_sourced(best.origins) or not len(projects)):
            return self.tie(best, count)
        return self._joint(first, second, int(projects[-1]), count)

    def origins_between(self, first: int, second: int) -> list[Origins]:
        """The origins of every tie recorded between two families, projects in common among them.

        A project in common is sourced where both participations are.
        """
        pair = (min(first, second), max(first, second))
        found = [self._snapshot.body_ties[number].origins for number in self._network.between.get(pair, ())]
        for number in self._network.shared_projects(first, second):
            project = self._snapshot.records.projects[int(number)].iri
            sides = [self._participated(family, project) for family in pair]
            unsure = [side for side in sides if not is_sourced(side)]
            found.append(unsure[0] if unsure else sides[0] + sides[1])
        return found

    def _participated(self, family: int, project: str) -> Origins:
        return tuple(sorted({origin for item in self._participations[family, project] for origin in item.origins}))

    def tied(self, first: int, second: int) -> bool:
        """Whether any tie is recorded between two families."""
        return second in self._partners[first]

    def mentions(self, first: int, second: int) -> tuple[Tie, ...]:
        """Recorded relations between two families that are no working ties."""
        numbers = self._network.mentions.get((min(first, second), max(first, second)), ())
        return tuple(self.tie(self._snapshot.body_ties[number]) for number in numbers)

    def _joint(self, first: int, second: int, number: int, count: int) -> Tie:
        project = self._snapshot.records.projects[number]
        ours, theirs = (self._participations[family, project.iri][0] for family in (first, second))
        index = self._snapshot.body_index
        return Tie(
            tie=ours.iri,
            predicate=JOINT_PROJECT,
            label_it=JOINT_LABELS[0],
            label_en=JOINT_LABELS[1],
            subject=self._bodies[index[ours.body]],
            object=self._bodies[index[theirs.body]],
            sources=self.sources(ours.origins + theirs.origins),
            year=_years(project.start, project.end),
            project=self.project(number),
            count=count,
        )

    def common(self, first: int, second: int, limit: int = COMMON_SHOWN) -> tuple[int, tuple[CommonPartner, ...]]:
        """How many partners two families have in common, and the most telling ones.

        Those with a source on both sides come first, then those with few partners of their own.
        """
        shared = self._partners[first] & self._partners[second]
        found = [
            CommonPartner(self.family(one), self.between(first, one), self.between(second, one))
            for one in sorted(shared, key=lambda one: (int(self._network.partners[one]), one))[: 4 * limit]
        ]
        found.sort(key=lambda one: "unverified" in {one.tie_a.confidence, one.tie_b.confidence})
        return len(shared), tuple(found[:limit])

    # --- topics ----------------------------------------------------------------------------------------

    def shared(self, first: Floats, second: Floats) -> SharedTopics:
        """Topics in two expanded vectors, and the one to name."""
        key = (first.tobytes(), second.tobytes())
        if key not in self._shared:
            self._shared[key] = self._share(first, second)
        return self._shared[key]

    def _share(self, first: Floats, second: Floats) -> SharedTopics:
        bits = self._space.information * np.minimum(first, second)
        has = bits > 0
        order = sorted(np.flatnonzero(has), key=lambda t: (-round(float(bits[t]), 12), -self._depth[t], int(t)))
        topics = tuple(TopicShare(self.topic(int(t)), float(bits[t]), float(first[t]), float(second[t])) for t in order)
        narrowest = [int(t) for t in order if not self._below[t] @ has]
        return SharedTopics(topics, self.topic(narrowest[0]) if narrowest else None)

    # --- what a row rests on ---------------------------------------------------------------------------

    def basis(self, families: Iterable[int], placed: Iterable[int] = ()) -> Basis:
        """All recorded ties and topic assignments of the families, each family once, and the places of some bodies."""
        parts = [self._families[family] for family in sorted(set(families))]
        rests_on = Basis(
            ties=sum(part.ties for part in parts),
            ties_unverified=sum(part.ties_unverified for part in parts),
            topics=sum(part.topics for part in parts),
            topics_unverified=sum(part.topics_unverified for part in parts),
            citations=tuple(sorted({citation for part in parts for citation in part.citations})),
        )
        return rests_on.with_places(map(self.body, sorted(set(placed))))

    def _family_basis(self) -> list[Basis]:
        snapshot, network = self._snapshot, self._network
        count = len(snapshot.heads)
        cited: list[set[str]] = [set() for _ in range(count)]
        for (first, second), ties in network.between.items():
            for tie in ties:
                for family in (first, second):
                    cited[family].update(origin.citation for origin in snapshot.body_ties[tie].origins)
        shared = np.asarray(network.projects.sum(axis=0)).ravel() >= 2
        numbers = {project.iri: number for number, project in enumerate(snapshot.records.projects)}
        for (family, project), items in self._participations.items():
            if shared[numbers[project]]:
                cited[family].update(origin.citation for item in items for origin in item.origins)
        topics, unsure = np.zeros(count, dtype=int), np.zeros(count, dtype=int)
        for item in snapshot.records.assignments:
            if item.subject in snapshot.body_index and not snapshot.cross_cutting[snapshot.topic_index[item.topic]]:
                family = snapshot.family[snapshot.body_index[item.subject]]
                topics[family] += 1
                unsure[family] += not is_sourced(item.origins)
                cited[family].update(origin.citation for origin in item.origins)
        cite = self._minter.citation
        return [
            Basis(
                int(network.recorded[f]),
                int(network.unverified[f]),
                int(topics[f]),
                int(unsure[f]),
                tuple(sorted(map(cite, cited[f]))),
            )
            for f in range(count)
        ]


def _span(record: TieRecord) -> str:
    return _years(record.from_year, record.to_year)


def _years(start: str, end: str) -> str:
    first, last = start[:4], end[:4]
    return f"{first}–{last}" if last and last != first else first
