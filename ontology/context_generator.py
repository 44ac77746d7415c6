"""Writes context.jsonld, which gives every term in use a short name in JSON-LD, from the schema.

Run it after each change of zis.ttl or standard.ttl: `python -m zisgraph.ontology.context_generator`.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from rdflib import OWL, RDF, RDFS, Graph, URIRef

from zisgraph.ontology.files import load_schema
from zisgraph.ontology.prefixes import PREFIXES

_ALIASES: Final = {"id": "@id", "type": "@type"}
_KINDS: Final = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
_UNTYPED: Final = frozenset({str(RDF.langString), PREFIXES["xsd"] + "string"})


def render_context(schema: Graph) -> str:
    """Return the text of context.jsonld: own terms by their names, standard terms by theirs where it is free."""
    context: dict[str, Any] = {"@version": 1.1, **dict(PREFIXES), **_ALIASES}
    for term in _terms(schema):
        name = term.replace("#", "/").rsplit("/", 1)[-1]
        if name not in context:
            context[name] = _definition(schema, URIRef(term))
    return json.dumps({"@context": context}, indent=1, ensure_ascii=False) + "\n"


def _terms(schema: Graph) -> Iterator[str]:
    """Yield own terms first, then standard ones, each group in order, so that ours win a name."""
    found = {str(term) for kind in _KINDS for term in schema.subjects(RDF.type, kind) if isinstance(term, URIRef)}
    found.discard(str(RDF.type))
    yield from sorted(found, key=lambda term: (not term.startswith(PREFIXES["zis"]), term))


def _definition(schema: Graph, term: URIRef) -> str | dict[str, str]:
    short = compact_iri(str(term))
    if (term, RDF.type, OWL.ObjectProperty) in schema:
        return {"@id": short, "@type": "@id"}
    ranges = [str(range_) for range_ in schema.objects(term, RDFS.range)]
    if (term, RDF.type, OWL.DatatypeProperty) in schema and len(ranges) == 1 and ranges[0] not in _UNTYPED:
        return {"@id": short, "@type": compact_iri(ranges[0])}
    return short


def compact_iri(iri: str) -> str:
    """Return an IRI with its prefix, or as it is where it has none.

    >>> compact_iri("http://www.w3.org/2001/XMLSchema#gYear")
    'xsd:gYear'
    """
    for prefix, namespace in PREFIXES.items():
        local = iri.removeprefix(namespace)
        if local != iri and local.isidentifier():
            return f"{prefix}:{local}"
    return iri


def main() -> None:
    """Write context.jsonld beside this module."""
    target = Path(__file__).resolve().with_name("context.jsonld")
    target.write_text(render_context(load_schema()), encoding="utf-8")
    sys.stdout.write(f"Wrote {target}.\n")


if __name__ == "__main__":
    main()
