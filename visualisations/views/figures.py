"""The figures recorded of an entity, in words."""

from __future__ import annotations

from collections.abc import Iterable

from zisgraph.catalogue.records import Observation
from zisgraph.model.terms import Confidence
from zisgraph.visualisations.environment import capital
from zisgraph.visualisations.views.citing import Citing
from zisgraph.visualisations.views.fact_rows import FactRow, FactValue, assembled


def figures(
    observations: Iterable[Observation], conflicts: tuple[frozenset[str], ...], citing: Citing
) -> list[FactRow]:
    """A line for each figure; those of one conflict share a line."""
    rows: list[FactRow] = []
    left = {observation.iri: observation for observation in observations}
    for together in conflicts:
        own = [left.pop(iri) for iri in sorted(together) if iri in left]
        if own:
            values = tuple(value for observation in own for value in _figure(observation, citing, dated=True).values)
            label = own[0].label.in_(citing.formats.words.language)
            rows.append(assembled(f"conflict-{own[0].indicator}", capital(label), values, conflict=True))
    return rows + [_figure(observation, citing) for observation in left.values()]


def _figure(observation: Observation, citing: Citing, *, dated: bool = False) -> FactRow:
    t = citing.formats.words
    label, text = capital(observation.label.in_(t.language)), figure_text(observation, citing)
    if observation.year and dated:
        text = f"{text} ({observation.year})"
    elif observation.year:
        label = f"{label}, {observation.year}"
    sourced = observation.confidence is Confidence.SOURCED
    value = FactValue(text, "", "", False, citing.lines(observation.sources), sourced)
    return assembled(f"figure-{observation.iri}", label, (value,), conflict=False)


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
    counted = unit and unit not in (t("number"), t("yes/no"), t("date"))
    return " ".join(part for part in (qualifier, text, unit if counted else "") if part)
