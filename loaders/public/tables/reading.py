"""A table of a home's own, read by its mapping: each row a thing, each column what it says of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from zisgraph.loaders.geography import Placing, plain
from zisgraph.loaders.public.context import Context
from zisgraph.loaders.public.italian import is_personal
from zisgraph.loaders.public.persons import is_person
from zisgraph.loaders.public.seats import PLATES, placed, seat
from zisgraph.loaders.public.snapshots import role_of
from zisgraph.loaders.public.tables.classes import Kind
from zisgraph.loaders.public.tables.lookups import Lookups
from zisgraph.loaders.public.tables.mapping import TableMapping
from zisgraph.loaders.public.tables.own import mapping_at
from zisgraph.loaders.public.tables.properties import BODY, PLACE, normal
from zisgraph.loaders.public.tables.sentences import Row, spoken
from zisgraph.loaders.public.tables.values import TYPES, Style
from zisgraph.loaders.records import Member, Record, records_of
from zisgraph.model.terms import Iri, Statement
from zisgraph.ontology.vocabulary import ZIS

TABLE: Final = "table"
_FILTERED, _PERSON = "rows that the mapping does not want", "natural persons"
_OUTSIDE, _AGAIN = "rows without a place in Lombardy", "rows repeated word for word"
_PERSONAL_NUMBERS: Final = frozenset({"tax code", "vat number"})
_SOLE_TRADER: Final = re.compile(r"\b(ditta|impresa) individuale\b")
_MISREAD: Final = re.compile(r"Ã[\x80-\xbf©¨¬²¹ ]|â€")
"""What UTF-8 looks like when it is read as Windows-1252."""


def read(context: Context) -> Iterator[Statement]:
    """The statements of one snapshot.

    Raises:
        InputError: a column that the mapping names is not there, or the mapping names a body or topic that is none.
    """
    mapping = mapping_at(context.definition.options["mappings"], context.snapshot.date)
    reading = _Reading(context, mapping, Lookups(context, mapping))
    for member in context.snapshot.members():
        if role_of(context.definition, member) == TABLE:
            yield from reading.file(member)


@dataclass(slots=True)
class _Reading:
    """One snapshot being read; `seen` is what the rows of each key said."""

    context: Context
    mapping: TableMapping
    lookups: Lookups
    seen: dict[str, int] = field(default_factory=dict)

    def file(self, member: Member) -> Iterator[Statement]:
        report, needed = self.context.report, self.mapping.columns
        for record in records_of(member, report, needed, self.mapping.form):
            record.skip(*self.mapping.ignored)
            yield from self._row(record)
            report.read(record)

    def _row(self, record: Record) -> Iterator[Statement]:
        cells = {name: record.text(name) for name in self.mapping.columns}
        left_out = self.context.report.left_out
        if any(cells[column] not in values for column, values in self.mapping.only.items()):
            left_out[_FILTERED] += 1
            return
        kind = self._kind(record, cells)
        key = cells[self.mapping.key]
        if kind is None or not self._has_key(record, key):
            return
        if self._is_person(cells, kind):
            left_out[_PERSON] += 1
            return
        town, is_outside = self._place(record, cells)
        if is_outside and not self.mapping.keeps_outside:
            left_out[_OUTSIDE] += 1
        elif not self._is_repeated(record, key, cells):
            self._check_letters(record, cells)
            yield from self._said(Row(record, cells, kind, self._subject(key)), town, is_outside=is_outside)

    def _said(self, row: Row, town: Placing | None, *, is_outside: bool) -> Iterator[Statement]:
        voice, me = self.context.voice, row.subject
        yield from voice.is_a(me, row.kind.iri)
        yield from voice.editor.text(me, ZIS.helix, row.kind.letter)
        self.context.report.kinds[row.kind.label] += 1
        if town is not None:
            self.context.report.placed[town.method] += 1
            yield from seat(voice, me, town, row.kind.place)
        elif is_outside:
            yield from voice.text(me, ZIS.city, self._of_place(row.cells).get("city", ""))
            yield from voice.flag(me, ZIS.outsideLombardy, value=row.kind.of == BODY)
        for one in self.mapping.says:
            if one.meaning is None or one.meaning.type != PLACE:
                yield from spoken(self.context, self.lookups, row, one)

    def _subject(self, key: str) -> Iri:
        """By the strongest number that the key is, else by the key in this source."""
        minter, word = self.context.voice.minter, self.mapping.key_says
        number = TYPES[word].parse(key, Style()) if word in {"tax code", "vat number", "ror", "pic"} else None
        if number:
            mint = {"tax code": minter.tax, "vat number": minter.vat, "ror": minter.ror, "pic": minter.pic}[word]
            return Iri(mint(number))
        return Iri(minter.row(self.context.definition.id, key))

    def _kind(self, record: Record, cells: dict[str, str]) -> Kind | None:
        by = self.mapping.kind
        if by.every is not None:
            return by.every
        cell = cells[by.column]
        found = by.values.get(cell) or next(
            (one for name, one in by.values.items() if normal(name) == normal(cell)), None
        )
        if found is None:
            allowed = f"one of {', '.join(by.values)}; or a line for it among the values of kind"
            self.context.report.add("kind", record.issue(by.column, repr(cell), allowed))
        return found

    def _has_key(self, record: Record, key: str) -> bool:
        if not key:
            self.context.report.add("key", record.issue(self.mapping.key, "nothing", "what tells this row apart"))
        return bool(key)

    def _is_person(self, cells: dict[str, str], kind: Kind) -> bool:
        """By a tax code of sixteen signs, as a sole trader, or by a name that is a person's, among those who trade."""
        said = {one.word: cells[one.column] for one in self.mapping.says if one.column}
        if any(is_personal(said.get(word, "")) for word in _PERSONAL_NUMBERS) or is_personal(cells[self.mapping.key]):
            return True
        name = said.get("name", "")
        if _SOLE_TRADER.search(plain(name)):
            return True
        return kind.of == BODY and kind.is_company and normal(name) not in self.mapping.not_persons and is_person(name)

    def _of_place(self, cells: Mapping[str, str]) -> dict[str, str]:
        """The parts of the place, by the names that `placed` gives them."""
        found = {}
        for one in self.mapping.says:
            if one.meaning and one.meaning.type == PLACE:
                cell = cells[one.column] if one.column else one.constant
                found[one.meaning.iri] = one.values.get(normal(cell), cell)
        return found

    def _place(self, record: Record, cells: dict[str, str]) -> tuple[Placing | None, bool]:
        """The municipality, and whether the row says that it is elsewhere than in Lombardy."""
        parts = self._of_place(cells)
        if not any(parts.values()):
            return None, False
        point = self._point(parts.pop("latitude", ""), parts.pop("longitude", ""))
        found = placed(self.context.gazetteer, point=point, **parts)
        plate = parts.get("plate", "").upper()
        if found is None and plate and plate in PLATES:
            told = f"{parts.get('city', '')!r} in the province {plate}"
            allowed = "a municipality of that province, as ISTAT spells it"
            self.context.report.add("municipality", record.issue(self._column("municipality"), told, allowed))
        return found, found is None

    def _point(self, latitude: str, longitude: str) -> tuple[float, float] | None:
        values = [TYPES["number"].parse(cell, self._style("latitude")) for cell in (latitude, longitude) if cell]
        return (float(values[0]), float(values[1])) if len(values) == 2 and values[0] and values[1] else None

    def _style(self, word: str) -> Style:
        return next((one.style for one in self.mapping.says if one.word == word), Style())

    def _column(self, word: str) -> str:
        return next((one.column for one in self.mapping.says if one.word == word), word)

    def _is_repeated(self, record: Record, key: str, cells: dict[str, str]) -> bool:
        """Whether a row of this key was read before; one that says something else is an issue, and is not said."""
        mark = hash(tuple(cells.values()))
        if key not in self.seen:
            self.seen[key] = mark
            return False
        if self.seen[key] == mark:
            self.context.report.left_out[_AGAIN] += 1
        else:
            allowed = "each key once: the first row is taken; is there a better column for key?"
            self.context.report.add("key repeated", record.issue(self.mapping.key, f"{key!r} once more", allowed))
        return True

    def _check_letters(self, record: Record, cells: dict[str, str]) -> None:
        for column, cell in cells.items():
            if _MISREAD.search(cell):
                allowed = 'letters such as à; write encoding = "utf-8" in [table], or save the table anew'
                self.context.report.add("letters", record.issue(column, repr(cell), allowed))
