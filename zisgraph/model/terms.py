"""Statements with their sources: the one shape in which every loader hands over what it read."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Confidence(StrEnum):
    """Whether the citation says it, or nobody has checked it."""

    SOURCED = "sourced"
    UNVERIFIED = "unverified"


@dataclass(frozen=True, slots=True, order=True)
class Iri:
    """An absolute IRI."""

    value: str

    def __str__(self) -> str:
        return self.value


@dataclass(frozen=True, slots=True, order=True)
class Literal:
    """A literal: `datatype` is an XSD IRI; with a language tag it is rdf:langString."""

    value: str
    datatype: str = "http://www.w3.org/2001/XMLSchema#string"
    language: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Origin:
    """Who says it: the dataset it was read from, the citation it rests on, and how sure that is."""

    dataset: str
    citation: str
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Statement:
    """One fact and its origin."""

    subject: Iri
    predicate: Iri
    value: Iri | Literal
    origin: Origin
