"""Names of organisations as tokens that can be compared: without accents, legal forms apart, one word per meaning."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

from anyascii import anyascii

_ABBREVIATION: Final = re.compile(r"\b(?:\w\.){2,}(?:\w\b)?")
_NO_WORD: Final = re.compile(r"[^\w&+]+|_")
_SIGNS: Final = {"&": " and ", "+": " plus "}


@dataclass(frozen=True, slots=True)
class Name:
    """A name taken apart. `words` are those that say something, in their order, and `tokens` the same, each by the
    one that stands for its meaning; `legal` are the families of legal forms it mentions."""

    words: tuple[str, ...]
    tokens: tuple[str, ...]
    legal: frozenset[str]
    whole: str
    """All that was written, run together."""

    @property
    def compact(self) -> str:
        """The words run together."""
        return "".join(self.words)

    @property
    def initials(self) -> str:
        return "".join(word[0] for word in self.words)


@lru_cache(maxsize=1 << 16)
def parsed(name: str) -> Name:
    """A name taken apart. Other scripts are written in Latin letters first.

    >>> parsed("Società Italiana Prove S.p.A. - Milano").tokens
    ('company', 'italian', 'prove', 'milan')
    """
    words = _words(name)
    rest, legal = _without_legal_forms(words)
    kept = [word for word in rest if word not in _vocabulary().stop] or rest or words
    meaning = _vocabulary().meaning
    kept = [word for word in kept if meaning.get(word) != "and"] or kept
    return Name(tuple(kept), tuple(meaning.get(word, word) for word in kept), frozenset(legal), "".join(words))


def is_generic(token: str) -> bool:
    """Whether many bodies share this word of their names."""
    return token in _vocabulary().generic


def is_place(token: str) -> bool:
    """Whether the word names a town, a region or a country."""
    return token in _vocabulary().places


def sorts(name: Name) -> frozenset[str]:
    """The sorts of body that a name tells: university, hospital, foundation."""
    return frozenset(name.tokens) & _vocabulary().sorts


def latin(text: str) -> str:
    """A text in lower-case letters without accents, whatever its script.

    >>> latin("Università Łódź — Газпром")
    'universita lodz - gazprom'
    """
    plain = unicodedata.normalize("NFKD", text)
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return anyascii(plain).casefold()


def _words(name: str) -> list[str]:
    text = _ABBREVIATION.sub(lambda found: found.group().replace(".", ""), latin(name))
    for sign, word in _SIGNS.items():
        text = text.replace(sign, word)
    return list(_joined_letters(_NO_WORD.sub(" ", text).split()))


def _joined_letters(words: list[str]) -> Iterator[str]:
    """Letters that stand alone one after the other are an abbreviation: "s p a" is spa."""
    run = ""
    for word in words:
        if len(word) == 1 and word.isalpha():
            run += word
            continue
        if run:
            yield run
            run = ""
        yield word
    if run:
        yield run


def _without_legal_forms(words: list[str]) -> tuple[list[str], set[str]]:
    """The words without legal forms, the longest first, and the forms' families; few forms may stand before a name."""
    forms, leading = _vocabulary().legal, _vocabulary().leading
    kept, found, at = list[str](), set[str](), 0
    while at < len(words):
        for length in range(min(_vocabulary().longest, len(words) - at), 0, -1):
            family = forms.get(tuple(words[at : at + length]))
            if family and (at or tuple(words[:length]) in leading):
                found.add(family)
                at += length
                break
        else:
            kept.append(words[at])
            at += 1
    return kept, found


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    legal: Mapping[tuple[str, ...], str]
    leading: frozenset[tuple[str, ...]]
    longest: int
    meaning: Mapping[str, str]
    stop: frozenset[str]
    generic: frozenset[str]
    sorts: frozenset[str]
    places: frozenset[str]


@cache
def _vocabulary() -> _Vocabulary:
    content = tomllib.loads(files(__package__).joinpath("words.toml").read_text(encoding="utf-8"))
    legal = {tuple(form.split()): family for family, forms in content["legal_forms"].items() for form in forms}
    meaning = {word: token for token, words in content["equivalents"].items() for word in words}
    return _Vocabulary(
        legal=legal,
        leading=frozenset(tuple(form.split()) for form in content["leading_forms"]["words"]),
        longest=max(map(len, legal)),
        meaning=meaning,
        stop=frozenset(content["stop"]["words"]),
        generic=frozenset(content["generic"]["words"]),
        sorts=frozenset(content["sorts"]["words"]),
        places=frozenset(content["places"]["words"]),
    )
