"""The partners of a zone by category, and the rules it would have to meet."""

from __future__ import annotations

from zisgraph.catalogue.records import Citation, EntityRef, Fact, Group, Profile, Source, Text, Tie, Value
from zisgraph.model.terms import Confidence
from zisgraph.visualisations.formats import Formats
from zisgraph.visualisations.views.citing import Citing
from zisgraph.visualisations.views.links import Links
from zisgraph.visualisations.views.network import Neighbour
from zisgraph.visualisations.views.tie_words import TOPICS
from zisgraph.visualisations.views.zone_panel import zone_panel

SAID = Confidence.SOURCED


def _ref(key: str, group: Group, helix: str = "") -> EntityRef:
    return EntityRef(f"i/{key}", key, Text(key, key), group, "Company", Text("", ""), SAID, helix=helix)


def _rule(key: str, **values: str) -> Profile:
    press = Source(Citation("press", "", "", "Giornale", "2026", "", "", "", "", "", ""), SAID, "curated")
    facts = tuple(Fact(k, k, Text(k, k), (Value(v, "", "", (press,)),)) for k, v in {"label": key, **values}.items())
    return Profile(_ref(key, Group.RULE), (), facts, (), (), (), ())


def test_bodies_stand_in_the_category_of_their_letter_and_are_never_guessed(italian_formats: Formats) -> None:
    tied = [Neighbour(_ref(key, Group.BODY, letter), TOPICS, ("nominato",), ("2025",), (), (), SAID) for key, letter in
            (("ateneo", "R"), ("provincia", "I"), ("distretto", ""))]  # fmt: skip
    panel = zone_panel(tied, (), Citing(italian_formats, Links("it", "i/")))
    assert {category.text: [p.name for p in category.partners] for category in panel.categories} == {
        "Operatori economici": [],
        "Pubblica amministrazione": ["provincia"],
        "Conoscenza e ricerca": ["ateneo"],
        "Formazione": [],
        "Società civile": [],
    }
    assert [partner.name for partner in panel.unsorted] == ["distretto"]
    assert "operatori economici, formazione, società civile" in panel.missing


def test_the_head_counts_the_signatories(italian_formats: Formats) -> None:
    citing = Citing(italian_formats, Links("it", "i/"))

    def note(*predicates: str) -> str:
        tied = []
        for place, predicate in enumerate(predicates):
            ref = _ref(f"ente-{place}", Group.BODY)
            word, years = Text("", ""), ("", "", "")
            tie = Tie("i/t", predicate, word, False, False, False, False, ref, *years, False, "", "", word, (), SAID)
            tied.append(Neighbour(ref, TOPICS, (), (), (), (tie,), SAID))
        return zone_panel(tied, (), citing).note

    assert note() == "nessuno nominato dalle fonti"
    assert note("namedIn") == "nominati dalle fonti, nessuno come firmatario"
    assert note("namedIn", "signatoryOf") == "2 enti nominati dalle fonti, 1 come firmatario"
    assert note("signatoryOf", "signatoryOf") == "2 enti nominati dalle fonti, 2 come firmatari"


def test_only_rules_for_every_candidacy_that_ask_something_are_shown(italian_formats: Formats) -> None:
    rules = (
        _rule("capofila privato", phase="general", executable="dossier"),
        _rule("nome della politica", phase="general", executable="no"),
        _rule("dotazione", phase="phase1", executable="region"),
    )
    panel = zone_panel((), rules, Citing(italian_formats, Links("it", "i/")))
    assert [rule.title for rule in panel.rules] == ["capofila privato"]
    assert [line.short for rule in panel.rules for line in rule.sources] == ["Giornale, 2026"]
