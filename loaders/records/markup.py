"""Elements inside each other as records: a list that an XML file writes as a tree, one record for each of its nodes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, BinaryIO, Final

from zisgraph.loaders.records.record import Record
from zisgraph.loaders.records.xml import Element, every, xml_records

ABOVE: Final = "@above"
"""The field with the records above, the outermost first, each a mapping of its fields."""
ELEMENT: Final = "@element"


def elements(stream: BinaryIO, file: str, names: Sequence[str]) -> Iterator[Record]:
    """One record for each element of these names, the outermost named first, those above before those below.

    A field is the text of an element below it that is itself no record, by its path ("Titolo", "Descrizione/CENTRALE"),
    with white space made one blank.

    Raises:
        InputError: as `xml_records`; what lies in whole outermost elements before the fault is yielded.
    """
    for record in xml_records(stream, file, names[0]):
        fields = {name: record.pop(name) for name in record.names()}
        yield from _tree(file, names[0], Element(fields, record.line), [], frozenset(names))


def _tree(
    file: str, name: str, element: Element, above: Sequence[Mapping[str, str]], names: frozenset[str]
) -> Iterator[Record]:
    own: dict[str, str] = {}
    for field, value in element.items():
        if field not in names:
            own.update(_texts(field, value))
    yield Record(file, element.line, {ELEMENT: name, ABOVE: [*above], **own})
    for field in [field for field in element if field in names]:
        for one in every(element[field]):
            if isinstance(one, Element):
                yield from _tree(file, field, one, [*above, own], names)


def _texts(path: str, value: Any) -> Iterator[tuple[str, str]]:
    """The texts below a field, each by its path; of several of one path the last."""
    for one in every(value):
        if isinstance(one, Element):
            for name, inner in one.items():
                yield from _texts(f"{path}/{name}", inner)
        elif text := " ".join(str(one).split()):
            yield path, text
