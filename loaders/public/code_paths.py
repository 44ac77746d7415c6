"""The tree of a list that is published without one, from the paths of codes that other sources give."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from zisgraph.loaders.public.context import Context, records_elsewhere
from zisgraph.loaders.public.voice import Voice
from zisgraph.loaders.records import Record
from zisgraph.model.terms import Confidence, Origin

UNKNOWN: Final = "code not in the list"


@dataclass(frozen=True, slots=True)
class Step:
    """What stands directly above a code ("" for a top), and the voice of the source in which it was read first."""

    parent: str
    voice: Voice


@dataclass(frozen=True, slots=True)
class Paths:
    """The steps by code."""

    steps: Mapping[str, Step]
    below_unknown: Collection[str]
    """Codes that only paths through a code of no list name."""

    def depth(self, code: str) -> int:
        """The number of codes from the top to this one, 0 where no path leads from a top to it."""
        depth, at = 0, code
        while at in self.steps:
            depth, at = depth + 1, self.steps[at].parent
        return 0 if at else depth


def paths(context: Context, known: Collection[str]) -> Paths | None:
    """The paths in the sources that the definition consults, for a list whose options have a `tree`.

    A code that the list does not know, one below two others and one that would stand below itself is an issue of the
    row that says so, told once; what was read first counts.
    """
    options = context.definition.options.get("tree")
    if options is None:
        return None
    reading = _Reading(context, known, str(options["field"]))
    for voice, record in _records(context, str(options["role"])):
        reading.take(voice, record)
    return Paths(reading.steps, reading.below_unknown - reading.steps.keys())


def _records(context: Context, role: str) -> Iterator[tuple[Voice, Record]]:
    """The rows of the other sources, each with the voice of the snapshot in which it stands."""
    for pairs in context.consulted.values():
        for definition, snapshot in pairs:
            origin = Origin(context.definition.id, snapshot.citation, Confidence.SOURCED)
            voice = Voice(context.voice.minter, origin)
            for record in records_elsewhere(definition, snapshot, role):
                yield voice, record


class _Reading:
    """Steps taken from one path after the other; each distinct path is looked at once."""

    def __init__(self, context: Context, known: Collection[str], field: str) -> None:
        self._context, self._known, self._field = context, known, field
        self._seen: set[str] = set()
        self._told: set[tuple[str, str]] = set()
        self.steps: dict[str, Step] = {}
        self.below_unknown: set[str] = set()

    def take(self, voice: Voice, record: Record) -> None:
        path = record.text(self._field)
        if path in self._seen:
            return
        self._seen.add(path)
        codes = [code for code in path.split("/") if code]
        for parent, code in zip(["", *codes], codes, strict=False):
            self._step(Step(parent, voice), code, record)

    def _step(self, step: Step, code: str, record: Record) -> None:
        unknown = next((one for one in (code, step.parent) if one and one not in self._known), "")
        if unknown:
            if unknown == step.parent:
                self.below_unknown.add(code)
            self._tell(UNKNOWN, (unknown, ""), record, repr(unknown), "a code of the list")
            return
        known = self.steps.setdefault(code, step)
        if known is step and self._is_below(step.parent, code):
            del self.steps[code]
            told = f"{code} below {step.parent}, which stands below it"
            self._tell("circle", (code, step.parent), record, told, "a tree")
        elif known.parent != step.parent:
            told = f"{code} below {step.parent or 'none'}"
            allowed = f"{known.parent or 'none'}, as in an earlier row"
            self._tell("another parent", (code, step.parent), record, told, allowed)

    def _is_below(self, code: str, other: str) -> bool:
        """Whether one code is the other, or stands somewhere below it."""
        seen: set[str] = set()
        while code and code not in seen:
            if code == other:
                return True
            seen.add(code)
            code = self.steps[code].parent if code in self.steps else ""
        return False

    def _tell(self, kind: str, key: tuple[str, str], record: Record, received: str, allowed: str) -> None:
        if key not in self._told:
            self._told.add(key)
            self._context.report.add(kind, record.issue(self._field, received, allowed))
