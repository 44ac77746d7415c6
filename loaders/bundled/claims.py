"""What one row says: each field is taken out once and becomes statements under the row's own citations."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import quote

from zisgraph.errors import Issue
from zisgraph.loaders.bundled.cells import is_year, split
from zisgraph.loaders.bundled.tables import Facts, Row, Table
from zisgraph.model.iris import Minter
from zisgraph.model.terms import Confidence, Iri, Literal, Origin, Statement
from zisgraph.ontology.vocabulary import RDF, XSD

EDITOR = "editor"
_BY_EDITOR = (EDITOR,)
_NOTHING: frozenset[str] = frozenset()
_CONFIDENCE = {confidence.value: confidence for confidence in Confidence}
_IRI_SAFE = ":/?#[]@!$&'()*+,;=-._~%"
_PLAIN_ADDRESS = re.compile(r"[A-Za-z0-9:/?#@!$&'()*+,;=._~%-]+")


@lru_cache(maxsize=4096)
def predicate(iri: str) -> Iri:
    """The term of a property or class, made once."""
    return Iri(iri)


def decimal(cell: str) -> str:
    """The shortest lexical form of a number; stores keep numbers by value.

    >>> [decimal(cell) for cell in ("594135.00", "0.50", "-3", "0.0")]
    ['594135', '0.5', '-3', '0']
    """
    return (cell.rstrip("0").rstrip(".") or "0") if "." in cell else cell


def dated(cell: str) -> Literal:
    """A date with the type that says no more than is known: gYear, date, or plain text for a month."""
    if is_year(cell):
        return Literal(cell, XSD.gYear)
    return Literal(cell, XSD.date) if len(cell) == len("2026-02-28") else Literal(cell)


class Cell(NamedTuple):
    """Where something was read: the file, the line, and the column where one column says it."""

    file: str
    line: int
    field: str


Witness = Callable[[Statement, Cell], None]


@dataclass(slots=True)
class Source:
    """Where the statements of one dataset come from: its tables, the addresses, and what was left unread.

    A `witness` is told of every statement where it was read, which a build does not ask for.
    """

    dataset: str
    facts: Facts
    minter: Minter
    leftovers: list[Issue] = field(default_factory=list)
    witness: Witness | None = None
    _origins: dict[tuple[tuple[str, ...], Confidence], tuple[Origin, ...]] = field(default_factory=dict)

    def origins(self, citations: tuple[str, ...], confidence: Confidence) -> tuple[Origin, ...]:
        """One origin for each citation; the same objects each time."""
        key = (citations, confidence)
        if key not in self._origins:
            self._origins[key] = tuple(Origin(self.dataset, citation, confidence) for citation in citations)
        return self._origins[key]

    def claims(self, table: Table) -> Iterator[Claims]:
        """One row after the other; a field that nobody took out is reported, so that it is not lost in silence."""
        for row in self.facts.rows(table.name):
            claims = Claims(self, row, table.file)
            yield claims
            for name in claims.left():
                self.leftovers.append(
                    Issue(table.file, row.line, name, "a column no loader reads", "a column that is read")
                )


class Claims:
    """One row being read. Each method takes fields out and returns the statements they make, none where empty."""

    __slots__ = ("_cells", "_citations", "_confidence", "_file", "_source", "_unverified", "row")

    def __init__(self, source: Source, row: Row, file: str) -> None:
        self._source, self.row, self._file = source, row, file
        self._cells: dict[str, str] = dict(row.cells)
        self._citations = tuple(split(self._cells.pop("citation", EDITOR)))
        self._confidence = _CONFIDENCE[self._cells.pop("confidence", "sourced")]
        unverified = self._cells.pop("unverified_fields", "")
        self._unverified = frozenset(split(unverified)) if unverified else _NOTHING

    @property
    def minter(self) -> Minter:
        return self._source.minter

    @property
    def facts(self) -> Facts:
        return self._source.facts

    def left(self) -> Iterable[str]:
        """The columns that were not taken out."""
        return self._cells.keys()

    def pop(self, name: str) -> str:
        """Take one field out, to use its value."""
        return self._cells.pop(name)

    def skip(self, *names: str) -> None:
        """Take fields out that say nothing of their own (a derived or repeated value)."""
        for name in names:
            del self._cells[name]

    def says(
        self,
        subject: Iri,
        prop: str,
        value: Iri | Literal,
        *fields: str,
        editor: bool = False,
        citations: Iterable[str] | None = None,
        confidence: Confidence | None = None,
    ) -> list[Statement]:
        """One fact, once per citation; unverified where any of its fields is marked so. `editor`: the choice is
        the editor's own and rests on no source. `citations`: those of the row that state this field."""
        if self._unverified and not self._unverified.isdisjoint(fields):
            confidence = Confidence.UNVERIFIED
        elif confidence is None:
            confidence = self._confidence
        cited = _BY_EDITOR if editor else self._citations if citations is None else tuple(citations)
        term = predicate(prop)
        said = [Statement(subject, term, value, origin) for origin in self._source.origins(cited, confidence)]
        if self._source.witness is not None:
            cell = Cell(self._file, self.row.line, fields[0] if fields else "")
            for statement in said:
                self._source.witness(statement, cell)
        return said

    def is_a(self, subject: Iri, cls: str, *fields: str, editor: bool = False) -> list[Statement]:
        return self.says(subject, RDF.type, predicate(cls), *fields, editor=editor)

    def text(self, subject: Iri, prop: str, name: str, *, language: str = "", editor: bool = False) -> list[Statement]:
        value = self.pop(name)
        return self.says(subject, prop, Literal(value, XSD.string, language), name, editor=editor) if value else []

    def in_both(self, subject: Iri, prop: str, name: str, *, editor: bool = False) -> list[Statement]:
        """A text that people read, from its columns `<name>_it` and `<name>_en`: one statement in each language."""
        return [
            statement
            for language in ("it", "en")
            for statement in self.text(subject, prop, f"{name}_{language}", language=language, editor=editor)
        ]

    def texts(self, subject: Iri, prop: str, name: str, *, editor: bool = False) -> list[Statement]:
        """The items of a list, each a plain string."""
        values = split(self.pop(name))
        return [s for value in values for s in self.says(subject, prop, Literal(value), name, editor=editor)]

    def typed(
        self, subject: Iri, prop: str, name: str, datatype: str, *, citations: Iterable[str] | None = None
    ) -> list[Statement]:
        """A literal of that XSD type; decimals in their shortest form."""
        value = self.pop(name)
        if not value:
            return []
        lexical = decimal(value) if datatype == XSD.decimal else value
        return self.says(subject, prop, Literal(lexical, datatype), name, citations=citations)

    def dated(self, subject: Iri, prop: str, name: str) -> list[Statement]:
        value = self.pop(name)
        return self.says(subject, prop, dated(value), name) if value else []

    def flag(self, subject: Iri, prop: str, name: str, *fields: str) -> list[Statement]:
        """True where the cell says yes; an empty cell says nothing."""
        given = self.pop(name) == "yes"
        return self.says(subject, prop, Literal("true", XSD.boolean), name, *fields) if given else []

    def page(self, subject: Iri, prop: str, name: str) -> list[Statement]:
        """An address on the web."""
        value = self.pop(name)
        return self.says(subject, prop, Iri(web_address(value)), name) if value else []

    def links(
        self, subject: Iri, prop: str, name: str, targets: Mapping[str, Iri], *, editor: bool = False
    ) -> list[Statement]:
        """References, each to the entity that `targets` holds for its id."""
        ids = split(self.pop(name))
        return [s for one in ids for s in self.says(subject, prop, targets[one], name, editor=editor)]


def web_address(url: str) -> str:
    """An address as an IRI: what may not stand in one is percent-encoded.

    >>> web_address("https://example.org/a b|c?d=è")
    'https://example.org/a%20b%7Cc?d=è'
    """
    if _PLAIN_ADDRESS.fullmatch(url):
        return url
    return "".join(char if char in _IRI_SAFE or char.isalnum() else quote(char) for char in url)
