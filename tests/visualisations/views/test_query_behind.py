"""Queries are shown in colour, whole, and never as markup."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zisgraph.visualisations.drawing.svg import plain
from zisgraph.visualisations.views import query_behind
from zisgraph.visualisations.views.links import Links
from zisgraph.visualisations.views.query_behind import coloured

LINKS = Links("it", "https://w3id.org/zisgraph/")
IRI = "https://w3id.org/zisgraph/id/curated/chips-it"
BEHIND = [
    query_behind.facts_query(IRI, LINKS), query_behind.ties_query(IRI, LINKS), query_behind.members_query(IRI, LINKS),
    query_behind.map_query(LINKS), query_behind.matrix_query(LINKS), query_behind.finding_query(IRI, LINKS),
    query_behind.alike_query(IRI, LINKS), query_behind.missing_query(IRI, LINKS),
    query_behind.cells_query(LINKS),
]  # fmt: skip


@given(st.text())
def test_colour_changes_no_letter(text: str) -> None:
    assert unescape(re.sub(r"</?(?:span|b|i)\b[^>]*>", "", str(coloured(text)))) == plain(text)


def test_keywords_comments_and_texts_are_told_apart() -> None:
    shown = str(coloured('SELECT ?select WHERE { ?s a "SELECT" } # WHERE'))
    assert shown.count("<b>") == 3
    assert '<span class="s">&#34;SELECT&#34;</span>' in shown
    assert "<i># WHERE</i>" in shown


@pytest.mark.parametrize("behind", BEHIND)
def test_the_link_carries_the_whole_query(behind: query_behind.QueryBehind) -> None:
    assert parse_qs(urlsplit(behind.ask_sparql).query)["sparql"] == [behind.sparql]
    assert parse_qs(urlsplit(behind.ask_cypher).query)["cypher"] == [behind.cypher]


def test_an_iri_cannot_end_the_cypher_text() -> None:
    assert "{iri: 'x\\'}) DETACH DELETE e //'}" in query_behind.facts_query("x'}) DETACH DELETE e //", LINKS).cypher
