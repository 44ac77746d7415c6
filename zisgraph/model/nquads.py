r"""Terms and statements as N-Quads text: one blank between terms, `" .\n"` at the end, UTF-8."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from zisgraph.errors import BuildError
from zisgraph.model.iris import Minter
from zisgraph.model.terms import Iri, Literal, Origin, Statement

Triple = tuple[Iri, Iri, Iri | Literal]

_STRING: Final = "http://www.w3.org/2001/XMLSchema#string"
_NOT_IN_IRI: Final = re.compile(r'[\x00-\x20<>"{}|^`\\]')
_NEEDS_ESCAPE: Final = re.compile(r'[\x00-\x1f"\\\x7f]')
# Canonical N-Quads: the short escapes where there is one, \u00XX for other control characters.
_ESCAPES: Final = {
    **{chr(code): f"\\u{code:04X}" for code in (*range(0x20), 0x7F)},
    "\t": "\\t",
    "\b": "\\b",
    "\n": "\\n",
    "\r": "\\r",
    "\f": "\\f",
    '"': '\\"',
    "\\": "\\\\",
}


def iri(value: str) -> str:
    """An IRI in angle brackets.

    Raises:
        BuildError: a character may not stand in an IRI; a store would refuse the whole file.
    """
    if _NOT_IN_IRI.search(value):
        raise BuildError(
            f"Received the IRI {value!r}; blanks, quotes, brackets and the like are written as %XX in one."
        )
    return f"<{value}>"


def term(value: Iri | Literal) -> str:
    r"""One term.

    >>> print(term(Iri("http://x/a")), term(Literal('a "b"', language="it")))
    <http://x/a> "a \"b\""@it
    """
    if isinstance(value, Iri):
        return iri(value.value)
    text = value.value
    if _NEEDS_ESCAPE.search(text):
        text = _NEEDS_ESCAPE.sub(lambda found: _ESCAPES[found[0]], text)
    if value.language:
        return f'"{text}"@{value.language}'
    return f'"{text}"' if value.datatype == _STRING else f'"{text}"^^<{value.datatype}>'


def line(subject: str, predicate: str, value: Iri | Literal, graph: str) -> str:
    """One statement in its graph; subject, predicate and graph are bare IRIs."""
    return f"{iri(subject)} {iri(predicate)} {term(value)} {iri(graph)} .\n"


def of_triples(triples: Iterable[Triple], graph: str) -> Iterator[str]:
    """The lines of triples that all stand in one named graph."""
    for subject, predicate, value in triples:
        yield line(subject.value, predicate.value, value, graph)


def of_statements(statements: Iterable[Statement], minter: Minter) -> Iterator[str]:
    """The line of each statement, in the named graph of its origin."""
    graphs: dict[Origin, str] = {}
    predicates: dict[str, str] = {}
    for statement in statements:
        origin, predicate = statement.origin, statement.predicate.value
        graph = graphs.get(origin)
        if graph is None:
            graph = graphs[origin] = iri(minter.graph(origin))
        name = predicates.get(predicate)
        if name is None:
            name = predicates[predicate] = iri(predicate)
        yield f"{iri(statement.subject.value)} {name} {term(statement.value)} {graph} .\n"
