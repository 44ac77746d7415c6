"""Merging is a view over judgements: one line taken away separates what it joined."""

from __future__ import annotations

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from zisgraph.identity import Judgement, Resolver, Verdict
from zisgraph.model.iris import Minter

MINTER = Minter("https://example.org/zis/")


def judge(a: str, b: str, verdict: Verdict = Verdict.SAME) -> Judgement:
    return Judgement(a, b, verdict, "a test", "tester", "high")


EUCENTRE = [judge("eucentre", "pic:999844476"), judge("eucentre", "ror:02dq7z403")]


def test_the_strongest_key_gives_the_address() -> None:
    resolver = Resolver(EUCENTRE, MINTER)
    ror = MINTER.ror("02dq7z403")
    assert resolver.canonical(MINTER.curated("eucentre")) == ror
    assert resolver.canonical(MINTER.pic("999844476")) == ror
    assert resolver.canonical(ror) == ror
    assert resolver.aliases(ror) == (MINTER.pic("999844476"), MINTER.curated("eucentre"))


def test_without_a_ror_id_the_participant_code_gives_the_address() -> None:
    resolver = Resolver(EUCENTRE[:1], MINTER)
    assert resolver.canonical(MINTER.curated("eucentre")) == MINTER.pic("999844476")


def test_one_judgement_less_separates_what_it_joined_and_nothing_else() -> None:
    resolver = Resolver([EUCENTRE[1]], MINTER)
    assert resolver.canonical(MINTER.pic("999844476")) == MINTER.pic("999844476")
    assert resolver.canonical(MINTER.curated("eucentre")) == MINTER.ror("02dq7z403")


def test_unsure_and_different_merge_nothing() -> None:
    resolver = Resolver([judge("a", "pic:1", Verdict.UNSURE), judge("b", "pic:2", Verdict.DIFFERENT)], MINTER)
    assert resolver.names == {}
    assert resolver.conflicts == ()


def test_records_judged_different_that_others_join_are_a_conflict_with_its_chain() -> None:
    against = judge("pic:999844476", "ror:02dq7z403", Verdict.DIFFERENT)
    (conflict,) = Resolver([*EUCENTRE, against], MINTER).conflicts
    assert conflict.chain == ("pic:999844476", "eucentre", "ror:02dq7z403")
    assert str(conflict) == (
        "pic:999844476 and ror:02dq7z403 are judged different, but pic:999844476 = eucentre = ror:02dq7z403"
    )


def test_a_verdict_follows_through_what_is_the_same() -> None:
    resolver = Resolver([*EUCENTRE, judge("eucentre-lab", "pic:999844476", Verdict.DIFFERENT)], MINTER)
    assert resolver.verdict("pic:999844476", "ror:02dq7z403") is Verdict.SAME
    assert resolver.verdict("eucentre-lab", "ror:02dq7z403") is Verdict.DIFFERENT
    assert resolver.verdict("eucentre-lab", "unipv") is Verdict.UNSURE
    assert resolver.verdict("unipv", "unipv") is Verdict.SAME


KEYS = st.from_regex(r"[a-h]|pic:00000000[1-5]|ror:0000000[1-5]a", fullmatch=True)
PAIRS = st.lists(st.tuples(KEYS, KEYS).filter(lambda pair: pair[0] != pair[1]), max_size=25)


@given(PAIRS)
def test_clusters_are_the_connected_components(pairs: list[tuple[str, str]]) -> None:
    resolver = Resolver([judge(a, b) for a, b in pairs], MINTER)
    assert {frozenset(keys) for keys in resolver.clusters} == set(
        map(frozenset, nx.connected_components(nx.Graph(pairs)))
    )
    for keys in resolver.clusters:
        head = MINTER.judged(keys[0])
        assert all(resolver.canonical(MINTER.judged(key)) == head for key in keys)
        assert set(resolver.aliases(head)) == {MINTER.judged(key) for key in keys[1:]}


@given(PAIRS)
def test_the_order_of_judgements_changes_nothing(pairs: list[tuple[str, str]]) -> None:
    one = [judge(a, b) for a, b in dict.fromkeys(pairs)]
    assert Resolver(one, MINTER).clusters == Resolver(one[::-1], MINTER).clusters
