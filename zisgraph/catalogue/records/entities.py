"""Entities as links, in both languages, and what the pages list of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from zisgraph.model.terms import Confidence


@dataclass(frozen=True, slots=True)
class Text:
    """A text in Italian and English; where one is missing the other stands in."""

    it: str
    en: str

    def in_(self, language: str) -> str:
        """The text in `language` ("it" or "en")."""
        return (self.en or self.it) if language == "en" else (self.it or self.en)

    def __bool__(self) -> bool:
        """Whether there is any."""
        return bool(self.it or self.en)


NO_TEXT = Text("", "")


def _listed(texts: Iterable[Text]) -> Text:
    """Texts in a row, each once: "Pavia, Milano" and "Pavia, Milan"."""
    each = list(dict.fromkeys(texts))
    return Text(", ".join(text.in_("it") for text in each), ", ".join(text.in_("en") for text in each))


class Group(StrEnum):
    """What an entity is, as search and addresses sort it."""

    BODY = "body"
    SPECIALISATION = "specialisation"
    ZONE = "zone"
    PROGRAMME = "programme"
    PROJECT = "project"
    PROVINCE = "province"
    MUNICIPALITY = "municipality"
    REGION = "region"
    RULE = "rule"
    OBSERVATION = "observation"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Seat:
    """A municipality where an entity is, and the plate of its province; `sourced` when a source that was read says so."""

    municipality: Text
    province: str
    sourced: bool = True

    @property
    def place(self) -> Text:
        """With the province: "Milano (MI)" and "Milan (MI)"."""
        it, en = (f"{self.municipality.in_(language)} ({self.province})" for language in ("it", "en"))
        return Text(it, en)


@dataclass(frozen=True, slots=True)
class EntityRef:
    """An entity as a link: `path` is "authority/key"; `kind` the local name of its class (e.g. Foundation).

    `municipality` and `province` are where it is counted: the first of its `seats`.
    """

    iri: str
    path: str
    label: Text
    group: Group
    kind: str
    kind_label: Text
    confidence: Confidence
    is_organisation: bool = False
    municipality: Text = NO_TEXT
    province: str = ""
    ties: int = 0
    helix: str = ""
    """One of R, P, T, I, C for a body that takes part in the helix."""
    seats: tuple[Seat, ...] = ()
    """Every seat that a source gives, the most certain first, then the one of the newest source."""
    placed: Confidence = Confidence.SOURCED
    """How sure it is that it is where it is counted."""

    @property
    def towns(self) -> Text:
        """Where it is, every seat named: "Pavia, Milano"."""
        return _listed(seat.municipality for seat in self.seats) or self.municipality

    @property
    def place(self) -> Text:
        """Where it is, every seat named with its province: "Pavia (PV), Milano (MI)"."""
        return _listed(seat.place for seat in self.seats) or self.municipality


@dataclass(frozen=True, slots=True)
class SearchHit:
    """One result: `matched` is the name or alias that matched, `score` from 0 to 100."""

    ref: EntityRef
    matched: str
    score: float
    detail: Text


@dataclass(frozen=True, slots=True)
class Page:
    """A slice of a list in a stable order; `next` is the cursor of the following one, or empty."""

    items: Sequence[EntityRef]
    total: int
    next: str
