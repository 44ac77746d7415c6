"""Municipalities by all the ways in which registers write a place."""

from __future__ import annotations

import doctest

import pytest
import shapely

from zisgraph.loaders.geography import Boundaries, Gazetteer, Method, Municipality, gazetteer

TOWNS = (
    Municipality("015146", "Milano", "MI", ("Milano", "Milan")),
    Municipality("015250", "Baranzate", "MI", ("Baranzate",)),
    Municipality("013075", "Como", "CO", ("Como",)),
    Municipality("017081", "Gussago", "BS", ("Gussago",)),
    Municipality("020057", "San Giorgio Bigarello", "MN", ("San Giorgio Bigarello", "San Giorgio di Mantova")),
    Municipality("016065", "Castro", "BG", ("Castro",)),
)
PROVINCES = {
    "MI": frozenset({"milano", "milan"}),
    "BS": frozenset({"brescia"}),
    "CO": frozenset({"como"}),
    "MN": frozenset({"mantova", "mantua"}),
    "BG": frozenset({"bergamo"}),
}
OUTLINES = Boundaries([("015146", shapely.box(9.1, 45.4, 9.3, 45.6)), ("013075", shapely.box(9.0, 45.7, 9.1, 45.9))])
IN_MILANO, IN_COMO, NOWHERE = (45.5, 9.2), (45.8, 9.05), (41.9, 12.5)


@pytest.fixture(scope="module")
def places() -> Gazetteer:
    return Gazetteer(TOWNS, PROVINCES, OUTLINES)


@pytest.mark.parametrize(
    ("city", "name"),
    [
        ("MILANO", "Milano"),
        ("Milan", "Milano"),
        ("MILANO MI", "Milano"),
        ("MILAN0", "Milano"),
        ("BARANZATE MILANO", "Baranzate"),
        ("Baranzate-Milan", "Baranzate"),
        ("Gussago (Brescia)", "Gussago"),
        ("Gussago (Bs)", "Gussago"),
        ("san giorgio di mantova", "San Giorgio Bigarello"),
        ("Cômo", "Como"),
    ],
)
def test_a_name_however_it_is_written(places: Gazetteer, city: str, name: str) -> None:
    found = places.place(city)
    assert found is not None
    assert (found.municipality.name, found.method) == (name, Method.NAME)


@pytest.mark.parametrize("city", ["", "Roma", "MILANO MARITTIMA", "Gussago (Milano)", "Comoo", "Castro"])
def test_what_is_no_lombard_name_or_not_only_one_is_no_place(places: Gazetteer, city: str) -> None:
    assert places.place(city) is None


def test_a_name_borne_elsewhere_too_needs_its_post_code(places: Gazetteer) -> None:
    found = places.place("Castro", "24063")
    assert found is not None
    assert (found.municipality.plate, found.method) == ("BG", Method.NAME_AND_POST_CODE)
    assert places.place("Castro", "73030") is None


def test_a_point_that_agrees_with_the_name_counts_first(places: Gazetteer) -> None:
    found = places.place("Milano", "", IN_MILANO)
    assert found is not None
    assert (found.municipality.name, found.method, found.elsewhere) == ("Milano", Method.POINT, "")


def test_a_point_that_disagrees_gives_way_and_is_told(places: Gazetteer) -> None:
    found = places.place("Milano", "", IN_COMO)
    assert found is not None
    assert (found.municipality.name, found.method, found.elsewhere) == ("Milano", Method.NAME, "Como")


def test_a_point_alone_is_enough(places: Gazetteer) -> None:
    found = places.place("", "", IN_COMO)
    assert found is not None
    assert (found.municipality.name, found.method) == ("Como", Method.POINT)
    assert places.place("", "", NOWHERE) is None


def test_the_point_of_a_failed_geocoding_is_none(places: Gazetteer) -> None:
    everywhere = Gazetteer(TOWNS, PROVINCES, Boundaries([("013075", shapely.box(0, 0, 90, 90))]))
    assert everywhere.place("", "", (42.6384261, 12.674297)) is None
    assert everywhere.place("", "", (42.6384261, 12.674298)) is not None


def test_the_examples_hold() -> None:
    assert doctest.testmod(gazetteer).failed == 0
