"""The cards of the partner page."""

from __future__ import annotations

from zisgraph.analytics.evidence import Basis, Ref, Source, Tie
from zisgraph.analytics.findings import ChainStep, PartnerAnswer, PartnerQuery, PartnerRow
from zisgraph.visualisations.formats import Formats
from zisgraph.visualisations.views.citing import Citing
from zisgraph.visualisations.views.links import Links
from zisgraph.visualisations.views.partners import PartnerCard, PartnerForm, partners_view

BASE = "https://w3id.org/zisgraph/"


def _body(name: str, kind: str = "Company") -> Ref:
    return Ref(f"{BASE}id/curated/{name.casefold().replace(' ', '-')}", name, name, kind)


CAMPUS = _body("Ateneo - Polo di Mantova", "UniversityCampus")
UNIVERSITY, HUB, DEPARTMENT = _body("Ateneo", "University"), _body("Polo tecnico"), _body("Dipartimento")
TIES = Basis(ties=3, ties_unverified=1, topics=1, topics_unverified=0)


def _card(chain: tuple[ChainStep, ...], candidate: Ref, basis: Basis, formats: Formats) -> PartnerCard:
    row = PartnerRow(1, candidate, candidate, 0.0, (), (), chain, (), 0, (), None, 1, 0.0, basis)
    answer = PartnerAnswer(PartnerQuery(CAMPUS.iri), CAMPUS, (), None, (row,), 1, 0)
    return partners_view(answer, PartnerForm(who="x"), formats, Citing(formats, Links("it", BASE))).cards[0]


def _step(start: Ref, end: Ref) -> ChainStep:
    tie = Tie(f"{BASE}id/tie/t", "memberOf", "è membro di", "is member of", start, end, (Source("c", "sourced"),))
    return ChainStep(start, end, tie, forward=True)


def test_a_chain_of_the_whole_body_says_who_is_part_of_it(italian_formats: Formats) -> None:
    chain = (_step(UNIVERSITY, HUB),)
    told = [(box.body.name, box.words) for box in _card(chain, DEPARTMENT, TIES, italian_formats).chain]
    assert told == [
        ("Ateneo - Polo di Mantova", ""),
        ("Ateneo", "fa parte di"),
        ("Polo tecnico", "è membro di"),
        ("Dipartimento", "che comprende"),
    ]


def test_a_chain_of_the_bodies_themselves_adds_nothing(italian_formats: Formats) -> None:
    chain = (_step(CAMPUS, HUB),)
    assert [box.body.name for box in _card(chain, HUB, TIES, italian_formats).chain] == [
        "Ateneo - Polo di Mantova",
        "Polo tecnico",
    ]


def test_a_card_says_how_much_is_unverified(italian_formats: Formats) -> None:
    assert "25 %" in _card((), HUB, TIES, italian_formats).doubt.replace("\xa0", " ")
    sure = Basis(ties=1, ties_unverified=0, topics=1, topics_unverified=0)
    assert _card((), HUB, sure, italian_formats).doubt.startswith("Nessuno")
