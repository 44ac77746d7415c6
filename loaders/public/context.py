"""What a reader is given beside its files: a voice, the places, the report, and the sources it may consult."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from zisgraph.loaders.bundled.tables import Facts
from zisgraph.loaders.geography import Gazetteer
from zisgraph.loaders.public.definitions import Definition
from zisgraph.loaders.public.snapshots import Snapshot, role_of
from zisgraph.loaders.public.voice import Voice
from zisgraph.loaders.records import Record, Report, check_fields, records_of, xml_records


@dataclass(frozen=True, slots=True)
class Context:
    """The reading of one snapshot. `consulted` are the snapshots of the sources that the definition names, by source."""

    definition: Definition
    snapshot: Snapshot
    voice: Voice
    gazetteer: Gazetteer
    report: Report
    consulted: Mapping[str, Sequence[tuple[Definition, Snapshot]]]
    facts: Facts
    """The bundled tables, or those that stand in their place; those that the definition names may be looked into."""
    digest: str
    """Stands for the content of all files that this reading may look into."""

    def records(self, role: str, needs: Sequence[str] = ()) -> Iterator[Record]:
        """The records of all files of a role, one by one; what is left of each is counted when the next one is asked.

        Raises:
            InputError: a file cannot be read, or lacks a field in `needs`.
        """
        for member in self.snapshot.members():
            if role_of(self.definition, member) == role:
                for record in records_of(member, self.report, needs):
                    yield record
                    self.report.read(record)

    def elements(
        self, role: str, element: str, enclosing: Sequence[str] = (), needs: Sequence[str] = (), *, counted: bool = True
    ) -> Iterator[Record]:
        """The elements of one name in all XML files of a role, as `xml_records` gives them; where they are not
        `counted`, they are no rows, and nobody hears what is left of them.

        Raises:
            InputError: a file cannot be read, or its first element lacks a field in `needs`.
        """
        for member in self.snapshot.members():
            if role_of(self.definition, member) == role:
                missing = list(needs)
                with member.open() as stream:
                    for record in xml_records(stream, member.name, element, enclosing):
                        check_fields(record, missing)
                        missing = []
                        yield record
                        if counted:
                            self.report.read(record)


def records_elsewhere(definition: Definition, snapshot: Snapshot, role: str) -> Iterator[Record]:
    """The records of another source's files; what is wrong with them is told when that source itself is read."""
    unheard = Report()
    for member in snapshot.members():
        if role_of(definition, member) == role:
            yield from records_of(member, unheard)
