"""Judgements of a home's own: they merge and separate from the next build on, and leave no trace when taken out."""

from __future__ import annotations

import csv

import pytest
from real_builds import Workshop

from zisgraph.errors import InputError
from zisgraph.identity import Judgement, Verdict, add_judgement, read_judgement_file, remove_judgement
from zisgraph.model.iris import Minter
from zisgraph.pipeline.home import Home
from zisgraph.pipeline.identity import suggestions
from zisgraph.store.oxigraph import open_reader

MINTER = Minter()
EUCENTRE, ROR = "eucentre", "ror:02dq7z403"


def judgement(a: str, b: str, verdict: Verdict) -> Judgement:
    return Judgement(a, b, verdict, "a test", "tester", "high", "2026-11-23")


def merged(workshop: Workshop) -> dict[str, str]:
    rows = open_reader(workshop.current.store).select(
        f"SELECT ?c ?a WHERE {{ GRAPH <{MINTER.identity_graph()}> {{ ?c <http://www.w3.org/2002/07/owl#sameAs> ?a }} }}"
    )
    return {MINTER.key_of(row["a"]): MINTER.key_of(row["c"]) for row in rows}


def test_one_line_separates_what_a_source_joins_and_taking_it_out_joins_it_again(workshop: Workshop) -> None:
    first = workshop.build()
    assert merged(workshop)[EUCENTRE] == ROR
    file = Home(workshop.home).judgements
    add_judgement(file, judgement(EUCENTRE, ROR, Verdict.DIFFERENT))
    second = workshop.build()
    assert second.changed
    assert second.merged == first.merged - 1
    assert merged(workshop).get(EUCENTRE) != ROR
    remove_judgement(file, (EUCENTRE, ROR))
    third = workshop.build()
    assert (third.build, third.merged) == (first.build, first.merged)


def test_a_pair_judged_the_same_is_one_body_in_the_next_build(workshop: Workshop) -> None:
    table = workshop.facts / "same_as.csv"
    head, *rows = table.read_text("utf-8").splitlines(keepends=True)
    table.write_text(head + "".join(row for row in rows if ",pic:" not in row), encoding="utf-8")
    workshop.build()
    waiting = suggestions(workshop.current.path, [])
    assert waiting
    chosen = waiting[0]
    add_judgement(Home(workshop.home).judgements, judgement(chosen.a, chosen.b, Verdict.SAME))
    own = read_judgement_file(Home(workshop.home).judgements)
    assert chosen not in suggestions(workshop.current.path, own)
    workshop.build()
    found = merged(workshop)
    assert found.get(chosen.a, chosen.a) == found.get(chosen.b, chosen.b)
    assert chosen not in suggestions(workshop.current.path, [])


def test_judgements_that_contradict_each_other_stop_the_build_and_name_the_chain(workshop: Workshop) -> None:
    first = workshop.build()
    chain = next(keys for keys in _clusters(workshop) if len(keys) > 2)
    add_judgement(Home(workshop.home).judgements, judgement(chain[1], chain[2], Verdict.DIFFERENT))
    with pytest.raises(InputError) as error:
        workshop.build()
    assert "are judged different, but" in str(error.value)
    assert workshop.current.id == first.build


def _clusters(workshop: Workshop) -> list[list[str]]:
    """Bodies of three records or more of which the second and the third are joined through the first alone."""
    found: dict[str, list[str]] = {}
    for alias, canonical in merged(workshop).items():
        found.setdefault(canonical, [canonical]).append(alias)
    joined = {(row["a"], row["b"]) for row in _same_as(workshop)}
    hubs = []
    for keys in found.values():
        curated = next((key for key in keys if ":" not in key), "")
        others = [key for key in keys if key != curated]
        if curated and len(others) > 1 and not {tuple(others[:2]), tuple(others[1::-1])} & joined:
            hubs.append([curated, *others])
    return hubs


def _same_as(workshop: Workshop) -> list[dict[str, str]]:
    with (workshop.facts / "same_as.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
