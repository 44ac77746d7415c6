"""N-Quads lines as rdflib terms, for checking: one statement a line, as staged files hold them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple

from rdflib import XSD, Literal, URIRef
from rdflib.term import bind

from zisgraph.errors import BuildError


class Quad(NamedTuple):
    """One statement and the named graph it stands in."""

    subject: URIRef
    predicate: URIRef
    value: URIRef | Literal
    graph: URIRef


_LINE: Final = re.compile(
    r'<([^>]*)> <([^>]*)> (?:<([^>]*)>|"((?:[^"\\]|\\.)*)"(?:@([A-Za-z0-9-]+)|\^\^<([^>]*)>)?) <([^>]*)> \.\s*'
)
_ESCAPE: Final = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
_SHORT_ESCAPES: Final = {"t": "\t", "n": "\n", "r": "\r", "b": "\b", "f": "\f"}


def read_quads(path: Path) -> Iterator[Quad]:
    """Yield the statements of an N-Quads file without blank nodes.

    Raises:
        BuildError: a line is no statement in a named graph; the message names file and line.
    """
    with path.open(encoding="utf-8") as lines:
        yield from parse_quads(lines, str(path))


def parse_quads(lines: Iterable[str], source: str = "the statements given") -> Iterator[Quad]:
    """Yield the statements of N-Quads lines; empty lines and comments are passed over."""
    _make_years_comparable()
    iri = lru_cache(maxsize=None)(URIRef)
    for number, line in enumerate(lines, 1):
        found = _LINE.fullmatch(line)
        if found is None:
            if line.strip() and not line.startswith("#"):
                raise BuildError(
                    f"{source}, line {number}: received {line.strip()[:120]!r}; allowed: one statement in a named "
                    "graph, without blank nodes. Stage the source again."
                )
            continue
        subject, predicate, target, text, language, datatype, graph = found.groups()
        value = iri(target) if target is not None else _literal(text, language, datatype)
        yield Quad(iri(subject), iri(predicate), value, iri(graph))


@lru_cache(maxsize=65536)
def _literal(text: str, language: str | None, datatype: str | None) -> Literal:
    if "\\" in text:
        text = _ESCAPE.sub(_unescape, text)
    value = Literal(text, lang=language, datatype=None if datatype is None else URIRef(datatype))
    # What is no value of its datatype cannot be compared; as a plain text it still breaks the shape that asks for one.
    return Literal(text) if value.ill_typed else value


def _unescape(found: re.Match[str]) -> str:
    four, eight, short = found.groups()
    return chr(int(four or eight, 16)) if four or eight else _SHORT_ESCAPES.get(short, short)


def _make_years_comparable() -> None:
    """Tell rdflib that an xsd:gYear is a number.

    Without it, comparing two years is NotImplemented, which pySHACL takes for "in order": no year would ever be too late.
    """
    if Literal("2026", datatype=XSD.gYear).value is None:
        bind(XSD.gYear, int, int, str, datatype_specific=True)
