"""Staging what a public source says: every snapshot read once, streamed, sorted, counted, held against its bounds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import Any, Final

from zisgraph.errors import InputError, Issue
from zisgraph.loaders.bundled.datasets import bundled
from zisgraph.loaders.bundled.reading import Folder
from zisgraph.loaders.metadata import described
from zisgraph.loaders.public.citation import citation
from zisgraph.loaders.public.context import Context
from zisgraph.loaders.public.definitions import Definition, definitions
from zisgraph.loaders.public.places import Places
from zisgraph.loaders.public.readers import READERS
from zisgraph.loaders.public.snapshots import Snapshot, role_of, snapshots
from zisgraph.loaders.public.sorting import sorted_lines
from zisgraph.loaders.public.tolerance import Expected, Tolerance
from zisgraph.loaders.public.voice import Voice
from zisgraph.loaders.records import Report
from zisgraph.loaders.staging import Staged, file_hash, input_hash, reader_hash, unchanged, write_staged
from zisgraph.model.iris import DEFAULT_BASE, Minter
from zisgraph.model.nquads import of_statements, of_triples
from zisgraph.model.terms import Confidence, Iri, Origin, Statement
from zisgraph.ontology.vocabulary import RDF

UNKNOWN_FILE: Final = "unknown file"
PLACES: Final = "places.csv"


def stage_sources(
    folder: Path,
    target: Callable[[str], Path],
    tables: Folder | None = None,
    base: str = DEFAULT_BASE,
    tolerance: Tolerance | None = None,
    choose: Callable[[str], bool] = lambda source: True,
    previous: Callable[[str], Path] | None = None,
) -> list[Staged]:
    """Stage every source of which files lie in `folder`; `target` gives each its folder, `tables` are those whose
    places municipalities are looked up in, by default the bundled ones. What has not changed is left as it is.
    `tolerance` says how far a load may differ from what is staged (in `previous`, where that is another folder than
    `target`); `choose` leaves sources out by their ids.

    Raises:
        InputError: with the faults of all sources: a file cannot be read, or there is less or more in it than a
            healthy load holds. What was staged before stays.
        BuildError: a target cannot be written.
    """
    known = definitions(folder)
    held = {one.id: snapshots(folder, one) for one in known.values()}
    due = [one for one in known.values() if one.reader and held[one.id] and choose(one.id)]
    if not due:
        return []
    place = bundled() if tables is None else tables
    places = Places(place, folder)
    staged: list[Staged] = []
    faults: list[Issue] = []
    for definition in due:
        looked_up = (PLACES, *(f"{name}.csv" for name in definition.tables))
        shared = {name: file_hash(place / name) for name in looked_up}
        key = _key(definition, held, shared, base)
        try:
            found = unchanged(target(definition.id), key)
            if found is None:
                consulted = {name: [(known[name], one) for one in held[name]] for name in definition.consults}
                before = unchanged((previous or target)(definition.id), {})
                expected = Expected(before.manifest.get("things", {}) if before else {}, tolerance or Tolerance())
                reading = _Staging(definition, held[definition.id], consulted, places, Minter(base), key, expected)
                found = reading.write(target(definition.id))
            staged.append(found)
        except InputError as error:
            faults += error.issues
    if faults:
        raise InputError(list(dict.fromkeys(faults)))  # what all of them consult is told once
    return staged


class _Staging:
    """One source being staged; counts while statements stream through."""

    def __init__(
        self,
        definition: Definition,
        held: Sequence[Snapshot],
        consulted: Mapping[str, Sequence[tuple[Definition, Snapshot]]],
        places: Places,
        minter: Minter,
        key: Mapping[str, Any],
        expected: Expected,
    ) -> None:
        self._definition, self._held, self._consulted, self._places = definition, held, consulted, places
        self._expected = expected
        self._minter, self._key, self._digest = minter, key, input_hash(key["inputs"])
        self._report = Report()
        self._things: defaultdict[tuple[str, str], set[str]] = defaultdict(set)

    def write(self, target: Path) -> Staged:
        target.mkdir(parents=True, exist_ok=True)
        lines = sorted_lines(chain(self._lines(), self._description()), target)
        return write_staged(target, lines, (), self._told, self._key)

    def _told(self) -> Mapping[str, Any]:
        """What the manifest says of this reading.

        Raises:
            InputError: there is less or more of a class than a healthy load holds.
        """
        if not self._report.rows:
            told = f"{sum(len(one.files) for one in self._held)} files without a row that this source has"
            names = ", ".join(
                name for role, names in self._definition.files.items() if role != "unread" for name in names
            )
            raise InputError([Issue(self._definition.id, 0, "", told, f"files such as {names}")])
        if faults := list(self._out_of_bounds()):
            raise InputError(faults)
        metadata, report = self._definition.metadata, self._report
        return {
            "dataset": self._definition.id,
            "staged_at": datetime.now(UTC).isoformat(timespec="seconds"),
            "publisher": metadata.publisher,
            "licence": metadata.licence,
            "loader_version": metadata.loader_version,
            "input_hash": self._digest,
            "snapshots": [snapshot.date for snapshot in self._held],
            "tables": {name: {"rows": count} for name, count in sorted(report.rows.items())},
            "things": {name: len(found) for name, found in sorted(self._by_class().items())},
            "by_snapshot": self._by_snapshot(),
            "kinds": dict(sorted(report.kinds.items())),
            "placed": dict(sorted(report.placed.items())),
            "left_out": dict(sorted(report.left_out.items())),
            "issues": [
                {"kind": kind, "count": count, "examples": [asdict(issue) for issue in examples]}
                for kind, count, examples in report.all()
            ],
            "unread": [{"file": f, "field": name, "rows": n} for (f, name), n in sorted(report.unread.items())],
        }

    def _by_class(self) -> Mapping[str, set[str]]:
        """Distinct things of each class, over all snapshots."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for (_, name), things in self._things.items():
            found[name] |= things
        return found

    def _by_snapshot(self) -> Mapping[str, Mapping[str, int]]:
        """The number of things of each class that each snapshot speaks of, by its citation."""
        found: defaultdict[str, dict[str, int]] = defaultdict(dict)
        for (citation_id, name), things in sorted(self._things.items()):
            found[citation_id][name] = len(things)
        return found

    def _out_of_bounds(self) -> Iterator[Issue]:
        things = self._by_class()
        counts = {name: len(found) for name, found in things.items()}
        yield from self._expected.faults(self._definition.id, counts)
        for name, (least, most) in self._definition.metadata.bounds.items():
            count = len(things.get(name, ()))
            if not least <= count <= most:
                yield Issue(f"{self._definition.id}.toml", 0, name, f"{count} of them", f"{least} to {most}")

    def _lines(self) -> Iterator[str]:
        for snapshot in self._held:
            origin = Origin(self._definition.id, snapshot.citation, Confidence.SOURCED)
            context = Context(
                self._definition,
                snapshot,
                Voice(self._minter, origin),
                self._places(),
                self._report,
                self._consulted,
                self._places.facts,
                self._digest,
            )
            self._tell_unknown(snapshot)
            yield from of_statements(self._counted(READERS[self._definition.reader](context)), self._minter)

    def _description(self) -> Iterator[str]:
        meta = self._minter.meta_graph()
        yield from of_triples(described(self._definition.id, self._definition.metadata, self._minter), meta)
        for snapshot in self._held:
            yield from of_triples(citation(self._definition, snapshot, self._minter), meta)

    def _counted(self, statements: Iterable[Statement]) -> Iterator[Statement]:
        for statement in statements:
            if statement.predicate.value == RDF.type and isinstance(statement.value, Iri):
                name = statement.value.value.replace("#", "/").rpartition("/")[2]
                self._things[statement.origin.citation, name].add(statement.subject.value)
            yield statement

    def _tell_unknown(self, snapshot: Snapshot) -> None:
        known = ", ".join(name for names in self._definition.files.values() for name in names)
        for member in snapshot.members():
            if not role_of(self._definition, member):
                self._report.add(UNKNOWN_FILE, Issue(member.name, 0, "", "a file that no reader takes", known))


def _key(
    definition: Definition, held: Mapping[str, Sequence[Snapshot]], shared: Mapping[str, str], base: str
) -> dict[str, Any]:
    """All that the staged files depend on; definitions are part of the readers."""
    inputs = {
        f"{snapshot.citation}/{file.name}": file_hash(file)
        for source in (definition.id, *definition.consults)
        for snapshot in held[source]
        for file in snapshot.files
    }
    own = {f"{definition.id}.toml": definition.digest} if definition.digest else {}
    return {"base": base, "reader": reader_hash(), "inputs": dict(sorted((inputs | dict(shared) | own).items()))}
