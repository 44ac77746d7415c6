"""The facts of a profile as they are read."""

from __future__ import annotations

import pytest

from zisgraph.catalogue.records import EntityRef, Fact, Group, Profile, Text, Value
from zisgraph.model.terms import Confidence
from zisgraph.visualisations.environment import Pages
from zisgraph.visualisations.translation import Language
from zisgraph.visualisations.views.citing import Citing, SourceLine
from zisgraph.visualisations.views.fact_rows import FactValue, assembled
from zisgraph.visualisations.views.facts import FactsPanel, address_text, facts_panel
from zisgraph.visualisations.views.links import Links


@pytest.mark.parametrize(
    ("link", "text"),
    [
        ("http://data.europa.eu/8mn/euroscivoc/29584f77-4bbc-4540-afae-cbc9764a2660", "EuroSciVoc 783"),
        ("http://w3id.org/ns/dpv-nace/C26.11", "NACE 26.11"),
        ("https://www.eucentre.it/chi-siamo/", "eucentre.it/chi-siamo"),
        ("https://www.eucentre.it/una-pagina-dal-percorso-lungo", "eucentre.it"),
    ],
)
def test_a_concept_elsewhere_is_called_by_its_vocabulary_and_code(link: str, text: str) -> None:
    assert address_text(link) == text


def test_a_code_leads_to_its_entry_where_its_list_is_loaded(pages: Pages) -> None:
    ref = EntityRef("p", "istat/018", Text("p", "p"), Group.PROVINCE, "Province", Text("", ""), Confidence.SOURCED)
    values = (Value("ITC48", "", "", (), entry="code/nuts/ITC48"), Value("ITC45", "", "", ()))
    facts = (Fact("n", "nutsCode", Text("NUTS", "NUTS"), values),)
    panel = facts_panel(Profile(ref, (), facts, (), (), (), ()), Citing(pages.formats["it"], Links("it", "")))
    (row,) = panel.rows
    assert [(value.text, value.href, value.external) for value in row.values] == [
        ("NUTS ITC48", "/id/code/nuts/ITC48", False),
        ("NUTS ITC45", "", False),
    ]


def test_a_choice_of_the_editors_is_no_source() -> None:
    chosen, said = SourceLine("scelta", "/e", sourced=True, chosen=True), SourceLine("CORDIS", "/c", sourced=True)

    def row(*lines: SourceLine) -> bool:
        value = FactValue("tema", "", "", external=False, sources=lines, sourced=True)
        return assembled("topic", "Temi", (value,), conflict=False).chosen

    assert row(chosen)
    assert not row(chosen, said)
    assert not row(said)
    assert not row()


@pytest.mark.parametrize(
    ("language", "mark", "label"), [("it", "en", "Occupazione (in inglese)"), ("en", "", "Occupation")]
)
def test_words_taken_over_in_english_are_marked_on_italian_pages(
    language: Language, mark: str, label: str, pages: Pages
) -> None:
    hint = Fact("p", "escoHint", Text("occupazione", "occupation"), (Value("microelectronics engineer", "", "", ()),))
    topic = EntityRef(
        "t", "t", Text("t", "t"), Group.SPECIALISATION, "Specialisation", Text("", ""), Confidence.SOURCED
    )
    profile = Profile(topic, (), (hint,), (), (), (), ())
    panel = facts_panel(profile, Citing(pages.formats[language], Links(language, "https://x.example/")))
    (row,) = panel.rows
    assert row.label == label
    assert [value.language for value in row.values] == [mark]


def test_a_record_number_is_no_name_and_money_has_cents_in_full_or_none(pages: Pages) -> None:
    """Where the source gives no acronym, the name it has is the number of its record."""

    def panel(*facts: tuple[str, str, str]) -> FactsPanel:
        ref = EntityRef("i", "cordis/i", Text("i", "i"), Group.PROJECT, "Project", Text("", ""), Confidence.SOURCED)
        made = tuple(Fact(key, key, Text(key, key), (Value(text, "", kind, ()),)) for key, text, kind in facts)
        return facts_panel(Profile(ref, (), made, (), (), (), ()), Citing(pages.formats["it"], Links("it", "")))

    bare = panel(("label", "rcn-205431", ""), ("cordisId", "rcn-205431", ""))
    assert [(row.key, [value.text for value in row.values]) for row in bare.rows] == [
        ("identifiers", ["CORDIS rcn-205431"])
    ]
    for amount, shown in (("2853005.4", "2.853.005,40 €"), ("1500000", "1.500.000 €"), ("1500000.0", "1.500.000 €")):
        rows = panel(("cost", amount, "http://www.w3.org/2001/XMLSchema#decimal")).rows
        assert [value.text for value in rows[0].values] == [shown]


def test_a_project_says_what_its_source_leaves_out(pages: Pages) -> None:
    said = Fact("p", "callTopic", Text("", ""), ())

    def absent(language: Language, *facts: Fact) -> str:
        ref = EntityRef("i", "cordis/i", Text("i", "i"), Group.PROJECT, "Project", Text("", ""), Confidence.SOURCED)
        profile = Profile(ref, (), facts, (), (), (), ())
        return facts_panel(profile, Citing(pages.formats[language], Links(language, ""))).absent

    assert absent("it", said) == "La fonte non indica: sigla, campo scientifico."
    assert absent("en") == "The source does not give: acronym, topic of the call, field of science."
