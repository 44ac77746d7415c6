"""What a column may say: the words a mapping uses, in English or Italian, and what each becomes in the graph."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from zisgraph.ontology.vocabulary import DCT, FOAF, RDFS, SCHEMA, SKOS, ZIS

BODY, PROGRAMME = "body", "programme"
BOTH: Final = frozenset({BODY, PROGRAMME})


@dataclass(frozen=True, slots=True)
class Property:
    """One thing that a column may say. `type` is one of values.TYPES, or a way of reading of its own: place parts are
    taken together to find the municipality, a specialisation and a body are looked up, a figure is an observation."""

    name: str
    italian: str
    type: str
    iri: str = ""
    of: frozenset[str] = frozenset({BODY})
    many: bool = False
    """Whether several columns, or several values in one cell, may say it."""


PLACE, SPECIALISATION, BODY_ID, FIGURE, TIE = "place", "specialisation", "body", "figure", "tie"

_ALL: Final = (
    Property("name", "denominazione", "text", RDFS.label, BOTH),
    Property("short name", "nome breve", "text", ZIS.shortName, BOTH, many=True),
    Property("acronym", "sigla", "text", ZIS.acronym, BOTH, many=True),
    Property("legal name", "denominazione legale", "text", ZIS.legalName, many=True),
    Property("full name", "nome esteso", "text", ZIS.fullName, BOTH, many=True),
    Property("former name", "nome precedente", "text", ZIS.formerName, BOTH, many=True),
    Property("other name", "altro nome", "text", SKOS.altLabel, BOTH, many=True),
    Property("tax code", "codice fiscale", "tax code", ZIS.taxCode),
    Property("vat number", "partita iva", "vat number", ZIS.vatNumber),
    Property("pic", "codice pic", "pic", ZIS.pic),
    Property("ror", "identificativo ror", "ror", ZIS.rorId),
    Property("wikidata", "identificativo wikidata", "wikidata", ZIS.wikidataId),
    Property("municipality", "comune", PLACE, "city", BOTH),
    Property("istat code", "codice istat", PLACE, "code", BOTH),
    Property("province", "provincia", PLACE, "plate", BOTH),
    Property("post code", "cap", PLACE, "post_code", BOTH),
    Property("latitude", "latitudine", PLACE, "latitude", BOTH),
    Property("longitude", "longitudine", PLACE, "longitude", BOTH),
    Property("website", "sito web", "web address", FOAF.homepage),
    Property("web domain", "dominio web", "domain", ZIS.webDomain, many=True),
    Property("founding year", "anno di costituzione", "year", SCHEMA.foundingDate),
    Property("description", "descrizione", "text", DCT.description, BOTH),
    Property("specialisation", "specializzazione", SPECIALISATION, ZIS.hasSpecialisation, BOTH, many=True),
    Property("figure", "cifra", FIGURE, "", BOTH, many=True),
    Property("provider", "ente erogatore", BODY_ID, ZIS.provider, frozenset({PROGRAMME})),
    Property("programme code", "codice del percorso", "text", ZIS.programmeCode, frozenset({PROGRAMME})),
    Property("hours", "ore", "amount", ZIS.hours, frozenset({PROGRAMME})),
    Property("seats", "posti", "whole", ZIS.seats, frozenset({PROGRAMME})),
    Property("cost", "costo", "amount", ZIS.cost, frozenset({PROGRAMME})),
    Property("start date", "data di inizio", "date", ZIS.startDate, frozenset({PROGRAMME})),
    Property("end date", "data di fine", "date", ZIS.endDate, frozenset({PROGRAMME})),
)

PROPERTIES: Final[Mapping[str, Property]] = MappingProxyType({one.name: one for one in _ALL})
"""By their English names, in the order of docs/tables.md."""

_BY_WORD: Final = {word: one for one in _ALL for word in (one.name, one.italian)}


def property_named(word: str) -> Property | None:
    """The property of an English or Italian name, whatever its capitals; None where there is none."""
    return _BY_WORD.get(normal(word))


def property_words() -> Iterator[str]:
    """Every word that names one."""
    yield from _BY_WORD


def normal(word: str) -> str:
    """A name in small letters, with single blanks.

    >>> normal(" VAT_Number ")
    'vat number'
    """
    return " ".join(word.replace("_", " ").casefold().split())
