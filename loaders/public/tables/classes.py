"""Classes and ties by what people call them: the labels of the ontology, in Italian and English."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from rdflib import RDFS as RDFS_TERMS
from rdflib import Graph, URIRef

from zisgraph.loaders.public.tables.properties import BODY, PROGRAMME, normal
from zisgraph.ontology.files import load_schema
from zisgraph.ontology.property_graph_model import superclasses
from zisgraph.ontology.vocabulary import KIND_CLASSES, KIND_LETTERS, SKOS, TIE_CLASSES, ZIS


@dataclass(frozen=True, slots=True)
class Kind:
    """A class that a row may be of: `of` is body or programme, `place` the property of its place, `letter` its role in
    the helix where its kind settles it."""

    iri: str
    label: str
    of: str
    place: str
    letter: str

    @property
    def is_company(self) -> bool:
        """Whether people trade under their own names in it."""
        return self.letter in {"", "P"}


@cache
def schema() -> Graph:
    """The ontology, parsed once."""
    return load_schema()


@cache
def kinds() -> Mapping[str, Kind]:
    """Every class that a row may be of, by its name and its labels in normal form."""
    found: dict[str, Kind] = {}
    for top in (ZIS.Body, ZIS.TrainingProgramme):
        for node in sorted(map(str, schema().transitive_subjects(RDFS_TERMS.subClassOf, URIRef(top)))):
            if node not in {ZIS.Body, ZIS.Facility}:
                one = _kind(node)
                for word in (node.removeprefix(ZIS.NAMESPACE), *_labels(node)):
                    found[normal(word)] = one
    return MappingProxyType(found)


@cache
def ties() -> Mapping[str, str]:
    """The classes of ties between bodies by their codes and by how they read ("member of", "è membro di")."""
    found: dict[str, str] = {}
    for code, cls in TIE_CLASSES.items():
        shortcut = schema().value(URIRef(cls), URIRef(ZIS.shortcutProperty))
        if shortcut is None or not _leads_to_bodies(shortcut):
            continue
        for word in (code, *_labels(str(shortcut))):
            for form in (word, word.removeprefix("is a ").removeprefix("is "), word.removeprefix("è ")):
                found[normal(form)] = cls
    return MappingProxyType(found)


@cache
def codes(prop: str) -> frozenset[str]:
    """The codes that a property may have, by its list in the ontology."""
    scheme = schema().value(URIRef(prop), URIRef(ZIS.codeList))
    concepts = schema().subjects(URIRef(SKOS.inScheme), scheme)
    return frozenset(str(schema().value(one, URIRef(SKOS.notation))) for one in concepts)


@cache
def label_of(iri: str) -> str:
    """What a term is called in English; the last part of its address where it has no name."""
    labels = {label.language: str(label) for label in schema().objects(URIRef(iri), RDFS_TERMS.label)}  # type: ignore[attr-defined]
    return labels.get("en") or iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1]


def _kind(iri: str) -> Kind:
    above = superclasses(schema(), URIRef(iri))
    letters = {KIND_CLASSES[code]: letter for code, letter in KIND_LETTERS.items()}
    letter = letters.get(iri) or next((letters[one] for one in sorted(above) if letters.get(one)), "")
    if ZIS.TrainingProgramme in above:
        return Kind(iri, label_of(iri), PROGRAMME, ZIS.locatedIn, "")
    place = ZIS.seatIn if ZIS.Organisation in above else ZIS.siteIn
    return Kind(iri, label_of(iri), BODY, place, letter)


def _labels(iri: str) -> list[str]:
    return [str(label) for label in schema().objects(URIRef(iri), RDFS_TERMS.label)]


def _leads_to_bodies(shortcut: object) -> bool:
    targets = {str(one) for one in schema().objects(URIRef(str(shortcut)), RDFS_TERMS.range)}
    included = URIRef("https://schema.org/rangeIncludes")
    return ZIS.Body in targets | {str(one) for one in schema().objects(URIRef(str(shortcut)), included)}
