"""What goes wrong in a database, in our own words and with our own statuses; one table for both engines."""

from __future__ import annotations

import re
import socket
import ssl
from collections.abc import Iterator
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
        return _not_let_in(login)
    if isinstance(error, Neo4jError):
        return _of_server(error, login, timeout, is_client=isinstance(error, ClientError))
    if isinstance(error, DriverError | OSError | ValueError):
        return unreachable(login, error)
    raise error


def unreachable(login: Login, error: Exception) -> EngineUnavailable:
    """The error of a server that cannot be reached; says which of the usual reasons it is, and what helps."""
    return EngineUnavailable(f"No database answers at {login.uri} (ZISGRAPH_NEO4J_URI): {_reason(login, error)}")


def _reason(login: Login, error: Exception) -> str:
    for cause in _causes(error):
        match cause:
            case ssl.SSLCertVerificationError():
                return (
                    "its TLS certificate is not trusted here. Use bolt+ssc:// or neo4j+ssc:// for one that the server has "
                    "signed itself."
                )
            case ssl.SSLError():
                return (
                    "the server there does not speak TLS. Use bolt:// or neo4j:// without +s, or switch TLS on there."
                )
            case socket.gaierror():
                return "no machine of this name is known, or the port is no number. Correct the address."
            case ConnectionRefusedError():
                return "nothing listens there. Start the server, or correct the address; the usual port is 7687."
            case TimeoutError():
                return (
                    "nothing came back in time. Look whether it is a Bolt port, and whether a firewall stands between."
                )
    if "HTTP" in str(error):
        return "a web server listens there. Give the Bolt port, which is usually 7687."
    if "+s" in login.uri.partition("://")[0]:
        return "the connection ended at once. Use bolt:// or neo4j:// without +s if the server there speaks no TLS."
    return "the connection ended at once. Start the server, or use bolt+s:// or neo4j+s:// if it asks for TLS."


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The error and all that led to it, the members of groups too."""
    waiting, seen = [error], set()
    while waiting:
        one = waiting.pop()
        if id(one) in seen:
            continue
        seen.add(id(one))
        yield one
        members = one.exceptions if isinstance(one, BaseExceptionGroup) else ()
        waiting.extend(cause for cause in (one.__context__, one.__cause__, *members) if cause is not None)


def _not_let_in(login: Login) -> EngineUnavailable:
    how = "with the password given" if login.password else "without a password"
    return EngineUnavailable(
        f"The database at {login.uri} refuses the user {login.user!r} {how}: correct ZISGRAPH_NEO4J_USER or "
        "ZISGRAPH_NEO4J_PASSWORD."
    )


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
        return EngineUnavailable(
            f"The server at {login.uri} has no database {login.database!r}: correct ZISGRAPH_NEO4J_DATABASE (the usual one "
            "is neo4j), or make it there."
        )
    if kind in ("AuthenticationRateLimit", "CredentialsExpired"):
        why = (
            "too many wrong passwords"
            if kind == "AuthenticationRateLimit"
            else "a first password that is to be changed"
        )
        return EngineUnavailable(
            f"The database at {login.uri} lets {login.user!r} in no more, because of {why}: mend that there, then try again."
        )
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
