"""Which pairs of records are worth comparing: those that share a rare word, a website or an identifier."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import Final

from zisgraph.identity.names import is_generic, parsed
from zisgraph.identity.records import Record

MOST_SHARING: Final = 40
"""A word that more records than this have in their names brings no two of them together by itself."""
_LEAST_LETTERS: Final = 3
_BEGINNING: Final = 6
"""Letters that a misspelt word has to share with its right form."""


def candidates(records: Iterable[Record]) -> Iterator[tuple[Record, Record]]:
    """Every such pair once, in the order of the keys."""
    known = sorted(records, key=lambda record: record.key)
    groups: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for number, record in enumerate(known):
        for trait in set(_traits(record)):
            groups[trait].append(number)
    pairs = {pair for numbers in groups.values() if len(numbers) <= MOST_SHARING for pair in combinations(numbers, 2)}
    for one, other in sorted(pairs):
        if may_be_one(known[one], known[other]):
            yield known[one], known[other]


def may_be_one(a: Record, b: Record) -> bool:
    """Whether two records could be one body at all: two of the curated tables, or of ROR, are two bodies."""
    return a.key.partition(":")[1] != b.key.partition(":")[1] or (
        ":" in a.key and not (a.key.startswith("ror:") and b.key.startswith("ror:"))
    )


def _traits(record: Record) -> Iterator[tuple[str, str]]:
    for name in (*record.names, *record.short_names):
        told = parsed(name)
        yield "word", told.whole
        if len(told.initials) >= _LEAST_LETTERS:
            yield "word", told.initials
        yield "word", told.compact
        for token in told.tokens:
            if len(token) >= _LEAST_LETTERS and not is_generic(token):
                yield "word", token
                if len(token) > _BEGINNING:
                    yield "beginning", token[:_BEGINNING]
        for first, second in zip(told.tokens, told.tokens[1:], strict=False):
            yield "words", f"{first} {second}"
    for domain in record.domains:
        yield "domain", domain
    yield from record.identifiers
