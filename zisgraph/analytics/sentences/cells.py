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
    sides = sorted(zip((pair.n_a, pair.n_b), pair.letters, strict=True), reverse=True)
    who = ", ".join(_counted(cell, letter, count, language) for count, letter in sides)
    expected = plain_number(round(pair.expected, 1), language)
    if language == "it":
        ties = f"{pair.tied} dei {number(pair.possible, language)} legami possibili registrati"
        region = f"{expected} attesi dalla quota della regione ({pair.region_tied} su {number(pair.region_possible, language)})"
    else:
        ties = f"{pair.tied} of {number(pair.possible, language)} possible ties recorded"
        region = f"{expected} expected from the region's share ({pair.region_tied} of {number(pair.region_possible, language)})"
    return f"{head} {who}; {ties}, {region}.{doubt(cell.basis, language)}"


def _counted(cell: MatrixCell, letter: str, count: int, language: Language) -> str:
    own = [ref for ref in cell.bodies if ref.helix == letter]
    return bodies(own, letter, language) if len(own) == count else counted(count, letter, language)


def telling_pair(cell: MatrixCell) -> LetterPair | None:
    """The two letters to name: where most pairs are missing, then where most are possible."""
    return max(cell.pairs, key=lambda pair: (round(pair.missing, 9), pair.possible), default=None)


def misses_ties(cell: MatrixCell) -> bool:
    """Whether the pair that its sentence tells of lacks half a tie or more; less is no news."""
    pair = telling_pair(cell)
    return pair is not None and round(pair.missing, 1) >= LEAST_MISSING
