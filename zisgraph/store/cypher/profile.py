"""The tested profile of Cypher: the clauses, functions and procedures that answer alike on both engines.

What is not named here is refused by name. `docs/cypher.md` shows the same lists to users; a test compares them.
"""

from __future__ import annotations

from typing import Final

MAX_RANGE: Final = 10_000
"""Numbers that one range() may give."""
MAX_HOPS: Final = 15
"""Upper bound of a variable-length path."""
MAX_STEPS: Final = 2_000_000
"""Steps of all iterating expressions of one query together; such steps cannot be interrupted on every engine."""
MAX_SIZE: Final = 1_000_000
"""Estimated parts of one value that a query builds."""
MAX_PATTERN: Final = 200
"""Characters of a regular expression."""

FIRST_WORDS: Final = frozenset({"MATCH", "OPTIONAL", "WITH", "UNWIND", "RETURN", "CALL"})

REFUSED: Final = {
    **dict.fromkeys(
        ("CREATE", "INSERT", "MERGE", "SET", "DELETE", "DETACH", "NODETACH", "REMOVE", "FOREACH"), "it writes"
    ),
    **dict.fromkeys(("DROP", "ALTER", "RENAME", "TRUNCATE"), "it changes the schema"),
    **dict.fromkeys(("GRANT", "DENY", "REVOKE"), "it changes rights"),
    **dict.fromkeys(("SHOW", "USE", "TERMINATE"), "it administers the server"),
    "LOAD": "it reads a file or an address",
    **dict.fromkeys(("TRANSACTIONS", "CONCURRENT"), "a question runs in one transaction"),
    **dict.fromkeys(
        ("SHORTEST", "REPEATABLE", "GROUPS"), "path selectors are outside the tested profile: use shortestPath()"
    ),
}
"""Words that no question needs, each with the reason; a name spelled so goes in backticks."""

BEFORE_BRACKET: Final = frozenset(
    [
        "ALL",
        "AND",
        "ANY",
        "AS",
        "ASC",
        "ASCENDING",
        "BY",
        "CALL",
        "CASE",
        "CONTAINS",
        "COUNT",
        "DESC",
        "DESCENDING",
        "DISTINCT",
        "ELSE",
        "ENDS",
        "EXISTS",
        "IN",
        "IS",
        "LIMIT",
        "MATCH",
        "NONE",
        "NOT",
        "NULL",
        "OFFSET",
        "ON",
        "OPTIONAL",
        "OR",
        "ORDER",
        "RETURN",
        "SINGLE",
        "SKIP",
        "STARTS",
        "THEN",
        "UNION",
        "UNWIND",
        "WHEN",
        "WHERE",
        "WITH",
        "XOR",
        "YIELD",
    ]
)
"""Keywords that may stand before a bracket without being a function."""

PROCEDURES: Final = frozenset({"db.labels", "db.relationshiptypes", "db.propertykeys"})

FUNCTIONS: Final = frozenset(
    [
        "abs",
        "acos",
        "all",
        "any",
        "asin",
        "atan",
        "atan2",
        "avg",
        "ceil",
        "coalesce",
        "collect",
        "cos",
        "cot",
        "count",
        "date",
        "date.truncate",
        "datetime",
        "datetime.truncate",
        "degrees",
        "duration",
        "duration.between",
        "duration.indays",
        "duration.inmonths",
        "duration.inseconds",
        "e",
        "endnode",
        "exists",
        "exp",
        "floor",
        "haversin",
        "head",
        "isempty",
        "keys",
        "labels",
        "last",
        "left",
        "length",
        "localdatetime",
        "localtime",
        "log",
        "log10",
        "ltrim",
        "max",
        "min",
        "nodes",
        "none",
        "nullif",
        "percentilecont",
        "percentiledisc",
        "pi",
        "point",
        "point.distance",
        "properties",
        "radians",
        "rand",
        "range",
        "reduce",
        "relationships",
        "replace",
        "reverse",
        "right",
        "round",
        "rtrim",
        "shortestpath",
        "allshortestpaths",
        "sign",
        "sin",
        "single",
        "size",
        "split",
        "sqrt",
        "startnode",
        "stdev",
        "stdevp",
        "substring",
        "sum",
        "tail",
        "tan",
        "time",
        "toboolean",
        "tobooleanornull",
        "tofloat",
        "tofloatornull",
        "tointeger",
        "tointegerornull",
        "tolower",
        "tostring",
        "tostringornull",
        "toupper",
        "trim",
        "type",
    ]
)
