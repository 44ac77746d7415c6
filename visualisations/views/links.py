"""Addresses of the pages: the language comes first, and the same view has one address in each language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from urllib.parse import quote, urlencode

from zisgraph.visualisations.translation import Language

SLUGS: Mapping[str, Mapping[Language, str]] = MappingProxyType(
    {
        "home": {"it": "", "en": ""},
        "search": {"it": "cerca", "en": "search"},
        "gaps": {"it": "lacune", "en": "gaps"},
        "partners": {"it": "partner", "en": "partners"},
        "ask": {"it": "interroga", "en": "ask"},
        "sources": {"it": "fonti", "en": "sources"},
        "review": {"it": "identita", "en": "identity"},
        "data": {"it": "dati", "en": "data"},
        "accessibility": {"it": "accessibilita", "en": "accessibility"},
    }
)
"""The last part of each page's address."""

_ID = "id/"
_LEGIBLE = "/:?(),;*!"
"""Marks that a query value may hold as they are (RFC 3986): a query in an address stays legible, and a page light."""


@dataclass(frozen=True, slots=True)
class Links:
    """Makes addresses in one language; `base` is the start of every IRI of the data."""

    language: Language
    base: str

    def page(self, name: str, /, fragment: str = "", **query: object) -> str:
        """The address of a page of `SLUGS`; empty query values are left out."""
        slug = SLUGS[name][self.language]
        path = f"/{self.language}/{slug}" if slug else f"/{self.language}"
        return path + _query(query) + (f"#{fragment}" if fragment else "")

    def entity(self, path: str, fragment: str = "", **query: object) -> str:
        """The profile of the entity with this path ("ror/02dq7z403")."""
        return f"/{self.language}/id/{quote(path, safe='/-._~')}" + _query(query) + (f"#{fragment}" if fragment else "")

    def of_iri(self, iri: str, fragment: str = "") -> str:
        """The page of an IRI of ours; a foreign one is its own address."""
        start = self.base + _ID
        return self.entity(iri.removeprefix(start), fragment) if iri.startswith(start) else iri

    def changes_csv(self, before: str, after: str) -> str:
        """All changes between two builds as a file."""
        return f"/{self.language}/export/changes.csv" + _query({"from": before, "to": after})

    def citation(self, key: str) -> str:
        """The page of one citation."""
        return self.entity(f"citation/{key}")


def _query(values: Mapping[str, object]) -> str:
    given = {key.rstrip("_"): value for key, value in values.items() if value not in ("", None, False)}
    return "?" + urlencode(given, doseq=True, safe=_LEGIBLE) if given else ""
