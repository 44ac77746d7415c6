"""The ontology breaks no rule of its own lint, and each rule speaks when its fault is planted."""

from __future__ import annotations

import pytest
from rdflib import Graph

from zisgraph.ontology.files import folder_files
from zisgraph.ontology.lint import lint, load_ontology
from zisgraph.ontology.prefixes import PREFIXES

HEAD = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items()) + (
    "@prefix sh: <http://www.w3.org/ns/shacl#> .\n@prefix x: <https://x.example/> .\n"
)
WORDS = 'rdfs:label "a"@it, "a"@en ; skos:definition "a"@it, "a"@en'

PLANTED = {
    "missing-label": ('zis:OddLabel a owl:Class ; rdfs:label "solo"@it .', "OddLabel"),
    "missing-definition": (
        'zis:OddDefinition a owl:Class ; rdfs:label "a"@it, "a"@en ; skos:definition "solo"@it .',
        "OddDefinition",
    ),
    "missing-domain-or-range": (f"zis:oddRange a owl:ObjectProperty ; {WORDS} ; rdfs:domain zis:Body .", "oddRange"),
    "subclass-cycle": ("zis:Body rdfs:subClassOf zis:Company .", "Body"),
    "undefined-term": ("zis:Company rdfs:subClassOf zis:Bodyy .", "Bodyy"),
    "class-without-shape": (f"zis:OddShape a owl:Class ; {WORDS} .", "OddShape"),
    "shape-without-class": ("x:shape a sh:NodeShape ; sh:targetClass zis:Bodyy .", "Bodyy"),
    "untyped-individual": ('zis:oddThing rdfs:label "a"@it .', "oddThing"),
    "concept-in-two-schemes": ("x:code a skos:Concept ; skos:inScheme x:one, x:two .", "code"),
    "duplicate-notation": (
        'x:a skos:inScheme x:s ; skos:notation "1" . x:b skos:inScheme x:s ; skos:notation "1" .',
        "a",
    ),
    "name-style": (f"zis:odd_class a owl:Class ; {WORDS} .", "odd_class"),
    "datatype-that-does-not-survive": (
        f"zis:oddType a owl:DatatypeProperty ; {WORDS} ; rdfs:domain zis:Body ; rdfs:range xsd:positiveInteger .",
        "oddType",
    ),
    "disjoint-superclasses": (
        f"zis:OddBoth a owl:Class ; {WORDS} ; rdfs:subClassOf zis:Company, zis:Laboratory .",
        "OddBoth",
    ),
    "unmatched-inverse": (
        f"zis:oddInverse a owl:ObjectProperty ; {WORDS} ; rdfs:domain zis:Zone ; rdfs:range zis:Rule ; owl:inverseOf zis:provider .",
        "oddInverse",
    ),
    "tie-without-shortcut": (
        f'zis:OddTie a owl:Class ; {WORDS} ; rdfs:subClassOf zis:Tie ; zis:predicateCode "odd" .',
        "OddTie",
    ),
    "unused-code-list": ('x:list a skos:ConceptScheme ; rdfs:label "a"@it, "a"@en .', "list"),
    "message-in-one-language": ('x:shape a sh:NodeShape ; sh:message "solo"@it .', "shape"),
}


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return load_ontology()


def test_the_ontology_breaks_no_rule(ontology: Graph) -> None:
    assert [str(finding) for finding in lint(ontology)] == []


def test_every_check_has_a_planted_fault() -> None:
    assert {file.name.removesuffix(".rq") for file in folder_files("checks", ".rq")} == set(PLANTED)


def test_each_planted_fault_is_found(ontology: Graph) -> None:
    """All at once: one pass over the schema costs seconds."""
    broken = Graph()
    for triple in ontology:
        broken.add(triple)
    planted = Graph().parse(data=HEAD + "\n".join(turtle for turtle, _ in PLANTED.values()), format="turtle")
    for triple in planted:
        broken.add(triple)
    found = {(finding.check, finding.term.replace("#", "/").rsplit("/", 1)[-1]) for finding in lint(broken)}
    assert {(check, term) for check, (_, term) in PLANTED.items()} <= found
    assert all(finding.rule.endswith(".") for finding in lint(planted))
