"""Regular expressions that an engine which backtracks evaluates in bounded time."""

from __future__ import annotations

import re
from typing import Final

from zisgraph.errors import QueryRefused
from zisgraph.store.cypher.profile import MAX_PATTERN

MAX_REPEATS: Final = 3
"""Repeats in one pattern: with k of them a text of n characters may take n to the k steps."""

_PART: Final = re.compile(
    r"""
      (?P<escape>\\.)
    | (?P<set>\[\^?\]?(?:\\.|[^\]\\\[])*\])
    | (?P<flags>\(\?[isu]+\))
    | (?P<open>\(\?:|\((?!\?))
    | (?P<close>\))
    | (?P<repeat>[*+?][+?]?|\{\d{1,2}(?:,\d{0,2})?\}[+?]?)
    | (?P<choice>\|)
    | (?P<plain>[^\\\[\](){}*+?|])
    """,
    re.VERBOSE | re.DOTALL,
)
_REFUSED_ESCAPE: Final = re.compile(r"\\[0-9kQEGXRNpP]")


def check_pattern(pattern: str) -> None:
    """Refuse a pattern that may take very long, and whatever is not a plain pattern.

    >>> check_pattern("(?i).*pavia.*")

    Raises:
        QueryRefused: the message says which part and what is allowed.
    """
    if len(pattern) > MAX_PATTERN:
        raise QueryRefused(f"The pattern after =~ has {len(pattern)} characters; at most {MAX_PATTERN} are taken.")
    repeats, several = 0, False
    groups: list[bool] = []  # per open group: may its content match in several ways
    for kind, part in _parts(pattern):
        if kind == "repeat":
            repeats += 1
            if several:
                raise QueryRefused(
                    f"The pattern {pattern!r} repeats a group that itself repeats or chooses; write it out."
                )
        if kind == "open":
            groups.append(False)
        elif kind in ("repeat", "choice") and groups:
            groups[-1] = True
        several = kind == "close" and bool(groups) and groups.pop()
        if several and groups:
            groups[-1] = True
        if kind == "escape" and _REFUSED_ESCAPE.match(part):
            raise QueryRefused(f"{part} is refused in a pattern; only plain patterns are taken.")
    if repeats > MAX_REPEATS:
        raise QueryRefused(
            f"The pattern {pattern!r} has {repeats} repeats (* + ? {{}}); at most {MAX_REPEATS} are taken."
        )


def _parts(pattern: str) -> list[tuple[str, str]]:
    found, place = [], 0
    while place < len(pattern):
        match = _PART.match(pattern, place)
        if match is None:
            raise QueryRefused(
                f"The pattern {pattern!r} has at {pattern[place : place + 8]!r} something else than plain text, sets, "
                "groups, choices and repeats up to {99}."
            )
        found.append((str(match.lastgroup), match[0]))
        place = match.end()
    return found
