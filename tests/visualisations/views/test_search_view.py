"""Suggestions mark what was typed, and never more than nine rows."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from zisgraph.catalogue.records import EntityRef, Group, SearchHit, Text
from zisgraph.model.terms import Confidence
from zisgraph.visualisations.translation import Translator
from zisgraph.visualisations.views.links import Links
from zisgraph.visualisations.views.search import grouped, marked_parts, suggestions

LINKS = Links("it", "https://w3id.org/zisgraph/")


def hit(number: int, group: Group, kind: str = "Company") -> SearchHit:
    name = f"Microcosmo {number}"
    ref = EntityRef(
        f"i{number}", f"curated/{number}", Text(name, name), group, kind, Text("k", "k"), Confidence.SOURCED
    )
    return SearchHit(ref, name, 90.0, Text("", ""))


def test_matches_are_marked_without_regard_to_accents_and_case() -> None:
    assert marked_parts("Università di Pavia", "universita PAVIA") == (
        ("Università", True), (" di ", False), ("Pavia", True),
    )  # fmt: skip


@given(st.text(), st.text(max_size=20))
def test_the_pieces_are_the_name(name: str, query: str) -> None:
    assert "".join(text for text, _ in marked_parts(name, query)) == name


def test_marked_names_are_escaped(italian: Translator) -> None:
    name = "<script>micro</script>"
    ref = EntityRef("i", "curated/x", Text(name, name), Group.BODY, "Company", Text("k", "k"), Confidence.SOURCED)
    (group,) = grouped([SearchHit(ref, name, 90.0, Text("", ""))], "micro", lambda _: "", italian, LINKS)
    assert str(group.options[0].marked) == "&lt;script&gt;<b>micro</b>&lt;/script&gt;"


def test_suggestions_are_few_and_say_how_many_there_are(italian: Translator) -> None:
    hits = [hit(n, Group.BODY) for n in range(30)] + [hit(n, Group.PROGRAMME) for n in range(30, 60)]
    hits += [hit(n, Group.SPECIALISATION) for n in range(60, 70)]
    found = suggestions(hits, "micro", lambda _: "", italian, LINKS)
    assert sum(len(group.options) for group in found) <= 9
    bodies = next(group for group in found if group.key == "body")
    assert (len(bodies.options), bodies.total) == (3, 30)
