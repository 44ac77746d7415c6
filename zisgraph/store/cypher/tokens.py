"""Cypher text as tokens: what both engines will read, with nothing hidden in escapes, comments or odd characters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from zisgraph.errors import QueryRefused, QuerySyntaxError, QueryTooLarge

MAX_CHARACTERS: Final = 20_000
MAX_DEPTH: Final = 100  # brackets within brackets; parsers recurse, and a stack is finite

_OPEN: Final = {"(": ")", "[": "]", "{": "}"}
_CLOSE: Final = frozenset(_OPEN.values())
_ESCAPE: Final = re.compile(r"(\\*)\\u([0-9A-Fa-f]{4})")
_TOKEN: Final = re.compile(
    r"""
      (?P<space>[ \t\r\n]+)
    | (?P<comment>//[^\r\n]*|/\*.*?\*/)
    | (?P<unfinished>/\*|'(?:[^'\\]|\\.)*\Z|"(?:[^"\\]|\\.)*\Z|`[^`]*\Z)
    | (?P<string>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")
    | (?P<quoted>`(?:[^`\\]|``)*`)
    | (?P<parameter>\$(?:\w+|`[^`\\]+`))
    | (?P<number>0[xX][0-9A-Fa-f]+|0[oO][0-7]+|\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)
    | (?P<word>[^\W\d]\w*)
    | (?P<mark>\.\.|=~|[()\[\]{},.:;|&!%^*/+\-<>=])
    """,
    re.VERBOSE | re.DOTALL,
)


class Kind(StrEnum):
    """What a token is; `quoted` is a name in backticks."""

    WORD = "word"
    QUOTED = "quoted"
    STRING = "string"
    NUMBER = "number"
    PARAMETER = "parameter"
    MARK = "mark"


@dataclass(frozen=True, slots=True)
class Token:
    """One token; `pair` is the place of the matching bracket, -1 for anything else."""

    kind: Kind
    text: str
    start: int
    pair: int = -1

    @property
    def upper(self) -> str:
        """A word in capitals, whatever letters it hides behind (ſ is an S to some parsers); else ''."""
        return self.text.casefold().upper() if self.kind is Kind.WORD else ""

    @property
    def name(self) -> str:
        """A word or a backticked name, bare; else ''."""
        if self.kind is Kind.QUOTED:
            return self.text[1:-1].replace("``", "`")
        return self.text if self.kind is Kind.WORD else ""

    @property
    def mark(self) -> str:
        """A mark, or '' for anything else."""
        return self.text if self.kind is Kind.MARK else ""


NOTHING: Final = Token(Kind.MARK, "", 0)
Tokens = Sequence[Token]


def at(tokens: Tokens, place: int) -> Token:
    """The token at a place, or an empty one outside the text."""
    return tokens[place] if 0 <= place < len(tokens) else NOTHING


def tokenise(text: str) -> tuple[str, list[Token]]:
    """The text to send, without escapes and comments and without a closing semicolon, and its tokens.

    Raises:
        QueryTooLarge: the text is longer than any question.
        QuerySyntaxError: a string or comment does not end, brackets do not match.
        QueryRefused: an escape or a character that two parsers may read in two ways.
    """
    if len(text) > MAX_CHARACTERS:
        raise QueryTooLarge(f"The query has {len(text):,} characters; at most {MAX_CHARACTERS:,} are taken.")
    plain = _without_comments(_decoded(text))
    return plain, _paired(list(_read(plain)), plain)


def _decoded(text: str) -> str:
    """Every backslash-u escape as its character, as Neo4j reads the text before anything else."""

    def character(match: re.Match[str]) -> str:
        if match[1]:
            raise QueryRefused("A backslash before a unicode escape is refused; write the character itself.")
        return chr(int(match[2], 16))

    decoded = _ESCAPE.sub(character, text)
    if "\\u" in decoded.lower():
        raise QueryRefused(
            "A unicode escape is a backslash, u and four hexadecimal digits; write the character itself."
        )
    if any(0xD800 <= ord(letter) <= 0xDFFF for letter in decoded):
        raise QueryRefused("Half of a surrogate pair is no character; write the character itself.")
    return decoded


def _without_comments(text: str) -> str:
    """Each comment as one space of its own, so that no parser can end it elsewhere."""
    parts = [" " if match.lastgroup == "comment" else match[0] for match in _matches(text)]
    return "".join(parts).rstrip("; \t\r\n")


def _matches(text: str) -> Iterator[re.Match[str]]:
    place = 0
    while place < len(text):
        match = _TOKEN.match(text, place)
        if match is None:
            line, column = position(text, place)
            raise QueryRefused(
                f"The character {text[place]!a} at line {line}, column {column} has no meaning outside quotes."
            )
        if match.lastgroup == "unfinished":
            line, column = position(text, place)
            raise QuerySyntaxError(f"What begins with {match[0][:12]!r} does not end.", line, column)
        yield match
        place = match.end()


def _read(text: str) -> Iterator[Token]:
    for match in _matches(text):
        if match.lastgroup not in ("space", "comment"):
            yield Token(Kind(str(match.lastgroup)), match[0], match.start())


def _paired(tokens: list[Token], text: str) -> list[Token]:
    """The tokens with each bracket knowing its partner."""
    waiting: list[int] = []
    for place, token in enumerate(tokens):
        if token.mark in _OPEN:
            waiting.append(place)
            if len(waiting) > MAX_DEPTH:
                raise QueryRefused(f"Brackets are nested more than {MAX_DEPTH} deep.")
        elif token.mark in _CLOSE:
            if not waiting or _OPEN[tokens[waiting[-1]].text] != token.text:
                raise QuerySyntaxError(f"The bracket {token.text} closes nothing.", *position(text, token.start))
            opened = waiting.pop()
            tokens[opened] = Token(Kind.MARK, tokens[opened].text, tokens[opened].start, place)
            tokens[place] = Token(Kind.MARK, token.text, token.start, opened)
    if waiting:
        token = tokens[waiting[-1]]
        raise QuerySyntaxError(f"The bracket {token.text} is not closed.", *position(text, token.start))
    return tokens


def position(text: str, place: int) -> tuple[int, int]:
    """Line and column of a place, from 1."""
    before = text[:place]
    return before.count("\n") + 1, place - before.rfind("\n")
