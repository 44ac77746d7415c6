"""Nested elements of an XML file as records, read with expat in constant memory.

Expat is in the standard library and streams; what makes XML dangerous is refused as soon as it is met: a document type
definition, and with it every entity and every external reference (no more is needed, so no further package is).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import BinaryIO, Final
from xml.parsers import expat

from zisgraph.errors import InputError, Issue
from zisgraph.loaders.records.record import Record

ABOVE: Final = "@above"
"""The field with the records above, the outermost first, each a mapping of its fields."""
ELEMENT: Final = "@element"
DEEPEST: Final = 64
LONGEST: Final = 1 << 20
"""Characters of one text."""
CHUNK: Final = 1 << 16


def elements(stream: BinaryIO, file: str, names: Collection[str]) -> Iterator[Record]:
    """One record for each element of these names, in the order of the file, those above before those below.

    A field is the text of an element below it that is itself no record, by its path ("Titolo", "Descrizione/CENTRALE"),
    with white space made one blank.

    Raises:
        InputError: it is no XML, it has a document type definition or an entity, or it is nested without end; records
            before the fault are yielded.
    """
    reading = _Reading(file, frozenset(names))
    found = False
    while data := stream.read(CHUNK):
        reading.feed(data)
        for record in reading.ready():
            found = True
            yield record
    reading.feed(b"", final=True)
    for record in reading.ready():
        found = True
        yield record
    if not found:
        raise InputError([Issue(file, 0, "", f"XML without an element {' or '.join(names)}", ", ".join(names))])


@dataclass(slots=True)
class _Open:
    """A record that has begun."""

    name: str
    line: int
    depth: int
    fields: dict[str, str] = field(default_factory=dict)
    told: bool = False


class _Reading:
    """The handlers of one parser; a record is ready when the first one below it begins, or when it ends."""

    def __init__(self, file: str, names: frozenset[str]) -> None:
        self._file, self._names = file, names
        self._path: list[str] = []
        self._open: list[_Open] = []
        self._text: list[str] = []
        self._letters = 0
        self._ready: deque[Record] = deque()
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._characters
        self._parser.StartDoctypeDeclHandler = self._refuse_definition
        self._parser.EntityDeclHandler = self._refuse_entity

    def feed(self, data: bytes, *, final: bool = False) -> None:
        try:
            self._parser.Parse(data, final)
        except expat.ExpatError as error:
            told = expat.errors.messages[error.code]
            raise self._fault(f"no XML here ({told})", "XML; was the file cut off?", error.lineno) from error

    def ready(self) -> Iterator[Record]:
        while self._ready:
            yield self._ready.popleft()

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._path.append(name)
        if len(self._path) > DEEPEST:
            raise self._fault("elements nested without end", f"{DEEPEST} levels at most")
        self._text, self._letters = [], 0
        if name in self._names:
            self._tell()
            self._open.append(_Open(name, self._parser.CurrentLineNumber, len(self._path)))

    def _end(self, name: str) -> None:
        text = " ".join("".join(self._text).split())
        self._text, self._letters = [], 0
        if self._open and name == self._open[-1].name and len(self._path) == self._open[-1].depth:
            self._tell()
            self._open.pop()
        elif self._open and text:
            inner = self._open[-1]
            if not inner.told:
                inner.fields["/".join(self._path[inner.depth :])] = text
        self._path.pop()

    def _characters(self, data: str) -> None:
        self._letters += len(data)
        if self._letters > LONGEST:
            raise self._fault(f"a text of more than {LONGEST:,} characters", "shorter texts")
        self._text.append(data)

    def _tell(self) -> None:
        """The innermost record has all its fields."""
        if self._open and not self._open[-1].told:
            *above, inner = self._open
            inner.told = True
            fields = {ELEMENT: inner.name, ABOVE: [one.fields for one in above], **inner.fields}
            self._ready.append(Record(self._file, inner.line, fields))

    def _refuse_definition(self, name: str, system: str | None, public: str | None, internal: int) -> None:
        raise self._fault("a document type definition (<!DOCTYPE …>)", "XML without one: it may define entities")

    def _refuse_entity(self, name: str, *_rest: object) -> None:
        raise self._fault(f"an entity {name!r}", "XML that defines no entities")

    def _fault(self, received: str, allowed: str, line: int = 0) -> InputError:
        return InputError([Issue(self._file, line or self._parser.CurrentLineNumber, "", received, allowed)])
