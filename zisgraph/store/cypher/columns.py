"""The column names of a query, read from its text: ArcadeDB leaves them out when an answer has no rows."""

from __future__ import annotations

from zisgraph.store.cypher.guard import Question
from zisgraph.store.cypher.tokens import Kind, Tokens, at

_AFTER_RETURN = frozenset({"ORDER", "SKIP", "LIMIT", "OFFSET", "UNION"})
_CLAUSES = frozenset(
    {"MATCH", "OPTIONAL", "WHERE", "WITH", "RETURN", "UNWIND", "CALL", "UNION", "ORDER", "SKIP", "LIMIT", "YIELD"}
)


def columns_of(question: Question) -> list[str]:
    """The names of the first RETURN at the top, as both engines spell them; for `*` the names in scope, sorted."""
    tokens = question.tokens
    top = list(_top(tokens))
    start = next((place for place in top if tokens[place].upper == "RETURN"), None)
    if start is None:
        return _yielded(tokens, top)
    end = next((p for p in top if p > start and tokens[p].upper in _AFTER_RETURN), len(tokens))
    names: list[str] = []
    for low, high in _items(tokens, start + 1, end):
        if tokens[low].mark == "*" and high == low + 1:
            names += sorted(_scope(tokens, top, start))
        else:
            names.append(_item(question, low, high))
    return names


def _item(question: Question, low: int, high: int) -> str:
    """The alias of one item, or the text of its expression."""
    tokens = question.tokens
    if high - low > 2 and tokens[high - 2].upper == "AS":
        return tokens[high - 1].name
    if high - low == 1 and tokens[low].kind is Kind.QUOTED:
        return tokens[low].name
    last = tokens[high - 1]
    return question.text[tokens[low].start : last.start + len(last.text)]


def _items(tokens: Tokens, start: int, end: int) -> list[tuple[int, int]]:
    """The places of each item between commas, without DISTINCT."""
    if at(tokens, start).upper == "DISTINCT":
        start += 1
    found, low, place = [], start, start
    while place < end:
        token = tokens[place]
        if token.mark == ",":
            found.append((low, place))
            low = place + 1
        place = token.pair + 1 if token.mark in ("(", "[", "{") else place + 1
    return [*found, (low, end)] if low < end else found


def _top(tokens: Tokens) -> list[int]:
    """The places outside all brackets."""
    found, place = [], 0
    while place < len(tokens):
        found.append(place)
        place = tokens[place].pair + 1 if tokens[place].mark in ("(", "[", "{") else place + 1
    return found


def _yielded(tokens: Tokens, top: list[int]) -> list[str]:
    """What a procedure called without RETURN yields under its own names."""
    start = next((place for place in top if tokens[place].upper == "YIELD"), None)
    if start is None:
        return []
    end = next((p for p in top if p > start and tokens[p].upper == "WHERE"), len(tokens))
    return [tokens[high - 1].name for _low, high in _items(tokens, start + 1, end)]


def _scope(tokens: Tokens, top: list[int], end: int) -> set[str]:
    """The names that a RETURN * at the top would return."""
    names: set[str] = set()
    clause = ""
    for place in top:
        if place >= end:
            break
        token = tokens[place]
        if token.upper in _CLAUSES and at(tokens, place - 1).mark not in (".", ":"):
            clause = token.upper
            if clause == "WITH" and at(tokens, place - 1).upper not in ("STARTS", "ENDS"):
                names = _projected(tokens, top, place, names)
        elif clause == "MATCH" and token.mark in ("(", "["):
            names |= _pattern_names(tokens, place, token.pair)
        elif clause == "MATCH" and token.name and at(tokens, place + 1).mark == "=":
            names.add(token.name)
        elif clause in ("UNWIND", "YIELD") and token.upper == "AS":
            names.add(at(tokens, place + 1).name)
        elif (
            clause == "YIELD"
            and token.name
            and at(tokens, place + 1).upper != "AS"
            and at(tokens, place - 1).upper != "AS"
        ):
            names.add(token.name)
        elif clause == "CALL" and token.mark == "{":
            names |= _returned(tokens, place, token.pair)
    return {name for name in names if name}


def _projected(tokens: Tokens, top: list[int], place: int, before: set[str]) -> set[str]:
    end = next((p for p in top if p > place and tokens[p].upper in _CLAUSES), len(tokens))
    names: set[str] = set()
    for low, high in _items(tokens, place + 1, end):
        if tokens[low].mark == "*":
            names |= before
        else:
            names.add(tokens[high - 1].name)
    return names


def _pattern_names(tokens: Tokens, start: int, end: int) -> set[str]:
    """The variable at the start of a node's or relationship's bracket, and of those within shortestPath( )."""
    names = set()
    for place in range(start, end):
        is_open = tokens[place].mark in ("(", "[")
        if is_open and at(tokens, place + 1).name and at(tokens, place + 2).mark in (":", ")", "]", "{", "*"):
            names.add(tokens[place + 1].name)
    return names


def _returned(tokens: Tokens, start: int, end: int) -> set[str]:
    """The names that a subquery returns."""
    place = next((p for p in range(start, end) if tokens[p].upper == "RETURN"), None)
    if place is None:
        return set()
    stop = next((p for p in range(place, end) if tokens[p].upper in _AFTER_RETURN), end)
    return {tokens[high - 1].name for _low, high in _items(tokens, place + 1, stop)}
