"""A name taken apart: words that say something, each by the one that stands for its meaning."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zisgraph.identity.names import latin, parsed, sorts


@pytest.mark.parametrize(
    ("name", "tokens"),
    [
        ("Università degli Studi di Pavia", ("university", "study", "pavia")),
        ("UNIVERSITA' DEGLI STUDI DI PAVIA", ("university", "study", "pavia")),
        ("Fondazione I.R.C.C.S. Policlinico San Matteo", ("foundation", "irccs", "policlinico", "saint", "matteo")),
        ("Officine S.p.A.", ("officine",)),
        ("Officine s p a", ("officine",)),
        ("Officine società per azioni", ("officine",)),
        ("AB Medica SPA", ("ab", "medical")),
        ("ООО Газпром", ("gazprom",)),
        ("Johnson & Johnson Inc.", ("johnson", "johnson")),
        ("S.r.l.", ("srl",)),
        ("Ente di per la", ("ente",)),
    ],
)
def test_tokens(name: str, tokens: tuple[str, ...]) -> None:
    assert parsed(name).tokens == tokens


def test_legal_forms_are_told_apart_and_a_word_that_only_looks_like_one_stays() -> None:
    assert parsed("Prove Società a responsabilità limitata").legal == {"limited"}
    assert parsed("Prove S.c.a.r.l.").legal == {"cooperative"}
    assert parsed("SAS Institute").tokens[0] == "sas"


def test_sorts_of_body() -> None:
    assert sorts(parsed("Comune di Pavia")) == {"municipality"}
    assert sorts(parsed("Fondazione Politecnico di Milano")) == {"foundation", "polytechnic"}


def test_initials_and_the_whole() -> None:
    name = parsed("Centro Nazionale di Adroterapia Oncologica")
    assert (name.initials, name.whole) == ("cnao", "centronazionalediadroterapiaoncologica")


@given(st.text(max_size=60))
def test_any_text_is_taken_apart(text: str) -> None:
    name = parsed(text)
    assert len(name.words) == len(name.tokens)
    assert all(word and word == word.strip() for word in name.words)
    assert latin(latin(text)) == latin(text)
