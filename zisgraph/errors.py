"""Every error zisgraph raises on purpose, and the exit code or HTTP status that goes with it.

Every one is a `ZisgraphError`, so that one `except` meets them all:

    ZisgraphError
    ├── SettingsError          a setting is missing or out of range
    ├── InputError             a bundled or given file breaks its rules (carries Issues)
    ├── FetchError             a file of a public source could not be brought from its server
    ├── ShapeError             the graph breaks a SHACL shape
    ├── BuildError             a build cannot start or go on; the last good one stays in service
    │   └── NoBuildError       nothing has been built in this home yet
    ├── ExportError            what is published has no form in the files asked for
    ├── PortTaken              another program listens where the server should
    ├── StoppingError          the server is about to end and takes no more questions
    ├── NotFoundError          an id, a name, a query that does not exist
    │   ├── PrunedError        a build that was removed since
    │   └── UnfitName          the name is that of something else, or of several things; the message says of which
    │       └── AmbiguousName  several things are called so
    ├── QueryError
    │   ├── NotAllowed         a filter has none of the values it may have; the message lists them
    │   ├── QuerySyntaxError   the text cannot be parsed (line, column)
    │   ├── QueryRefused       it may not be run here (a write, a file, the network, an unbounded loop)
    │   ├── QueryTimeout       it passed its deadline and was ended
    │   └── QueryTooLarge      its answer or its memory passed the cap
    └── EngineError
        ├── EngineMissing      this platform or installation has no such engine
        ├── EngineLoading      the engine is being filled; try again
        └── EngineUnavailable  it does not answer, or refuses us (address, password)
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import ClassVar


class ZisgraphError(Exception):
    """The message says what was received, what is allowed and what to do, in one or two sentences.

    The exit code is 2 where the call or a setting is wrong by itself, 1 where the call is right and yet cannot be done.
    """

    status: ClassVar[int] = 500
    exit_code: ClassVar[int] = 1
    retry_after: ClassVar[int | None] = None

    @classmethod
    def slug(cls) -> str:
        """The name of the error between programs.

        >>> EngineLoading.slug()
        'engine-loading'
        """
        return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", cls.__name__.removesuffix("Error")).lower()


@dataclass(frozen=True, slots=True)
class Issue:
    """One thing wrong in an input file: where, what was received, what is allowed. Line 0 is the file as a whole."""

    file: str
    line: int
    field: str
    received: str
    allowed: str

    def __str__(self) -> str:
        field = f", field {self.field}" if self.field else ""
        line = f", line {self.line}" if self.line else ""
        return f"{self.file}{line}{field}: received {self.received}; allowed: {self.allowed}"


class SettingsError(ZisgraphError):
    exit_code = 2


class InputError(ZisgraphError):
    """All the issues found in the files of one dataset, never only the first."""

    status = 422

    def __init__(self, issues: Sequence[Issue]) -> None:
        self.issues = tuple(issues)
        count = len(self.issues)
        head = f"{count} problem{'' if count == 1 else 's'} in the input; nothing was replaced."
        super().__init__("\n".join([head, *map(str, self.issues)]))


class FetchError(ZisgraphError):
    """A file could not be brought from its server; what has arrived of it stays for the next call."""


class ShapeError(ZisgraphError):
    """The staged graph breaks its shapes; the last good build stays in service."""


class BuildError(ZisgraphError):
    """A build cannot start or go on; the last good build stays in service."""

    status = 503


class NoBuildError(BuildError):
    """Nothing has been built in this home yet."""

    retry_after = 5


class ExportError(ZisgraphError):
    """Something of the published build has no form in the files asked for; the message names it."""


class PortTaken(ZisgraphError):
    """Another program listens where the server should."""


class StoppingError(ZisgraphError):
    """The server is about to end and takes no more questions."""

    status = 503
    retry_after = 5


class NotFoundError(ZisgraphError):
    status = 404


class PrunedError(NotFoundError):
    """A build that was there once, and has been removed since."""

    status = 410


class UnfitName(NotFoundError):
    """The name is that of something else than was asked for, or of several things about equally well."""

    status = 422


class AmbiguousName(UnfitName):
    """Several things are called so about equally well; the message names the nearest."""


class QueryError(ZisgraphError):
    status = 400


class NotAllowed(QueryError):
    """A filter has none of the values it may have; the message lists them."""

    status = 422
    exit_code = 2


def check_allowed(filter_name: str, received: Collection[str], allowed: Collection[str]) -> None:
    """Refuse what is none of the values of a filter, instead of finding nothing for it.

    Raises:
        NotAllowed: the message says what was received and what is allowed.

    >>> check_allowed("helix", ["R"], "RPTIC")
    """
    unknown = [value for value in received if value not in allowed]
    if unknown:
        raise NotAllowed(
            f"{filter_name}: received {', '.join(map(repr, unknown))}; allowed: {', '.join(allowed)}. "
            "Give one of these, or leave it out."
        )


class QuerySyntaxError(QueryError):
    """The text cannot be parsed; `line` and `column` count from 1 where the engine tells them."""

    def __init__(self, message: str, line: int | None = None, column: int | None = None) -> None:
        self.line, self.column = line, column
        super().__init__(message)


class QueryRefused(QueryError):
    status = 403


class QueryTimeout(QueryError):
    status = 503
    retry_after = 5


class QueryTooLarge(QueryError):
    status = 413


class EngineError(ZisgraphError):
    status = 503


class EngineMissing(EngineError):
    status = 501


class EngineLoading(EngineError):
    retry_after = 5


class EngineUnavailable(EngineError):
    retry_after = 10
