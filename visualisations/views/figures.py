"""The figures recorded of an entity, in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import takewhile

from zisgraph.catalogue.records import Observation
from zisgraph.model.terms import Confidence
from zisgraph.visualisations.environment import capital
from zisgraph.visualisations.views.citing import Citing
from zisgraph.visualisations.views.fact_rows import FactRow, FactValue, assembled

UNCOUNTED = frozenset({"count", "yes/no", "date"})
"""English names of the units that no figure needs: its label says what is counted."""


def figures(
    observations: Iterable[Observation], conflicts: tuple[frozenset[str], ...], citing: Citing
) -> list[FactRow]:
    """A line for each figure; those of one conflict share a line."""
    rows: list[FactRow] = []
    left = {observation.iri: observation for observation in observations}
    for together in conflicts:
        own = [left.pop(iri) for iri in sorted(together) if iri in left]
        if own:
            rows.append(_in_conflict(own, citing))
    return rows + [_figure(observation, citing) for observation in left.values()]


def _in_conflict(own: Sequence[Observation], citing: Citing) -> FactRow:
    """Figures of one fact under the words that their labels share; the rest of a label ("to 2030") is its figure's."""
    labels = [observation.label.in_(citing.formats.words.language) for observation in own]
    shared = shared_words(labels)
    values = []
    for observation, label in zip(own, labels, strict=True):
        rest = label.removeprefix(shared).strip()
        year = f"({observation.year})" if observation.year else ""
        text = " ".join(part for part in (figure_text(observation, citing), rest, year) if part)
        values.append(_value(observation, text, citing))
    return assembled(f"conflict-{own[0].indicator}", capital(shared or labels[0]), tuple(values), conflict=True)


def shared_words(labels: Sequence[str]) -> str:
    """The words with which all labels begin.

    >>> shared_words(["dotazione pubblica al 2030", "dotazione pubblica"])
    'dotazione pubblica'
    """
    return " ".join(
        words[0] for words in takewhile(lambda w: len(set(w)) == 1, zip(*map(str.split, labels), strict=False))
    )


def _figure(observation: Observation, citing: Citing) -> FactRow:
    label = capital(observation.label.in_(citing.formats.words.language))
    heading = f"{label}, {observation.year}" if observation.year else label
    value = _value(observation, figure_text(observation, citing), citing)
    return assembled(f"figure-{observation.iri}", heading, (value,), conflict=False)


def _value(observation: Observation, text: str, citing: Citing) -> FactValue:
    sourced = observation.confidence is Confidence.SOURCED
    note = observation.note.in_(citing.formats.words.language)
    text = f"{text} – {note}" if note else text
    return FactValue(text, "", "", False, citing.lines(observation.sources), sourced)


def figure_text(observation: Observation, citing: Citing) -> str:
    """A figure in words: "circa 40.000 kN", "da 10 a 15 persone"."""
    t, formats = citing.formats.words, citing.formats
    unit = observation.unit.in_(t.language)
    low, high = observation.value_min, observation.value_max
    if low and high:
        text = t("from %(low)s to %(high)s", low=formats.number(low), high=formats.number(high))
    elif observation.value:
        text = formats.number(observation.value)
    else:
        text = formats.number(low or high) if low or high else observation.as_given
    qualifier = {"about": t("about"), "at_least": t("at least"), "planned": t("planned:")}.get(
        observation.qualifier, ""
    )
    counted = unit and observation.unit.en not in UNCOUNTED
    return " ".join(part for part in (qualifier, text, unit if counted else "") if part)
