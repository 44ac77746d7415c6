"""How likely two names are of one body: likelier for one name written two ways than for two names that look alike."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zisgraph.identity.name_score import Rarity, name_features, name_score

ONE = [
    ("Università degli Studi di Pavia", "UNIVERSITY OF PAVIA"),
    ("Officine Rossi S.p.A.", "OFFICINE ROSSI SPA"),
    ("Fondazione Istituto Neurologico Nazionale C. Mondino", "National Neurological Institute C. Mondino Foundation"),
    ("Banco Bilbao Vizcaya Argentaria", "BBVA"),
    ("Azienda Ospedaliera della Provincia Lodi", "Azienda Ospedaliera della ProvinciaLodi"),
    ("POLITECNICO DI MILANO", "POLITECNICODIMILANO"),
    ("Microtecnica Lombarda", "Microtecnca Lombarda srl"),
]
TWO = [
    ("Università degli Studi di Pavia", "Università degli Studi di Bergamo"),
    ("Siemens Energy", "Siemens Healthineers"),
    ("Officina Impianto 3 srl", "Officina Impianto 5 srl"),
    ("Comune di Cremona", "Camera di commercio di Cremona"),
    ("Air France", "Air India"),
    ("Eni", "Enivibes srl"),
]


@pytest.mark.parametrize(("one", "other"), ONE)
def test_one_body(one: str, other: str) -> None:
    assert name_score(one, other, Rarity()) >= 0.5


@pytest.mark.parametrize(("one", "other"), TWO)
def test_two_bodies(one: str, other: str) -> None:
    assert name_score(one, other, Rarity()) < 0.5


def test_a_rare_word_says_more_than_a_frequent_one() -> None:
    rarity = Rarity.of([f"Sirio {n}" for n in range(50)] + ["Quadrante"])
    assert rarity.weight("quadrante") > rarity.weight("sirio") > rarity.weight("university") > 0


@given(st.text(max_size=40), st.text(max_size=40))
def test_the_order_does_not_matter_and_a_name_is_itself(one: str, other: str) -> None:
    rarity = Rarity.of([one, other])
    assert name_score(one, other, rarity) == name_score(other, one, rarity)
    same = name_features(one, one, rarity)
    assert same.clash == same.places == same.numbers == same.legal == 0
