"""Writes docs/ontology-terms.md, the reference of every own term, from the schema.

Run it after each change of zis.ttl or codes.ttl: `python -m zisgraph.ontology.reference_generator`.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final

from rdflib import OWL, RDF, RDFS, SKOS, Graph, URIRef
from rdflib.term import Node

from zisgraph.ontology.context_generator import compact_iri
from zisgraph.ontology.files import load_schema
from zisgraph.ontology.prefixes import PREFIXES
from zisgraph.ontology.vocabulary import SCHEMA, ZIS

Detail = Callable[[Graph, URIRef], str]

_HEAD: Final = f"""# The terms of the ontology

Every class, property and code of our own, with its words in Italian and English. Generated from `ontology/*.ttl`;
[the graph model](graph-model.md) tells how they are used. Namespace: `{PREFIXES["zis"]}` (prefix `zis:`).
"""


def render_reference(schema: Graph) -> str:
    """Return the text of the reference page."""
    ties = set(schema.transitive_subjects(RDFS.subClassOf, URIRef(ZIS.Tie)))
    classes = _own(schema, OWL.Class)
    shortcuts = set(schema.objects(None, URIRef(ZIS.shortcutProperty)))
    links = [term for term in _own(schema, OWL.ObjectProperty) if term not in shortcuts]
    sections = [
        _HEAD,
        *_table(schema, "Classes", [term for term in classes if term not in ties], _above),
        *_table(schema, "Classes of ties", [term for term in classes if term in ties], _shortcut),
        *_table(schema, "Relations", links, _ends),
        *_table(schema, "Properties", _own(schema, OWL.DatatypeProperty), _ends),
        *_table(schema, "Annotations of the ontology itself", _own(schema, OWL.AnnotationProperty), _ends),
        *_codes(schema),
    ]
    return "\n".join(sections)


def _own(schema: Graph, kind: URIRef) -> list[URIRef]:
    found = {term for term in schema.subjects(RDF.type, kind) if isinstance(term, URIRef)}
    return sorted(term for term in found if term.startswith(PREFIXES["zis"]))


def _table(schema: Graph, title: str, terms: Iterable[URIRef], detail: Detail) -> Iterator[str]:
    yield f"## {title}\n"
    yield "| term | | italiano | English |\n| --- | --- | --- | --- |"
    for term in terms:
        words = [
            f"**{_text(schema, term, RDFS.label, language)}**: {_text(schema, term, SKOS.definition, language)}"
            for language in ("it", "en")
        ]
        yield f"| `{term.removeprefix(PREFIXES['zis'])}` | {detail(schema, term)} | {words[0]} | {words[1]} |"
    yield ""


def _codes(schema: Graph) -> Iterator[str]:
    yield "## Code lists\n"
    for scheme in sorted(set(schema.objects(None, URIRef(ZIS.codeList))), key=str):
        terms = sorted(compact_iri(str(term)) for term in schema.subjects(URIRef(ZIS.codeList), scheme))
        yield f"### {_text(schema, scheme, RDFS.label, 'en')}\n"
        yield f"Of {', '.join(f'`{term}`' for term in terms)}.\n"
        yield "| code | italiano | English |\n| --- | --- | --- |"
        for code in sorted(schema.subjects(SKOS.inScheme, scheme), key=str):
            words = " | ".join(_text(schema, code, SKOS.prefLabel, language) for language in ("it", "en"))
            yield f"| `{schema.value(code, SKOS.notation)}` | {words} |"
        yield ""


def _text(schema: Graph, term: Node, property_: URIRef, language: str) -> str:
    texts = [str(text) for text in schema.objects(term, property_) if getattr(text, "language", None) == language]
    return min(texts, default="").replace("|", "\\|")


def _names(terms: Iterable[Node]) -> str:
    return ", ".join(f"`{compact_iri(str(term)).removeprefix('zis:')}`" for term in sorted(terms, key=str))


def _above(schema: Graph, term: URIRef) -> str:
    return _names(schema.objects(term, RDFS.subClassOf))


def _shortcut(schema: Graph, term: URIRef) -> str:
    counts = str(schema.value(term, URIRef(ZIS.countsAsTie))) == "true"
    shortcut = _names(schema.objects(term, URIRef(ZIS.shortcutProperty)))
    return f"{shortcut}{', a working tie' if counts else ''}"


def _ends(schema: Graph, term: URIRef) -> str:
    starts = [*schema.objects(term, RDFS.domain), *schema.objects(term, URIRef(SCHEMA.domainIncludes))]
    ends = [*schema.objects(term, RDFS.range), *schema.objects(term, URIRef(SCHEMA.rangeIncludes))]
    return f"{_names(starts)} → {_names(ends)}" if starts or ends else ""


def reference_path() -> Path:
    """Return where the page stands in this checkout."""
    return Path(__file__).resolve().parent.parent / "docs" / "ontology-terms.md"


def main() -> None:
    """Write the page into docs/."""
    reference_path().write_text(render_reference(load_schema()), encoding="utf-8")
    sys.stdout.write(f"Wrote {reference_path()}.\n")


if __name__ == "__main__":
    main()
