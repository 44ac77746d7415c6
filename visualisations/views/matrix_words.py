"""The words around the matrix of each mode: its title, how to read it, and why a cell has no number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from zisgraph.visualisations.translation import Translator
from zisgraph.visualisations.views.matrix_counts import BOUNDS, Blank


@dataclass(frozen=True, slots=True)
class KeyStep:
    """One line of "Come si legge"."""

    step: int
    text: str
    sample: int


def mode_words(t: Translator) -> Mapping[str, tuple[str, str, str]]:
    """By mode: its name among the modes, its title, and how to read it."""
    return {
        "organisations": (
            t("Organisations"),
            t("Organisations by specialisation and province"),
            t("Each cell counts the organisations with that specialisation. Who has several counts several times."),
        ),
        "unlinked": (
            t("Without recorded ties"),
            t("Bodies with no recorded tie to other kinds, by specialisation and province"),
            " ".join((t("Each cell counts the bodies that have no recorded tie with a body of another kind (company, research, training…) in the same cell. Perhaps only the record is missing."), _counted(t))),
        ),
        "ties": (
            t("Recorded ties"),
            t("Recorded of possible ties, by specialisation and province"),
            " ".join((t("Possible are the ties between bodies of different kinds (company with research, training…). Only kinds with at least two bodies in the cell count. The darker, the more pairs without a recorded tie; perhaps only the record is missing."), _counted(t))),
        ),
        "pairs": (
            t("Like pairs"),
            t("Like and near pairs with no recorded tie, by specialisation and province"),
            t("Each cell counts the pairs of the last analysis whose main topic is that one. A pair across two provinces counts in both."),
        ),
    }  # fmt: skip


def steps_of(mode: str, t: Translator) -> tuple[KeyStep, ...]:
    """The steps of colour of a mode."""
    bounds = BOUNDS[mode]
    steps = [
        KeyStep(number, t("from %(low)s to %(high)s", low=low, high=high - 1), high - 1)
        for number, (low, high) in enumerate(pairwise(bounds), start=1)
    ]
    return (*steps, KeyStep(len(bounds), t("%(low)s or more", low=bounds[-1]), bounds[-1]))


def blanks_of(mode: str, t: Translator) -> Mapping[Blank, str]:
    """Why a cell has no number."""
    match mode:
        case "ties":
            return {Blank.ALONE: t("too few to compare")}
        case "unlinked":
            one = t("only bodies of one kind, or of no stated kind: nothing to compare")
            return {Blank.NONE: t("none in the data"), Blank.ALONE: one}
        case _:
            return {Blank.NONE: t("none in the data")}


def _counted(t: Translator) -> str:
    """What a body is where ties are counted: not what the count of organisations counts."""
    return t("Here a body counts once with its sites and laboratories, in each province where one of them stands; the count of organisations goes by main seat and leaves sites out, so the numbers differ.")  # fmt: skip
