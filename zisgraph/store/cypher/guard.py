"""The first wall before both engines: a question is read token by token and refused by name when it is none.

It is an allow-list: clauses that read, functions and procedures that are known, loops and paths with bounds.
Behind it stand read access, a user who may not write where the engine has such users, and a deadline.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from zisgraph.errors import QueryError, QueryRefused, QuerySyntaxError
from zisgraph.store.cypher.iteration import Estimate, leaves
from zisgraph.store.cypher.profile import BEFORE_BRACKET, FIRST_WORDS, FUNCTIONS, MAX_HOPS, PROCEDURES, REFUSED
from zisgraph.store.cypher.regexes import check_pattern
from zisgraph.store.cypher.tokens import Kind, Token, Tokens, at, position, tokenise

MAX_MATCHED = 1_000  # estimated parts of the text that a pattern is held against


@dataclass(frozen=True, slots=True)
class Question:
    """A query that passed: the text to send, which is not always the text received, and its tokens."""

    text: str
    tokens: Tokens
    parameters: Mapping[str, Any]


def check(text: str, parameters: Mapping[str, Any] | None = None) -> Question:
    """Read a query; what passes only reads, in bounded time per row.

    Raises:
        QueryRefused: it writes, administers, reaches out, or is not bounded; the message names the word or the bound.
        QuerySyntaxError: it is not Cypher.
        QueryTooLarge: it is too long.
    """
    given = dict(parameters or {})
    plain, tokens = tokenise(text)
    if not tokens:
        raise QuerySyntaxError("The query is empty; it begins with one of " + ", ".join(sorted(FIRST_WORDS)) + ".")
    _check_parameters(tokens, given)
    _check_words(tokens, plain)
    _check_order(tokens, plain)
    for place in range(len(tokens)):
        _check_call(tokens, place)
        _check_path(tokens, place)
    estimate = Estimate(tokens, given)
    estimate.check()
    for place, token in enumerate(tokens):
        if token.mark == "=~":
            _check_match(tokens, place, estimate)
        if token.name.lower() == "range" and at(tokens, place + 1).mark == "(":
            estimate.numbers(place + 2, at(tokens, place + 1).pair)
    return Question(plain, tokens, given)


def _check_parameters(tokens: Tokens, given: Mapping[str, Any]) -> None:
    wanted = {token.text[1:].strip("`") for token in tokens if token.kind is Kind.PARAMETER}
    if missing := sorted(wanted - given.keys()):
        names = ", ".join(f"${name}" for name in missing)
        raise QueryError(
            f'The query needs a value for {names}; give it under "parameters", on the command line as -p NAME=VALUE.'
        )
    if leaves(given) > 100_000:
        raise QueryError("The parameters have more than 100,000 values; ask in several queries.")
    if not _fits(given):
        raise QueryError("A whole number among the parameters does not fit in 64 bits; give it as a text or a decimal.")


def _fits(value: Any) -> bool:
    if isinstance(value, Mapping):
        return all(map(_fits, value.values()))
    if isinstance(value, list | tuple):
        return all(map(_fits, value))
    return not isinstance(value, int) or -(2**63) <= value < 2**63


def _check_words(tokens: Tokens, plain: str) -> None:
    first = tokens[0]
    if first.upper not in FIRST_WORDS:
        if first.upper in REFUSED:
            raise QueryRefused(f"{first.upper} is refused: {REFUSED[first.upper]}. Questions are read-only here.")
        allowed = ", ".join(sorted(FIRST_WORDS))
        raise QueryRefused(f"A question begins with one of {allowed}; received {first.text!r}.")
    for place, token in enumerate(tokens):
        if token.mark == ";":
            raise QueryRefused("One statement at a time: received a semicolon in the middle of the query.")
        if token.upper in REFUSED and not _is_name(tokens, place):
            line, column = position(plain, token.start)
            raise QueryRefused(
                f"{token.upper} is refused (line {line}, column {column}): {REFUSED[token.upper]}. Questions are "
                f"read-only here; where {token.text} is a name, write `{token.text}`."
            )


def _check_order(tokens: Tokens, plain: str) -> None:
    """MATCH … UNWIND … MATCH without a WITH in between: the embedded engine tests the second MATCH before the UNWIND has
    given its values, and finds nothing."""
    parts = [[""]]  # per open bracket, the clauses since the last WITH
    for place, token in enumerate(tokens):
        if token.mark in ("{", "}"):
            parts.append([""]) if token.mark == "{" else parts.pop()
        elif token.upper in ("MATCH", "UNWIND", "WITH", "UNION") and not _is_name(tokens, place):
            before = at(tokens, place - 1).upper
            if token.upper == "MATCH" and before != "OPTIONAL" and parts[-1][-2:] == ["MATCH", "UNWIND"]:
                line, column = position(plain, token.start)
                raise QueryRefused(
                    f"MATCH after MATCH … UNWIND is refused (line {line}, column {column}), because not every engine "
                    "answers it rightly: write WITH * before it."
                )
            if token.upper in ("WITH", "UNION"):
                parts[-1] = [""] if before not in ("STARTS", "ENDS") else parts[-1]
            elif token.upper != parts[-1][-1]:
                parts[-1].append(token.upper)


def _is_name(tokens: Tokens, place: int) -> bool:
    """Whether a word stands where no clause can begin: after a dot, a colon, a bracket, before a dot, as a key."""
    before, after = at(tokens, place - 1).mark, at(tokens, place + 1).mark
    if before == ".":
        return at(tokens, place - 2).kind is not Kind.NUMBER
    return before in (":", "(", "[") or after == "." or (before in ("{", ",") and after == ":")


def _check_call(tokens: Tokens, place: int) -> None:
    """A procedure after CALL, or a function: a chain of names before a bracket."""
    token = tokens[place]
    if token.upper == "CALL" and not _is_name(tokens, place):
        if at(tokens, place + 1).mark in ("{", "("):
            return
        name, _ = _chain(tokens, place + 1)
        if name.lower() not in PROCEDURES:
            allowed = ", ".join(sorted(PROCEDURES))
            raise QueryRefused(
                f"CALL {name or at(tokens, place + 1).text} is refused; subqueries and these procedures are allowed: {allowed}."
            )
        return
    inside = at(tokens, place - 1).mark == "." and bool(at(tokens, place - 2).name)
    if inside or not token.name or at(tokens, place - 1).upper == "CALL":
        return
    name, after = _chain(tokens, place)
    if at(tokens, after).mark != "(" or (after == place + 1 and token.upper in BEFORE_BRACKET):
        return
    if name.lower() not in FUNCTIONS:
        hint = "; compare by the property iri instead" if name.lower() in ("id", "elementid") else ""
        raise QueryRefused(
            f"The function {name}() is outside the tested profile{hint}. docs/cypher.md lists what is in it."
        )


def _chain(tokens: Tokens, place: int) -> tuple[str, int]:
    """A dotted name that begins at a place, and the place after it."""
    parts = [at(tokens, place).name]
    place += 1
    while at(tokens, place).mark == "." and at(tokens, place + 1).name:
        parts.append(tokens[place + 1].name)
        place += 2
    return ".".join(parts), place


def _check_path(tokens: Tokens, place: int) -> None:
    """Variable-length relationships have a small upper bound; repeated groups are outside the profile."""
    token = tokens[place]
    if token.mark == "[" and at(tokens, place - 1).mark == "-":
        star = next((at_ for at_ in _shallow(tokens, place + 1, token.pair) if tokens[at_].mark == "*"), None)
        if star is not None:
            _check_hops(tokens[star + 1 : token.pair])
    repeated = at(tokens, place + 1)
    arrow = token.mark == ">" and at(tokens, place - 1).mark == "-" and repeated.mark in ("+", "*", "{")
    group = token.mark == ")" and repeated.mark in ("{", "+", "*") and _is_pattern(tokens, token.pair, place)
    if arrow or group:
        raise QueryRefused(f"Repeated path patterns are outside the tested profile; write -[*1..{MAX_HOPS}]- or less.")


def _check_hops(tokens: Tokens) -> None:
    dots = next((place for place, token in enumerate(tokens) if token.mark == ".."), None)
    bound = at(tokens, 0 if dots is None else dots + 1)
    hops = int(bound.text) if bound.kind is Kind.NUMBER and bound.text.isdecimal() else None
    if hops is None or hops > MAX_HOPS:
        received = "no upper bound" if hops is None else f"the upper bound {hops}"
        raise QueryRefused(f"A path with * has {received}; write *..{MAX_HOPS} or less.")


def _is_pattern(tokens: Tokens, start: int, end: int) -> bool:
    """Whether a bracket holds a path rather than a sum: a node's closing bracket, then an arrow."""
    return any(
        tokens[place].mark == ")"
        and at(tokens, place + 1).mark in ("-", "<")
        and at(tokens, place + 2).mark in ("-", "[", ">")
        for place in range(start + 1, end)
    )


def _shallow(tokens: Tokens, start: int, end: int) -> Iterator[int]:
    """The places between two brackets that are in no deeper bracket."""
    place = start
    while place < end:
        yield place
        token = tokens[place]
        place = token.pair + 1 if token.mark in ("(", "[", "{") else place + 1


def _check_match(tokens: Tokens, place: int, estimate: Estimate) -> None:
    """A regular expression that can be read here, held against a text that the query did not blow up."""
    pattern = _text(at(tokens, place + 1), estimate.parameters)
    if pattern is None or at(tokens, place + 2).mark in ("+", ".", "["):
        raise QueryRefused("The pattern after =~ has to be one text in quotes or one parameter.")
    check_pattern(pattern)
    start = at(tokens, place - 1).pair if at(tokens, place - 1).mark in (")", "]") else place - 1
    while at(tokens, start - 1).mark == "." or (at(tokens, start).mark == "(" and at(tokens, start - 1).name):
        start -= 2 if at(tokens, start - 1).mark == "." else 1
    if estimate.size(max(start, 0), place) > MAX_MATCHED:
        raise QueryRefused("The text before =~ may be very long; match a property of a node or a relationship.")


def _text(token: Token, parameters: Mapping[str, Any]) -> str | None:
    """What a text in quotes or a parameter says, None for anything else."""
    if token.kind is Kind.PARAMETER:
        value = parameters.get(token.text[1:].strip("`"))
        return value if isinstance(value, str) else None
    if token.kind is not Kind.STRING:
        return None
    try:
        return str(ast.literal_eval(token.text.replace("\n", "\\n").replace("\r", "\\r")))
    except (SyntaxError, ValueError) as error:
        raise QuerySyntaxError(f"The text {token.text} has an escape that is none.") from error
