"""All analyses of one snapshot, the five sentences, and what they become as statements and tables."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from math import prod
from pathlib import Path

import pytest
from analytics_toy import BASE, SAID, body, iri, tie, toy_records

from zisgraph.analytics.findings import Findings, from_json, to_json
from zisgraph.analytics.rdf import findings_statements
from zisgraph.analytics.results import run_all
from zisgraph.analytics.tables import findings_tables
from zisgraph.model.snapshot import assemble
from zisgraph.model.snapshot_records import Assignment, ObservationRecord, Programme, RuleRecord, Zone
from zisgraph.model.terms import Iri, Literal
from zisgraph.ontology.vocabulary import PROV, RDF, RDFS, XSD, ZIS

FORBIDDEN = ("nessun legame.", "non collaborano", "isolat", "spreco", "errore", "inefficienza", "nodo", "grado", "!")


@pytest.fixture(scope="module")
def records():
    """The toy with enough ties, programmes, figures and rules for every kind of finding."""
    base = toy_records()
    ties = [tie("C2", "collaboratesWith", other) for other in ("C3", "I1")] + [tie("C4", "memberOf", "C3")]
    ties += [tie("C4", "collaboratesWith", "I1"), tie("F1", "associatedWith", "Z3")]
    courses = [
        Programme(iri(n), n, n, iri(p), level="its", place="Z1", province="PV", latitude=45.0, longitude=9.0)
        for n, p in (("corso-a", "I1"), ("corso-b", "I2"))
    ]
    figures = [
        ObservationRecord(iri(f"o{v}"), iri("U1"), "students", "2024", v, None, None, str(v), "", "person", SAID)
        for v in (130.0, 68.0)
    ]
    lead = RuleRecord(
        iri("R07"), "R07", "Privato.", "Private.", "private", "dossier", "lead.legal_nature=='private'", "reported"
    )
    return replace(
        base,
        bodies=[*base.bodies, body("I2"), body("C5"), body("C6")],
        ties=[*base.ties, *ties, *(tie(one, "memberOf", other) for one in ("C5", "C6") for other in ("C2", "I1"))],
        assignments=[
            *base.assignments,
            *(Assignment(iri(firm), iri("a2"), SAID) for firm in ("C5", "C6")),
            *(Assignment(iri(c.name_it), iri("b2"), SAID) for c in courses),
        ],
        programmes=courses,
        observations=figures,
        rules=[*base.rules, lead],
        zones=[*base.zones, Zone(iri("Z3"), "Z3", "Z3", ("PV",), status="announced_intention")],
    )


@pytest.fixture(scope="module")
def snapshot(records):
    return assemble(records)


@pytest.fixture(scope="module")
def findings(snapshot):
    return run_all(snapshot)


def test_runs_are_keyed_by_what_they_ran_over(findings, snapshot, records):
    assert findings.snapshot == snapshot.hash
    assert [run.analysis for run in findings.runs] == ["gaps", "matrix", "duplicates", "conflicts"]
    other = run_all(assemble(replace(records, ties=list(records.ties)[1:])))
    assert {run.id for run in findings.runs}.isdisjoint(run.id for run in other.runs)
    assert run_all(assemble(records)) == findings


def test_findings_survive_json(findings):
    text = json.dumps(to_json(findings), allow_nan=False)
    assert from_json(Findings, json.loads(text)) == findings
    broken = json.loads(text)
    broken["gaps"][0]["gapp"] = 1
    with pytest.raises(ValueError, match="unknown fields"):
        from_json(Findings, broken)
    del broken["gaps"][0]["gapp"], broken["gaps"][0]["gap"]
    with pytest.raises(ValueError, match="GapRow cannot be read"):
        from_json(Findings, broken)


def test_both_views_in_one_order(findings):
    assert ("C5", "C6") in [(row.a.name_it, row.b.name_it) for row in findings.same_letter]
    assert all(row.a.helix == row.b.helix for row in findings.same_letter)
    assert [row.gap for row in findings.all_gaps] == sorted((row.gap for row in findings.all_gaps), reverse=True)
    assert len(findings.all_gaps) == len(findings.gaps) + len(findings.same_letter)


# --- the five sentences ----------------------------------------------------------------------------------


def test_five_sentences_each_with_what_it_was_made_from(findings):
    assert [item.kind for item in findings.highlights] == ["gap", "duplicate", "rule", "conflict", "missing"]
    made_from = {row.id for rows in (findings.groups, findings.duplicates, findings.conflicts) for row in rows}
    for item in findings.highlights:
        assert item.finding in made_from or item.kind in {"rule", "missing"}
        for ref in item.refs:
            assert ref.name_it in item.sentence_it
            assert ref.name_en in item.sentence_en


def test_sentences_keep_to_the_words_of_the_house(findings):
    told = [text for item in findings.highlights for text in (item.sentence_it, item.sentence_en)]
    for text in told:
        assert not any(word in text for word in FORBIDDEN), text
        assert text.endswith(".")


def test_the_sentences_of_rule_and_missing_data(findings):
    texts = {item.kind: item.sentence_it for item in findings.highlights}
    assert texts["rule"] == (
        "Nessuna fonte indica il capofila di Z3: la regola R07, riportata da stampa o consulenti, ne chiede uno privato."
    )
    assert texts["missing"].startswith("1 delle 11 organizzazioni")
    assert [ref.name_it for ref in findings.unrecorded] == ["I2"]


def test_an_organisation_is_without_a_tie_by_its_own_and_its_units_ties(records):
    lab, branch = body("F8", kind="Laboratory", organisation=False), body("C9")
    ties = [*records.ties, tie("F8", "partOf", "I2"), tie("C9", "partOf", "U1")]

    def lone(*more):
        changed = replace(records, bodies=[*records.bodies, lab, branch], ties=[*ties, *more])
        return {ref.name_it for ref in run_all(assemble(changed)).unrecorded}

    assert lone() == {"I2", "C9"}  # the ties of the university are not those of its subsidiary
    assert lone(tie("F8", "memberOf", "C1")) == {"C9"}  # those of a laboratory are its institute's
    assert lone(tie("F8", "memberOf", "I2")) == {"I2", "C9"}
    assert lone(tie("C9", "memberOf", "I2")) == set()


def test_a_zone_with_a_coordinator_is_not_said_to_lack_a_lead(records):
    led = replace(records, ties=[*records.ties, replace(tie("U1", "associatedWith", "Z3"), iri=iri("x"), predicate="coordinates")],
                  predicates=[*records.predicates, replace(records.predicates[0], id="coordinates", symmetric=False)])  # fmt: skip
    assert "rule" not in [item.kind for item in run_all(assemble(led)).highlights]


def test_nothing_to_say_about_nothing():
    empty = run_all(assemble(replace(toy_records(), bodies=[], assignments=[], ties=[], participations=[])))
    assert empty.highlights == ()
    assert (empty.gaps, empty.groups, empty.duplicates, empty.organisations) == ((), (), (), 0)


# --- statements ------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def statements(findings, snapshot):
    return list(findings_statements(findings, snapshot))


def values(statements, subject, predicate):
    return [s.value for s in statements if s.subject == subject and s.predicate == Iri(predicate)]


def of_class(statements, kind):
    return [s.subject for s in statements if s.predicate == Iri(RDF.type) and s.value == Iri(kind)]


def test_every_finding_names_its_run_and_stands_in_its_graph(statements, findings):
    runs = {f"{BASE}id/run/{run.id}": f"{BASE}graph/run/{run.analysis}" for run in findings.runs}
    found = [s for s in statements if s.predicate == Iri(ZIS.foundBy)]
    assert len(found) == len(findings.gaps) + len(findings.duplicates) + sum(len(c.pairs) for c in findings.cells)
    for one in found:
        assert isinstance(one.value, Iri)
        assert runs[one.value.value] == one.graph
    subjects = {s.subject for s in found}
    assert len(subjects) == len(found)
    assert {s.graph for s in statements} <= set(runs.values())


def test_the_score_can_be_recomputed_from_the_stored_factors(statements, findings):
    gaps = of_class(statements, ZIS.CollaborationGap)
    assert len(gaps) == len(findings.gaps)
    for subject in gaps:
        (score,), (factors,) = values(statements, subject, ZIS.score), values(statements, subject, ZIS.factors)
        assert isinstance(score, Literal)
        assert isinstance(factors, Literal)
        assert float(score.value) == pytest.approx(prod(json.loads(factors.value).values()), abs=1e-9)
        assert "e" not in score.value
        assert len(values(statements, subject, ZIS.sentence)) == 2
        assert values(statements, subject, PROV.wasDerivedFrom)


def test_every_finding_has_a_name_in_both_languages(statements):
    for subject in of_class(statements, ZIS.CollaborationGap) + of_class(statements, ZIS.GapCell):
        assert {value.language for value in values(statements, subject, RDFS.label)} == {"it", "en"}


def test_a_finding_asserts_no_tie(statements):
    said = {s.predicate.value for s in statements}
    assert not said & {ZIS.tiedTo, ZIS.tieFrom, ZIS.tieTo, ZIS.collaboratesWith, ZIS.memberOf}
    assert not of_class(statements, ZIS.Tie)


def test_statements_come_in_one_order(findings, snapshot, statements):
    assert list(findings_statements(findings, snapshot)) == statements


def rdflib_term(value):
    import rdflib

    if isinstance(value, Iri):
        return rdflib.URIRef(value.value)
    plain = value.language or value.datatype == XSD.string
    return rdflib.Literal(value.value, lang=value.language or None, datatype=None if plain else value.datatype)


def test_stored_findings_keep_their_shapes(statements, snapshot):
    import rdflib
    from pyshacl import validate

    from zisgraph.ontology.files import load_schema

    data = rdflib.Graph()
    for one in statements:
        data.add((rdflib.URIRef(one.subject.value), rdflib.URIRef(one.predicate.value), rdflib_term(one.value)))
    for rule in snapshot.records.rules:
        data.add((rdflib.URIRef(rule.iri), rdflib.RDF.type, rdflib.URIRef(ZIS.Rule)))
    for topic in snapshot.topics:
        data.add((rdflib.URIRef(topic.iri), rdflib.RDF.type, rdflib.URIRef(ZIS.Specialisation)))
    shapes = rdflib.Graph().parse(Path(__file__).parents[2] / "ontology" / "shapes" / "findings.ttl")
    conforms, _, text = validate(data, shacl_graph=shapes, ont_graph=load_schema(), inference="none", advanced=True)
    assert conforms, text


# --- tables ----------------------------------------------------------------------------------------------


def test_every_result_is_a_table(findings):
    tables = findings_tables(findings)
    rows = {name: list(csv.DictReader(io.StringIO(text))) for name, text in tables.items()}
    assert len(rows["gaps.csv"]) == len(findings.gaps)
    assert len(rows["duplicates.csv"]) == len(findings.duplicates)
    assert len(rows["gap-matrix.csv"]) == sum(max(1, len(cell.pairs)) for cell in findings.cells)
    first = rows["gaps.csv"][0]
    product = prod(float(first[name]) for name in ("jaccard", "tau", "b_a", "b_b"))
    assert float(first["gap"]) == pytest.approx(product, abs=1e-9)
    assert first["citations"] == "paper"


def test_a_spreadsheet_runs_no_name_as_a_formula(records):
    bodies = [replace(b, name_it="=HYPERLINK(1)") if b.name_it == "U1" else b for b in records.bodies]
    text = findings_tables(run_all(assemble(replace(records, bodies=bodies))))["gaps.csv"]
    cells = {cell for row in csv.reader(io.StringIO(text)) for cell in row}
    assert "'=HYPERLINK(1)" in cells
    assert not any(cell.startswith("=") for cell in cells)
