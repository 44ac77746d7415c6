"""Checks of the ontology by itself: each one SPARQL file in checks/, which finds the terms that break its rule."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rdflib import Graph, Namespace

from zisgraph.ontology.files import folder_files, load_schema
from zisgraph.ontology.prefixes import PREFIXES

_PREFIXES = {**PREFIXES, "sh": "http://www.w3.org/ns/shacl#"}


@dataclass(frozen=True, slots=True, order=True)
class LintFinding:
    """A term that breaks a rule of the house."""

    check: str
    term: str
    detail: str
    rule: str
    """What is asked of every term, in one sentence."""

    def __str__(self) -> str:
        return f"{self.term}: {self.rule} ({self.detail}) [{self.check}]"


def load_ontology() -> Graph:
    """Parse the schema and the shapes into one graph."""
    ontology = load_schema()
    for file in folder_files("shapes", ".ttl"):
        ontology.parse(data=file.read_text(encoding="utf-8"), format="turtle")
    return ontology


def lint(ontology: Graph) -> list[LintFinding]:
    """Return every term that breaks a rule, in a stable order."""
    return sorted(set(_findings(ontology)))


def _findings(ontology: Graph) -> Iterator[LintFinding]:
    namespaces = {name: Namespace(iri) for name, iri in _PREFIXES.items()}
    for file in folder_files("checks", ".rq"):
        text = file.read_text(encoding="utf-8")
        rule = text.splitlines()[0].removeprefix("# ")
        for row in ontology.query(text, initNs=namespaces):
            term, detail = row  # type: ignore[misc]
            yield LintFinding(file.name.removesuffix(".rq"), str(term), str(detail), rule)
