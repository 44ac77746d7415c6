"""The dated states of a zone in words: never above what the source says, and none is admitted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from zisgraph.catalogue.records import ZoneState
from zisgraph.visualisations.translation import Translator
from zisgraph.visualisations.views.citing import Citing, SourceLine


@dataclass(frozen=True, slots=True)
class StateItem:
    """One point of the timeline; `now` marks the newest state that a source gives."""

    text: str
    date: str
    sources: tuple[SourceLine, ...]
    now: bool


def status_text(status: str, t: Translator) -> str:
    """One state in words."""
    known = {
        "announced_intention": t("Intention announced"),
        "candidature_in_preparation": t("Candidature in preparation"),
        "proposal_discussed": t("Proposal discussed"),
        "tour_focus": t("Stop of the regional tour"),
        "press_suggestion": t("Suggestion in the press"),
    }
    return known.get(status, status.replace("_", " "))


def status_sentence(state: ZoneState | None, t: Translator) -> str:
    """The zone's standing in one sentence."""
    if state is None:
        return t("Not admitted: no state is recorded")
    words = status_text(state.status, t)
    return t("Not admitted: %(state)s", state=words[:1].lower() + words[1:])


def timeline(states: Iterable[ZoneState], citing: Citing) -> tuple[StateItem, ...]:
    """What the sources say, oldest first, then the steps that no source reports."""
    t, formats = citing.formats.words, citing.formats
    ordered = sorted(states, key=lambda state: state.date)
    if not ordered:
        return ()
    items = [
        StateItem(status_text(s.status, t), formats.day(s.date), citing.lines(s.sources), s is ordered[-1])
        for s in ordered
    ]
    later = (
        (t("Expression of interest"), t("with a preliminary masterplan")),
        (t("Admitted"), t("none, in any source")),
    )
    return (*items, *(StateItem(text, note, (), False) for text, note in later))
