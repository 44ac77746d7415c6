"""Reads the tokens of a users' query: which form it has, whether it names its dataset, what is refused in it.

This is one wall of two: behind it the worker that runs the query can open neither file nor socket.
The lexical rules are those of SPARQL 1.1, section 19; escapes such as backslash u0041 are read both raw and
decoded, because an engine may decode them anywhere in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from zisgraph.errors import QueryRefused, QueryTooLarge

MAX_CHARACTERS = 200_000  # some 3,000 addresses in a VALUES block; reading it takes a tenth of a second
MAX_DEPTH = 200  # brackets within brackets; parsers recurse, and a stack is finite

_TOKEN = re.compile(
    r"""
      (?P<skip>\s+|\#[^\n\r]*)
    | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
    | (?P<string>'''(?:[^'\\]|\\.|'(?!''))*''' | \"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\"
        | '(?:[^'\\\n\r]|\\.)*' | "(?:[^"\\\n\r]|\\.)*")
    | (?P<variable>[?$]\w+)
    | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*(?:--[a-z]+)?)
    | (?P<name>(?:[^\W\d_](?:[\w.\-·]*[\w\-·])?|_)?:(?:[\w:.\-·]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%])*)
    | (?P<word>[A-Za-z_]\w*)
    | (?P<open>[{(\[])
    | (?P<close>[})\]])
    | (?P<other>[\d.,;*+/|!&=^-]+|.)
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")

_LOCAL_ESCAPE = re.compile(r"\\(.)")

_REACHES_OUT = {
    "SERVICE": "asks another endpoint over the network",
    "LOAD": "reads a file or an address",
}
_VARYING = frozenset({"NOW", "RAND", "UUID", "STRUUID"})
_WRITES = frozenset({"INSERT", "DELETE", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY"})


class Form(StrEnum):
    """The four query forms, and what cannot be told from the tokens (the engine will say why)."""

    SELECT = "SELECT"
    ASK = "ASK"
    CONSTRUCT = "CONSTRUCT"
    DESCRIBE = "DESCRIBE"
    UNKNOWN = "UNKNOWN"

    @property
    def gives_graph(self) -> bool:
        return self in {Form.CONSTRUCT, Form.DESCRIBE}


_FORMS = {form.value: form for form in Form if form is not Form.UNKNOWN}


@dataclass(frozen=True, slots=True)
class Inspection:
    """A query that nothing speaks against, and what its tokens say about it."""

    query: str
    form: Form
    default_graphs: tuple[str, ...]
    """What FROM names, in full."""
    named_graphs: tuple[str, ...]
    """What FROM NAMED names, in full."""
    varies: bool
    """Whether it may answer otherwise the next time (the clock, chance)."""


class Token(NamedTuple):
    """A token: `kind` is a group of the pattern above, `start` its place in the text."""

    kind: str
    text: str
    start: int


def inspect(query: str, prefixes: Mapping[str, str] | None = None) -> Inspection:
    """Tell the form of a query and refuse what may not be run here.

    Raises:
        QueryRefused: it would write, reach the network or read a file; the message names the word.
        QueryTooLarge: it is longer or nested deeper than any answerable question.

    >>> inspect("SELECT * WHERE { ?s ?p 'LOAD' }").form
    <Form.SELECT: 'SELECT'>
    """
    if len(query) > MAX_CHARACTERS:
        raise QueryTooLarge(f"The query has {len(query):,} characters; at most {MAX_CHARACTERS:,} are read.")
    tokens = list(tokenize(query))
    _refuse(tokens, prefixes or {})
    decoded = _ESCAPE.sub(_decode, query)
    if decoded != query:
        _refuse(list(tokenize(decoded)), prefixes or {})
    words = [token.text.upper() for token in tokens if token.kind == "word"]
    form = next((_FORMS[word] for word in words if word in _FORMS), Form.UNKNOWN)
    graphs = list(_dataset(tokens, prefixes or {}))
    default, named = ([iri for is_named, iri in graphs if is_named is wanted] for wanted in (False, True))
    return Inspection(query, form, tuple(default), tuple(named), not _VARYING.isdisjoint(words))


def refuse_file(iri: str) -> None:
    """Refuse a graph name that is a file's address; any other name is only ever looked up in the store.

    Raises:
        QueryRefused: it starts with `file:`.
    """
    if urlsplit(iri).scheme.lower() == "file":
        raise QueryRefused(
            f"<{iri}> names a file. Graphs are those of the published build; files are never read by a query."
        )


def tokenize(query: str) -> Iterator[Token]:
    """The tokens of a text, without space and comments; never fails."""
    for match in _TOKEN.finditer(query):
        kind = match.lastgroup or "other"
        if kind != "skip":
            yield Token(kind, match.group(), match.start())


def _decode(match: re.Match[str]) -> str:
    number = int(match[1] or match[2], 16)
    return chr(number) if number <= 0x10FFFF else match[0]


def _refuse(tokens: list[Token], prefixes: Mapping[str, str]) -> None:
    depth = 0
    for token in tokens:
        depth += (token.kind == "open") - (token.kind == "close")
        if depth > MAX_DEPTH:
            raise QueryTooLarge(f"The query nests brackets more than {MAX_DEPTH} deep; write it flatter.")
        if token.kind == "word":
            _refuse_word(token.text.upper())
    for _, iri in _dataset(tokens, prefixes):
        refuse_file(iri)


def _refuse_word(word: str) -> None:
    if word in _REACHES_OUT:
        raise QueryRefused(
            f"{word} {_REACHES_OUT[word]}; here a query reads the published build only. "
            f"Ask the other source yourself and join the answers, or leave {word} out."
        )
    if word in _WRITES:
        raise QueryRefused(
            f"{word} is an update; this endpoint is read-only. The graph changes by a build: run `zisgraph build`."
        )


def _dataset(tokens: list[Token], prefixes: Mapping[str, str]) -> Iterator[tuple[bool, str]]:
    """The graphs that FROM (False) and FROM NAMED (True) name, with BASE and PREFIX applied."""
    base, names = "", dict(prefixes)
    for index, token in enumerate(tokens):
        word = token.text.upper() if token.kind == "word" else ""
        after = tokens[index + 1 : index + 3]
        if word == "BASE" and after and after[0].kind == "iri":
            base = urljoin(base, after[0].text[1:-1])
        elif word == "PREFIX" and len(after) == 2 and after[1].kind == "iri":
            names[after[0].text.removesuffix(":")] = urljoin(base, after[1].text[1:-1])
        elif word == "FROM" and after:
            named = after[0].text.upper() == "NAMED"
            graph = after[-1] if named else after[0]
            if graph.kind == "iri":
                yield named, urljoin(base, graph.text[1:-1])
            elif graph.kind == "name":
                prefix, _, local = graph.text.partition(":")
                yield named, names.get(prefix, "") + _LOCAL_ESCAPE.sub(r"\1", local)
