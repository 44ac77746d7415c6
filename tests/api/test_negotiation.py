"""Which format and which language a client prefers."""

from __future__ import annotations

import pytest

from zisgraph.api.negotiation import accepted, choose, language, named, quality, required
from zisgraph.api.problems import Problem
from zisgraph.store.sparql.formats import BINDINGS, GRAPHS


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("", "JSON"),
        ("*/*", "JSON"),
        ("text/*;q=0.5, application/*;q=0.4", "CSV"),
        ("application/sparql-results+xml, application/sparql-results+json", "JSON"),
        ("application/sparql-results+xml, */*;q=0.9", "XML"),
        ("text/xml", "XML"),
        ("text/csv; header=present", "CSV"),
        ("TEXT/CSV", "CSV"),
        ("text/csv;q=0", None),
        ("image/*", None),
        ("text/csv;q=2", None),
        ("nonsense", None),
    ],
)
def test_the_best_loved_format_is_chosen(header: str, expected: str | None) -> None:
    chosen = choose(header, BINDINGS)
    assert (chosen[0].name if chosen else None) == expected


def test_a_further_name_is_given_back_only_when_it_was_asked_for() -> None:
    json, xml = choose("application/json", GRAPHS), choose("application/*", GRAPHS)
    assert json is not None
    assert xml is not None
    assert (json[0].name, json[1]) == ("JSON_LD", "application/json")
    assert xml[1] == "application/n-triples"


def test_the_more_specific_range_decides_its_weight() -> None:
    assert quality("text/*;q=0.9, text/csv;q=0.1", "text/csv") == 0.1
    assert quality("*/*;q=0.2", "text/csv") == 0.2
    assert quality("text/html", "text/csv") == 0


def test_malformed_ranges_are_left_out() -> None:
    assert accepted("a, /b, c/, d/e;q=x, ,;, f/g") == accepted("f/g")


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("", "it"),
        ("de, fr", "it"),
        ("en", "en"),
        ("en-GB,en;q=0.9,it;q=0.8", "en"),
        ("it-IT,it;q=0.9,en;q=0.8", "it"),
        ("en;q=0.5, it;q=0.5", "it"),
        ("*", "it"),
    ],
)
def test_italian_unless_english_is_liked_more(header: str, expected: str) -> None:
    assert language(header) == expected


def test_a_format_is_found_by_any_of_its_names() -> None:
    for name in ("turtle", "TURTLE", "text/turtle", "ttl"):
        found = named(name, GRAPHS, {"TURTLE": ("ttl",)})
        assert found is not None
        assert found.name == "TURTLE"
    assert named("", GRAPHS, {}) is None


def test_what_we_do_not_speak_is_refused_with_what_we_do() -> None:
    with pytest.raises(Problem) as unknown:
        named("Excel", GRAPHS, {}, "Accept, Accept-Language")
    with pytest.raises(Problem) as unloved:
        required("image/png", BINDINGS, "Accept, Accept-Language")
    assert (unknown.value.status, unloved.value.status) == (400, 406)
    assert "format is 'Excel'; allowed: turtle, ntriples" in unknown.value.detail
    assert (
        "Accept is 'image/png'; this address answers as one of application/sparql-results+json" in unloved.value.detail
    )
    assert unknown.value.headers == unloved.value.headers == {"Vary": "Accept, Accept-Language"}
