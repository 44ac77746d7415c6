"""A5 on the worked toy; what is a possible duplicate among zones and programmes, and what is none."""

from __future__ import annotations

from dataclasses import replace
from math import prod

import pytest
from analytics_toy import SAID, UNSAID, body, iri, tie, toy_records

from zisgraph.analytics.duplicates import find_duplicates
from zisgraph.analytics.findings import DuplicateRow, from_json, to_json
from zisgraph.analytics.sentences import duplicate_sentence
from zisgraph.analytics.study import study
from zisgraph.model.snapshot import assemble
from zisgraph.model.snapshot_records import Assignment, Programme, Zone


def duplicates(records, **limits):
    return find_duplicates(study(assemble(records)), **limits)


def zone(name, provinces, **more):
    return Zone(iri(name), name, name, provinces, **more)


def declares(name, *topics, origins=SAID):
    return [Assignment(iri(name), iri(topic), origins) for topic in topics]


# --- zones -----------------------------------------------------------------------------------------------


def test_worked_likeness_of_two_zones():
    (row,) = duplicates(toy_records(), minimum=0.0, least_likeness=0.0)
    assert row.jaccard == pytest.approx(1 / 9, abs=1e-12)
    assert (row.shared_bits, row.union_bits) == (pytest.approx(0.6, abs=1e-12), pytest.approx(5.4, abs=1e-12))
    assert row.score == pytest.approx(prod(factor.value for factor in row.factors), abs=1e-12)
    assert row.tied  # U1 of one and U2 of the other share a project
    assert row.rule_hit == ()


def test_zones_that_share_an_ecosystem_only_are_no_finding():
    assert duplicates(toy_records()) == ()


@pytest.fixture
def declared():
    """Four zones in Lodi and one in two provinces, all but one on b1."""
    base = toy_records()
    zones = [
        zone("Z3", ("LO",)),
        zone("Z4", ("LO",)),
        zone("Z5", ("LO", "PV")),
        zone("Z6", ("LO",), continues_as=iri("Z4")),
    ]
    topics = [
        *declares("Z3", "b1"),
        *declares("Z4", "b1"),
        *declares("Z5", "b1"),
        *declares("Z6", "b1"),
        *declares("Z2", "a1"),
    ]
    return replace(base, zones=[*base.zones, *zones], assignments=[*base.assignments, *topics])


def pairs(rows, kind="zone"):
    return {tuple(sorted((r.a.name_it, r.b.name_it))): r for r in rows if r.kind == kind}


def test_declared_topics_come_before_those_of_members(declared):
    found = pairs(duplicates(declared))
    assert found["Z3", "Z4"].jaccard == 1.0
    assert ("Z2", "Z3") not in found


def test_stages_of_one_initiative_are_no_duplicate(declared):
    found = pairs(duplicates(declared))
    assert ("Z4", "Z6") not in found
    assert ("Z3", "Z6") in found


def test_rules_that_both_would_break(declared):
    found = pairs(duplicates(declared))
    # Z2, Z3 and Z4 are three zones of Lodi alone, Z6 being an earlier stage: over the limit of two.
    assert found["Z3", "Z4"].rule_hit == ("R04", "R06")
    assert found["Z3", "Z5"].rule_hit == ("R06",)
    sentence = duplicate_sentence(found["Z3", "Z4"], "it")
    assert "possibile doppione, da verificare" in sentence
    assert "le regole R04 e R06" in sentence
    for word in ("spreco", "errore", "inefficienza"):
        assert word not in sentence


# --- programmes ------------------------------------------------------------------------------------------


def programme(name, provider, **changes):
    given = {"level": "its", "place": "Z2", "province": "LO", "latitude": 45.2, "longitude": 9.0, "start": "2024"}
    return Programme(iri(name), name, name, iri(provider), **{**given, **changes})


def with_programmes(*programmes, topics=None, ties=()):
    base = toy_records()
    topics = topics or {p.name_it: ("b2",) for p in programmes}
    taught = [a for name, found in topics.items() for a in declares(name, *found)]
    return replace(
        base,
        bodies=[*base.bodies, body("I2")],
        programmes=list(programmes),
        assignments=[*base.assignments, *taught],
        ties=[*base.ties, *ties],
    )


def only(records):
    return pairs(duplicates(records), "programme")


def test_like_programmes_of_two_providers():
    row = only(with_programmes(programme("p1", "I1"), programme("p2", "I2")))["p1", "p2"]
    # "p1" and "p2" have one of two letters in common: likeness 1/2, factor (1 + 1/2) / 2.
    assert [(factor.name, factor.value) for factor in row.factors] == [
        ("jaccard", pytest.approx(1.0, abs=1e-12)),
        ("tau", pytest.approx(1.0, abs=1e-9)),
        ("period", 1.0),
        ("title", pytest.approx(0.75, abs=1e-12)),
    ]
    assert row.score == pytest.approx(0.75, abs=1e-9)
    assert (row.level, row.tied, row.km) == ("its", False, pytest.approx(0.0, abs=1e-9))
    assert duplicate_sentence(row, "en") == (
        "I1 and I2 offer, both in Z2, programmes of one level on b2 (one topic in common, a broad one): “p1” and “p2”. "
        "Possible duplicate, to be checked."
    )


def test_of_programmes_on_one_topic_those_with_like_titles_come_first():
    titles = {"p1": "Laurea in Meccatronica (Pavia)", "p2": "Corso ITS Meccatronica", "p3": "Saldatura"}
    three = [
        replace(programme(name, provider), name_it=titles[name])
        for name, provider in (("p1", "I1"), ("p2", "I2"), ("p3", "C4"))
    ]
    rows = [
        row
        for row in duplicates(with_programmes(*three, topics=dict.fromkeys(titles, ("b2",))))
        if row.kind == "programme"
    ]
    assert all(row.only_broad for row in rows)
    assert {rows[0].a.iri, rows[0].b.iri} == {iri("p1"), iri("p2")}
    assert rows[0].factors[-1].value == 1.0 > rows[1].factors[-1].value
    assert "b2 (un solo tema in comune, ampio)" in duplicate_sentence(rows[0], "it")
    more = [programme("p1", "I1"), programme("p2", "I2")]
    (row,) = pairs(
        duplicates(with_programmes(*more, topics={"p1": ("a1", "b2"), "p2": ("a1", "b2")})), "programme"
    ).values()
    assert not row.only_broad


def test_a_period_that_is_not_known_is_said_to_be():
    row = only(with_programmes(programme("p1", "I1"), programme("p2", "I2", start="")))["p1", "p2"]
    assert {f.label_it: f.value for f in row.factors}["Periodo non noto: conta 0,50"] == 0.5


@pytest.mark.parametrize(
    ("changes", "factor", "value"),
    [
        ({"start": ""}, "period", 0.5),
        ({"start": "2020", "end": "2022"}, "period", 0.0),
        ({"start": "2023", "end": "2024-06"}, "period", 1.0),
    ],
)
def test_periods(changes, factor, value):
    found = duplicates(with_programmes(programme("p1", "I1"), programme("p2", "I2", **changes)), minimum=0.0)
    (row,) = [r for r in found if r.kind == "programme"]
    assert {f.name: f.value for f in row.factors}[factor] == value


@pytest.mark.parametrize(
    "second",
    [
        programme("p2", "I1"),  # the same provider
        programme("p2", "I2", level="phd"),  # another level
        programme("p2", "I2", start="2020", end="2022"),  # another time
        programme("p2", "I2", latitude=47.0),  # 200 km away
    ],
)
def test_what_makes_no_duplicate(second):
    assert not only(with_programmes(programme("p1", "I1"), second))


def test_levels_that_say_nothing_are_not_compared():
    assert not only(with_programmes(programme("p1", "I1", level="other"), programme("p2", "I2", level="other")))


def test_parts_of_one_initiative_are_no_duplicate():
    whole = programme("Micro to Macro (territorial pact)", "U1", level="other")
    parts = programme("Layout (Micro to Macro)", "I1"), programme("Test (Micro to Macro)", "I2")
    topics = {part.name_it: ("b2",) for part in parts}
    assert not only(with_programmes(whole, *parts, topics=topics))
    assert only(with_programmes(*parts, topics=topics))


def test_a_programme_without_a_place_stands_at_its_provider():
    lost = programme("p2", "I2", latitude=None, longitude=None, place="", province="")
    row = only(with_programmes(programme("p1", "I1", latitude=45.0, place="Z1", province="PV"), lost))["p1", "p2"]
    assert row.km == pytest.approx(0.0, abs=1e-9)
    assert row.b.place == "Z1"


def test_tied_providers_are_said_to_be_and_come_after():
    tied = tie("I1", "collaboratesWith", "I2")
    three = (programme("p1", "I1"), programme("p2", "I2"), programme("p3", "C4"))
    rows = [r for r in duplicates(with_programmes(*three, ties=[tied])) if r.kind == "programme"]
    assert [r.tied for r in rows] == [False, False, True]
    assert "può essere comune" in duplicate_sentence(rows[-1], "it")
    assert [r.rank for r in rows] == [1, 2, 3]


def test_programmes_that_each_provider_runs_with_the_other_are_no_duplicate():
    two = (programme("p1", "I1"), programme("p2", "I2"))
    one_way, other_way = tie("I2", "partnerOf", "p1"), tie("I1", "leadsProgramme", "p2")
    assert not only(with_programmes(*two, ties=[one_way, other_way]))
    row = only(with_programmes(*two, ties=[one_way]))["p1", "p2"]
    assert row.tied
    assert "o uno di loro al percorso dell'altro" in duplicate_sentence(row, "it")
    assert not only(with_programmes(*two, ties=[tie("I2", "funds", "p1")]))["p1", "p2"].tied


def test_the_unverified_share_is_that_of_the_topics_and_places():
    records = with_programmes(programme("p1", "I1"), programme("p2", "I2"))
    assignments = [replace(a, origins=UNSAID) if a.subject == iri("p2") else a for a in records.assignments]
    row = only(replace(records, assignments=assignments))["p1", "p2"]
    assert (row.basis.topics, row.basis.topics_unverified, row.basis.places) == (2, 1, 2)
    assert row.basis.unverified_share == 0.25
    assert from_json(DuplicateRow, to_json(row)) == row


def test_a_programme_whose_place_no_source_says_is_named():
    there = {"latitude": 45.0, "longitude": 9.0, "place": "Milano", "place_en": "Milan", "province": "MI"}
    doubtful = programme("p2", "I2", place_unverified=True, **there)
    row = only(with_programmes(programme("p1", "I1", **there), doubtful))["p1", "p2"]
    assert (row.basis.places, row.basis.unplaced) == (2, (row.b,))
    assert "including where p2 is" in duplicate_sentence(row, "en")
    assert "tra cui dove si trova p2" in duplicate_sentence(row, "it")


def test_a_programme_without_a_place_is_as_surely_placed_as_its_provider():
    records = with_programmes(programme("p1", "I1"), programme("p2", "I2", place="", province="", latitude=None))
    bodies = [replace(b, place_unverified=b.iri == iri("I2")) for b in records.bodies]
    row = only(replace(records, bodies=bodies))["p1", "p2"]
    assert [ref.iri for ref in row.basis.unplaced] == [iri("p2")]


def test_a_town_is_called_what_the_reader_calls_it():
    there = {"latitude": 45.0, "longitude": 9.0, "place": "Milano", "place_en": "Milan", "province": "MI"}
    row = only(with_programmes(programme("p1", "I1", **there), programme("p2", "I2", **there)))["p1", "p2"]
    assert ", both in Milan," in duplicate_sentence(row, "en")
    assert ", entrambi a Milano," in duplicate_sentence(row, "it")
