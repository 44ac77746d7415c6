"""Statements as JSON-LD with our own context, named graph by named graph; written directly, no library in between."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from zisgraph.model.terms import Iri, Literal
from zisgraph.ontology.files import ontology_file
from zisgraph.ontology.prefixes import PREFIXES
from zisgraph.ontology.vocabulary import RDF, XSD

Quad = tuple[str, str, Iri | Literal, str]
"""Subject, property, value and named graph."""

Definition = str | dict[str, str]


@cache
def _names() -> tuple[Mapping[str, Any], Mapping[str, str]]:
    """Return the whole context, and the short name of every term in it by its IRI."""
    context: dict[str, Any] = json.loads(ontology_file("context.jsonld").read_text(encoding="utf-8"))["@context"]
    names = {}
    for name, definition in context.items():
        compact = definition["@id"] if isinstance(definition, dict) else definition
        prefix, colon, local = str(compact).partition(":")
        if colon and prefix in PREFIXES:
            names[PREFIXES[prefix] + local] = name
    return context, names


def to_jsonld(quads: Iterable[Quad]) -> bytes:
    """Return a JSON-LD document that says exactly these statements, the same bytes for the same statements.

    The context is that of the ontology, cut down to what the document uses, so that no client has to fetch it.
    """
    context, names = _names()
    used: dict[str, Any] = {}
    graphs: dict[str, dict[str, dict[str, Any]]] = {}
    for subject, predicate, value, graph in sorted(set(quads), key=_order):
        node = graphs.setdefault(graph, {}).setdefault(subject, {"id": subject})
        if predicate == RDF.type and isinstance(value, Iri):
            key, cell = "type", _short(value.value, names, context, used)
        else:
            key = _short(predicate, names, context, used)
            cell = _value(value, used.get(key))
        node.setdefault(key, []).append(cell)
    content = [{"id": graph, "@graph": [_lean(node) for node in nodes.values()]} for graph, nodes in graphs.items()]
    head = {"@version": context["@version"], "id": "@id", "type": "@type"}
    prefixes = {name: context[name] for name in _prefixes_of(used)}
    document = {"@context": {**head, **prefixes, **dict(sorted(used.items()))}, "@graph": content}
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _order(quad: Quad) -> tuple[str, str, str, str, str, str]:
    subject, predicate, value, graph = quad
    language, datatype = (value.language, value.datatype) if isinstance(value, Literal) else ("", "")
    return graph, subject, predicate, value.value, language, datatype


def _short(iri: str, names: Mapping[str, str], context: Mapping[str, Any], used: dict[str, Any]) -> str:
    """Return the short name of a term and note that the document uses it; the IRI itself where it has none."""
    name = names.get(iri)
    if name is None:
        return iri
    used[name] = context[name]
    return name


def _value(value: Iri | Literal, definition: Definition | None) -> Any:
    """Return a value in the shortest form that the term's definition lets stand."""
    coerced = definition.get("@type") if isinstance(definition, dict) else None
    if isinstance(value, Iri):
        return value.value if coerced == "@id" else {"id": value.value}
    if value.language:
        return {"@value": value.value, "@language": value.language}
    if value.datatype == XSD.string:
        return value.value if coerced is None else {"@value": value.value}
    if coerced is not None and _expanded(coerced) == value.datatype:
        return value.value
    return {"@value": value.value, "@type": value.datatype}


def _expanded(compact: str) -> str:
    prefix, _, local = compact.partition(":")
    return PREFIXES.get(prefix, f"{prefix}:") + local


def _lean(node: dict[str, Any]) -> dict[str, Any]:
    """Unwrap the values that stand alone."""
    return {key: cell[0] if isinstance(cell, list) and len(cell) == 1 else cell for key, cell in node.items()}


def _prefixes_of(used: Mapping[str, Definition]) -> list[str]:
    compact = [part for d in used.values() for part in (d.values() if isinstance(d, dict) else (d,))]
    return sorted({part.partition(":")[0] for part in compact if part.partition(":")[0] in PREFIXES})
