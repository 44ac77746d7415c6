"""From the statements that differ to what happened: one item for a thing that came or went, one for each property."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import Final

from zisgraph.loaders.public.sorting import sorted_lines
from zisgraph.model.iris import Minter
from zisgraph.ontology.vocabulary import RDF, ZIS
from zisgraph.pipeline.changes.comparing import Difference, Quad
from zisgraph.pipeline.changes.items import ADDED, CHANGED, REMOVED, Item, Saying, StatementChange
from zisgraph.pipeline.changes.layers import Layer, Layers
from zisgraph.pipeline.changes.pairing import Pairing

_Who = tuple[tuple[Saying, ...], tuple[Saying, ...]]
_PART, _END = "\x1f", "\t"
_HELD: Final = 10_000
"""Items sorted in memory at once; one of a thing that is new holds all its statements, some kilobytes."""
_FIGURE: Final = f"<{ZIS.Observation}>"
_FIGURE_KEY: Final = (ZIS.observationOf, ZIS.indicator, ZIS.year, ZIS.unit)
"""What tells two figures of one fact from two facts; the address of a figure also stands for its value."""


class Itemiser:
    """Makes items of differences; what belongs to one body stands together, in the order of the bodies' addresses."""

    def __init__(self, minter: Minter, scratch: Path) -> None:
        self._layers, self._pairing, self._scratch = Layers(minter), Pairing(minter), scratch

    def items(self, found: Iterable[Difference]) -> Iterator[tuple[Layer, Item]]:
        """The items of all layers, layer by layer."""
        lines = sorted_lines(self._lines(found), self._scratch, _HELD)
        for key, group in groupby(lines, key=lambda line: line.partition(_END)[0]):
            layer = Layer(key.partition(_PART)[0])
            held = [Item.loads(line.partition(_END)[2]) for line in group]
            for item in self._figures(held) if _is_figure_key(key) else held:
                yield layer, item

    def _lines(self, found: Iterable[Difference]) -> Iterator[str]:
        for difference in found:
            before, after = self._layers.split(difference.before), self._layers.split(difference.after)
            for layer in before.keys() | after.keys():
                was, now = before.get(layer, frozenset()), after.get(layer, frozenset())
                if was != now:
                    for item in self._of_subject(difference.subject, was, now):
                        key = _figure_key(was or now) if item.whole else ()
                        place = key or (_owner(was or now) or item.subject, item.subject)
                        yield f"{_PART.join((layer.value, *place))}{_END}{item.dumps()}\n"

    def _of_subject(self, subject: str, was: frozenset[Quad], now: frozenset[Quad]) -> Iterator[Item]:
        if not was or not now:
            kind, changes = REMOVED if was else ADDED, self._pairing.changes(was, now)
            yield Item(kind, subject, tuple(changes), whole=True)
            return
        changes = self._pairing.changes(was - now, now - was)
        before, after = _stated(was), _stated(now)
        told_again = [one for one in changes if not one.before and (one.predicate, one.after) in before]
        told_less = [one for one in changes if not one.after and (one.predicate, one.before) in after]
        for kind, some in ((ADDED, told_again), (REMOVED, told_less)):
            for group in _by_saying(some).values():
                yield Item(kind, subject, tuple(replace(one, shared=True) for one in group))
        resourced = [one for one in changes if one.before == one.after]
        for group in _by_saying(resourced).values():
            yield Item(CHANGED, subject, tuple(group))
        for one in changes:
            if one not in told_again and one not in told_less and one not in resourced:
                yield Item(ADDED if not one.before else CHANGED if one.after else REMOVED, subject, (one,))

    def _figures(self, held: list[Item]) -> Iterator[Item]:
        """Figures of one fact: one that went and one that came are one whose value changed."""
        gone, came = [one for one in held if one.kind == REMOVED], [one for one in held if one.kind == ADDED]
        if len(gone) == len(came) == 1:
            was = {(one.predicate, one.before): one.before_by for one in gone[0].statements}
            now = {(one.predicate, one.after): one.after_by for one in came[0].statements}
            same = {key for key in was.keys() & now.keys() if was[key] == now[key]}
            yield Item(CHANGED, came[0].subject, tuple(_rejoined(gone[0], came[0], same)), replaces=gone[0].subject)
            return
        yield from held


def _rejoined(gone: Item, came: Item, same: set[tuple[str, str]]) -> Iterator[StatementChange]:
    """The properties of a figure that changed, each with its value before and after."""
    old: defaultdict[str, list[StatementChange]] = defaultdict(list)
    new: defaultdict[str, list[StatementChange]] = defaultdict(list)
    for one in gone.statements:
        if (one.predicate, one.before) not in same:
            old[one.predicate].append(one)
    for one in came.statements:
        if (one.predicate, one.after) not in same:
            new[one.predicate].append(one)
    for predicate in sorted(old.keys() | new.keys()):
        was, now = old[predicate], new[predicate]
        if len(was) == len(now) == 1:
            yield StatementChange(predicate, was[0].before, now[0].after, was[0].before_by, now[0].after_by)
        else:
            yield from (*was, *now)


def _stated(quads: Iterable[Quad]) -> set[tuple[str, str]]:
    return {(quad.predicate, quad.value) for quad in quads}


def _by_saying(changes: Iterable[StatementChange]) -> dict[_Who, list[StatementChange]]:
    """Changes of which the same sources went and came."""
    found: dict[_Who, list[StatementChange]] = {}
    for one in changes:
        found.setdefault((one.before_by, one.after_by), []).append(one)
    return dict(sorted(found.items()))


def _owner(quads: Iterable[Quad]) -> str:
    """The body that a tie or a figure belongs to; empty for what stands for itself."""
    owners = [quad.value for quad in quads if quad.predicate in (ZIS.tieFrom, ZIS.observationOf)]
    return min(owners, default="").strip("<>")


def _figure_key(quads: frozenset[Quad]) -> tuple[str, ...]:
    """What a figure is about, where the statements are those of one; it sorts right behind its body."""
    if not any(quad.predicate == RDF.type and quad.value == _FIGURE for quad in quads):
        return ()
    values = {name: min((q.value for q in quads if q.predicate == name), default="") for name in _FIGURE_KEY}
    body, *rest = values.values()
    return (body.strip("<>"), _FIGURE, *rest)


def _is_figure_key(key: str) -> bool:
    return f"{_PART}{_FIGURE}{_PART}" in key
