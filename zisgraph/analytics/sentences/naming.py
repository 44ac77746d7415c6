"""Names, nouns and doubt, as every sentence writes them."""

from __future__ import annotations

from collections.abc import Sequence

from zisgraph.analytics.evidence import Basis, Ref
from zisgraph.analytics.wording import (
    KINDS,
    WIDER,
    Language,
    counted,
    fitted,
    lowered,
    percent,
)

SITES = frozenset({"CompanySite", "ItsSite", "UniversityCampus"})
"""Kinds whose name says after its dash which place it is."""


def name_of(ref: Ref, language: Language) -> str:
    """The entity's name as sentences write it; of a site the whole name, which alone says which one it is."""
    name = (ref.name_it or ref.name_en) if language == "it" else (ref.name_en or ref.name_it)
    return name if ref.kind in SITES else fitted(name)


def topic_of(ref: Ref, language: Language) -> str:
    return lowered(ref.name_it if language == "it" else ref.name_en)


def doubt(basis: Basis, language: Language) -> str:
    """How much of what the finding rests on nobody has checked; empty where all is sourced."""
    if not basis.unverified_share:
        return ""
    share = percent(basis.unverified_share, language)
    if language == "it":
        return f" Non è verificato {share} dei legami e dei temi su cui poggia."
    return f" Of the ties and topics it rests on, {share} is unverified."


def bodies(refs: Sequence[Ref], letter: str, language: Language) -> str:
    """How many bodies of a helix letter, by the noun of its kind where all are of that kind, else by a wider one."""
    mixed = letter in KINDS and any(ref.kind not in KINDS[letter] for ref in refs if ref.kind)
    return counted(len(refs), f"{letter}{WIDER}" if mixed else letter, language)
