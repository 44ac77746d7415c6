"""Recorded figures as a reader meets them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from zisgraph.catalogue.records import Citation, Observation, Source, Text
from zisgraph.model.terms import Confidence
from zisgraph.visualisations.environment import Pages
from zisgraph.visualisations.formats import Formats
from zisgraph.visualisations.translation import Language
from zisgraph.visualisations.views.citing import Citing
from zisgraph.visualisations.views.figures import figures, shared_words
from zisgraph.visualisations.views.links import Links


def _figure(key: str, label: str, year: str, value: str) -> Observation:
    paper = Citation(key, "", key, key, "2024", "", "", "", "", "", "")
    sources = (Source(paper, Confidence.SOURCED, "curated"),)
    text, unit = Text(label, label), Text("milioni di euro", "million euro")
    return Observation(key, label, text, year, value, "", "", "", unit, value, sources, Confidence.SOURCED)


def test_what_only_one_label_says_stands_with_its_own_figure(italian_formats: Formats) -> None:
    observations = (
        _figure("a", "dotazione pubblica al 2030", "2023", "225"),
        _figure("b", "dotazione pubblica", "2025", "200"),
    )
    (row,) = figures(observations, (frozenset("ab"),), Citing(italian_formats, Links("it", "https://x.example/")))
    assert row.label == "Dotazione pubblica"
    assert [value.text for value in row.values] == [
        "225 milioni di euro al 2030 (2023)",
        "200 milioni di euro (2025)",
    ]


def test_labels_without_a_word_in_common_share_none() -> None:
    assert shared_words(["personale", "studenti iscritti"]) == ""


def test_what_the_editors_note_of_a_figure_stands_with_it(italian_formats: Formats) -> None:
    noted = replace(
        _figure("a", "dotazione pubblica", "2023", "215"), note=Text("somma di 185 e 30", "sum of 185 and 30")
    )
    (row,) = figures((noted,), (), Citing(italian_formats, Links("it", "https://x.example/")))
    assert [value.text for value in row.values] == ["215 milioni di euro – somma di 185 e 30"]


@pytest.mark.parametrize("language", ["it", "en"])
def test_a_count_has_no_unit(language: Language, pages: Pages) -> None:
    """Its label says what is counted."""
    counted = replace(_figure("a", "addetti", "2023", "34"), unit=Text("numero", "count"))
    (row,) = figures((counted,), (), Citing(pages.formats[language], Links(language, "https://x.example/")))
    assert [value.text for value in row.values] == ["34"]
