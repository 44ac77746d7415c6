"""The CONSTRUCT rules derive exactly what an independent closure derives, and nothing that a reasoner denies."""

from __future__ import annotations

from collections import defaultdict

import owlrl
import pytest
from rdflib import OWL, RDF, RDFS, SKOS, Graph, Literal, URIRef
from rdflib.term import Node
from shapes_toy import good_lines, quads

from zisgraph.model.iris import Minter
from zisgraph.model.terms import Origin
from zisgraph.ontology.files import load_schema
from zisgraph.ontology.vocabulary import ZIS
from zisgraph.settings import Settings
from zisgraph.store.oxigraph import OxigraphReader
from zisgraph.validate.quads import parse_quads

Fact = tuple[str, str, str]
Where = tuple[str, str]
"""Citation and confidence."""

STANDARD = ("https://w3id.org/zisgraph/ontology#", "http://www.w3.org/ns/org#", "http://www.w3.org/2004/02/skos/core#")


class Closure:
    """The meaning of the rules written down a second time, over plain sets."""

    def __init__(self, schema: Graph) -> None:
        self.above = {
            str(c): {str(a) for a in schema.transitive_objects(c, RDFS.subClassOf) if isinstance(a, URIRef)} - {str(c)}
            for c in set(schema.subjects(RDFS.subClassOf))
        }
        self.super: dict[str, set[str]] = defaultdict(set)
        for term, above in schema.subject_objects(RDFS.subPropertyOf):
            if str(above).startswith(STANDARD):
                self.super[str(term)].add(str(above))
        self.symmetric = {str(term) for term in schema.subjects(RDF.type, OWL.SymmetricProperty)}
        self.shortcut = {str(c): str(p) for c, p in schema.subject_objects(URIRef(ZIS.shortcutProperty))}
        self._of: set[Fact] = set()
        self._found: dict[tuple[str, str], set[str]] = defaultdict(set)
        self.working = {str(c) for c, flag in schema.subject_objects(URIRef(ZIS.countsAsTie)) if str(flag) == "true"}

    def derive(self, stated: dict[Origin, set[Fact]]) -> set[tuple[Fact, Where]]:
        """What follows from facts in their graphs, with citation and confidence."""
        ties = {(fact, (o.citation, o.confidence)) for o, facts in stated.items() for fact in self._of_ties(facts)}
        known = {(fact, (o.citation, o.confidence)) for o, facts in stated.items() for fact in facts}
        derived: set[tuple[Fact, Where]] = set()
        while True:
            union = {fact for fact, _ in known | derived}
            found = ties | {(new, where) for fact, where in known | derived for new in self._one_step(fact, union)}
            found |= self._tied(known | derived, stated)
            if found <= derived:
                return derived
            derived |= found

    def _of_ties(self, facts: set[Fact]) -> set[Fact]:
        ends: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for subject, predicate, value in facts:
            if predicate in {ZIS.tieFrom, ZIS.tieTo, str(RDF.type)}:
                ends[subject][predicate].add(value)
        return {
            (start, self.shortcut[c], end)
            for tie in ends.values()
            for c in tie[str(RDF.type)] & self.shortcut.keys()
            for start in tie[ZIS.tieFrom]
            for end in tie[ZIS.tieTo]
        }

    def _tied(self, known: set[tuple[Fact, Where]], stated: dict[Origin, set[Fact]]) -> set[tuple[Fact, Where]]:
        bodies = {s for (s, p, o), _ in known if p == str(RDF.type) and o == ZIS.Body}
        found = set()
        for origin, facts in stated.items():
            types = {(s, o) for s, p, o in facts if p == str(RDF.type) and o in self.working}
            starts = {(s, o) for s, p, o in facts if p == ZIS.tieFrom}
            ends = {(s, o) for s, p, o in facts if p == ZIS.tieTo}
            by_tie_start, by_tie_end = dict(starts), dict(ends)
            for tie, _ in types:
                start, end = by_tie_start.get(tie), by_tie_end.get(tie)
                if start in bodies and end in bodies and start != end:
                    found.add(((str(start), ZIS.tiedTo, str(end)), (origin.citation, origin.confidence)))
        return found

    def _one_step(self, fact: Fact, union: set[Fact]) -> set[Fact]:
        subject, predicate, value = fact
        if predicate == str(RDF.type):
            return {(subject, predicate, above) for above in self.above.get(value, ())}
        found = {(subject, above, value) for above in self.super.get(predicate, ())}
        if predicate in self.symmetric:
            found.add((value, predicate, subject))
        return found | self._of_places_and_parts(fact, union)

    def _of_places_and_parts(self, fact: Fact, union: set[Fact]) -> set[Fact]:
        subject, predicate, value = fact
        index = self._index(union)
        if predicate == ZIS.locatedIn:
            return {
                (subject, ZIS.inProvince, place)
                for place in index[value, ZIS.containedIn]
                if (place, str(RDF.type), ZIS.Province) in union
            }
        if predicate == ZIS.partOf:
            found: set[Fact] = set()
            if (subject, str(RDF.type), ZIS.Site) in union and (value, str(RDF.type), ZIS.Organisation) in union:
                found |= {(subject, ZIS.siteOf, value), (value, ZIS.hasSite, subject)}
            if (subject, str(RDF.type), ZIS.Unit) in union and (value, str(RDF.type), ZIS.Body) in union:
                found |= {(subject, ZIS.unitOf, value), (value, ZIS.hasUnit, subject)}
            return found
        above = str(SKOS.broaderTransitive)
        if predicate == str(SKOS.broader):
            is_theme = (subject, str(RDF.type), ZIS.Specialisation) in union
            return {(subject, above, value)} if is_theme else set()
        if predicate == above:
            return {(subject, above, further) for further in index[value, str(SKOS.broader)]}
        return set()

    def _index(self, union: set[Fact]) -> dict[tuple[str, str], set[str]]:
        if self._of is not union:
            self._of, self._found = union, defaultdict(set)
            for s, p, o in union:
                self._found[s, p].add(o)
        return self._found


@pytest.mark.slow
def test_the_bundled_build_holds_what_follows_and_no_more(
    bundled_reader: OxigraphReader, bundled_settings: Settings
) -> None:
    minter = Minter(bundled_settings.base_iri)
    stated: dict[Origin, set[Fact]] = defaultdict(set)
    derived: set[tuple[Fact, Where]] = set()
    for s, p, o, g in bundled_reader.terms("SELECT ?s ?p ?o ?g WHERE { GRAPH ?g { ?s ?p ?o } }"):
        origin = minter.origin_of(g[1:-1])
        if origin is None:
            continue
        fact = (s[1:-1], p[1:-1], o[1:-1] if o.startswith("<") else o)
        if origin.dataset == "derived":
            derived.add((fact, (origin.citation, origin.confidence)))
        else:
            stated[origin].add(fact)
    expected = Closure(load_schema()).derive(stated)
    assert len(expected) > 10_000
    assert derived - expected == set(), "derived, and should not be"
    assert expected - derived == set(), "should be derived, and is not"


def bare_schema() -> Graph:
    """The logical part of the schema: what a reasoner reads."""
    schema, bare = load_schema(), Graph()
    logical = {RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range, OWL.disjointWith, OWL.inverseOf}
    for triple in schema:
        if triple[1] in logical or (triple[1] == RDF.type and triple[2] in {OWL.SymmetricProperty, OWL.Class}):
            bare.add(triple)
    return bare


def reasoned(*more: tuple[Node, Node, Node]) -> Graph:
    """The schema and a small good graph under OWL RL."""
    graph = bare_schema()
    for quad in parse_quads(quads(good_lines(), "toy")):
        graph.add((quad.subject, quad.predicate, quad.value))
    for triple in more:
        graph.add(triple)
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    return graph


def contradictions(graph: Graph) -> list[str]:
    error = URIRef("http://www.daml.org/2002/03/agents/agent-ont#error")
    return [str(message) for message in graph.objects(None, error) if isinstance(message, Literal)]


@pytest.mark.slow
def test_the_ontology_is_consistent_and_a_reasoner_sees_a_site_that_is_an_organisation() -> None:
    here = "https://w3id.org/zisgraph/id/toy/"
    good = reasoned()
    assert contradictions(good) == []
    assert (URIRef(f"{here}lab"), RDF.type, URIRef(ZIS.Body)) in good
    broken = reasoned((URIRef(f"{here}plant"), RDF.type, URIRef(ZIS.University)))
    assert any("disjoint" in message.lower() for message in contradictions(broken)), contradictions(broken)
