"""What is known of a dataset as a whole, as its `<dataset>.toml` says it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

from zisgraph.errors import InputError, Issue
from zisgraph.model.iris import Minter
from zisgraph.model.nquads import Triple
from zisgraph.model.terms import Iri, Literal
from zisgraph.ontology.vocabulary import DCT, FOAF, RDF, RDFS, XSD, ZIS


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of a dataset as a whole; `bounds` are the least and most distinct things of a class."""

    title_it: str
    title_en: str
    publisher: str
    licence: str
    address: str
    coverage: str
    languages: tuple[str, ...]
    loader_version: str
    bounds: Mapping[str, tuple[int, int]]


def parse_metadata(text: str, file: str) -> tuple[Metadata, Mapping[str, Any]]:
    """The metadata in a TOML text, and the whole of that text for what else it holds.

    Raises:
        InputError: it is no TOML, or lacks a field.
    """
    try:
        content = tomllib.loads(text)
        bounds = {name: (int(low), int(high)) for name, (low, high) in content.get("bounds", {}).items()}
        described = {**content["dataset"], "languages": tuple(content["dataset"]["languages"])}
        return Metadata(**described, bounds=bounds), content
    except (ValueError, TypeError, KeyError) as error:
        allowed = "TOML with a [dataset] table of " + ", ".join(f.name for f in fields(Metadata) if f.name != "bounds")
        raise InputError([Issue(file, 0, "", f"{type(error).__name__}: {error}", allowed)]) from error


def described(dataset: str, metadata: Metadata, minter: Minter) -> Iterator[Triple]:
    """The dataset as a whole, for the meta graph."""
    me = Iri(minter.dataset(dataset))
    yield me, Iri(RDF.type), Iri(ZIS.Dataset)
    for prop in (RDFS.label, DCT.title):
        yield me, Iri(prop), Literal(metadata.title_it, XSD.string, "it")
        yield me, Iri(prop), Literal(metadata.title_en, XSD.string, "en")
    yield me, Iri(DCT.description), Literal(metadata.coverage, XSD.string, "en")
    yield me, Iri(DCT.publisher), Literal(metadata.publisher)
    yield me, Iri(DCT.license), Literal(metadata.licence)
    yield me, Iri(FOAF.page), Iri(metadata.address)
