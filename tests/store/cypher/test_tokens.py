from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zisgraph.errors import QueryError, QueryRefused, QuerySyntaxError, QueryTooLarge
from zisgraph.store.cypher.tokens import MAX_CHARACTERS, MAX_DEPTH, Kind, position, tokenise


def kinds(text: str) -> list[tuple[Kind, str]]:
    return [(token.kind, token.text) for token in tokenise(text)[1]]


def test_every_kind_of_token_is_told_apart() -> None:
    assert kinds("MATCH (n:`A``b`) WHERE n.x =~ $p AND 'it''s' <> 1.5") == [
        (Kind.WORD, "MATCH"),
        (Kind.MARK, "("),
        (Kind.WORD, "n"),
        (Kind.MARK, ":"),
        (Kind.QUOTED, "`A``b`"),
        (Kind.MARK, ")"),
        (Kind.WORD, "WHERE"),
        (Kind.WORD, "n"),
        (Kind.MARK, "."),
        (Kind.WORD, "x"),
        (Kind.MARK, "=~"),
        (Kind.PARAMETER, "$p"),
        (Kind.WORD, "AND"),
        (Kind.STRING, "'it'"),
        (Kind.STRING, "'s'"),
        (Kind.MARK, "<"),
        (Kind.MARK, ">"),
        (Kind.NUMBER, "1.5"),
    ]


def test_a_range_in_a_slice_is_not_a_decimal_number() -> None:
    assert kinds("[1..5]")[1:4] == [(Kind.NUMBER, "1"), (Kind.MARK, ".."), (Kind.NUMBER, "5")]


def test_comments_become_one_space_and_a_closing_semicolon_goes() -> None:
    text, tokens = tokenise("RETURN/* 'no end */1 // '`\n ; ")
    assert text == "RETURN 1"
    assert [token.text for token in tokens] == ["RETURN", "1"]


def test_a_comment_in_a_string_stays() -> None:
    assert tokenise("RETURN '/* x */ // y'")[0] == "RETURN '/* x */ // y'"


def test_escapes_are_decoded_before_anything_is_read() -> None:
    assert tokenise(r"RET\u0055RN '\u00e8'")[0] == "RETURN 'è'"
    assert kinds(r"RETURN 'a\u0027 + b")[1:] == [(Kind.STRING, "'a'"), (Kind.MARK, "+"), (Kind.WORD, "b")]


@pytest.mark.parametrize(
    "text", [r"RETURN '\\u0027'", r"RETURN '\uu0027'", r"RETURN '\u00'", r"RETURN '\u005cu0041'", r"RETURN '\ud800'"]
)
def test_escapes_that_parsers_may_read_in_two_ways_are_refused(text: str) -> None:
    with pytest.raises(QueryRefused, match=r"unicode escape|surrogate"):
        tokenise(text)


@pytest.mark.parametrize(
    "text", ["RETURN 'x", 'RETURN "x', "RETURN `x", "RETURN /* x", "RETURN (1", "RETURN 1)", "RETURN (1]"]
)
def test_what_does_not_end_is_a_syntax_error(text: str) -> None:
    with pytest.raises(QuerySyntaxError):
        tokenise(text)


@pytest.mark.parametrize("character", ["\x00", "\u200b", "\u2028", "\u00a0", "#", "@", "\\", "?"])
def test_characters_without_a_meaning_are_refused_outside_quotes(character: str) -> None:
    with pytest.raises(QueryRefused, match="no meaning outside quotes"):
        tokenise(f"RETURN {character} 1")
    if character != "\\":
        tokenise(f"RETURN '{character}'")


def test_a_word_hidden_behind_an_odd_letter_is_recognised() -> None:
    assert [token.upper for token in tokenise("ſet DELETE \u212aeep")[1]] == ["SET", "DELETE", "KEEP"]


def test_length_and_depth_are_bounded() -> None:
    with pytest.raises(QueryTooLarge, match="20,000"):
        tokenise("R" * (MAX_CHARACTERS + 1))
    with pytest.raises(QueryRefused, match="nested"):
        tokenise("RETURN " + "(" * (MAX_DEPTH + 1) + ")" * (MAX_DEPTH + 1))


def test_a_place_is_told_by_line_and_column() -> None:
    assert position("ab\ncd", 4) == (2, 2)


@settings(deadline=None)
@given(st.text(alphabet=st.sampled_from("aB1 '\"`\\/*()[]{}.:$;\nſ"), max_size=60))
def test_what_passes_reads_the_same_when_read_again(text: str) -> None:
    """The text that is sent holds exactly the tokens that were checked: nothing is left to decode or to strip."""
    try:
        plain, tokens = tokenise(text)
    except QueryError:
        return
    again, tokens_again = tokenise(plain)
    assert [(t.kind, t.text) for t in tokens_again] == [
        (t.kind, t.text) for t in tokens if t.text != ";" or t in tokens_again
    ]
    assert again == plain
