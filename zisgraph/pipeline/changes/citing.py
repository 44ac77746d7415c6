"""Who says it, in a few words: publisher and date, and whether anybody has checked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from zisgraph.analytics.wording import Language, joined
from zisgraph.model.terms import Confidence
from zisgraph.pipeline.changes.items import Saying
from zisgraph.pipeline.changes.naming import Names
from zisgraph.pipeline.meta import EDITOR, PRODUCT

_LONGEST: Final = 60
_MOST: Final = 3
_GENERAL: Final = "general-knowledge"


def by_whom(said: Sequence[Saying], names: Names, language: Language, *, lead: bool = False) -> str:
    """The citations of some sayings, the first few by name; `lead` puts the word "source" before them."""
    told = list(dict.fromkeys(_short(one, names, language) for one in said if one.citation))
    if not told:
        return "zisgraph"
    more = len(told) - _MOST
    if more > 0:
        told = [*told[:_MOST], f"altre {more}" if language == "it" else f"{more} more"]
    plain = lead and any(one.citation not in (EDITOR, PRODUCT, _GENERAL) for one in said)
    word = {"it": ("fonte", "fonti"), "en": ("source", "sources")}[language][len(told) > 1]
    return (f"{word}: " if plain else "") + joined(told, language)


def _short(one: Saying, names: Names, language: Language) -> str:
    italian = language == "it"
    if one.citation == EDITOR:
        return "scelta dei curatori" if italian else "choice of the editors"
    if one.citation == PRODUCT:
        return "calcolato da zisgraph" if italian else "computed by zisgraph"
    if one.citation == _GENERAL:
        return "nessuna fonte letta, non verificato" if italian else "no source read, unverified"
    known = names.citation(one.citation)
    who = (known.publisher or known.title) if known else ""
    who = who if len(who) <= _LONGEST else f"{who[: _LONGEST - 1].rstrip(' ,;-')}…"
    date = (known.date if known else "") or ("senza data" if italian else "undated")
    doubt = "" if one.confidence == Confidence.SOURCED else ", non verificato" if italian else ", unverified"
    return f"{who or one.citation}, {date}{doubt}"
