"""What the tokens of a query give away, and what is refused."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zisgraph.errors import QueryRefused, QueryTooLarge
from zisgraph.store.sparql.guard import Form, inspect, refuse_file

HARMLESS = [
    "SELECT ?service WHERE { ?service ?load ?insert }",
    "SELECT * WHERE { ?s ?p 'SERVICE <http://x/>' }",
    'SELECT * WHERE { ?s ?p """LOAD \n " "" INSERT""" }',
    "SELECT * WHERE { ?s ?p '''it's LOAD''' }",
    "SELECT * WHERE { ?s ?p 'it\\'s LOAD' }",
    "SELECT * WHERE { <http://x/LOAD> ?p ?o }",
    "# LOAD <http://x/>\nSELECT * WHERE { ?s ?p ?o } # SERVICE",
    "PREFIX service: <http://x/> SELECT * WHERE { service:LOAD service:DROP ?o . _:SERVICE ?p 'x'@load }",
    "PREFIX ex: <http://x/> SELECT * WHERE { ex:O\\'LOAD ?p ?o . ?o ?q ex:it\\'s }",
    "SELECT * FROM <http://example.org/g1> WHERE { ?s ?p ?o FILTER(?s<?o && ?o>?s) }",
]
REFUSED = [
    "SELECT * WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "SELECT * WHERE { SERVICE SILENT ?x { ?s ?p ?o } }",
    "SELECT * { service<http://x/>{} }",
    "SELECT * { FILTER(?a<?b)SERVICE<http://x/>{} FILTER(?c>?d) }",
    "SELECT * { ?s ?p 'x'SERVICE<http://x/>{} }",
    "SELECT * { ?s ?p 5SERVICE<http://x/>{} }",
    "SELECT * { # a comment\rSERVICE <http://x/> {} }",
    "LOAD <http://x/>",
    "LOAD <file:///etc/passwd> INTO GRAPH <http://g>",
    "INSERT DATA { <http://a> <http://b> <http://c> }",
    "delete where { ?s ?p ?o }",
    "CLEAR ALL",
    "DROP GRAPH <http://g>",
    "CREATE GRAPH <http://g>",
    "ADD <http://a> TO <http://b>",
    "MOVE <http://a> TO <http://b>",
    "COPY <http://a> TO <http://b>",
    "PREFIX a: <http://a/> WITH a:g DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
    "SELECT * FROM NAMED <FILE:/etc/passwd> { GRAPH ?g { ?s ?p ?o } }",
    "BASE <file:///etc/> SELECT * FROM <passwd> { ?s ?p ?o }",
    "PREFIX f: <file:///etc/> SELECT * FROM f:passwd { ?s ?p ?o }",
    "BASE <file:///> PREFIX f: <etc/> SELECT * FROM NAMED f:passwd { ?s ?p ?o }",
]
ESCAPED = [
    "SELECT * { \\u0053ERVICE <http://x/> {} }",
    "S\\u0045LECT * { \\U00000053ERVICE <http://x/> {} }",
    "SELECT * FROM <\\u0066ile:///etc/passwd> { ?s ?p ?o }",
    "SELECT * { ?s ?p \\u0022x\\u0022 . \\u0053ERVICE <http://x/> {} }",
]


@pytest.mark.parametrize("query", HARMLESS)
def test_words_in_names_strings_iris_and_comments_are_no_keywords(query: str) -> None:
    assert inspect(query).form is Form.SELECT


@pytest.mark.parametrize("query", REFUSED + ESCAPED)
def test_what_writes_or_reaches_out_is_refused(query: str) -> None:
    with pytest.raises(QueryRefused, match=r"read-only|published build"):
        inspect(query)


def test_the_refusal_names_the_word_and_says_what_to_do() -> None:
    with pytest.raises(QueryRefused, match=r"^SERVICE asks another endpoint .* leave SERVICE out\.$"):
        inspect("SELECT * { SERVICE <http://x/> {} }")


@pytest.mark.parametrize(
    ("query", "form"),
    [
        ("ASK {}", Form.ASK),
        ("PREFIX select: <http://x/> construct WHERE { ?s ?p ?o }", Form.CONSTRUCT),
        ("BASE <http://SELECT/> # SELECT\n DESCRIBE <x>", Form.DESCRIBE),
        ("", Form.UNKNOWN),
        ("HELLO", Form.UNKNOWN),
    ],
)
def test_the_form_is_the_first_keyword_of_a_query(query: str, form: Form) -> None:
    assert inspect(query).form is form


def test_a_dataset_clause_and_a_changing_function_are_noticed() -> None:
    seen = inspect(
        "BASE <http://b/> PREFIX e: <x/> SELECT * FROM <http://g> FROM <h> FROM NAMED e:i\\-j from e:k from named z:l {}",
        {"z": "http://z/"},
    )
    assert seen.default_graphs == ("http://g", "http://b/h", "http://b/x/k")
    assert seen.named_graphs == ("http://b/x/i-j", "http://z/l")
    seen = inspect("SELECT ?FROM { ?FROM ?p 'FROM <http://g>' }")
    assert seen.default_graphs == seen.named_graphs == ()
    assert inspect("SELECT (now() AS ?n) {}").varies
    assert not inspect("SELECT ?now { ?now ?p 'RAND()' }").varies


def test_depth_and_length_are_bounded() -> None:
    inspect("SELECT * " + "{" * 200 + "}" * 200)
    with pytest.raises(QueryTooLarge, match="200 deep"):
        inspect("SELECT * " + "{" * 201 + "}" * 201)
    with pytest.raises(QueryTooLarge, match="200,000"):
        inspect("#" * 200_001)


@pytest.mark.parametrize("iri", ["file:///etc/passwd", "FILE:x", "file:"])
def test_a_graph_name_may_be_no_file(iri: str) -> None:
    with pytest.raises(QueryRefused, match="names a file"):
        refuse_file(iri)


CLOSED_PORT = "<http://127.0.0.1:1/>"
FRAGMENTS = [
    "BIND('it' AS ?a)", "BIND('it\\'s' AS ?b)", 'BIND("""a"b""" AS ?c)', "FILTER(1<2)", "FILTER(?a<?b)", "FILTER(2>1)",
    "#", "# '\n", "'", '"', "<", ">", "\n", "\r", "{", "}", "{}", "VALUES ?v {1 'x'@load}", "?x", "ex:", "ex:O\\'", "5", ".",
    "BIND(<http://x/#> AS ?d)", "@en", "_:b", "''", '""', "\\u0027", "\\", "SILENT",
]  # fmt: skip


def asks_the_network(query: str) -> bool:
    """Whether the engine reads this as a query and tries to reach the closed port."""
    try:
        list(ox.Store().query(query, prefixes={"ex": "http://x/"}))  # type: ignore[call-overload]
    except SyntaxError:
        return False
    except OSError:
        return True
    return False


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(FRAGMENTS), max_size=6), st.lists(st.sampled_from(FRAGMENTS), max_size=4))
def test_nothing_hides_a_service_from_us_that_the_engine_would_call(before: list[str], after: list[str]) -> None:
    query = f"SELECT * {{ {' '.join(before)} SERVICE {CLOSED_PORT} {{}} {' '.join(after)} }}"
    if asks_the_network(query):
        with pytest.raises(QueryRefused):
            inspect(query)


def test_the_engine_does_call_services_when_nobody_refuses_them() -> None:
    assert asks_the_network(f"SELECT * {{ FILTER(1<2) SERVICE {CLOSED_PORT} {{}} }}")
