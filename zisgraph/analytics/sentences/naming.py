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
    joined,
    lowered,
    percent,
)

SITES = frozenset({"CompanySite", "ItsSite", "UniversityCampus"})
"""Kinds whose name says after its dash which place it is."""


NAMED = 2
"""Bodies named of those whose place is unverified; more are counted."""


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
    share, where = percent(basis.unverified_share, language), _unplaced(basis.unplaced, language)
    if language == "it":
        rest = "dei legami, dei temi e dei luoghi" if basis.places else "dei legami e dei temi"
        return f" Non è verificato {share} {rest} su cui poggia{where}."
    rest = "ties, topics and places" if basis.places else "ties and topics"
    return f" Of the {rest} it rests on, {share} is unverified{where}."


def _unplaced(refs: Sequence[Ref], language: Language) -> str:
    """That the unverified includes where some bodies are; up to two are named."""
    if not refs:
        return ""
    many = len(refs) > NAMED
    if language == "it":
        who = f"{len(refs)} soggetti" if many else joined([name_of(ref, "it") for ref in refs], "it")
        return f", tra cui dove {'si trova' if len(refs) == 1 else 'si trovano'} {who}"
    who = f"{len(refs)} bodies" if many else joined([name_of(ref, "en") for ref in refs], "en")
    return f", including where {who} {'is' if len(refs) == 1 else 'are'}"


def bodies(refs: Sequence[Ref], letter: str, language: Language) -> str:
    """How many bodies of a helix letter, by the noun of its kind where all are of that kind, else by a wider one."""
    mixed = letter in KINDS and any(ref.kind not in KINDS[letter] for ref in refs if ref.kind)
    return counted(len(refs), f"{letter}{WIDER}" if mixed else letter, language)
