"""Totals for the home page and the matrix: always with their sourced and unverified parts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from zisgraph.catalogue.directory import Directory
from zisgraph.catalogue.records import Count, EntityRef, Group, MatrixRow, Numbers, ProvinceCount
from zisgraph.catalogue.sources import Sources, is_sourced
from zisgraph.catalogue.ties import Edge
from zisgraph.model.ports import Reader
from zisgraph.model.terms import Confidence
from zisgraph.ontology.vocabulary import ZIS

ANNOUNCED = frozenset({"announced_intention", "candidature_in_preparation"})


class Overview:
    """What one build counts; computed on demand from the directory and the ties."""

    def __init__(self, reader: Reader, directory: Directory, sources: Sources, edges: Sequence[Edge]) -> None:
        self._reader, self._directory, self._sources = reader, directory, sources
        self._working = [edge for edge in edges if edge.kind.counts]

    def numbers(self) -> Numbers:
        """The four numbers, the newest source and how many organisations stand outside the provinces."""
        organisations = self._organisations()
        announced = {row["z"] for row in self._zone_states() if row["status"] in ANNOUNCED}
        return Numbers(
            organisations=_count(ref.confidence for ref in organisations),
            ties=_count(self._confidence(edge) for edge in self._working),
            programmes=_count(ref.confidence for ref in self._directory.of_group(Group.PROGRAMME)),
            zones_announced=len(announced),
            zones_total=sum(1 for _ in self._directory.of_group(Group.ZONE)),
            newest_source=self._sources.newest,
            outside=sum(1 for ref in organisations if not ref.province),
        )

    def provinces(self) -> tuple[ProvinceCount, ...]:
        """One entry for each province, by plate."""
        plates = self._plates()
        refs = self._directory.refs
        bodies: dict[str, list[Confidence]] = defaultdict(list)
        ties: dict[str, list[Confidence]] = defaultdict(list)
        programmes: dict[str, list[Confidence]] = defaultdict(list)
        for ref in self._organisations():
            bodies[ref.province].append(ref.confidence)
        for edge in self._working:
            for plate in {refs[edge.start].province, refs[edge.end].province} - {""}:
                ties[plate].append(self._confidence(edge))
        for ref in self._directory.of_group(Group.PROGRAMME):
            programmes[ref.province].append(ref.confidence)
        return tuple(
            ProvinceCount(ref, plate, _count(bodies[plate]), _count(ties[plate]), _count(programmes[plate]))
            for plate, ref in sorted(plates.items())
        )

    def matrix(self) -> tuple[MatrixRow, ...]:
        """Organisations by specialisation and province, largest specialisations first."""
        rows = self._reader.select(f"SELECT ?e ?s ?g WHERE {{ GRAPH ?g {{ ?e <{ZIS.hasSpecialisation}> ?s }} }}")
        graphs: dict[tuple[str, str], list[str]] = defaultdict(list)
        refs = self._directory.refs
        for row in rows:
            ref = refs.get(row["e"])
            if ref is not None and ref.is_organisation and ref.province and row["s"] in refs:
                graphs[(row["s"], row["e"])].append(row["g"])
        cells: dict[str, dict[str, list[Confidence]]] = defaultdict(lambda: defaultdict(list))
        for (specialisation, body), where in sorted(graphs.items()):
            cells[specialisation][refs[body].province].append(is_sourced(self._sources.of_graphs(where)))
        found = [
            MatrixRow(
                refs[specialisation],
                {plate: _count(marks) for plate, marks in sorted(by_plate.items())},
                _count(mark for marks in by_plate.values() for mark in marks),
            )
            for specialisation, by_plate in cells.items()
        ]
        return tuple(sorted(found, key=lambda row: (-row.total.total, row.ref.iri)))

    def _organisations(self) -> list[EntityRef]:
        return [ref for ref in self._directory.of_group(Group.BODY) if ref.is_organisation]

    def _plates(self) -> Mapping[str, EntityRef]:
        rows = self._reader.select(f"SELECT ?p ?plate WHERE {{ ?p a <{ZIS.Province}> ; <{ZIS.plateCode}> ?plate }}")
        return {row["plate"]: self._directory.refs[row["p"]] for row in rows if row["p"] in self._directory.refs}

    def _zone_states(self) -> list[dict[str, str]]:
        return self._reader.select(f"SELECT ?z ?status WHERE {{ ?z <{ZIS.hasState}> ?s . ?s <{ZIS.status}> ?status }}")

    def _confidence(self, edge: Edge) -> Confidence:
        return is_sourced(self._sources.of_graphs(edge.graphs))


def _count(marks: Iterable[Confidence]) -> Count:
    found = list(marks)
    sourced = sum(1 for mark in found if mark is Confidence.SOURCED)
    return Count(len(found), sourced, len(found) - sourced)
