"""Cells of the topic by area matrix."""

from __future__ import annotations

from zisgraph.analytics.findings import LetterPair, MatrixCell
from zisgraph.analytics.sentences.naming import bodies, doubt, name_of, topic_of
from zisgraph.analytics.wording import (
    Language,
    counted,
    joined,
    number,
    plain_number,
)

LEAST_MISSING = 0.5
"""Ties short of what the region lets expect, to one decimal, from which a cell is told of."""


def cell_sentence(cell: MatrixCell, language: Language, pair: LetterPair | None = None) -> str:
    """Who stands in a cell and how many of the possible ties are recorded, against what the region lets expect.

    Told of the pair of letters given, else of the most telling one: "Pavia, microelettronica: 12 imprese, 3 enti di
    ricerca; 9 dei 36 legami possibili registrati, 16,3 attesi dalla quota della regione (14 su 31)."
    """
    area = name_of(cell.area, language)
    head = f"{area}, {topic_of(cell.topic, language)}:"
    pair = pair or telling_pair(cell)
    if pair is None:
        counts = [_counted(cell, letter, count, language) for letter, count in cell.counts]
        few = "troppo pochi per un confronto" if language == "it" else "too few to compare"
        return f"{head} {joined(counts, language)}; {few}."
    ties = f"{_who(cell, pair, language)}; {_recorded(pair.tied, pair.possible, language)}"
    expected = plain_number(round(pair.expected, 1), language)
    of_region = f"({_share(pair.region_tied, pair.region_possible, language)})"
    if language == "it":
        region = f"{expected} attesi dalla quota della regione {of_region}"
    else:
        region = f"{expected} expected from the region's share {of_region}"
    return f"{head} {ties}, {region}.{doubt(cell.basis, language)}"


def whole_cell_sentence(cell: MatrixCell, language: Language) -> str:
    """All pairs of letters of a cell, those that miss most first, below the number that they add up to.

    "Pavia, microelettronica: 2 dei 61 legami possibili registrati, cioè 11 imprese, 3 enti di ricerca: 2 su 33
    (2,5 attesi dalla quota della regione, 9 su 119); 11 imprese, 2 enti di formazione: 0 su 22 (…)."
    """
    if len(cell.pairs) < 2:
        return cell_sentence(cell, language)
    tied, possible = sum(pair.tied for pair in cell.pairs), sum(pair.possible for pair in cell.pairs)
    parts = "; ".join(_part(cell, pair, language) for pair in sorted(cell.pairs, key=_rank, reverse=True))
    head = f"{name_of(cell.area, language)}, {topic_of(cell.topic, language)}:"
    that_is = "cioè" if language == "it" else "that is"
    return f"{head} {_recorded(tied, possible, language)}, {that_is} {parts}.{doubt(cell.basis, language)}"


def _part(cell: MatrixCell, pair: LetterPair, language: Language) -> str:
    expected = plain_number(round(pair.expected, 1), language)
    words = "attesi dalla quota della regione" if language == "it" else "expected from the region's share"
    region = f"({expected} {words}, {_share(pair.region_tied, pair.region_possible, language)})"
    return f"{_who(cell, pair, language)}: {_share(pair.tied, pair.possible, language)} {region}"


def _who(cell: MatrixCell, pair: LetterPair, language: Language) -> str:
    sides = sorted(zip((pair.n_a, pair.n_b), pair.letters, strict=True), reverse=True)
    return ", ".join(_counted(cell, letter, count, language) for count, letter in sides)


def _recorded(tied: int, possible: int, language: Language) -> str:
    if language == "it":
        return f"{tied} dei {number(possible, language)} legami possibili registrati"
    return f"{tied} of {number(possible, language)} possible ties recorded"


def _share(part: int, whole: int, language: Language) -> str:
    return f"{part} {'su' if language == 'it' else 'of'} {number(whole, language)}"


def _counted(cell: MatrixCell, letter: str, count: int, language: Language) -> str:
    own = [ref for ref in cell.bodies if ref.helix == letter]
    return bodies(own, letter, language) if len(own) == count else counted(count, letter, language)


def telling_pair(cell: MatrixCell) -> LetterPair | None:
    """The two letters to name: where most pairs are missing, then where most are possible."""
    return max(cell.pairs, key=_rank, default=None)


def _rank(pair: LetterPair) -> tuple[float, int]:
    return round(pair.missing, 9), pair.possible


def misses_ties(cell: MatrixCell) -> bool:
    """Whether the pair that its sentence tells of lacks half a tie or more; less is no news."""
    pair = telling_pair(cell)
    return pair is not None and round(pair.missing, 1) >= LEAST_MISSING
