"""Why a query cannot be read, in words: the engine's parser knows that something is wrong, seldom what.

The four commonest mistakes are found in the tokens, with their place. For any other the engine's own place is given.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from zisgraph.errors import QuerySyntaxError
from zisgraph.store.sparql.guard import Token, tokenize

_FIRST_WORDS = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE", "PREFIX", "BASE", "VERSION"})
_PAIRS = {"}": "{", ")": "(", "]": "["}
_CHARACTER_CLASS = re.compile(r"\[[^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)*\]")
_KNOWN = {
    "Prefix not found": "a prefix is used that is not declared",
    "The SELECT contains a variable that is unbound": "SELECT names a variable that is neither bound nor grouped",
}
_NOT_HERE = frozenset({"LATERAL", "SERVICE"})  # the parser knows them; SERVICE is refused, LATERAL is not SPARQL 1.1

Mistake = tuple[int, str]


def syntax_error(
    query: str, prefixes: Mapping[str, str], message: str, line: int | None, column: int | None
) -> QuerySyntaxError:
    """The error to raise for a query that the engine could not read; it said `message`, at `line` and `column`."""
    tokens = list(tokenize(query))
    found = _first_word(tokens) or _open_string(tokens) or _bracket(tokens, len(query)) or _prefix(tokens, prefixes)
    if found is not None:
        start, why = found
        line, column = query.count("\n", 0, start) + 1, start - (query.rfind("\n", 0, start) + 1) + 1
    else:
        why = _readable(message)
    where = f" at line {line}, column {column}" if line is not None else ""
    return QuerySyntaxError(f"The query cannot be read{where}: {why}.", line, column)


def _first_word(tokens: Sequence[Token]) -> Mistake | None:
    """SELCT."""
    if not tokens:
        return 0, "it is empty; send SELECT, ASK, CONSTRUCT or DESCRIBE"
    first = tokens[0]
    if first.kind == "word" and first.text.upper() in _FIRST_WORDS:
        return None
    return first.start, f"it begins with {first.text!r}; a query begins with SELECT, ASK, CONSTRUCT, DESCRIBE or PREFIX"


def _open_string(tokens: Sequence[Token]) -> Mistake | None:
    """A quotation mark that the tokens could not pair."""
    quote = next((token for token in tokens if token.kind == "other" and token.text in {"'", '"'}), None)
    return None if quote is None else (quote.start, f"the string that begins here with {quote.text} is not closed")


def _bracket(tokens: Sequence[Token], end: int) -> Mistake | None:
    """A bracket without its partner."""
    open_: list[Token] = []
    for token in tokens:
        if token.kind == "open":
            open_.append(token)
        elif token.kind == "close" and open_ and open_[-1].text == _PAIRS[token.text]:
            open_.pop()
        elif token.kind == "close":
            inside = f"{open_[-1].text} is open" if open_ else "nothing is open"
            return token.start, f"{token.text} closes nothing, because here {inside}"
    return (end, f"{open_[-1].text} is not closed at the end") if open_ else None


def _prefix(tokens: Sequence[Token], known: Mapping[str, str]) -> Mistake | None:
    """foo:bar without PREFIX foo."""
    declared = set(known)
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.kind != "name" or token.text.startswith("_:"):
            continue
        prefix = token.text.partition(":")[0]
        if before is not None and before.kind == "word" and before.text.upper() == "PREFIX":
            declared.add(prefix)
        elif prefix not in declared:
            return token.start, f"the prefix {prefix}: is not declared; put PREFIX {prefix}: <…> before the query"
    return None


def _readable(message: str) -> str:
    """The engine's list of what could follow, without the character classes."""
    known = next((words for phrase, words in _KNOWN.items() if phrase in message), "")
    if known:
        return known
    plain = _CHARACTER_CLASS.sub("", re.sub(r"\s+", " ", message.partition("expected ")[2]))
    words = [word.strip() for word in plain.removeprefix("one of ").split(", ") if word.strip(" |,")]
    words = [word for word in words if word.upper() not in _NOT_HERE]
    return (
        f"expected here or shortly before: {', '.join(words)}"
        if words
        else "nothing may follow, or something is missing here"
    )
