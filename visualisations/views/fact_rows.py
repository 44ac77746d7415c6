"""One line of the facts panel: the values of a property, with the sources of each."""

from __future__ import annotations

from dataclasses import dataclass, replace

from zisgraph.visualisations.views.citing import SourceLine, said_by_a_source


@dataclass(frozen=True, slots=True)
class FactValue:
    """One value: its text, where it leads (our page or a foreign address), its sources."""

    text: str
    language: str
    href: str
    external: bool
    sources: tuple[SourceLine, ...]
    sourced: bool


@dataclass(frozen=True, slots=True)
class FactRow:
    """One line of the panel; `shared` are the sources when all values have the same ones."""

    key: str
    label: str
    values: tuple[FactValue, ...]
    shared: tuple[SourceLine, ...]
    sourced: bool
    conflict: bool

    @property
    def chosen(self) -> bool:
        """Whether the editors of the data chose it, and no source says it."""
        lines = [line for value in self.values for line in value.sources]
        return self.sourced and any(line.chosen for line in lines) and not said_by_a_source(lines)


def assembled(key: str, label: str, values: tuple[FactValue, ...], *, conflict: bool) -> FactRow:
    """A row of its values, each once with all its sources."""
    merged: dict[tuple[str, str], FactValue] = {}
    for value in values:
        known = merged.get((value.text, value.href))
        if known is None:
            merged[(value.text, value.href)] = value
        else:
            sources = tuple({line.href: line for line in (*known.sources, *value.sources)}.values())
            merged[(value.text, value.href)] = replace(known, sources=sources, sourced=known.sourced or value.sourced)
    distinct = tuple(merged.values())
    same = len({tuple((line.href, line.sourced) for line in value.sources) for value in distinct}) == 1
    conflict = conflict and len(distinct) > 1
    shared = distinct[0].sources if same and not conflict else ()
    return FactRow(key, label, distinct, shared, all(value.sourced for value in distinct), conflict)
