"""The property-graph model, derived from the ontology by one function for both Cypher engines.

    class                    -> label, with the labels of its superclasses     Company -> Body, Company, Organisation
    object property          -> relationship type in UPPER_SNAKE               zis:seatIn -> SEAT_IN
    datatype property        -> property in snake_case                         zis:vatNumber -> vat_number
    tie class                -> the type of its shortcut property              zis:Membership -> MEMBER_OF

`zis:graphLabel` overrides a derived name, `zis:inPropertyGraph` says property, relationship or no.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from rdflib import OWL, RDF, RDFS, Graph, URIRef
from rdflib.term import Node

from zisgraph.ontology.vocabulary import ZIS

RESERVED_PROPERTIES: Final = frozenset(
    {"iri", "id", "name", "name_it", "name_en", "sources", "confidence", "key", "run"}
)
"""Properties that the projection itself writes; no term may derive to one of them."""

_WORD_START: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[a-z])(?=\d)")


class ModelClash(ValueError):
    """Two terms derive to one name, or a name is not one that both engines can hold."""


@dataclass(frozen=True, slots=True)
class RelationshipModel:
    """A relationship type; a symmetric one is stored once and read in both directions."""

    type: str
    symmetric: bool = False


@dataclass(frozen=True, slots=True)
class TieModel:
    """How a class of ties appears: its relationship, its shortcut property, and what it counts as."""

    type: str
    shortcut: str
    symmetric: bool
    counts_as_tie: bool
    is_family: bool


@dataclass(frozen=True, slots=True)
class PropertyGraphModel:
    """Names in the property graph, each mapping keyed on the term's IRI."""

    labels: Mapping[str, tuple[str, ...]]
    """Class -> its label and those of its superclasses, sorted."""
    relationships: Mapping[str, RelationshipModel]
    """Object property -> relationship type; shortcuts of ties are not among them, their ties stand for them."""
    properties: Mapping[str, str]
    """Property -> snake_case name; an IRI value becomes its text."""
    ties: Mapping[str, TieModel]
    """Class of ties -> its relationship."""
    single_valued: frozenset[str]
    """Properties of which a thing has one true value: sources that give different ones are in conflict."""
    pairs: Mapping[str, str]
    """Class of findings -> the relationship that joins the two members."""

    def labels_of(self, types: Iterable[str]) -> tuple[str, ...]:
        """Return the sorted labels for a node with these classes; classes that are not projected give none."""
        return tuple(sorted({label for iri in types for label in self.labels.get(iri, ())}))

    def relationship_types(self) -> frozenset[str]:
        """Return every relationship type of the model."""
        direct = (relationship.type for relationship in self.relationships.values())
        return frozenset([*direct, *(tie.type for tie in self.ties.values()), *self.pairs.values()])


def local_name(iri: str) -> str:
    """Return the last part of a term's IRI."""
    return re.split(r"[#/]", iri)[-1]


def snake_case(name: str) -> str:
    """Return a camelCase name in snake_case.

    >>> snake_case("atecoCode2007"), snake_case("asWKT"), snake_case("population2011")
    ('ateco_code_2007', 'as_wkt', 'population_2011')
    """
    return _WORD_START.sub("_", name).lower()


def derive_model(ontology: Graph) -> PropertyGraphModel:
    """Derive the property-graph model from the schema (see `zisgraph.ontology.files.load_schema`).

    Raises:
        ModelClash: two terms derive to one name; labels and relationship types share one
            case-insensitive namespace, because one of the engines has only that one.
    """
    ties = dict(_ties(ontology))
    shortcuts = {tie.shortcut for tie in ties.values()}
    model = PropertyGraphModel(
        labels=MappingProxyType(dict(_labels(ontology))),
        relationships=MappingProxyType(dict(_relationships(ontology, shortcuts))),
        properties=MappingProxyType(dict(_properties(ontology))),
        ties=MappingProxyType(ties),
        single_valued=frozenset(
            term for term, flag in _annotations(ontology, ZIS.singleValued).items() if flag == "true"
        ),
        pairs=MappingProxyType(_annotations(ontology, ZIS.pairRelationship)),
    )
    _check_names(model)
    return model


def superclasses(ontology: Graph, class_: Node) -> set[str]:
    """Return the class and every zisgraph class above it."""
    above = (str(node) for node in ontology.transitive_objects(class_, RDFS.subClassOf))
    return {iri for iri in above if iri.startswith(ZIS.NAMESPACE)}


def _labels(ontology: Graph) -> Iterator[tuple[str, tuple[str, ...]]]:
    for class_ in sorted(map(str, _named(ontology, OWL.Class))):
        above = superclasses(ontology, URIRef(class_))
        if above and all(_form(ontology, iri) != "no" for iri in above):
            yield class_, tuple(sorted(_label(ontology, iri) for iri in above))


def _relationships(ontology: Graph, shortcuts: set[str]) -> Iterator[tuple[str, RelationshipModel]]:
    for term in sorted(map(str, _named(ontology, OWL.ObjectProperty))):
        if term not in shortcuts and _form(ontology, term) in ("", "relationship"):
            yield term, RelationshipModel(_type(ontology, term), _is_symmetric(ontology, term))


def _properties(ontology: Graph) -> Iterator[tuple[str, str]]:
    for term in sorted(map(str, _named(ontology, OWL.DatatypeProperty))):
        if _form(ontology, term) in ("", "property"):
            yield term, snake_case(_label(ontology, term))
    for kind in (OWL.ObjectProperty, OWL.AnnotationProperty):
        for term in sorted(map(str, _named(ontology, kind))):
            if _form(ontology, term) == "property":
                yield term, snake_case(_label(ontology, term))


def _ties(ontology: Graph) -> Iterator[tuple[str, TieModel]]:
    for class_, shortcut in sorted(_annotations(ontology, ZIS.shortcutProperty).items()):
        yield (
            class_,
            TieModel(
                type=_type(ontology, shortcut),
                shortcut=shortcut,
                symmetric=_is_symmetric(ontology, shortcut),
                counts_as_tie=_flag(ontology, class_, ZIS.countsAsTie),
                is_family=_flag(ontology, class_, ZIS.isFamilyTie),
            ),
        )


def _named(ontology: Graph, kind: URIRef) -> set[URIRef]:
    return {term for term in ontology.subjects(RDF.type, kind) if isinstance(term, URIRef)}


def _annotations(ontology: Graph, annotation: str) -> dict[str, str]:
    return {str(term): str(value) for term, value in ontology.subject_objects(URIRef(annotation))}


def _form(ontology: Graph, iri: str) -> str:
    return str(ontology.value(URIRef(iri), URIRef(ZIS.inPropertyGraph)) or "")


def _label(ontology: Graph, iri: str) -> str:
    return str(ontology.value(URIRef(iri), URIRef(ZIS.graphLabel)) or local_name(iri))


def _type(ontology: Graph, iri: str) -> str:
    return snake_case(_label(ontology, iri)).upper()


def _flag(ontology: Graph, iri: str, annotation: str) -> bool:
    return str(ontology.value(URIRef(iri), URIRef(annotation))) == "true"


def _is_symmetric(ontology: Graph, iri: str) -> bool:
    return (URIRef(iri), RDF.type, OWL.SymmetricProperty) in ontology


def _check_names(model: PropertyGraphModel) -> None:
    """Refuse two terms with one name; the message lists every clash."""
    graph_names: dict[str, set[str]] = defaultdict(set)
    for iri in model.labels:
        graph_names[local_name(iri).casefold()].add(f"label {local_name(iri)}")
    for type_ in model.relationship_types():
        graph_names[type_.casefold()].add(f"type {type_}")
    by_type: dict[str, set[str]] = defaultdict(set)
    for iri, relationship in model.relationships.items():
        by_type[relationship.type].add(iri)
    for tie in model.ties.values():
        by_type[tie.type].add(tie.shortcut)
    keys: dict[str, set[str]] = defaultdict(set)
    for iri, key in model.properties.items():
        keys[key].add(iri)
    for key in RESERVED_PROPERTIES & keys.keys():
        keys[key].add("the projection itself")
    groups = (*graph_names.items(), *by_type.items(), *keys.items())
    clashes = [f"{name}: {', '.join(sorted(terms))}" for name, terms in groups if len(terms) > 1]
    if clashes:
        message = "These terms derive to one name in the property graph; give one of them a zis:graphLabel. "
        raise ModelClash(message + "; ".join(sorted(clashes)))
