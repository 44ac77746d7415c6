"""How much an expression may iterate and how large a value it may build, estimated from the text before it runs.

A running expression cannot be interrupted on every engine (Neo4j keeps evaluating a long reduce() after its
transaction was ended), so what iterates has to be bounded beforehand. The estimate is an upper bound for values
built from literals, parameters and range(); a collect() counts as `COLLECTED` values.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Final

from zisgraph.errors import QueryRefused
from zisgraph.store.cypher.profile import BEFORE_BRACKET, MAX_RANGE, MAX_SIZE, MAX_STEPS
from zisgraph.store.cypher.tokens import Kind, Token, Tokens, at

COLLECTED: Final = 10_000
_SMALL: Final = {"nodes": 16, "relationships": 16, "labels": 10, "keys": 40, "split": 20}
_QUANTIFIERS: Final = frozenset({"all", "any", "none", "single"})
_CLAUSES: Final = frozenset({"WITH", "RETURN", "UNWIND", "DISTINCT", "YIELD"})


@dataclass(frozen=True, slots=True)
class Loop:
    """One iterating expression: places of its list and of what is evaluated per element."""

    variable: str
    source: tuple[int, int]
    body: tuple[int, int]
    end: int
    running: str = ""
    """The running value of a reduce()."""
    first: tuple[int, int] = (0, 0)
    """Where the reduce() begins."""


@dataclass(slots=True)
class Estimate:
    """Sizes of names and steps of loops over one query's tokens."""

    tokens: Tokens
    parameters: Mapping[str, Any]
    sizes: dict[str, int] = field(default_factory=dict)

    def check(self) -> None:
        """Refuse what iterates or grows beyond the bounds.

        Raises:
            QueryRefused: the message names the bound and how to stay under it.
        """
        for place, token in enumerate(self.tokens):
            if token.upper == "AS":
                self._bind(place)
        steps = self.steps(0, len(self.tokens))
        if steps > MAX_STEPS:
            raise QueryRefused(
                f"The lists, reduce() and comprehensions of this query may take {steps:,} steps (a collected list counts as "
                f"{COLLECTED:,}); at most {MAX_STEPS:,} are allowed. Shorten the lists with a slice such as list[..100], or "
                "use UNWIND, which runs row by row."
            )

    def _bind(self, place: int) -> None:
        name = at(self.tokens, place + 1).name
        start = self._expression_start(place)
        size = self.size(start, place)
        if size > MAX_SIZE:
            raise QueryRefused(
                f"The value called {name} may grow to {size:,} parts; at most {MAX_SIZE:,} are allowed. Add fewer lists or texts."
            )
        element = at(self.tokens, start - 1).upper == "UNWIND"
        self.sizes[name] = max(self.sizes.get(name, 1), 1 if element else size)

    def _expression_start(self, place: int) -> int:
        """Where the expression before `AS` begins: after a comma, a clause word or an opening bracket."""
        start = place
        while start > 0:
            token = self.tokens[start - 1]
            if token.upper in _CLAUSES or token.mark in (",", "(", "[", "{"):
                break
            start = token.pair if token.mark in (")", "]", "}") else start - 1
        return start

    def steps(self, start: int, end: int) -> int:
        """Steps of all loops between two places; a loop within a loop counts once per element."""
        total, place = 0, start
        while place < end:
            loop = self.loop(place)
            if loop is None:
                place += 1
                continue
            inner = self.steps(*loop.body)
            total += self.size(*loop.source) * (1 + inner) + self.steps(*loop.source) + self.steps(*loop.first)
            place = loop.end
        return total

    def size(self, start: int, end: int) -> int:
        """Parts of the value between two places, at least 1."""
        slice_ = self._slice(start, end)
        if slice_ is not None:
            return min(slice_, self.size(start, self.tokens[end - 1].pair))
        total, place = 0, start
        while place < end:
            grown, place = self._part(place)
            total += grown
        return max(total, 1)

    def _part(self, place: int) -> tuple[int, int]:
        """The size of what begins at a place, and the place after it."""
        token, follower = self.tokens[place], at(self.tokens, place + 1)
        loop = self.loop(place)
        if loop is not None:
            return self._looped(loop), loop.end
        if token.kind is Kind.PARAMETER:
            return leaves(self.parameters.get(token.text[1:].strip("`"))), place + 1
        if token.kind is Kind.STRING:
            return len(token.text) // 16 + 1, place + 1
        if not token.name or at(self.tokens, place - 1).mark == ".":
            return 0, place + 1
        if follower.mark != "(" or follower.pair < 0:
            return (0 if token.upper in BEFORE_BRACKET else self.sizes.get(token.name, 1)), place + 1
        function, inside = token.name.lower(), (place + 2, follower.pair)
        if function == "range":
            return self.numbers(*inside), follower.pair + 1
        size = self.size(*inside)
        if function == "replace":
            return size * size, follower.pair + 1
        grown = size + COLLECTED if function == "collect" else max(_SMALL.get(function, 0), 0) or size
        return grown, follower.pair + 1

    def _looped(self, loop: Loop) -> int:
        source = self.size(*loop.source)
        if not loop.running:
            return source * (1 if loop.body[0] >= loop.body[1] else self.size(*loop.body))
        return self.size(*loop.first) + source * self.size(*loop.body)

    def loop(self, place: int) -> Loop | None:
        """The iterating expression that begins at a place, if one does: [x IN …], any(x IN …), reduce(…)."""
        token = self.tokens[place]
        if token.mark == "[" and at(self.tokens, place + 2).upper == "IN" and at(self.tokens, place + 1).name:
            return self._over(place + 1, token.pair, token.pair + 1)
        bracket = at(self.tokens, place + 1)
        if bracket.mark != "(" or not token.name or at(self.tokens, place - 1).mark == ".":
            return None
        function, end = token.name.lower(), bracket.pair
        if function in _QUANTIFIERS and at(self.tokens, place + 3).upper == "IN":
            return self._over(place + 2, end, end + 1)
        if function == "reduce" and at(self.tokens, place + 3).mark == "=":
            comma = self._find(place + 4, end, {","})
            loop = self._over(comma + 1, end, end + 1)
            running = at(self.tokens, place + 2).name
            self._check_running(running, loop)
            return Loop(loop.variable, loop.source, loop.body, loop.end, running, (place + 4, comma))
        return None

    def _over(self, place: int, end: int, after: int) -> Loop:
        split = self._find(place + 2, end, {"|", "WHERE"})
        return Loop(at(self.tokens, place).name, (place + 2, split), (min(split + 1, end), end), after)

    def _find(self, place: int, end: int, wanted: set[str]) -> int:
        """The first of these marks or words outside brackets, or `end`."""
        while place < end:
            token = self.tokens[place]
            if token.mark in wanted or token.upper in wanted:
                return place
            place = token.pair + 1 if token.mark in ("(", "[", "{") else place + 1
        return end

    def _check_running(self, running: str, loop: Loop) -> None:
        """A running value that is added to itself doubles with every element."""
        body = self.tokens[slice(*loop.body)]
        uses = sum(token.name == running for token in body)
        grows = any(token.mark == "+" for token in body)
        if grows and uses > 1:
            raise QueryRefused(
                f"In reduce() the running value {running} may stand once where + is used: added to itself it doubles at every step."
            )
        if any(token.name.lower() == "replace" for token in body):
            raise QueryRefused("replace() is refused inside reduce(): the text may grow at every step.")

    def numbers(self, start: int, end: int) -> int:
        """How many numbers range() gives for the arguments between two places.

        Raises:
            QueryRefused: a bound is neither a whole number nor a parameter, or there are too many.
        """
        commas = [start - 1]
        while (comma := self._find(commas[-1] + 1, end, {","})) < end:
            commas.append(comma)
        bounds = [self._whole(self.tokens[low + 1 : high]) for low, high in pairwise([*commas, end])]
        if len(bounds) not in (2, 3) or None in bounds:
            raise QueryRefused(
                f"The bounds of range() have to be whole numbers or parameters, and give at most {MAX_RANGE:,} numbers."
            )
        low, high, step = [bound or 0 for bound in bounds] if len(bounds) == 3 else [*(b or 0 for b in bounds), 1]
        count = max(0, (high - low) // step + 1) if step else 0
        if count > MAX_RANGE:
            raise QueryRefused(f"This range() gives {count:,} numbers; at most {MAX_RANGE:,} are allowed.")
        return count

    def _whole(self, tokens: Tokens) -> int | None:
        sign, rest = (-1, tokens[1:]) if tokens and tokens[0].mark == "-" else (1, tokens)
        if len(rest) != 1:
            return None
        value = self._number(rest[0])
        return None if value is None else sign * value

    def _number(self, token: Token) -> int | None:
        if token.kind is Kind.PARAMETER:
            value = self.parameters.get(token.text[1:].strip("`"))
            return value if isinstance(value, int) and not isinstance(value, bool) else None
        return int(token.text) if token.kind is Kind.NUMBER and token.text.isdecimal() else None

    def _slice(self, start: int, end: int) -> int | None:
        """The length that a closing slice such as [..100] leaves, None where there is none."""
        last = at(self.tokens, end - 1)
        if last.mark != "]" or last.pair <= start:
            return None
        inside = self.tokens[last.pair + 1 : end - 1]
        dots = next((place for place, token in enumerate(inside) if token.mark == ".."), None)
        high = None if dots is None else self._whole(inside[dots + 1 :])
        low = 0 if not dots else self._whole(inside[:dots])
        if high is None or low is None or high < 0 or low < 0:
            return None
        return max(high - low, 0)


def leaves(value: Any) -> int:
    """How many parts a parameter has."""
    if isinstance(value, Mapping):
        return 1 + sum(map(leaves, value.values()))
    if isinstance(value, list | tuple):
        return sum(map(leaves, value)) or 1
    return len(value) // 16 + 1 if isinstance(value, str) else 1
