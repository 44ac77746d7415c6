"""Why a query has no answer, in the reader's language; what the engine itself says stays in English below it."""

from __future__ import annotations

from zisgraph.errors import (
    EngineError,
    EngineMissing,
    QueryRefused,
    QuerySyntaxError,
    QueryTimeout,
    QueryTooLarge,
    ZisgraphError,
)
from zisgraph.visualisations.translation import Translator


def refusal(error: ZisgraphError, t: Translator) -> str:
    """One sentence on what kind of refusal it is, and what to do."""
    match error:
        case QuerySyntaxError(line=int(line), column=int(column)):
            return t("The query cannot be read at line %(line)s, column %(column)s.", line=line, column=column)
        case QuerySyntaxError():
            return t("The query cannot be read.")
        case QueryRefused():
            return t("The query asks for something not allowed here: the published data can be read, nothing else.")
        case QueryTimeout():
            return t("The query took too long and was ended. Ask for less, or try again.")
        case QueryTooLarge():
            return t("The query or its answer is too large. Ask for less.")
        case EngineMissing():
            return t("The Cypher engine is missing or switched off on this machine. Ask in SPARQL.")
        case EngineError():
            return t("The engine does not answer now. Try again in a moment.")
        case _:
            return t("The query could not be answered.")
