"""The picture of a network: links with words, doubt drawn, hostile names inert."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree as ET

from ego_networks import HOSTILE, fold_words, network, node

from zisgraph.visualisations.drawing.ego import EgoGroup, EgoNetwork, Side, folded
from zisgraph.visualisations.drawing.ego_svg import EgoWords, ego_svg
from zisgraph.visualisations.drawing.glyphs import Glyph, Shape


def test_every_neighbour_is_a_link_that_says_it_all(ego_words: EgoWords) -> None:
    drawn = ET.fromstring(str(ego_svg(network(3, 1), ego_words)))
    titles = {link.get("href"): link.findtext("title") for link in drawn.iter("a")}
    assert titles["/it/id/c2"] == "Company number 2, kind, ties, con fonte"
    assert titles["/it/id/c2#network"] == "+2: 2 altri enti collegati a Company number 2"
    assert drawn.get("aria-label") == "Rete di Ego"


def test_equal_networks_are_equal_bytes(ego_words: EgoWords) -> None:
    assert ego_svg(network(9, 9), ego_words) == ego_svg(network(9, 9), ego_words)


def test_doubt_is_dashed_and_marked(ego_words: EgoWords) -> None:
    whole = network(0, 0)
    doubtful = node("x", "Doubtful", verified=False)
    drawn = str(ego_svg(replace(whole, groups=(EgoGroup("G", Side.LEFT, (doubtful,)),), quiet=()), ego_words))
    assert 'stroke-dasharray="5 4"' in drawn
    assert ">?</tspan>" in drawn
    assert "non verificato" in drawn


def test_several_ties_make_a_thicker_line(ego_words: EgoWords) -> None:
    whole = EgoNetwork("e", "E", Glyph(Shape.OTHER), (EgoGroup("G", Side.LEFT, (node("x", ties=2),)),))
    assert 'stroke-width="2.4"' in str(ego_svg(whole, ego_words))


def test_hostile_names_stay_names(ego_words: EgoWords) -> None:
    group = EgoGroup(HOSTILE, Side.LEFT, (node("x", HOSTILE, words=HOSTILE, href='"><script>'),))
    drawn = str(ego_svg(EgoNetwork("e", HOSTILE, Glyph(Shape.OTHER), (group,)), ego_words))
    parsed = ET.fromstring(drawn)
    assert not [element for element in parsed.iter() if element.tag in ("script", "b")]
    assert "<script" not in drawn
    assert all(not name.startswith("on") for element in parsed.iter() for name in element.attrib)


def test_a_folded_row_says_its_number_and_leads_to_the_table(ego_words: EgoWords) -> None:
    drawn = ET.fromstring(str(ego_svg(folded(network(80, 3), fold_words, "#ties"), ego_words)))
    folds = [link for link in drawn.iter("a") if link.get("href") == "#ties"]
    assert len(folds) == 1
    assert (folds[0].findtext("title") or "").startswith("+")


def test_no_text_is_smaller_than_twelve_pixels(ego_words: EgoWords) -> None:
    drawn = ET.fromstring(str(ego_svg(network(12, 12), ego_words)))
    assert min(float(size) for e in drawn.iter() if (size := e.get("font-size"))) >= 12
