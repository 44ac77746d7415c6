"""What happened to a thing: one item for what came or went, one for each property that changed."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from zisgraph.model.iris import Minter
from zisgraph.ontology.vocabulary import RDF, RDFS, ZIS
from zisgraph.pipeline.changes import Item, Layer
from zisgraph.pipeline.changes.comparing import Difference, Quad
from zisgraph.pipeline.changes.itemising import Itemiser

MINTER = Minter()
GRAPH = f"{MINTER.base}graph"
BODY = MINTER.curated("eucentre")


def quad(
    predicate: str, value: str, citation: str = "a-page", confidence: str = "sourced", dataset: str = "curated"
) -> Quad:
    return Quad(predicate, value, f"{GRAPH}/{dataset}/{citation}/{confidence}")


def items(folder: Path, *found: Difference) -> list[tuple[Layer, Item]]:
    return list(Itemiser(MINTER, folder).items(found))


def one_of(folder: Path, old: Iterable[Quad], new: Iterable[Quad], subject: str = BODY) -> list[Item]:
    return [item for _, item in items(folder, Difference(subject, frozenset(old), frozenset(new)))]


KEPT = quad(RDFS.label, '"Eucentre"')


def test_a_value_in_place_of_another_is_a_change(tmp_path: Path) -> None:
    (item,) = one_of(tmp_path, [KEPT, quad(ZIS.city, '"Pavia"')], [KEPT, quad(ZIS.city, '"Lodi"')])
    assert (item.kind, item.whole) == ("changed", False)
    (change,) = item.statements
    assert (change.predicate, change.before, change.after) == (ZIS.city, '"Pavia"', '"Lodi"')
    assert [by.citation for by in (*change.before_by, *change.after_by)] == ["a-page", "a-page"]


def test_values_in_two_languages_change_each_on_its_own(tmp_path: Path) -> None:
    old = [quad(RDFS.label, '"Uno"@it'), quad(RDFS.label, '"One"@en'), quad(ZIS.city, '"Pavia"')]
    new = [quad(RDFS.label, '"Due"@it'), quad(RDFS.label, '"Two"@en'), quad(ZIS.city, '"Pavia"')]
    found = {(c.before, c.after) for item in one_of(tmp_path, old, new) for c in item.statements}
    assert found == {('"Uno"@it', '"Due"@it'), ('"One"@en', '"Two"@en')}


def test_nobody_guesses_which_of_several_values_became_which(tmp_path: Path) -> None:
    old = [KEPT, quad(RDFS.comment, '"a"'), quad(RDFS.comment, '"b"')]
    new = [KEPT, quad(RDFS.comment, '"c"'), quad(RDFS.comment, '"d"')]
    assert sorted(item.kind for item in one_of(tmp_path, old, new)) == ["added", "added", "removed", "removed"]


def test_the_same_change_by_two_sources_is_one_with_both(tmp_path: Path) -> None:
    old = [KEPT, *(quad(ZIS.city, '"Pavia"', source) for source in ("x", "y"))]
    new = [KEPT, *(quad(ZIS.city, '"Lodi"', source) for source in ("x", "y"))]
    (item,) = one_of(tmp_path, old, new)
    assert [by.citation for by in item.statements[0].after_by] == ["x", "y"]


def test_another_source_for_the_same_values_is_one_item(tmp_path: Path) -> None:
    old = [quad(ZIS.city, '"Pavia"'), quad(RDFS.label, '"E"')]
    new = [quad(ZIS.city, '"Pavia"', "b-page"), quad(RDFS.label, '"E"', "b-page")]
    (item,) = one_of(tmp_path, old, new)
    assert item.kind == "changed"
    assert [(c.before == c.after, c.before_by[0].citation, c.after_by[0].citation) for c in item.statements] == [
        (True, "a-page", "b-page")
    ] * 2


def test_what_was_unverified_and_has_a_source_now_is_a_change(tmp_path: Path) -> None:
    (item,) = one_of(tmp_path, [KEPT, quad(ZIS.city, '"P"', confidence="unverified")], [KEPT, quad(ZIS.city, '"P"')])
    (change,) = item.statements
    assert (item.kind, change.before_by[0].confidence, change.after_by[0].confidence) == (
        "changed",
        "unverified",
        "sourced",
    )


@pytest.mark.parametrize(("kind", "forwards"), [("added", True), ("removed", False)])
def test_one_more_source_and_one_less_say_that_others_agree(tmp_path: Path, kind: str, *, forwards: bool) -> None:
    few, many = [KEPT], [KEPT, quad(RDFS.label, '"Eucentre"', "b-page")]
    (item,) = one_of(tmp_path, few, many) if forwards else one_of(tmp_path, many, few)
    assert (item.kind, item.whole, item.statements[0].shared) == (kind, False, True)


@pytest.mark.parametrize(("kind", "forwards"), [("added", True), ("removed", False)])
def test_what_came_or_went_whole_is_one_item(tmp_path: Path, kind: str, *, forwards: bool) -> None:
    some = [KEPT, quad(ZIS.city, '"Pavia"'), quad(ZIS.city, '"Pavia"', "b-page")]
    (item,) = one_of(tmp_path, [], some) if forwards else one_of(tmp_path, some, [])
    assert (item.kind, item.whole, len(item.statements)) == (kind, True, 2)


def figure(value: str, year: str = "2025", unit: str = "person", citation: str = "a-page") -> Difference:
    """A figure as it came; its address stands for the value too."""
    quads = frozenset(
        {
            quad(RDF.type, f"<{ZIS.Observation}>", citation),
            quad(ZIS.observationOf, f"<{BODY}>", citation),
            quad(ZIS.indicator, '"employees"', citation),
            quad(ZIS.year, f'"{year}"', citation),
            quad(ZIS.unit, f"<{MINTER.unit(unit)}>", citation),
            quad(ZIS.value, f'"{value}"', citation),
        }
    )
    return Difference(MINTER.observation([value, year]), frozenset(), quads)


def gone(one: Difference) -> Difference:
    return Difference(one.subject, one.after, one.before)


def test_a_figure_of_which_the_value_changed_is_one_change_though_its_address_changed_too(tmp_path: Path) -> None:
    (found,) = items(tmp_path, gone(figure("95")), figure("101"))
    layer, item = found
    assert (layer, item.kind) == (Layer.FACTS, "changed")
    assert (item.subject, item.replaces) == (figure("101").subject, figure("95").subject)
    assert [(c.predicate, c.before, c.after) for c in item.statements] == [(ZIS.value, '"95"', '"101"')]


def test_figures_of_two_years_are_two_facts(tmp_path: Path) -> None:
    kinds = sorted(item.kind for _, item in items(tmp_path, gone(figure("95", "2024")), figure("101", "2025")))
    assert kinds == ["added", "removed"]


def test_facts_are_told_apart_from_what_follows_from_them(tmp_path: Path) -> None:
    run = Quad(ZIS.value, '"0.5"', MINTER.run_graph("gaps"))
    meta = Quad(RDFS.label, '"A page"', MINTER.meta_graph())
    derived = quad(ZIS.tiedTo, f"<{BODY}>", dataset="derived")
    judged = Quad(ZIS.judgement, '"same"', MINTER.identity_graph())
    found = items(tmp_path, Difference(BODY, frozenset({KEPT}), frozenset({run, meta, derived, judged})))
    assert {layer: item.kind for layer, item in found} == {
        Layer.FACTS: "removed",
        Layer.DERIVED: "added",
        Layer.FINDINGS: "added",
        Layer.SOURCES: "added",
        Layer.IDENTITY: "added",
    }


def test_an_item_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    for item in one_of(tmp_path, [KEPT, quad(ZIS.city, '"a\\tb\\n\\"c\\""')], [quad(ZIS.city, '"è"@it', "b")]):
        assert Item.loads(item.dumps()) == item
