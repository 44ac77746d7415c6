"""Named questions are described whole, and their blanks cannot be made to say anything else."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Graph, Literal
from rdflib.plugins.sparql import prepareQuery

from zisgraph.errors import NotFoundError, QueryError
from zisgraph.ontology.files import load_schema
from zisgraph.ontology.property_graph_model import derive_model
from zisgraph.ontology.queries import (
    ColumnKind,
    NamedQuery,
    Parameter,
    ParameterType,
    Words,
    blanks_of,
    named_queries,
    named_query,
)
from zisgraph.ontology.vocabulary import ZIS

QUERIES = list(named_queries().values())
HERE = "https://w3id.org/zisgraph/"


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)
class TestEveryQuestion:
    def test_its_blanks_are_the_same_everywhere(self, query: NamedQuery) -> None:
        names = {parameter.name for parameter in query.parameters}
        assert blanks_of(query.sparql_template) == names
        assert set(re.findall(r"\$(\w+)", query.cypher_text)) == names
        assert (
            set(re.findall(r"\{(\w+)\}", query.sentence.it))
            == names
            == set(re.findall(r"\{(\w+)\}", query.sentence.en))
        )

    def test_it_is_worded_in_both_languages(self, query: NamedQuery) -> None:
        words = [query.title, query.description, query.sentence, *(c.label for c in query.columns)]
        words += [parameter.label for parameter in query.parameters]
        assert all(text.it.strip() and text.en.strip() for text in words)
        assert query.sentence.it.endswith("?")
        assert query.sentence.en.endswith("?")

    def test_its_columns_lead_to_columns_and_code_lists_that_exist(self, query: NamedQuery) -> None:
        names = [column.name for column in query.columns]
        kinds = {column.name: column.kind for column in query.columns}
        assert len(set(names)) == len(names)
        for column in query.columns:
            assert not column.link or kinds[column.link] is ColumnKind.IRI
            assert (column.kind is ColumnKind.CODE) == bool(column.code_list)
            assert not column.code_list or hasattr(ZIS, column.code_list)
        assert {c.name for c in query.columns if not c.shown} <= {column.link for column in query.columns} | {"tie"}

    def test_its_sparql_parses_and_binds_its_columns(self, query: NamedQuery) -> None:
        prepared = prepareQuery(query.sparql(query.examples()))
        assert [str(variable) for variable in prepared.algebra["PV"]] == [column.name for column in query.columns]

    def test_its_cypher_names_only_what_the_model_has(self, query: NamedQuery) -> None:
        model = derive_model(load_schema())
        types = set(re.findall(r"(?<=[:|])[A-Z][A-Z_]+\b", query.cypher_text))
        labels = {label for group in model.labels.values() for label in group}
        assert types <= model.relationship_types()
        assert set(re.findall(r"\(\w*:([A-Z]\w*)", query.cypher_text)) <= labels

    def test_it_never_negates_over_a_cross_product(self, query: NamedQuery) -> None:
        """A correlated NOT EXISTS costs several hundred times a MINUS; one over blanks alone is asked once."""
        for inner in re.findall(r"NOT EXISTS \{([^}]*)\}", query.sparql_template):
            assert "?" not in inner


def test_local_ids_and_addresses_fill_a_blank_alike() -> None:
    query = named_query("founders")
    assert query.sparql({"body": "ror/02dq7z403"}) == query.sparql({"body": f"{HERE}id/ror/02dq7z403"})
    assert query.cypher({"body": "ror/02dq7z403"})[1] == {"body": f"{HERE}id/ror/02dq7z403"}
    assert "<https://data.example/id/ror/x>" in query.sparql({"body": "ror/x"}, "https://data.example/")


def test_only_the_prefixes_in_use_are_declared() -> None:
    text = named_query("founders").sparql({"body": "ror/02dq7z403"})
    assert re.findall(r"^PREFIX (\w+):", text, re.MULTILINE) == ["zis", "rdfs"]


@pytest.mark.parametrize(
    "value",
    ["x> } SELECT * { ?s ?p ?o", "x\\u003E", 'x"y', "http://a b", "", "https://x.example/>", "x{y}", "line\nbreak"],
)
def test_an_address_that_is_none_is_refused(value: str) -> None:
    with pytest.raises(QueryError, match=r"body: received .*; allowed: the address of a body"):
        named_query("founders").sparql({"body": value})


@pytest.mark.parametrize("value", ["2022; DROP", "two", "", "1e3", "99999999999"])
def test_a_number_that_is_none_is_refused(value: str) -> None:
    with pytest.raises(QueryError, match=r"year: received .*; allowed: a whole number"):
        named_query("ties-in-year").cypher({"body": "ror/02dq7z403", "year": value})


def test_blanks_have_to_be_filled_and_no_others() -> None:
    with pytest.raises(QueryError, match=r"has the blanks body, year; received body, color"):
        named_query("ties-in-year").sparql({"body": "ror/02dq7z403", "color": "red"})


def test_a_question_that_does_not_exist_is_named_with_those_that_do() -> None:
    with pytest.raises(NotFoundError, match=r"'who-knows'; there are: .*shortest-chain"):
        named_query("who-knows")


def asked(text: str) -> NamedQuery:
    return NamedQuery(
        "echo",
        *[Words("a", "a")] * 3,
        parameters=(Parameter("word", ParameterType.STRING, Words("a", "a"), "x"),),
        columns=(),
        sparql_template=text,
        cypher_text="",
    )


@given(st.text(st.characters(blacklist_categories=["Cs"])))
def test_any_text_comes_back_as_it_went_in(word: str) -> None:
    rows = list(Graph().query(asked("SELECT ?x { BIND ($word AS ?x) }").sparql({"word": word})))
    assert [row[0] for row in rows] == [Literal(word)]  # type: ignore[index]


def test_what_looks_like_a_blank_in_a_text_or_an_address_is_left() -> None:
    text = "# $word\nSELECT ?x { ?x <http://x.example/$word> \"$word\", '$word', $word }"
    filled = asked(text).sparql({"word": "w"})
    assert filled.endswith('# $word\nSELECT ?x { ?x <http://x.example/$word> "$word", \'$word\', "w" }')
