"""How a reader says things: every statement with the origin of the snapshot it was read in."""

from __future__ import annotations

from dataclasses import dataclass

from zisgraph.loaders.bundled.claims import EDITOR, dated, decimal, predicate, web_address
from zisgraph.model.iris import Minter
from zisgraph.model.terms import Confidence, Iri, Literal, Origin, Statement
from zisgraph.ontology.vocabulary import RDF, XSD


@dataclass(frozen=True, slots=True)
class Voice:
    """Says statements of one origin. Every method takes values as text and says nothing where there is none."""

    minter: Minter
    origin: Origin

    @property
    def editor(self) -> Voice:
        """The voice of an editor's choice, which rests on no outside source."""
        return Voice(self.minter, Origin(self.origin.dataset, EDITOR, Confidence.SOURCED))

    @property
    def unverified(self) -> Voice:
        """The same voice, of what the source says in a way that nobody should take for sure."""
        return Voice(self.minter, Origin(self.origin.dataset, self.origin.citation, Confidence.UNVERIFIED))

    def says(self, subject: Iri, prop: str, value: Iri | Literal) -> Statement:
        return Statement(subject, predicate(prop), value, self.origin)

    def is_a(self, subject: Iri, cls: str) -> list[Statement]:
        return [self.says(subject, RDF.type, predicate(cls))]

    def text(self, subject: Iri, prop: str, value: str, language: str = "") -> list[Statement]:
        return [self.says(subject, prop, Literal(value, XSD.string, language))] if value else []

    def link(self, subject: Iri, prop: str, target: Iri | None) -> list[Statement]:
        return [self.says(subject, prop, target)] if target is not None else []

    def date(self, subject: Iri, prop: str, value: str) -> list[Statement]:
        """A year, month or day in ISO order, with the type that says no more than is known."""
        return [self.says(subject, prop, dated(value))] if value else []

    def number(self, subject: Iri, prop: str, value: str, datatype: str = XSD.decimal) -> list[Statement]:
        """A number in its shortest form."""
        lexical = decimal(value) if datatype == XSD.decimal else value
        return [self.says(subject, prop, Literal(lexical, datatype))] if value else []

    def flag(self, subject: Iri, prop: str, *, value: bool) -> list[Statement]:
        """True is said, false is not."""
        return [self.says(subject, prop, Literal("true", XSD.boolean))] if value else []

    def page(self, subject: Iri, prop: str, value: str) -> list[Statement]:
        """An address on the web."""
        return [self.says(subject, prop, Iri(web_address(value)))] if value else []
