"""Writes vocabulary.py, the constants for every term in use, from zis.ttl and a short list of standard terms.

Run it after each change of zis.ttl: `python -m zisgraph.ontology.vocabulary_generator`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from importlib import resources
from pathlib import Path
from types import MappingProxyType
from typing import Final

from rdflib import OWL, RDF, RDFS, Graph, Literal, URIRef

from zisgraph.ontology.prefixes import PREFIXES

STANDARD_TERMS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "rdf": "type Property langString first rest nil",
        "rdfs": "label comment subClassOf subPropertyOf domain range isDefinedBy seeAlso Class Literal",
        "owl": "sameAs inverseOf Ontology Class ObjectProperty DatatypeProperty AnnotationProperty SymmetricProperty "
        "disjointWith versionInfo Thing unionOf differentFrom",
        "xsd": "string boolean integer decimal date dateTime gYear gYearMonth anyURI",
        "skos": "Concept ConceptScheme prefLabel altLabel hiddenLabel definition notation broader broaderTransitive "
        "narrower topConceptOf hasTopConcept inScheme exactMatch closeMatch broadMatch narrowMatch relatedMatch "
        "scopeNote changeNote",
        "org": "Organization FormalOrganization OrganizationalUnit Site Membership OrganizationalCollaboration member "
        "organization memberOf role hasSite siteOf hasUnit unitOf subOrganizationOf linkedTo hasRegisteredSite",
        "rov": "RegisteredOrganization",
        "foaf": "Agent homepage page name",
        "schema": (
            "foundingDate location provider startDate endDate value minValue maxValue inLanguage domainIncludes "
            "rangeIncludes"
        ),
        "dct": "title description publisher issued license source identifier isPartOf hasPart subject modified "
        "bibliographicCitation dateSubmitted Location",
        "dcat": "Dataset Distribution",
        "prov": "Entity Activity Agent wasGeneratedBy wasDerivedFrom used startedAtTime endedAtTime wasAssociatedWith "
        "alternateOf generatedAtTime value",
        "geo": "lat long",
        "gsp": "asWKT wktLiteral hasGeometry Geometry",
        "locn": "Address geometry",
        "time": "Interval hasBeginning hasEnd inXSDDate",
    }
)

_HEAD: Final = '''"""Constants for every term in use, one class per prefix; generated from zis.ttl, never edited by hand.

Regenerate with `python -m zisgraph.ontology.vocabulary_generator`.
"""

# ruff: noqa: N815 (the names are those of the terms)

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final
'''


def read_ontology() -> Graph:
    """Parse the own terms (zis.ttl) shipped with the package."""
    text = resources.files("zisgraph.ontology").joinpath("zis.ttl").read_text(encoding="utf-8")
    return Graph().parse(data=text, format="turtle")


def own_terms(ontology: Graph) -> list[str]:
    """Return the local names of the terms that the ontology defines, in alphabetical order."""
    namespace = PREFIXES["zis"]
    defined = {str(subject) for subject in ontology.subjects() if str(subject).startswith(namespace)}
    return sorted(term.removeprefix(namespace) for term in defined)


def _constants(name: str, namespace: str, terms: Iterable[str]) -> str:
    lines = [f'    {term}: Final = "{namespace}{term}"' for term in terms]
    title = f'    """Terms of <{namespace}>."""'
    return "\n".join([f"class {name}:", title, "", f'    NAMESPACE: Final = "{namespace}"', *lines]) + "\n"


def _mapping(name: str, comment: str, values: Mapping[str, str]) -> str:
    entries = "".join(f'        "{key}": {value},\n' for key, value in sorted(values.items()))
    return f"# {comment}\n{name}: Final[Mapping[str, str]] = MappingProxyType(\n    {{\n{entries}    }}\n)\n"


def _by_code(ontology: Graph, annotation: str, value: str = "") -> dict[str, str]:
    """Map each code of an annotation to its term, or to the term's `value` where one is asked for."""
    namespace = PREFIXES["zis"]
    found = {}
    for term, code in ontology.subject_objects(URIRef(namespace + annotation)):
        target = ontology.value(term, URIRef(namespace + value)) if value else term
        found[str(code)] = f"ZIS.{str(target).removeprefix(namespace)}"
    return found


def _codes(name: str, comment: str, codes: Iterable[str]) -> str:
    entries = "".join(f'        "{code}",\n' for code in sorted(codes))
    return f"# {comment}\n{name}: Final[frozenset[str]] = frozenset(\n    {{\n{entries}    }}\n)\n"


def _flagged(ontology: Graph, annotation: str) -> list[str]:
    """The codes of the tie classes whose flag is true."""
    code, flag = (URIRef(PREFIXES["zis"] + name) for name in ("predicateCode", annotation))
    return [str(ontology.value(tie, code)) for tie in ontology.subjects(flag, Literal(True))]


def _symmetric(ontology: Graph) -> list[str]:
    code, direct = (URIRef(PREFIXES["zis"] + name) for name in ("predicateCode", "shortcutProperty"))
    ties = ontology.subject_objects(direct)
    return [str(ontology.value(tie, code)) for tie, p in ties if (p, RDF.type, OWL.SymmetricProperty) in ontology]


def _letters(ontology: Graph) -> dict[str, str]:
    code, letter = (URIRef(PREFIXES["zis"] + name) for name in ("kindCode", "kindHelix"))
    return {str(ontology.value(cls, code)): f'"{given}"' for cls, given in ontology.subject_objects(letter)}


def _organisation_kinds(ontology: Graph) -> list[str]:
    code, organisation = (URIRef(PREFIXES["zis"] + name) for name in ("kindCode", "Organisation"))
    below = ontology.transitive_subjects(RDFS.subClassOf, organisation)
    return [str(kind) for cls in below if (kind := ontology.value(cls, code)) is not None]


def render_vocabulary(ontology: Graph) -> str:
    """Return the text of vocabulary.py for this ontology."""
    parts = [_HEAD, _constants("ZIS", PREFIXES["zis"], own_terms(ontology))]
    parts += [_constants(name.upper(), PREFIXES[name], terms.split()) for name, terms in STANDARD_TERMS.items()]
    kinds = _mapping("KIND_CLASSES", "Class of each kind of body, by its code.", _by_code(ontology, "kindCode"))
    ties = _mapping("TIE_CLASSES", "Class of each tie, by its predicate's code.", _by_code(ontology, "predicateCode"))
    direct = _by_code(ontology, "predicateCode", "shortcutProperty")
    shortcuts = _mapping("SHORTCUTS", "Direct property derived from each tie, by its predicate's code.", direct)
    working = _codes("WORKING_TIES", "Predicates that count as working ties.", _flagged(ontology, "countsAsTie"))
    symmetric = _codes("SYMMETRIC_TIES", "Predicates that read both ways.", _symmetric(ontology))
    letters = _mapping("KIND_LETTERS", "Helix letter of each kind that has one, by its code.", _letters(ontology))
    bodies = _codes("ORGANISATION_KINDS", "Kinds of body that are organisations.", _organisation_kinds(ontology))
    return "\n\n".join([*parts, "\n".join([kinds, letters, ties, shortcuts, working, symmetric, bodies])])


def vocabulary_path() -> Path:
    """Return where vocabulary.py stands in this checkout."""
    return Path(__file__).with_name("vocabulary.py")


def main() -> None:
    text = render_vocabulary(read_ontology())
    vocabulary_path().write_text(text, encoding="utf-8")
    sys.stdout.write(f"Wrote {vocabulary_path()}.\n")


if __name__ == "__main__":
    main()
