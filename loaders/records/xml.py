"""Elements of an XML file as records, one in memory at a time; a document type, and so every entity, is refused."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, BinaryIO, Final
from xml.parsers import expat

from zisgraph.errors import InputError, Issue
from zisgraph.loaders.records.record import Record

LARGEST_ELEMENT: Final = 16 << 20
"""Characters of all texts of one element, and bytes of one mark (a tag with its attributes, a comment)."""
DEEPEST: Final = 100
"""Elements inside each other."""
CHUNK: Final = 1 << 16
OWN_TEXT: Final = "#text"
"""The field of an element's own text, where it has attributes or elements too."""


class Element(dict[str, Any]):
    """An element inside a record: its fields, and the line it begins on."""

    __slots__ = ("line",)

    def __init__(self, fields: dict[str, Any], line: int) -> None:
        super().__init__(fields)
        self.line = line


def xml_records(stream: BinaryIO, file: str, element: str, enclosing: Sequence[str] = ()) -> Iterator[Record]:
    """Every element of one name as a record, with the line it begins on.

    Names stand without their namespace. A field is an element inside: its text; an `Element` of the same form where it
    holds elements itself; a list of these where several of one name are there. `@name` is an attribute. Of the
    elements named in `enclosing`, which lie around the record, what came before it is added as `enclosing/name`.

    Raises:
        InputError: it is no well-formed XML, has a document type (entities can only be made there), or a part of it
            is larger than any is; elements before the fault are yielded.
    """
    reading = _Reading(file, element, frozenset(enclosing))
    used = 0
    while True:
        data = stream.read(CHUNK)
        used += len(data)
        reading.feed(data, used)
        yield from reading.taken()
        if not data:
            break
    if not reading.found:
        raise InputError([Issue(file, 0, element, "no such element", f"XML with elements called {element}")])


def every(value: Any) -> list[Any]:
    """What stands in a field as a list: nothing, one or several.

    >>> every(""), every("a"), every([{"b": "c"}, "d"])
    ([], ['a'], [{'b': 'c'}, 'd'])
    """
    if isinstance(value, list):
        return value
    return [] if value in ("", None) else [value]


class _Reading:
    """One file being read: the elements that are open, and those that are complete."""

    def __init__(self, file: str, element: str, enclosing: frozenset[str]) -> None:
        self._file, self._element, self._enclosing = file, element, enclosing
        self._open: list[_Open] = []
        self._inside, self._size = 0, 0
        self._done: list[Record] = []
        self.found = False
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.StartDoctypeDeclHandler = self._refuse
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text

    def feed(self, data: bytes, used: int) -> None:
        """Read on; nothing more at the end."""
        try:
            self._parser.Parse(data, not data)
        except expat.ExpatError as error:
            told = expat.ErrorString(error.code)
            raise self._fault(f"XML that breaks here ({told})", "well-formed XML; was it cut off?") from error
        except (LookupError, ValueError) as error:  # an encoding that nobody knows, or of several bytes
            raise self._fault(f"an encoding that cannot be read ({error})", "XML in UTF-8") from error
        if used - self._parser.CurrentByteIndex > LARGEST_ELEMENT:
            raise self._fault(f"a mark of more than {LARGEST_ELEMENT:,} bytes", "tags and comments of a few lines")

    def taken(self) -> list[Record]:
        """The elements that have become complete."""
        done, self._done = self._done, []
        return done

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        if len(self._open) == DEEPEST:
            raise self._fault(
                f"more than {DEEPEST} elements inside each other", "the form that the publisher documents"
            )
        if local == self._element and not self._inside:
            self._size = 0
        if local == self._element or self._inside:
            self._inside += 1
        if self._open:
            self._open[-1].has_elements = True
        fields = {f"@{key.rpartition(':')[2]}": value for key, value in attributes.items() if not _is_namespace(key)}
        self._open.append(_Open(local, self._parser.CurrentLineNumber, fields))

    def _text(self, text: str) -> None:
        if self._inside or (len(self._open) > 1 and self._open[-2].name in self._enclosing):
            self._size += len(text)
            if self._size > LARGEST_ELEMENT:
                raise self._fault(f"an element of more than {LARGEST_ELEMENT:,} characters", "smaller elements")
            self._open[-1].texts.append(text)

    def _end(self, _name: str) -> None:
        one = self._open.pop()
        if self._inside:
            self._inside -= 1
            if self._inside:
                self._open[-1].add(one.name, one.value())
            else:
                self.found = True
                self._done.append(Record(self._file, one.line, {**self._around(), **one.fields_with_text()}))
        elif self._open and self._open[-1].name in self._enclosing and not one.has_elements:
            self._open[-1].add(one.name, one.value())

    def _around(self) -> dict[str, Any]:
        return {
            f"{one.name}/{name}": value
            for one in self._open
            if one.name in self._enclosing
            for name, value in one.fields.items()
        }

    def _refuse(self, *_declared: object) -> None:
        allowed = "XML without one: its entities could hide other files, or grow without end"
        raise self._fault("a document type (<!DOCTYPE …>)", allowed)

    def _fault(self, received: str, allowed: str) -> InputError:
        return InputError([Issue(self._file, self._parser.CurrentLineNumber, "", received, allowed)])


class _Open:
    """An element that has begun: its fields so far, and its own text."""

    __slots__ = ("fields", "has_elements", "line", "name", "texts")

    def __init__(self, name: str, line: int, fields: dict[str, Any]) -> None:
        self.name, self.line, self.fields = name, line, fields
        self.texts: list[str] = []
        self.has_elements = False

    def add(self, name: str, value: Any) -> None:
        """One more field; several of one name become a list."""
        if name not in self.fields:
            self.fields[name] = value
        elif isinstance(self.fields[name], list):
            self.fields[name].append(value)
        else:
            self.fields[name] = [self.fields[name], value]

    def value(self) -> Any:
        """Its text, or a mapping where it holds more than that."""
        return Element(self.fields_with_text(), self.line) if self.fields else self._text()

    def fields_with_text(self) -> dict[str, Any]:
        text = self._text()
        return {**self.fields, OWN_TEXT: text} if text else self.fields

    def _text(self) -> str:
        return "".join(self.texts).strip()


def _is_namespace(attribute: str) -> bool:
    return attribute == "xmlns" or attribute.startswith("xmlns:")
