"""Small words, and distances."""

from __future__ import annotations

import doctest
import importlib
import math

import numpy as np
import pytest

from zisgraph.analytics.evidence import Ref
from zisgraph.analytics.geography import kilometres, nearness
from zisgraph.analytics.sentences import name_of
from zisgraph.analytics.wording import fitted, percent, plain_number, small


@pytest.mark.parametrize("module", ["wording", "similarity"])
def test_examples_in_the_text_hold(module):
    result = doctest.testmod(importlib.import_module(f"zisgraph.analytics.{module}"))
    assert result.attempted
    assert not result.failed


@pytest.mark.parametrize(
    ("share", "it", "en"),
    [(0.0, "lo 0 %", "0%"), (0.004, "l'1 %", "1%"), (0.36, "il 36 %", "36%"), (0.82, "l'82 %", "82%"), (0.998, "il 99 %", "99%"), (1.0, "il 100 %", "100%")],
)  # fmt: skip
def test_shares_never_round_to_none_or_all(share, it, en):
    assert (percent(share, "it"), percent(share, "en")) == (it, en)


def test_names_that_fit_a_line():
    assert fitted("Breve - con spiegazione") == "Breve - con spiegazione"
    long = "A - una spiegazione molto lunga che non sta in una riga di testo"
    assert fitted(long) == long  # a head of one letter is no name
    assert small(11, "it") == "11"
    assert plain_number(0.125, "it") == "0,12"


def test_a_campus_is_not_called_as_its_university():
    campus = "Politecnico di Milano - Polo territoriale di Mantova"
    assert name_of(Ref("c", campus, campus, "UniversityCampus"), "it") == campus
    assert name_of(Ref("u", campus, campus, "University"), "it") == "Politecnico di Milano"


def test_a_degree_of_latitude():
    assert kilometres(np.array([45.0, 9.0]), np.array([46.0, 9.0])) == pytest.approx(111.195, abs=1e-3)
    assert kilometres(np.array([45.0, 9.0]), np.array([45.0, 9.0])) == 0.0
    assert math.isnan(float(kilometres(np.array([45.0, math.nan]), np.array([45.0, 9.0]))))
    assert nearness(np.array([0.0, 25.0, 50.0])).tolist() == [1.0, 0.5, 0.25]
