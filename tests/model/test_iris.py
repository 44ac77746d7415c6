"""Addresses: one place mints them, and what it mints can be read back."""

import doctest

import pytest

from zisgraph.errors import SettingsError
from zisgraph.model import iris
from zisgraph.model.iris import Minter
from zisgraph.model.terms import Confidence, Origin

MINTER = Minter("https://example.org/zis/")


def test_the_examples_in_the_docstrings_hold() -> None:
    assert doctest.testmod(iris).failed == 0


@pytest.mark.parametrize(
    "given", ["https://ror.org/02dq7z403", "ror:02dq7z403", "02dq7z403", "https://ror.org/02dq7z403/"]
)
def test_every_spelling_of_a_ror_id_gives_one_address(given: str) -> None:
    assert MINTER.ror(given) == "https://example.org/zis/id/ror/02dq7z403"


def test_judgement_keys_lead_to_their_registries() -> None:
    assert MINTER.judged("pic:999977657") == MINTER.pic("999977657")
    assert MINTER.judged("ror:02dq7z403") == MINTER.ror("02dq7z403")
    assert MINTER.judged("eucentre") == MINTER.curated("eucentre")
    assert MINTER.judged("tax:02009180189") == MINTER.tax("02009180189")
    for wrong in ("pic:", "a b:1"):
        with pytest.raises(ValueError, match=wrong):
            MINTER.judged(wrong)


def test_the_key_of_a_body_leads_back_from_its_address() -> None:
    for key in ("eucentre", "pic:999977657", "ror:02dq7z403", "table:startups--02009180189"):
        assert MINTER.key_of(MINTER.judged(key)) == key


def test_the_local_id_leads_back_to_the_address() -> None:
    address = MINTER.tie("a", "member_of", "b")
    assert MINTER.local_id(address) == "tie/a--member_of--b"
    assert MINTER.from_local_id(MINTER.local_id(address)) == address
    assert MINTER.is_entity(address)
    assert not MINTER.is_entity("https://example.org/other/id/a")


def test_a_part_that_is_no_plain_id_cannot_break_out_of_the_address() -> None:
    assert MINTER.curated('a/../b> "c') == "https://example.org/zis/id/curated/a%2F..%2Fb%3E%20%22c"


def test_a_graph_address_says_its_origin() -> None:
    origin = Origin("curated", "editor", Confidence.UNVERIFIED)
    assert MINTER.origin_of(MINTER.graph(origin)) == origin
    assert MINTER.derived_graph(MINTER.graph(origin)) == "https://example.org/zis/graph/derived/editor/unverified"
    for other in (MINTER.meta_graph(), MINTER.ontology_graph(), MINTER.identity_graph(), MINTER.run_graph("gaps"), "x"):
        assert MINTER.origin_of(other) is None
        assert MINTER.derived_graph(other) is None


def test_the_base_ends_with_a_slash() -> None:
    with pytest.raises(SettingsError, match="slash"):
        Minter("https://example.org/zis")


def test_keys_that_differ_only_in_their_cuts_differ() -> None:
    assert iris.key_hash(["ab", "c"]) != iris.key_hash(["a", "bc"])
