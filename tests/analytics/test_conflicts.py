"""Figures on which sources disagree."""

from __future__ import annotations

from dataclasses import replace

from analytics_toy import SAID, UNSAID, iri, toy_records

from zisgraph.analytics.conflicts import find_conflicts
from zisgraph.analytics.sentences import conflict_sentence
from zisgraph.analytics.study import study
from zisgraph.model.snapshot import assemble
from zisgraph.model.snapshot_records import Named, ObservationRecord

GLOSSARY = [
    Named(iri("i1"), "Studenti", "Students", "students"),
    Named(iri("i2"), "Dotazione pubblica", "Public endowment", "endowment"),
    Named(iri("u1"), "persone", "persons", "person"),
    Named(iri("u2"), "milioni di euro", "million euro", "meur"),
]


def figure(
    number, value, *, indicator="students", year="2024", unit="person", qualifier="", subject="U1", origins=SAID
):
    return ObservationRecord(
        iri(f"o{number}"), iri(subject), indicator, year, value, None, None, f"{value}", qualifier, unit, origins
    )


def money(number, value, year, indicator="endowment", qualifier=""):
    return figure(number, value, indicator=indicator, year=year, unit="meur", qualifier=qualifier)


def conflicts(*observations):
    records = replace(toy_records(), observations=list(observations), glossary=GLOSSARY)
    found = study(assemble(records))
    return find_conflicts(found.snapshot, found.words)


def test_two_values_of_one_fact():
    (row,) = conflicts(figure(1, 130.0), figure(2, 68.0, origins=UNSAID))
    assert [value.value for value in row.values] == [130.0, 68.0]
    assert [value.sources[0].confidence for value in row.values] == ["sourced", "unverified"]
    assert conflict_sentence(row, "it") == "Le fonti danno due cifre diverse per U1, studenti (2024): 130 e 68 persone."
    assert (
        conflict_sentence(row, "en")
        == "Sources give two different figures for U1, students (2024): 130 and 68 persons."
    )


def test_a_sum_that_does_not_recur_is_one_fact_within_two_years_whatever_its_horizon():
    (row,) = conflicts(
        money(1, 225.0, "2023", "endowment_to_2030"),
        money(2, 215.0, "2023"),
        money(3, 200.0, "2025", qualifier="about"),
    )
    assert row.year == ""
    assert conflict_sentence(row, "it") == (
        "Le fonti danno tre cifre diverse per U1, dotazione pubblica: 225, 215 e circa 200 milioni di euro."
    )


def test_what_is_no_conflict():
    assert conflicts(figure(1, 130.0), figure(2, 130.0)) == ()
    assert conflicts(figure(1, 130.0), figure(2, 68.0, year="2023")) == ()
    assert conflicts(figure(1, 130.0), figure(2, 68.0, subject="U2")) == ()
    assert conflicts(figure(1, 130.0), figure(2, 68.0, unit="count")) == ()
    assert conflicts(money(1, 9.0, "2023", "turnover"), money(2, 10.0, "2024", "turnover")) == ()
    assert conflicts(money(1, 9.0, "2020"), money(2, 8.0, "2024")) == ()
    assert conflicts(money(1, 9.0, ""), money(2, 8.0, "2024")) == ()


def test_facts_with_most_values_come_first():
    rows = conflicts(
        figure(1, 1.0), figure(2, 2.0), figure(3, 1.0, subject="U2"), figure(4, 2.0, subject="U2"),
        figure(5, 3.0, subject="U2"),
    )  # fmt: skip
    assert [row.subject.name_it for row in rows] == ["U2", "U1"]


def test_counts_need_no_unit_and_plans_are_said_to_be():
    (row,) = conflicts(figure(1, 17.0, unit="count"), figure(2, 20.0, unit="count", qualifier="planned"))
    assert conflict_sentence(row, "it").endswith("studenti (2024): 20 (previsti) e 17.")
