"""Partner proposals: terms that add up, chains that hold, filters that filter."""

from __future__ import annotations

import itertools
import math
from dataclasses import replace

import networkx as nx
import pytest
from analytics_toy import SAID, UNSAID, body, iri, tie, toy_records
from hypothesis import given, settings
from hypothesis import strategies as st

from zisgraph.analytics.chains import LONGEST, Chains
from zisgraph.analytics.codec import from_json, to_json
from zisgraph.analytics.partners import TermsRecommender
from zisgraph.analytics.proposals import PartnerAnswer, PartnerQuery
from zisgraph.analytics.study import study
from zisgraph.errors import NotFoundError, QueryError
from zisgraph.model.snapshot import assemble
from zisgraph.model.snapshot_records import Assignment, Place, Programme


def ask(records, **query):
    return TermsRecommender(study(assemble(records))).recommend(PartnerQuery(**query))


def by_name(answer):
    return {row.candidate.name_it: row for row in answer.rows}


def terms(row):
    return {term.name: term.value for term in row.terms}


def adamic(row):
    """Undo 0.3 A / (1 + A)."""
    share = terms(row)["common"] / 0.3
    return share / (1 - share)


def test_worked_adamic_adar():
    base = toy_records()
    records = replace(base, assignments=[*base.assignments, Assignment(iri("C1"), iri("b1"), SAID)])
    # C1 and U2 have U1 in common, with three partners; U1 and C3 have U2, with two.
    assert adamic(by_name(ask(records, body=iri("C1")))["U2"]) == pytest.approx(1 / math.log(3), abs=1e-9)
    assert adamic(by_name(ask(replace(base, assignments=[*base.assignments, Assignment(iri("U1"), iri("b1"), SAID)]), body=iri("U1")))["C3"]) == pytest.approx(1 / math.log(2), abs=1e-9)  # fmt: skip


def test_terms_of_a_proposal():
    row = by_name(ask(toy_records(), body=iri("C1")))["I1"]
    assert terms(row) == pytest.approx({"topic": 0.5 / 3, "common": 0.0, "near": 0.2}, abs=1e-9)
    assert row.score == pytest.approx(sum(terms(row).values()), abs=1e-9)
    assert row.shared_topics[0].topic.name_it == "a2"


def test_partners_already_recorded_are_left_out_and_counted():
    answer = ask(toy_records(), body=iri("U1"))
    assert not {"F1", "C1", "U2", "U1"} & set(by_name(answer))
    assert answer.excluded_tied == 2  # U2 is tied too, but shares no topic
    assert answer.considered == len(answer.rows)


def test_a_family_is_proposed_by_the_member_that_fits():
    base = toy_records()
    lab = body("F8", kind="Laboratory", organisation=False)
    records = replace(
        base,
        bodies=[*base.bodies, lab],
        ties=[*base.ties, tie("F8", "partOf", "U2")],
        assignments=[*base.assignments, Assignment(iri("F8"), iri("a1"), SAID)],
    )
    row = by_name(ask(records, body=iri("C2")))["F8"]
    assert (row.candidate.name_it, row.family.name_it) == ("F8", "U2")
    assert "U2" not in by_name(ask(records, body=iri("C2")))


def test_a_topic_and_a_place_instead_of_a_body():
    base = toy_records()
    towns = [Place(iri("town-Z2"), "Lodi", "Lodi", "LO", body("C3").latitude, 9.0)]
    answer = ask(replace(base, places=towns), topics=(iri("b1"),), near=iri("town-Z2"))
    assert [row.candidate.name_it for row in answer.rows][:2] == ["C3", "U2"]
    assert (answer.body, answer.excluded_tied) == (None, 0)
    assert answer.near is not None
    assert answer.near.name_it == "Lodi"
    first = answer.rows[0]
    assert first.chain == ()
    assert {reason.type for reason in first.reasons} == {"shared_topic", "place"}
    assert by_name(answer)["C2"].km == pytest.approx(25.0, abs=1e-6)


def test_inside_a_province_nothing_is_far():
    answer = ask(toy_records(), topics=(iri("b1"),), near=iri("LO"), km=1.0)
    assert {row.km for row in answer.rows} == {0.0}
    assert "In provincia di Lodi." in [reason.text_it for reason in answer.rows[0].reasons]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"helix": ("T",)}, {"I1"}),
        ({"kinds": ("Company",)}, {"C2"}),
        ({"provinces": ("LO",)}, set()),
        ({"km": 10.0}, {"C2", "I1"}),
        ({"topics": (iri("b1"),)}, {"C3", "C2"}),
        ({"limit": 1}, {"C2"}),
    ],
    ids=lambda value: " ".join(sorted(value)) or "nobody",  # a set has no order of its own
)
def test_filters(query, expected):
    assert set(by_name(ask(toy_records(), body=iri("U1"), **query))) == expected


def test_novelty_puts_the_little_known_first_and_still_adds_up():
    base = toy_records()
    ties = [tie("C2", "memberOf", "C3"), tie("C2", "memberOf", "C4")]
    records = replace(
        base, ties=[*base.ties, *ties], assignments=[*base.assignments, Assignment(iri("C4"), iri("a1"), SAID)]
    )
    plain = by_name(ask(records, body=iri("F1")))
    novel = by_name(ask(records, body=iri("F1"), novelty=True))
    assert set(terms(novel["I1"])) == {"topic", "novelty", "near"}
    assert terms(novel["I1"])["novelty"] > terms(novel["C2"])["novelty"]
    assert plain["C2"].popularity_percentile > plain["I1"].popularity_percentile
    for row in novel.values():
        assert row.score == pytest.approx(sum(terms(row).values()), abs=1e-9)
        assert terms(row)["novelty"] == pytest.approx(0.3 * (1 - row.popularity_percentile), abs=1e-9)


def test_a_relation_that_is_no_working_tie_is_named():
    base = toy_records()
    answer = ask(replace(base, ties=[*base.ties, tie("C2", "funds", "F1")]), body=iri("F1"))
    texts = [reason.text_it for reason in by_name(answer)["C2"].reasons if reason.type == "other_relation"]
    assert texts == ["È registrato però che C2 finanzia F1."]


def test_reasons_in_words():
    base = toy_records()
    course = Programme(iri("course"), "Corso di b2", "Course on b2", iri("C4"), level="its")
    records = replace(
        base,
        programmes=[course],
        assignments=[
            *(replace(a, origins=UNSAID) if a.subject == iri("C4") else a for a in base.assignments),
            Assignment(iri("course"), iri("b2"), SAID),
        ],
        ties=[*base.ties, tie("C4", "memberOf", "C3")],
    )
    texts = [reason.text_it for reason in by_name(ask(records, body=iri("U2")))["C4"].reasons]
    assert texts == [
        "Stesso tema: b2, secondo dati non verificati.",
        "Eroga sul tema: «Corso di b2».",
        "Un partner in comune: C3.",
        "Nello stesso comune.",
    ]


@pytest.mark.parametrize("doubtful", ["C4", "U2"])
def test_a_place_that_no_source_says_is_called_so(doubtful):
    base = toy_records()
    bodies = [body(b.name_it, place_unverified=b.name_it == doubtful) for b in base.bodies]
    row = by_name(ask(replace(base, bodies=bodies), body=iri("U2")))["C4"]
    (place,) = (reason for reason in row.reasons if reason.type == "place")
    assert place.text_it == "Nello stesso comune, secondo dati non verificati."
    assert place.text_en == "In the same town, by unverified data."
    assert row.candidate.place_unverified is (doubtful == "C4")


def test_a_broader_topic_is_called_a_near_one():
    records = replace(toy_records(), participations=[])
    row = by_name(ask(records, body=iri("F1")))["C1"]
    assert row.reasons[0].text_en == "Near topics, both within “A”."


def test_what_cannot_be_asked():
    with pytest.raises(QueryError, match="neither a body nor a topic"):
        ask(toy_records())
    with pytest.raises(NotFoundError, match="No body"):
        ask(toy_records(), body="https://example.org/id/curated/nobody")
    with pytest.raises(NotFoundError, match="No topic"):
        ask(toy_records(), topics=("https://example.org/x",))
    with pytest.raises(NotFoundError, match="No place"):
        ask(toy_records(), body=iri("U1"), near="https://example.org/x")
    with pytest.raises(QueryError, match="above zero"):
        ask(toy_records(), body=iri("U1"), limit=0)


def test_answers_survive_json():
    answer = ask(toy_records(), body=iri("C1"))
    assert from_json(PartnerAnswer, to_json(answer)) == answer


# --- chains ----------------------------------------------------------------------------------------------


def test_a_chain_reads_step_by_step():
    base = toy_records()
    records = replace(
        base,
        assignments=[*base.assignments, Assignment(iri("C1"), iri("b1"), SAID)],
        ties=[*base.ties, tie("C3", "memberOf", "U2")],
    )
    row = by_name(ask(records, body=iri("C1")))["C3"]
    assert [(step.start.name_it, step.end.name_it) for step in row.chain] == [("C1", "U1"), ("U1", "U2"), ("U2", "C3")]
    last = row.chain[-1]
    assert (last.tie.predicate, last.tie.label_it, last.forward) == ("memberOf", "è membro di", False)
    assert last.tie.count == 2  # the stated tie and project P3
    assert row.chain[0].tie.predicate == "participatesIn"


def test_of_equally_short_chains_the_sourced_one_is_taken():
    base = toy_records()
    ties = [
        tie("C2", "memberOf", "F1", UNSAID), tie("F1", "memberOf", "C4", UNSAID),
        tie("C2", "memberOf", "I1"), tie("C4", "memberOf", "I1"),
    ]  # fmt: skip
    found = study(assemble(replace(base, participations=[], ties=[*base.ties, *ties])))
    chain = Chains(found).reach(found.family_of(iri("C2"))).chain(found.family_of(iri("C4")))
    assert [step.end.name_it for step in chain] == ["I1", "C4"]


names = ["U1", "F1", "C1", "C2", "I1", "C3", "U2", "C4"]


@settings(deadline=None, max_examples=40)
@given(st.sets(st.sampled_from(list(itertools.combinations(names, 2))), max_size=14), st.booleans())
def test_chains_are_as_short_as_networkx_finds_them(ties, projects):
    base = toy_records()
    extra = [tie(a, "memberOf", b, UNSAID if a < "D" else SAID) for a, b in sorted(ties)]
    found = study(
        assemble(replace(base, ties=[*base.ties, *extra], participations=base.participations if projects else []))
    )
    graph = nx.from_scipy_sparse_array(found.network.tied)
    chains = Chains(found)
    for source in range(len(names)):
        reach = chains.reach(source)
        lengths = nx.single_source_shortest_path_length(graph, source)
        for target in range(len(names)):
            expected = lengths.get(target)
            chain = reach.chain(target)
            if expected is None or expected > LONGEST or target == source:
                assert chain == ()
            else:
                assert len(chain) == expected == reach.steps(target)
                assert chain[0].start == found.words.family(source)
                assert chain[-1].end == found.words.family(target)
                assert all(one.end == other.start for one, other in itertools.pairwise(chain))
