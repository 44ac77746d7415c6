"""Small words for sentences in Italian and English: numbers, lists, nouns, names that fit a line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

Language = Literal["it", "en"]

NOUNS: dict[str, dict[Language, tuple[str, str]]] = {
    "R": {"it": ("ente di ricerca", "enti di ricerca"), "en": ("research body", "research bodies")},
    "P": {"it": ("impresa", "imprese"), "en": ("company", "companies")},
    "T": {"it": ("ente di formazione", "enti di formazione"), "en": ("training body", "training bodies")},
    "I": {"it": ("ente pubblico", "enti pubblici"), "en": ("public body", "public bodies")},
    "C": {"it": ("ente della società civile", "enti della società civile"), "en": ("civil society body", "civil society bodies")},
    "": {"it": ("altro ente", "altri enti"), "en": ("other body", "other bodies")},
    "R+": {"it": ("ente del mondo della ricerca", "enti del mondo della ricerca"), "en": ("body of the research world", "bodies of the research world")},
    "P+": {"it": ("ente del mondo delle imprese", "enti del mondo delle imprese"), "en": ("body of the business world", "bodies of the business world")},
    "T+": {"it": ("ente del mondo della formazione", "enti del mondo della formazione"), "en": ("body of the training world", "bodies of the training world")},
}  # fmt: skip
WIDER = "+"
"""After a letter where its own noun would not be true of all: a cluster stands with the companies and is none."""
KINDS: dict[str, frozenset[str]] = {
    "P": frozenset({"Company", "CompanySite"}),
    "R": frozenset({"ResearchBody", "ResearchHospital", "University", "UniversityCampus", "UniversityDepartment", "Laboratory", "NationalCentre"}),
    "T": frozenset({"ItsAcademy", "ItsSite", "TrainingProvider"}),
}  # fmt: skip
"""Classes of which the noun of their letter is true; bodies of a letter may be of others (a cluster is no company)."""
SMALL: dict[Language, tuple[str, ...]] = {
    "it": ("zero", "uno", "due", "tre", "quattro", "cinque", "sei", "sette", "otto", "nove", "dieci"),
    "en": ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
}
LONG_NAME = 48


def number(value: float, language: Language, decimals: int = 0) -> str:
    """A number as each language writes it.

    >>> number(40000, "it"), number(0.854, "it", 2), number(0.854, "en", 2)
    ('40.000', '0,85', '0.85')
    """
    text = f"{value:,.{decimals}f}"
    return text.translate(str.maketrans(",.", ".,")) if language == "it" else text


def plain_number(value: float, language: Language) -> str:
    """Without decimals that say nothing.

    >>> plain_number(28.3, "it"), plain_number(225.0, "it")
    ('28,3', '225')
    """
    decimals = next((n for n in range(3) if round(value, n) == value), 2)
    return number(value, language, decimals)


def percent(share: float, language: Language) -> str:
    """A share as a whole percentage, never 0 or 100 where it is not.

    >>> percent(0.004, "it"), percent(0.36, "en")
    ("l'1 %", '36%')
    """
    whole = round(share * 100) if share in (0.0, 1.0) else min(99, max(1, round(share * 100)))
    if language == "en":
        return f"{whole}%"
    article = "l'" if whole in {1, 8, 11} or 80 <= whole <= 89 else "lo " if whole == 0 else "il "
    return f"{article}{whole} %"


def small(count: int, language: Language) -> str:
    """Numbers up to ten in letters."""
    return SMALL[language][count] if 0 <= count < len(SMALL[language]) else number(count, language)


def joined(parts: Sequence[str], language: Language) -> str:
    """A list in words.

    >>> joined(["a", "b", "c"], "it")
    'a, b e c'
    """
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {'e' if language == 'it' else 'and'} {parts[-1]}"


def counted(count: int, letter: str, language: Language) -> str:
    """How many bodies of a helix letter.

    >>> counted(3, "P", "it"), counted(1, "R", "en")
    ('3 imprese', '1 research body')
    """
    one, many = NOUNS[letter][language]
    return f"{number(count, language)} {one if count == 1 else many}"


def is_of_a_seat(name: str) -> bool:
    """Whether the part after the dash says which seat it is, and so cannot be left out.

    >>> is_of_a_seat("ENEA - sede di Ispra"), is_of_a_seat("RETURN - Multi-Risk Science")
    (True, False)
    """
    return any(f" {dash} {word} di " in name.lower() for dash in "-–" for word in ("sede", "sezione"))


def fitted(name: str) -> str:
    """A long name up to its explanation: what follows a dash or stands in brackets.

    >>> fitted("Fondazione Chips-IT - Centro italiano per il design dei circuiti integrati")
    'Fondazione Chips-IT'
    """
    if len(name) <= LONG_NAME or is_of_a_seat(name):
        return name
    heads = [name.partition(mark)[0].strip() for mark in (" - ", " – ", " (")]
    return min((head for head in heads if 4 <= len(head) < len(name)), key=len, default=name)


def lowered(name: str) -> str:
    """A topic inside a sentence: lower case at its start, unless it is an acronym.

    >>> lowered("Microelettronica"), lowered("ICT e digitale")
    ('microelettronica', 'ICT e digitale')
    """
    return name[:1].lower() + name[1:] if name[1:2].islower() else name
