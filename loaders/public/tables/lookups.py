"""What a mapping refers to in the bundled tables: bodies, topics and units, each by its id or its name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from zisgraph.errors import InputError, Issue
from zisgraph.loaders.bundled.reading import nearest
from zisgraph.loaders.bundled.tables import Row
from zisgraph.loaders.public.context import Context
from zisgraph.loaders.public.tables.mapping import Says, TableMapping
from zisgraph.loaders.public.tables.properties import BODY_ID, SPECIALISATION, normal
from zisgraph.model.terms import Iri

_REGISTERS: Final = ("ror:", "pic:", "tax:")
"""Keys of bodies in other sources, which have to be loaded beside this one."""


class Lookups:
    """The targets that exist. Those that the mapping itself names are checked when it is made.

    Raises:
        InputError: with every target of the mapping that does not exist.
    """

    def __init__(self, context: Context, mapping: TableMapping) -> None:
        self._minter = context.voice.minter
        facts = context.facts
        self._bodies = _named(facts.by_id("organisations"))
        self._topics = _named(facts.by_id("specialisations"))
        self._units = frozenset(facts.by_id("units"))
        issues = [issue for one in mapping.says for issue in self._faults(one, mapping.file_name)]
        if issues:
            raise InputError(issues)

    def target(self, one: Says, cell: str) -> Iri | None:
        """What a cell (translated by the values of its line, if it has some) leads to; None where there is no such."""
        if one.meaning and one.meaning.type == SPECIALISATION:
            found = self._topics.get(normal(cell))
            return Iri(self._minter.specialisation(found)) if found else None
        if cell.startswith(_REGISTERS):
            return Iri(self._minter.judged(cell))
        found = self._bodies.get(normal(cell))
        return Iri(self._minter.organisation(found)) if found else None

    def allowed(self, one: Says, cell: str) -> str:
        """Words for what a cell may lead to, the nearest first."""
        is_topic = one.meaning is not None and one.meaning.type == SPECIALISATION
        known = self._topics if is_topic else self._bodies
        what = "the id or name of a specialisation" if is_topic else "the id or name of a body, or ror:…, pic:…, tax:…"
        return f"{what}{nearest(normal(cell), list(known))}; or a line for it among values"

    def _faults(self, one: Says, file: str) -> list[Issue]:
        where = one.column or one.word
        if one.figure and one.figure.unit not in self._units:
            told = f"one of {', '.join(sorted(self._units))}{nearest(one.figure.unit, sorted(self._units))}"
            return [Issue(file, one.line, where, f"the unit {one.figure.unit!r}", told)]
        if not one.tie and (one.meaning is None or one.meaning.type not in {SPECIALISATION, BODY_ID}):
            return []
        named = [*one.values.values(), *([one.constant] if one.constant else [])]
        return [
            Issue(file, one.line, where, repr(cell), self.allowed(one, cell))
            for cell in named
            if self.target(one, cell) is None
        ]


def _named(rows: Mapping[str, Row]) -> dict[str, str]:
    """Ids by themselves and by the names of their rows."""
    found: dict[str, str] = {}
    for identifier, row in rows.items():
        for word in (row["name_it"], row["name_en"], identifier):
            found[normal(word)] = identifier
    return found
