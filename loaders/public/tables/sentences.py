"""What one cell says, as statements."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from zisgraph.loaders.public.context import Context
from zisgraph.loaders.public.observations import Figure, figure
from zisgraph.loaders.public.tables.classes import Kind
from zisgraph.loaders.public.tables.lookups import Lookups
from zisgraph.loaders.public.tables.mapping import Says
from zisgraph.loaders.public.tables.properties import BODY_ID, FIGURE, PROGRAMME, SPECIALISATION, normal
from zisgraph.loaders.public.tables.values import TYPES
from zisgraph.loaders.public.voice import Voice
from zisgraph.loaders.records import Record
from zisgraph.model.terms import Iri, Statement
from zisgraph.ontology.vocabulary import FOAF, SCHEMA, TIE_CLASSES, XSD, ZIS

_EMPTY: Final = frozenset({"", "-", "--", "n.d.", "n/d", "nd", "n.a.", "n/a", "na", "null", "none"})
"""Cells that say that there is nothing to say."""
_NUMBERS: Final[Mapping[str, str]] = {"amount": XSD.decimal, "number": XSD.decimal, "whole": XSD.integer}
_LARGEST_CELL: Final = 2_000
_CODES: Final = {cls: code for code, cls in TIE_CLASSES.items()}


@dataclass(frozen=True, slots=True)
class Row:
    """A row being read: its record for messages, its cells, its kind and what it speaks of."""

    record: Record
    cells: Mapping[str, str]
    kind: Kind
    subject: Iri


def spoken(context: Context, lookups: Lookups, row: Row, one: Says) -> Iterator[Statement]:
    """What one line of the mapping says of a row; a cell that cannot be read is an issue, and says nothing."""
    voice = context.voice.unverified if one.is_unverified else context.voice
    for given in _cells(row, one):
        cell = one.values.get(normal(given), "" if one.values else given)
        if one.values and not cell:
            told = ", ".join(one.values)
            context.report.add(
                "value", row.record.issue(one.column, repr(given), f"a line for it among values: {told}")
            )
        elif len(cell) > _LARGEST_CELL:
            told = f"{len(cell):,} characters"
            context.report.add("length", row.record.issue(one.column, told, f"{_LARGEST_CELL:,} at most"))
        elif one.tie or (one.meaning and one.meaning.type in {SPECIALISATION, BODY_ID}):
            yield from _linked(context, voice, lookups, row, one, cell)
        elif one.meaning and one.meaning.type == FIGURE:
            yield from _figure(context, voice, row, one, cell)
        else:
            yield from _valued(context, voice, row, one, cell)


def _cells(row: Row, one: Says) -> list[str]:
    whole = row.cells[one.column] if one.column else one.constant
    parts = whole.split(one.separator) if one.separator else [whole]
    return [part.strip() for part in parts if part.strip().casefold() not in _EMPTY]


def _valued(context: Context, voice: Voice, row: Row, one: Says, cell: str) -> Iterator[Statement]:
    if one.meaning is None:
        return
    kind = TYPES[one.meaning.type]
    value = kind.parse(cell, one.style)
    if value is None:
        context.report.add(one.word, row.record.issue(one.column, repr(cell), kind.allowed))
    elif one.meaning.iri == SCHEMA.foundingDate or one.meaning.type == "date":
        yield from voice.date(row.subject, one.meaning.iri, value)
    elif one.meaning.iri == FOAF.homepage:
        yield from voice.page(row.subject, one.meaning.iri, value)
    elif one.meaning.type in _NUMBERS:
        yield from voice.number(row.subject, one.meaning.iri, value, _NUMBERS[one.meaning.type])
    else:
        yield from voice.text(row.subject, one.meaning.iri, value)


def _linked(context: Context, voice: Voice, lookups: Lookups, row: Row, one: Says, cell: str) -> Iterator[Statement]:
    target = lookups.target(one, cell)
    if target is None:
        context.report.add(one.word, row.record.issue(one.column, repr(cell), lookups.allowed(one, cell)))
    elif one.tie:
        yield from _tie(voice, row.subject, one.tie, target)
    elif one.meaning and one.meaning.type == SPECIALISATION:
        prop = ZIS.teaches if row.kind.of == PROGRAMME else ZIS.hasSpecialisation
        yield voice.editor.says(row.subject, prop, target)
    elif one.meaning:
        yield voice.says(row.subject, one.meaning.iri, target)


def _tie(voice: Voice, subject: Iri, cls: str, target: Iri) -> Iterator[Statement]:
    ends = (voice.minter.local_id(one.value).removeprefix("curated/").replace("/", "-") for one in (subject, target))
    start, end = ends
    tie = Iri(voice.minter.tie(start, _CODES[cls], end))
    yield from voice.is_a(tie, cls)
    yield voice.says(tie, ZIS.tieFrom, subject)
    yield voice.says(tie, ZIS.tieTo, target)


def _figure(context: Context, voice: Voice, row: Row, one: Says, cell: str) -> Iterator[Statement]:
    if one.figure is None:
        return
    value = TYPES["number"].parse(cell, one.style)
    year = one.figure.year
    if one.figure.year_column:
        given = row.cells[one.figure.year_column]
        found = TYPES["year"].parse(given, one.style) if given else ""
        if found is None:
            context.report.add("year", row.record.issue(one.figure.year_column, repr(given), TYPES["year"].allowed))
            return
        year = found
    if value is None:
        context.report.add("figure", row.record.issue(one.column, repr(cell), TYPES["number"].allowed))
        return
    yield from figure(voice, row.subject, Figure(one.figure.indicator, one.figure.unit, value, year, cell))
