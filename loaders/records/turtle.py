"""Subjects of a Turtle file as records: one for each thing of a class, its properties by their prefixed names.

The file is parsed as a whole, so it is bounded; nothing is fetched, and no other file is opened.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO, Final

from zisgraph.errors import InputError, Issue
from zisgraph.loaders.records.record import Record
from zisgraph.ontology.prefixes import PREFIXES

if TYPE_CHECKING:
    from rdflib.term import Node

LARGEST: Final = 32 << 20
"""Bytes: ten times the largest list we know, and some 500 MB once it is parsed."""
SUBJECT: Final = "@id"
"""The field with the address of the subject itself."""
_BOM: Final = b"\xef\xbb\xbf"
_BROKEN: Final = (SyntaxError, ValueError, AssertionError, IndexError, RecursionError)
"""What rdflib raises at a text that is no Turtle: each was seen on a file that was cut or changed at random."""


def turtle(stream: BinaryIO, file: str, cls: str) -> Iterator[Record]:
    """Each thing of the class `cls` (prefixed, such as "skos:Concept"), sorted by its address.

    A field is the list of a property's values as text, sorted; texts of a language stand apart, as "skos:prefLabel@it".
    The line is the one on which the subject begins, 0 where it is not told.

    Raises:
        InputError: the file is too large, no Turtle or no UTF-8, or holds nothing of that class.
    """
    from rdflib import RDF, Graph, URIRef

    data = _whole(stream, file)
    lines = _first_lines(data)
    graph = Graph()
    try:
        graph.parse(data=data, format="turtle", publicID="http://file.invalid/")
    except _BROKEN as error:
        raise InputError([_broken(error, file)]) from error
    wanted = URIRef(_expanded(cls))
    subjects = sorted(node for node in graph.subjects(RDF.type, wanted, unique=True) if isinstance(node, URIRef))
    if not subjects:
        raise InputError([Issue(file, 0, "", f"Turtle without anything of the class {cls}", f"things of {cls}")])
    for subject in subjects:
        fields: dict[str, list[str]] = {}
        for prop, value in graph.predicate_objects(subject):
            fields.setdefault(_name(prop, value), []).append(" ".join(str(value).split()))
        held = {name: sorted(values) for name, values in sorted(fields.items())}
        yield Record(file, lines.get(_local(str(subject)), 0), {SUBJECT: str(subject)} | held)


def _whole(stream: BinaryIO, file: str) -> str:
    data = stream.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise InputError([Issue(file, 0, "", f"Turtle of more than {LARGEST:,} bytes", "a smaller file")])
    try:
        return data.removeprefix(_BOM).decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError([Issue(file, line, "", "bytes that are no UTF-8", "Turtle, which is UTF-8")]) from error


def _broken(error: Exception, file: str) -> Issue:
    """What rdflib could not read, with the line that it counts from 0 where it tells one; else the file as a whole."""
    told = getattr(error, "lines", None)
    why = str(getattr(error, "_why", "")) or (str(error).splitlines() or [type(error).__name__])[0]
    if isinstance(error, RecursionError):
        why = "things nested without end"
    elif isinstance(error, IndexError):
        why = "it ends in the middle of a term"
    return Issue(
        file, told + 1 if isinstance(told, int) else 0, "", f"no Turtle here ({why})", "Turtle; was the file cut off?"
    )


def _first_lines(text: str) -> dict[str, int]:
    """The line of each subject by the last part of its address: a line that begins with it, best at its very start."""
    found: dict[str, int] = {}
    indented: dict[str, int] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        words = line.split(None, 1)
        if words and words[0][0] not in '#@";.,':
            (indented if line[0].isspace() else found).setdefault(_local(words[0].strip("<>")), number)
    return indented | found


def _local(address: str) -> str:
    return address.rstrip("/").replace("#", "/").replace(":", "/").rsplit("/", 1)[-1]


def _expanded(name: str) -> str:
    """The address of a prefixed name, or the address that was given."""
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local if prefix in PREFIXES else name


def _name(prop: Node, value: Node) -> str:
    """The prefixed name of a property, with the language of the value; the whole address where no prefix is known."""
    language = getattr(value, "language", None)
    whole = str(prop)
    name = next((f"{p}:{whole.removeprefix(iri)}" for p, iri in PREFIXES.items() if whole.startswith(iri)), whole)
    return f"{name}@{language}" if language else name
