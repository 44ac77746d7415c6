"""Turtle as records: what a subject says, where it begins, and files that are none."""

from __future__ import annotations

from contextlib import suppress
from io import BytesIO

import pytest

from zisgraph.errors import InputError
from zisgraph.loaders.records import turtle
from zisgraph.loaders.records import turtle as module_function

LIST = """\ufeff@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix own: <http://own/> .

<http://x/2> a skos:Concept ;
    skos:prefLabel "due"@it , "two"@en , "2" ;
    skos:broader <http://x/1> ;
    own:note "attivit\u00e0\u00a0 mista" .

<http://x/1>
    a skos:Concept ;
    skos:notation "1" .

<http://x> a skos:ConceptScheme .
"""


def records(text: str | bytes, cls: str = "skos:Concept"):
    data = text if isinstance(text, bytes) else text.encode()
    return list(turtle(BytesIO(data), "a.ttl", cls))


def test_each_thing_of_the_class_is_a_record_with_its_line() -> None:
    first, second = records(LIST)
    assert (first.line, first.text("@id"), first.pop("skos:notation")) == (9, "http://x/1", ["1"])
    assert second.line == 4
    assert {name: second.pop(name) for name in second.names()} == {
        "@id": "http://x/2",
        "http://own/note": ["attività mista"],
        "rdf:type": ["http://www.w3.org/2004/02/skos/core#Concept"],
        "skos:broader": ["http://x/1"],
        "skos:prefLabel": ["2"],
        "skos:prefLabel@en": ["two"],
        "skos:prefLabel@it": ["due"],
    }


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (LIST.replace("ConceptScheme .", "ConceptScheme ; "), "a.ttl, line 1.: received no Turtle here"),
        (LIST.encode().replace(b"due", b"citt\xe0"), "a.ttl, line 5: received bytes that are no UTF-8"),
        ("<html>", "a.ttl: received no Turtle here .it ends in the middle of a term"),
        (LIST[: LIST.index("due") + 1], "a.ttl: received no Turtle here .Quote expected.*was the file cut off"),
        ("@prefix a: <http://a/> . a:b a:c " + "[" * 5_000, "received no Turtle here .things nested without end"),
        ("@prefix a: <http://a/> .", "received Turtle without anything of the class skos:Concept"),
        ("", "received Turtle without anything of the class skos:Concept"),
    ],
)
def test_what_is_no_such_file_is_told_by_its_line(text: str | bytes, told: str) -> None:
    with pytest.raises(InputError, match=told):
        records(text)


@pytest.mark.parametrize("at", range(0, len(LIST), 7))
def test_wherever_a_file_is_cut_it_is_read_or_told(at: int) -> None:
    with suppress(InputError):
        assert len(records(LIST[:at])) <= 2


def test_the_size_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(module_function.__globals__, "LARGEST", 100)
    with pytest.raises(InputError, match="Turtle of more than 100 bytes; allowed: a smaller file"):
        records(LIST)
