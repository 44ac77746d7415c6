from __future__ import annotations

import pytest

from zisgraph.catalogue import Catalogue
from zisgraph.catalogue.records import Group
from zisgraph.catalogue.search import fold
from zisgraph.errors import NotFoundError


@pytest.mark.parametrize(
    ("query", "path"),
    [
        ("eucentre", "ror/02dq7z403"),
        ("Eucentre Foundation", "ror/02dq7z403"),
        ("CHIPS-IT", "curated/chips-it"),
        ("chips.it", "curated/chips-it"),
        ("universita pavia", "ror/00s6t1f81"),
        ("Università degli Studi di Pavia", "ror/00s6t1f81"),
        ("politecnicco di milano", "ror/01nffqt88"),
        ("microelettronica e semi", "specialisation/microelectronics"),
    ],
)
def test_the_entity_a_person_means_comes_first(catalogue: Catalogue, query: str, path: str) -> None:
    assert catalogue.index.search(query)[0].ref.path == path


def test_each_entity_appears_once_though_several_names_fit(catalogue: Catalogue) -> None:
    hits = catalogue.index.search("pavia", limit=100)
    assert len({hit.ref.iri for hit in hits}) == len(hits)


def test_groups_narrow_the_search(catalogue: Catalogue) -> None:
    hits = catalogue.index.search("micro", groups=[Group.ZONE])
    assert [hit.ref.path for hit in hits] == ["curated/zis-pavia-microelettronica"]


@pytest.mark.parametrize("query", ["", "   ", "!!!", "\u202e"])
def test_a_text_without_letters_finds_nothing(catalogue: Catalogue, query: str) -> None:
    assert catalogue.index.search(query) == ()


def test_no_key_from_an_address_is_shown_as_a_name(catalogue: Catalogue) -> None:
    assert catalogue.index.search("stmicroelectronics-pv")[0].matched != "stmicroelectronics-pv"


def test_find_offers_the_nearest_names(catalogue: Catalogue) -> None:
    with pytest.raises(NotFoundError, match=r"Did you mean .*Politecnico di Milano"):
        catalogue.find("politecnicco")


def test_folding_drops_accents_case_and_punctuation() -> None:
    assert fold("  L'Università  «È» ") == "l universita e"
