"""The answer to a query as records, one for each row."""

from __future__ import annotations

import json
from io import BytesIO

import pytest

from zisgraph.errors import InputError
from zisgraph.loaders.records import is_sparql_results, sparql_results


def answer(*codes: str) -> str:
    rows = [{"code": {"type": "literal", "value": code}} for code in codes]
    return json.dumps({"head": {"vars": ["code"]}, "results": {"distinct": False, "bindings": rows}}, indent=2)


def records(text: str):
    return list(sparql_results(BytesIO(text.encode()), "a.json"))


def test_rows_with_their_lines() -> None:
    text = answer("IT", "ITC4")
    assert is_sparql_results(text.encode())
    found = records(text)
    assert [row.pop("code") for row in found] == ["IT", "ITC4"]
    assert [text.splitlines()[row.line - 1].strip() for row in found] == ["{", "{"]
    assert found[1].line - found[0].line == 6


def test_an_answer_longer_than_its_head_is_read_to_the_end() -> None:
    codes = [f"IT{number}" for number in range(3_000)]
    assert [row.pop("code") for row in records(answer(*codes))] == codes


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (answer("IT", "ITC4")[:-40], "a.json, line 1.: received no JSON here|an end in the middle"),
        ('{"head": {}, "results": {}}', "JSON that is no answer to a SPARQL query"),
        ("[]", "JSON that is no answer to a SPARQL query"),
    ],
)
def test_what_is_no_answer_or_cut_is_told(text: str, told: str) -> None:
    with pytest.raises(InputError, match=told):
        records(text)
