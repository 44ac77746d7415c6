"""Queries are shown in colour, whole, and never as markup."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zisgraph.catalogue.records import Group
from zisgraph.visualisations.drawing.svg import plain
from zisgraph.visualisations.views import overview_queries, panel_queries
from zisgraph.visualisations.views.home import LAYERS
from zisgraph.visualisations.views.links import Links
from zisgraph.visualisations.views.matrix_counts import MODES
from zisgraph.visualisations.views.query_behind import QueryBehind, coloured

LINKS = Links("it", "https://w3id.org/zisgraph/")
IRI = "https://w3id.org/zisgraph/id/curated/chips-it"
BEHIND = [
    panel_queries.facts_query(IRI, LINKS),
    *(panel_queries.network_query(IRI, group, LINKS) for group in Group),
    panel_queries.members_query(IRI, Group.BODY, LINKS),
    panel_queries.alike_query(IRI, LINKS), panel_queries.missing_query(IRI, LINKS),
    panel_queries.finding_query(IRI, LINKS), *(overview_queries.map_query(layer, LINKS) for layer in LAYERS),
    *(overview_queries.matrix_query(mode, LINKS) for mode in MODES),
]  # fmt: skip


@given(st.text())
def test_colour_changes_no_letter(text: str) -> None:
    assert unescape(re.sub(r"</?(?:u|b|i)\b[^>]*>", "", str(coloured(text)))) == plain(text)


def test_keywords_comments_and_texts_are_told_apart() -> None:
    shown = str(coloured('SELECT ?select WHERE { ?s a "SELECT" } # WHERE'))
    assert shown.count("<b>") == 3
    assert '<u>"SELECT"</u>' in shown
    assert "<i># WHERE</i>" in shown


@pytest.mark.parametrize("behind", BEHIND)
def test_the_link_carries_the_whole_query(behind: QueryBehind) -> None:
    assert parse_qs(urlsplit(behind.ask_sparql).query)["sparql"] == [behind.sparql]
    assert parse_qs(urlsplit(behind.ask_cypher).query)["cypher"] == [behind.cypher]


def test_an_iri_cannot_end_the_cypher_text() -> None:
    assert "{iri: 'x\\'}) DETACH DELETE e //'}" in panel_queries.facts_query("x'}) DETACH DELETE e //", LINKS).cypher


def test_a_panel_that_is_computed_says_that_its_query_gives_the_inputs() -> None:
    computed = [behind for behind in BEHIND if behind.inputs]
    assert computed == [
        panel_queries.alike_query(IRI, LINKS), panel_queries.missing_query(IRI, LINKS),
        *(overview_queries.matrix_query(mode, LINKS) for mode in ("unlinked", "pairs")),
    ]  # fmt: skip
