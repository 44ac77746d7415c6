"""What goes wrong in a database, in our own words and with our own statuses; one table for both engines."""

from __future__ import annotations

import re
from typing import Final

from zisgraph.errors import (
    EngineUnavailable,
    QueryError,
    QueryRefused,
    QuerySyntaxError,
    QueryTimeout,
    QueryTooLarge,
    ZisgraphError,
)
from zisgraph.store.cypher.arcadedb import Login

_PLACE: Final = re.compile(r"\(line (\d+), column (\d+)|at line (\d+):(\d+)|\[at (\d+):(\d+)\]")
_NOISE: Final = re.compile(r"^\{neo4j_code: [^}]*\} \{message: (.*)\} \{gql_status: .*$", re.DOTALL)
_TOO_LARGE: Final = re.compile(r"memory|heap|maximum (?:number|allowed)|too many|exceeded the limit", re.IGNORECASE)
_TIMED_OUT: Final = re.compile(r"timed?\s?out|timeout|terminated", re.IGNORECASE)


def translate(error: Exception, login: Login, timeout: float) -> ZisgraphError:
    """The error of ours that says what a driver's error means for whoever asked."""
    from neo4j.exceptions import AuthError, ClientError, DriverError, Neo4jError

    if isinstance(error, AuthError):
        return EngineUnavailable(
            f"{login.uri} refuses the user {login.user!r}: set ZISGRAPH_NEO4J_USER and ZISGRAPH_NEO4J_PASSWORD."
        )
    if isinstance(error, Neo4jError):
        return _of_server(error, login, timeout, is_client=isinstance(error, ClientError))
    if isinstance(error, DriverError | OSError | ValueError):
        reason = str(error).splitlines()[0][:200] if str(error) else type(error).__name__
        return EngineUnavailable(
            f"No Cypher database answers at {login.uri} ({reason}): start it, or correct ZISGRAPH_NEO4J_URI."
        )
    raise error


def timed_out(timeout: float) -> QueryTimeout:
    """The error of a query that passed its deadline."""
    return QueryTimeout(
        f"The query did not end within {timeout:g} s and was stopped: narrow it (labels, properties, LIMIT) or shorten its paths."
    )


def _of_server(error: Exception, login: Login, timeout: float, *, is_client: bool) -> ZisgraphError:
    code, message = str(getattr(error, "code", "") or ""), _message(error)
    kind = code.rpartition(".")[2]
    if (
        "TransactionTimedOut" in code
        or kind in ("Terminated", "LockClientStopped")
        or (not is_client and _TIMED_OUT.search(message))
    ):
        return timed_out(timeout)
    if kind == "DatabaseNotFound" or "Database does not exist" in message:
        return EngineUnavailable(f"{login.uri} has no database {login.database!r}: set ZISGRAPH_NEO4J_DATABASE.")
    if ".Security." in code or kind in ("AccessMode", "ForbiddenOnReadOnlyDatabase"):
        return QueryRefused(f"The database refuses this query: {message}")
    if "OutOfMemory" in kind or (not is_client and _TOO_LARGE.search(message)):
        return QueryTooLarge(f"The query needs more memory than one query may have: {message}")
    if kind in ("SyntaxError", "SemanticError") or _PLACE.search(message):
        return QuerySyntaxError(message, *_place(message))
    if is_client or ".Statement." in code or code.endswith("General.UnknownError"):
        return QueryError(message)
    return EngineUnavailable(f"The Cypher database at {login.uri} failed: {message}")


def _message(error: Exception) -> str:
    text = str(getattr(error, "message", "") or error)
    match = _NOISE.match(text)
    return (match[1] if match else text).strip()


def _place(message: str) -> tuple[int | None, int | None]:
    match = _PLACE.search(message)
    if match is None:
        return None, None
    line, column = (int(group) for group in match.groups() if group is not None)
    counts_from_0 = match[3] is not None  # as ArcadeDB does
    return line, column + 1 if counts_from_0 else column
