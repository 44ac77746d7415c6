"""Staging what a public source says: every snapshot read once, streamed, sorted, counted, held against its bounds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import Any

from zisgraph.errors import InputError, Issue
from zisgraph.loaders.geography import Gazetteer
from zisgraph.loaders.metadata import described
from zisgraph.loaders.public.citation import citation
from zisgraph.loaders.public.context import Context
from zisgraph.loaders.public.definitions import Definition, definitions
from zisgraph.loaders.public.readers import READERS
from zisgraph.loaders.public.snapshots import Snapshot, role_of, snapshots
from zisgraph.loaders.public.sorting import sorted_lines
from zisgraph.loaders.public.voice import Voice
from zisgraph.loaders.records import Report
from zisgraph.loaders.staging import Staged, file_hash, input_hash, reader_hash, unchanged, write_staged
from zisgraph.model.iris import Minter
from zisgraph.model.nquads import of_statements, of_triples
from zisgraph.model.terms import Confidence, Iri, Origin, Statement
from zisgraph.ontology.vocabulary import RDF, ZIS

UNKNOWN_FILE = "unknown file"


def present(folder: Path) -> list[Definition]:
    """The sources of which something lies in `folder`, in the order of their ids.

    Raises:
        InputError: a folder's name is no date.
    """
    return [one for one in definitions().values() if snapshots(folder, one)]


def stage_public(definition: Definition, folder: Path, target: Path, gazetteer: Gazetteer, base: str) -> Staged:
    """Stage one source whose files lie below `folder`; left as it is where neither they nor its readers have changed.

    Raises:
        InputError: a file cannot be read, or there is less or more in it than a healthy load holds; what was staged
            before stays.
        BuildError: the target cannot be written.
    """
    held = snapshots(folder, definition)
    consulted = {name: snapshots(folder, definitions()[name]) for name in definition.consults}
    key = _key(definition, held, consulted, base)
    found = unchanged(target, key)
    if found is not None:
        return found
    digest = input_hash(key["inputs"])
    return _Staging(definition, held, consulted, gazetteer, Minter(base), digest).write(target, key)


class _Staging:
    """One source being staged; counts while statements stream through."""

    def __init__(
        self,
        definition: Definition,
        held: Sequence[Snapshot],
        consulted: Mapping[str, Sequence[Snapshot]],
        gazetteer: Gazetteer,
        minter: Minter,
        digest: str,
    ) -> None:
        self._definition, self._held, self._gazetteer, self._minter = definition, held, gazetteer, minter
        self._digest = digest
        self._consulted = {
            name: [(definitions()[name], snapshot) for snapshot in found] for name, found in consulted.items()
        }
        self._report = Report()
        self._things: defaultdict[str, set[str]] = defaultdict(set)

    def write(self, target: Path, key: Mapping[str, Any]) -> Staged:
        target.mkdir(parents=True, exist_ok=True)
        lines = sorted_lines(chain(self._lines(), self._description()), target)
        return write_staged(target, lines, (), self._told, key)

    def _told(self) -> Mapping[str, Any]:
        """What the manifest says of this reading.

        Raises:
            InputError: there is less or more of a class than a healthy load holds.
        """
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
            "things": {name: len(found) for name, found in sorted(self._things.items())},
            "placed": dict(sorted(report.placed.items())),
            "left_out": dict(sorted(report.left_out.items())),
            "issues": [
                {"kind": kind, "count": count, "examples": [asdict(issue) for issue in examples]}
                for kind, count, examples in report.all()
            ],
            "unread": [{"file": f, "field": name, "rows": n} for (f, name), n in sorted(report.unread.items())],
        }

    def _out_of_bounds(self) -> Iterator[Issue]:
        for name, (least, most) in self._definition.metadata.bounds.items():
            count = len(self._things[name])
            if not least <= count <= most:
                yield Issue(f"{self._definition.id}.toml", 0, name, f"{count} of them", f"{least} to {most}")

    def _lines(self) -> Iterator[str]:
        for snapshot in self._held:
            origin = Origin(self._definition.id, snapshot.citation, Confidence.SOURCED)
            context = Context(
                self._definition,
                snapshot,
                Voice(self._minter, origin),
                self._gazetteer,
                self._report,
                self._consulted,
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
                self._things[statement.value.value.removeprefix(ZIS.NAMESPACE)].add(statement.subject.value)
            yield statement

    def _tell_unknown(self, snapshot: Snapshot) -> None:
        known = ", ".join(name for names in self._definition.files.values() for name in names)
        for member in snapshot.members():
            if not role_of(self._definition, member):
                self._report.add(UNKNOWN_FILE, Issue(member.name, 0, "", "a file that no reader takes", known))


def _key(
    definition: Definition, held: Sequence[Snapshot], consulted: Mapping[str, Sequence[Snapshot]], base: str
) -> dict[str, Any]:
    """All that the staged files depend on; readers and definitions are part of the code."""
    groups = (held, *(found for _, found in sorted(consulted.items())))
    inputs = {
        f"{snapshot.citation}/{file.name}": file_hash(file)
        for snapshots_ in groups
        for snapshot in snapshots_
        for file in snapshot.files
    }
    return {"base": base, "reader": reader_hash(), "inputs": dict(sorted(inputs.items()))}
