"""Terms and statements as N-Quads text: one blank between terms, `" .\\n"` at the end, UTF-8."""

from __future__ import annotations

from typing import Final

from zisgraph.model.terms import Iri, Literal

_STRING: Final = "http://www.w3.org/2001/XMLSchema#string"
_ESCAPES: Final = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})


def term(value: Iri | Literal) -> str:
    r"""One term.

    >>> print(term(Iri("http://x/a")), term(Literal('a "b"', language="it")))
    <http://x/a> "a \"b\""@it
    """
    if isinstance(value, Iri):
        return f"<{value.value}>"
    quoted = f'"{value.value.translate(_ESCAPES)}"'
    if value.language:
        return f"{quoted}@{value.language}"
    return quoted if value.datatype == _STRING else f"{quoted}^^<{value.datatype}>"


def line(subject: str, predicate: str, value: Iri | Literal, graph: str) -> str:
    """One statement in its graph; subject, predicate and graph are bare IRIs."""
    return f"<{subject}> <{predicate}> {term(value)} <{graph}> .\n"
