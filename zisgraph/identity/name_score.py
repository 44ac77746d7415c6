"""How far two names of organisations are names of one: a probability from what their tokens have in common."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import astuple, dataclass, field
from typing import Final

from rapidfuzz import fuzz, process
from rapidfuzz.distance import JaroWinkler

from zisgraph.identity.names import Name, is_generic, is_place, parsed, sorts

GENERIC: Final = 0.35
"""What a word that many bodies share counts, beside 1 for another."""
LONE: Final = 0.8
"""What a word counts at least that one name has and the other lacks, while the other has one of its own."""
LEAST_ALIKE: Final = 0.84
"""Two words less alike than this (Jaro-Winkler) are different words."""
_SHORTEST_FUZZY: Final = 4
_LEAST_PREFIX: Final = 4
_PREFIX: Final = 0.8
_LONG: Final = 10
_MISSPELT: Final = 92


@dataclass(frozen=True, slots=True)
class Rarity:
    """How rare words are in a set of names: the rarer, the more a common one says. Unseen words are the rarest."""

    counts: Mapping[str, int] = field(default_factory=dict)
    names: int = 0

    @classmethod
    def of(cls, names: Iterable[str]) -> Rarity:
        """Of the different names in a set."""
        counts: Counter[str] = Counter()
        every = set(names)
        for name in every:
            counts.update(set(parsed(name).tokens))
        return cls(counts, len(every))

    def weight(self, token: str) -> float:
        """From 0 to 1: half for being a word at all, half for its rarity."""
        rare = 1.0
        if self.names > 1:
            rare = 1 - math.log(max(1, self.counts.get(token, 0))) / math.log(self.names)
        return (GENERIC if is_generic(token) or is_place(token) else 1.0) * (0.5 + 0.5 * rare)


@dataclass(frozen=True, slots=True)
class NameFeatures:
    """What two names have in common and where they part, each from 0 to 1."""

    shared: float
    """The weight of the words they share among the weight of all."""
    clash: float
    """The weight of what each says and the other does not, by the smaller of both."""
    numbers: float
    """1 where they bear different numbers."""
    places: float
    """1 where they name different towns, regions or countries."""
    sorts: float
    """How far the sorts of body they tell are different ones."""
    legal: float
    """1 where they mention legal forms of different families."""
    initials: float
    """1 where one is the initials of the other."""


CONSTANT: Final = -1.7
FACTORS: Final = NameFeatures(shared=4.4, clash=-1.2, numbers=-1.1, places=-2.9, sorts=-0.3, legal=-2.0, initials=5.4)
"""Of the logistic function: near what `scripts/fit_names.py` fits on one half of the names of ROR and CORDIS records."""


def name_score(one: str, other: str, rarity: Rarity) -> float:
    """The probability that two names are of one body, nothing else being known."""
    found = name_features(one, other, rarity)
    return logistic(CONSTANT + sum(factor * value for factor, value in zip(row(FACTORS), row(found), strict=True)))


def row(features: NameFeatures) -> tuple[float, ...]:
    """The features as numbers, in their order."""
    return astuple(features)


def logistic(value: float) -> float:
    """From any number to a probability."""
    return 1 / (1 + math.exp(-value))


def name_features(one: str, other: str, rarity: Rarity) -> NameFeatures:
    """The features of two names; the order of the two does not matter."""
    a, b = sorted((parsed(one), parsed(other)), key=lambda name: (name.tokens, name.words))
    a, b = _split_like(a, b), _split_like(b, a)
    left = [rarity.weight(token) for token in a.tokens]
    right = [rarity.weight(token) for token in b.tokens]
    total_left, total_right = sum(left), sum(right)
    if not total_left or not total_right:
        return NameFeatures(0, 0, 0, 0, 0, 0, 0)
    shared_left, shared_right, only_left, only_right = _shared(a.tokens, b.tokens, left, right)
    return NameFeatures(
        shared=(shared_left + shared_right) / (total_left + total_right),
        clash=min(1.0, only_left, only_right),
        numbers=_apart(_numbers(a), _numbers(b)),
        places=_apart(_places(a), _places(b)),
        sorts=_difference(sorts(a), sorts(b)),
        legal=_apart(a.legal, b.legal),
        initials=float(_is_initials(a, b) or _is_initials(b, a)),
    )


def _split_like(name: Name, other: Name) -> Name:
    """The name with words apart that it writes as one and the other does not: "ProvinciaLodi", "BIOTECH"."""
    if len(name.words) == 1 < len(other.words) and fuzz.ratio(name.whole, other.whole) >= _MISSPELT:
        return other
    parts: dict[str, tuple[int, int]] = {}
    for start in range(len(other.words)):
        for end in range(start + 2, len(other.words) + 1):
            parts["".join(other.words[start:end])] = (start, end)
    if not parts:
        return name
    words, tokens = list[str](), list[str]()
    for word, token in zip(name.words, name.tokens, strict=True):
        start, end = parts.get(word) or _nearly(word, parts)
        words += other.words[start:end] or (word,)
        tokens += other.tokens[start:end] or (token,)
    return Name(tuple(words), tuple(tokens), name.legal, name.whole)


def _nearly(word: str, parts: Mapping[str, tuple[int, int]]) -> tuple[int, int]:
    """The part that is the word but for a letter or two; (0, 0) for none."""
    if len(word) < _LONG:
        return 0, 0
    found = process.extractOne(word, parts.keys(), scorer=fuzz.ratio, score_cutoff=_MISSPELT)
    return parts[found[0]] if found else (0, 0)


def _shared(
    one: Sequence[str], other: Sequence[str], left: Sequence[float], right: Sequence[float]
) -> tuple[float, float, float, float]:
    """The weight of the words of each that have a partner in the other, the most alike partners first, and of those
    of each that have none."""
    pairs = sorted(
        ((_alike(a, b), n, m) for n, a in enumerate(one) for m, b in enumerate(other)),
        key=lambda pair: (-pair[0], abs(pair[1] - pair[2]), pair[1:]),
    )
    free_left, free_right = set(range(len(one))), set(range(len(other)))
    shared_left = shared_right = 0.0
    for alike, n, m in pairs:
        if not alike:
            break
        if n in free_left and m in free_right:
            free_left.discard(n)
            free_right.discard(m)
            shared_left += alike * left[n]
            shared_right += alike * right[m]
    only_left, only_right = (
        sum(max(side[n], LONE) for n in free) for side, free in ((left, free_left), (right, free_right))
    )
    return shared_left, shared_right, only_left, only_right


def _alike(one: str, other: str) -> float:
    """How far two words are one, misspelt or cut: 1 for the same, 0 for different ones."""
    if not one or not other:
        return 0.0
    if one == other:
        return 1.0
    shorter, longer = sorted((one, other), key=len)
    if shorter.isdigit() or longer.isdigit():
        return 0.0
    if len(shorter) >= _SHORTEST_FUZZY:
        alike = float(JaroWinkler.similarity(one, other))
        if alike >= LEAST_ALIKE and fuzz.ratio(one, other) >= 100 * (LEAST_ALIKE - 0.1):
            return alike
    return _PREFIX if len(shorter) >= _LEAST_PREFIX and longer.startswith(shorter) else 0.0


def _apart(one: Set[str], other: Set[str]) -> float:
    """1 where both say something, and nothing in common."""
    return float(bool(one) and bool(other) and not one & other)


def _difference(one: Set[str], other: Set[str]) -> float:
    """The part of all that both say which only one says; 0 where one says nothing."""
    return 1 - len(one & other) / len(one | other) if one and other else 0.0


def _places(name: Name) -> set[str]:
    return {token for token in name.tokens if is_place(token)}


def _numbers(name: Name) -> set[str]:
    return {token for token in name.tokens if token.isdigit()}


def _is_initials(short: Name, whole: Name) -> bool:
    return len(short.tokens) == 1 and len(whole.tokens) > 2 and short.compact == whole.initials
