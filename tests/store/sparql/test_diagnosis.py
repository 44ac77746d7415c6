"""A person who mistyped a query reads where and what."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from zisgraph.store.sparql.diagnosis import syntax_error

MISTAKES = [
    ("", 1, 1, "it is empty"),
    ("SELCT * {}", 1, 1, "begins with 'SELCT'; a query begins with SELECT"),
    ("# hello\n  hello", 2, 3, "begins with 'hello'"),
    ("SELECT * WHERE {\n  foo:bar ?p ?o }", 2, 3, "the prefix foo: is not declared; put PREFIX foo: <…>"),
    ("PREFIX a: <u:>\nSELECT * { a:x b:y _:z }", 2, 16, "the prefix b: is not declared"),
    ("SELECT * { ?s ?p ?o ", 1, 21, "{ is not closed at the end"),
    ("SELECT * { ?s ?p ?o . } }", 1, 25, "} closes nothing, because here nothing is open"),
    ("SELECT * { FILTER(?x = 1 }", 1, 26, "} closes nothing, because here ( is open"),
    ("SELECT *\n{ ?s ?p 'x }", 2, 9, "the string that begins here with ' is not closed"),
    ("SELECT ?x (COUNT(*) AS ?n) { ?x ?p ?o }", None, None, "neither bound nor grouped"),
    ("SELECT * { ?s ?p ?o } LIMIT x", None, None, "expected here or shortly before: HAVING, OFFSET"),
    ("SELECT ?x WHERE { ?s ?p }", None, None, "something is missing here"),
]


def engine_says(query: str) -> str:
    with pytest.raises(SyntaxError) as caught:
        ox.Store().query(query)
    return str(caught.value)


@pytest.mark.parametrize(("query", "line", "column", "why"), MISTAKES, ids=range(len(MISTAKES)))
def test_a_mistake_is_placed_and_named(query: str, line: int | None, column: int | None, why: str) -> None:
    place, _, message = engine_says(query).partition(": ")
    said = tuple(map(int, place.removeprefix("error at ").split(":")))
    error = syntax_error(query, {}, message, *said)
    assert why in str(error)
    assert (error.line, error.column) == ((line, column) if line else said)
    assert "[_]" not in str(error)
    assert not {"SERVICE", "LATERAL"} & set(str(error).replace(",", "").split()), "not offered: they are refused"


def test_known_prefixes_need_no_declaration() -> None:
    error = syntax_error("SELECT * { zis:a zis:b", {"zis": "u:"}, "", 1, 1)
    assert "{ is not closed" in str(error)
