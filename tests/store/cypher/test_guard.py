"""The attack corpus, and what an analyst has to be able to ask. The same corpus is sent to real engines in test_walls."""

from __future__ import annotations

import pytest
from cypher_attacks import ATTACKS
from hypothesis import given, settings
from hypothesis import strategies as st

from zisgraph.errors import QueryError, QueryRefused, QuerySyntaxError
from zisgraph.ontology.queries import named_queries
from zisgraph.store.cypher.guard import check
from zisgraph.store.cypher.profile import FUNCTIONS, REFUSED

ALLOWED = [
    "MATCH (n) RETURN n",
    "match (start:Body)-->(end) where start.set = 1 return start.`create`, end",
    "MATCH (n:Create {set: 1}) RETURN n.delete AS `merge`",
    "MATCH (a)-[r:KNOWS|MEMBER_OF*1..3]-(b) RETURN r",
    "MATCH p = shortestPath((a)-[*..15]-(b)) RETURN length(p)",
    "OPTIONAL MATCH (n) RETURN count(DISTINCT n) AS c",
    "WITH [1, 2] AS xs UNWIND xs AS x RETURN collect(x)[..5]",
    "CALL { MATCH (n) RETURN n } RETURN n",
    "WITH 1 AS x CALL (x) { RETURN x + 1 AS y } RETURN y",
    "CALL db.labels() YIELD label RETURN label",
    "MATCH (n) WHERE EXISTS { MATCH (n)--() } AND COUNT { (n)--() } > 2 RETURN n",
    "MATCH (n) RETURN CASE WHEN (n.x) > 1 THEN (1) ELSE (2) END",
    "MATCH (n) WHERE n.name STARTS WITH ('a') OR NOT (n)--() RETURN n {.name, .iri}",
    "RETURN duration.between(date('2020-01-01'), date()) AS d, (1) + (2) * (3)",
    "MATCH (a), (b) RETURN (a.x) - (b.x) AS d",
    "RETURN 'CREATE (n) // SET' AS text UNION RETURN 'LOAD CSV' AS text",
    "MATCH (n) WHERE n.name =~ '(?i).*pavia.*' RETURN n",
    "MATCH p = (a)-[*..3]-(b) RETURN [n IN nodes(p) WHERE any(l IN labels(n) WHERE l = 'Body') | n.name]",
    "RETURN reduce(s = 0, x IN range(1, 10000) | s + x)",
    "RETURN 'a\\u005c' CREATE (n) //' AS one_text",
    "/* a comment */ RETURN 1 // and another\n;",
]


@pytest.mark.parametrize("text", ALLOWED)
def test_questions_pass(text: str) -> None:
    assert check(text).tokens


@pytest.mark.parametrize("name", list(named_queries()))
def test_named_questions_pass(name: str) -> None:
    query = named_queries()[name]
    check(*query.cypher(query.examples()))


@pytest.mark.parametrize(("text", "named"), ATTACKS.items())
def test_attacks_are_refused_by_name(text: str, named: str) -> None:
    with pytest.raises(QueryRefused) as refused:
        check(text)
    assert named in str(refused.value)


@settings(deadline=None)
@given(st.sampled_from(sorted(REFUSED)), st.data())
def test_a_refused_word_is_refused_in_any_spelling(word: str, data: st.DataObject) -> None:
    """Any case, any letter escaped, any space or comment around it, at the start or after a clause that reads."""
    letters = [
        data.draw(
            st.sampled_from([letter.lower(), letter.upper(), f"\\u{ord(letter):04x}", f"\\u{ord(letter.lower()):04X}"])
        )
        for letter in word
    ]
    space = data.draw(st.sampled_from([" ", "\n", "\t", "/**/", " // x\n", "/* ' */"]))
    head = data.draw(st.sampled_from(["", "MATCH (n)", "WITH 1 AS x", "CALL {", "MATCH (n) WHERE n.x IN [1]"]))
    tail = " }" if head == "CALL {" else ""
    with pytest.raises(QueryRefused, match=rf"(?i){word}"):
        check(f"{head}{space}{''.join(letters)}{space}(n){tail}")


@settings(deadline=None)
@given(st.text(max_size=80))
def test_any_text_passes_or_is_refused_in_a_sentence(text: str) -> None:
    told = "."
    try:
        check(text)
    except QueryError as error:
        told = str(error)
    assert told.endswith(".")


@settings(deadline=None)
@given(st.lists(st.sampled_from("abcdfgh"), min_size=1, max_size=3), st.sampled_from(["", "`"]))
def test_a_function_that_is_not_listed_is_refused_wherever_it_stands(parts: list[str], quote: str) -> None:
    name = ".".join(f"{quote}{part}{quote}" for part in parts)
    for place in (
        f"RETURN {name}(1)",
        f"RETURN {{a: {name}(1)}}",
        f"RETURN [1, {name} (1)]",
        f"MATCH (n) WHERE n.x = {name}(n.y) RETURN n",
    ):
        with pytest.raises(QueryRefused, match="outside the tested profile"):
            check(place)


def test_ids_of_the_engine_lead_to_the_iri() -> None:
    with pytest.raises(QueryRefused, match="iri"):
        check("MATCH (n) RETURN elementId(n)")


def test_a_name_that_is_refused_as_a_word_passes_in_backticks() -> None:
    with pytest.raises(QueryRefused, match="write `set`"):
        check("WITH 1 AS set RETURN set")
    check("WITH 1 AS `set` RETURN `set`")


@pytest.mark.parametrize(
    "text",
    [
        "MATCH (z) UNWIND [z.id] AS i MATCH (c {id: i}) RETURN c",
        "MATCH (z) WHERE z.name STARTS WITH 'a' UNWIND [1] AS a UNWIND [2] AS b MATCH (c) RETURN c",
        "UNWIND [1] AS x MATCH (z) UNWIND [z.id] AS i MATCH (c) WHERE c.id = i RETURN c",
        "CALL { MATCH (z) UNWIND [z.id] AS i MATCH (c {id: i}) RETURN c } RETURN c",
    ],
)
def test_what_an_engine_answers_wrongly_is_refused_with_the_way_round_it(text: str) -> None:
    with pytest.raises(QueryRefused, match=r"write WITH \* before it"):
        check(text)


@pytest.mark.parametrize(
    "text",
    [
        "MATCH (z) UNWIND [z.id] AS i WITH * MATCH (c {id: i}) RETURN c",
        "MATCH (z) UNWIND [z.id] AS i OPTIONAL MATCH (c {id: i}) RETURN c",
        "UNWIND [1] AS i MATCH (c {id: i}) MATCH (d) RETURN c",
        "MATCH (z) UNWIND [1] AS i RETURN i UNION MATCH (i) RETURN i",
        "MATCH (z) UNWIND [1] AS i CALL { MATCH (c) RETURN c } RETURN c",
    ],
)
def test_what_looks_like_it_passes(text: str) -> None:
    check(text)


def test_a_parameter_without_a_value_is_named() -> None:
    with pytest.raises(QueryError, match=r"\$b, \$c"):
        check("RETURN $a + $b + $`c`", {"a": 1})


@pytest.mark.parametrize("value", [2**63, [-(2**63) - 1], {"x": [float("nan"), 2**70]}])
def test_a_number_that_no_engine_holds_is_refused(value: object) -> None:
    with pytest.raises(QueryError, match="64 bits"):
        check("RETURN $a", {"a": value})


def test_an_empty_query_says_how_one_begins() -> None:
    with pytest.raises(QuerySyntaxError, match="MATCH"):
        check(" // nothing\n")


def test_functions_are_spelled_small() -> None:
    assert all(name == name.lower() for name in FUNCTIONS)
