"""The head of a profile: each thing it says is marked where no source that was read says it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from zisgraph.catalogue.records import Citation, EntityRef, Fact, Group, Profile, Seat, Source, Text, Tie, Value
from zisgraph.model.terms import Confidence
from zisgraph.visualisations.environment import Pages
from zisgraph.visualisations.formats import Formats
from zisgraph.visualisations.views.links import Links
from zisgraph.visualisations.views.network import Neighbour
from zisgraph.visualisations.views.profile_head import meta_of
from zisgraph.visualisations.views.tie_words import WORK, report_of, reported, year_of

SAID, DOUBTED = Confidence.SOURCED, Confidence.UNVERIFIED
PAVIA, MILAN = Text("Pavia", "Pavia"), Text("Milano", "Milan")
LINKS = Links("it", "https://w3id.org/zisgraph/")


def _ref(group: Group = Group.BODY, *seats: Seat) -> EntityRef:
    return EntityRef("i", "curated/i", Text("i", "i"), group, "Company", Text("impresa", ""), SAID, seats=seats)


def _profile(ref: EntityRef, *facts: Fact) -> Profile:
    return Profile(ref, (), facts, (), (), (), ())


def _tie(*, counts: bool = True, confidence: Confidence = SAID) -> Tie:
    words = Text("collabora con", "collaborates with")
    return Tie(
        "t", "collaboratesWith", words, True, True, counts, False, _ref(), "", "", "2023", False, "", "", Text("", ""),
        (), confidence,
    )  # fmt: skip


def _tied(*ties: Tie) -> list[Neighbour]:
    return [Neighbour(_ref(), WORK, ("collabora",), (), (), ties, SAID)]


def test_what_no_source_says_is_marked_and_the_rest_is_not(italian_formats: Formats) -> None:
    citation = Citation("c", "", "c", "c", "2024", "", "", "", "", "", "")
    founded = Value("2023", "", "", (Source(citation, DOUBTED, "curated"),))
    fact = Fact("p", "foundingDate", Text("", ""), (founded,))
    ref = _ref(Group.BODY, Seat(PAVIA, "PV"), Seat(MILAN, "MI", sourced=False))
    items = meta_of(_profile(ref, fact), [], italian_formats, LINKS)
    assert [(item.text, item.sourced) for item in items] == [
        ("Impresa", True), ("Pavia (PV)", True), ("Milano (MI)", False), ("dal 2023", False),
    ]  # fmt: skip


def test_a_town_is_called_what_the_reader_calls_it(pages: Pages) -> None:
    profile = _profile(_ref(Group.BODY, Seat(MILAN, "MI")))
    for language, town in (("it", "Milano (MI)"), ("en", "Milan (MI)")):
        assert meta_of(profile, [], pages.formats[language], LINKS)[1].text == town


def test_a_town_outside_the_register_is_marked_too(italian_formats: Formats) -> None:
    ref = replace(_ref(), municipality=Text("Villach", "Villach"), placed=DOUBTED)
    (_, place) = meta_of(_profile(ref), [], italian_formats, LINKS)
    assert (place.text, place.sourced) == ("Villach", False)


@pytest.mark.parametrize(
    ("group", "ties", "text"),
    [
        (Group.BODY, [_tie()], "1 legame registrato, con fonte"),
        (Group.BODY, [_tie(), _tie()], "2 legami registrati, tutti con fonte"),
        (Group.BODY, [_tie(), _tie(counts=False)], "2 relazioni registrate (1 legame di lavoro), tutte con fonte"),
        (Group.BODY, [_tie(), _tie(confidence=DOUBTED)], "2 legami registrati, 1 non verificato"),
        (Group.PROJECT, [_tie(counts=False)], "1 relazione registrata, con fonte"),
        (Group.ZONE, [_tie(counts=False), _tie(counts=False)], "2 relazioni registrate, tutte con fonte"),
    ],
)
def test_relations_are_counted_in_words_that_agree(
    group: Group, ties: list[Tie], text: str, italian_formats: Formats
) -> None:
    assert meta_of(_profile(_ref(group)), _tied(*ties), italian_formats, LINKS)[-1].text == text


def test_a_year_of_a_report_is_not_since_when(italian_formats: Formats) -> None:
    t, tie = italian_formats.words, _tie()
    assert (year_of(tie, t), report_of(tie)) == ("", "2023")
    assert report_of(replace(tie, from_year="2003")) == ""
    assert reported(["2023"], t) == "riferito nel 2023"
