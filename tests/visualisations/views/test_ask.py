"""Answers as tables."""

from __future__ import annotations

from zisgraph.catalogue.records import EntityRef, Group, Text
from zisgraph.model.terms import Confidence
from zisgraph.ontology.queries import named_query
from zisgraph.visualisations.environment import Pages
from zisgraph.visualisations.formats import Formats
from zisgraph.visualisations.views.ask import TableWriter
from zisgraph.visualisations.views.links import Links

BASE = "https://w3id.org/zisgraph/"
INFN = f"{BASE}id/curated/infn-pavia"
PLACE = f"{BASE}id/istat/015146"
PAPER = f"{BASE}id/citation/paper"
NO_KIND = Text("", "")
PAVIA = f"{BASE}id/istat/018110"


def test_a_body_comes_with_its_kind(italian_formats: Formats) -> None:
    kind = Text("ente di ricerca", "research body")
    ref = EntityRef(
        INFN, "curated/infn-pavia", Text("INFN", "INFN"), Group.BODY, "ResearchBody", kind, Confidence.SOURCED
    )
    writer = TableWriter({INFN: ref}, italian_formats, Links("it", BASE))
    question = named_query("theme-without-tie")
    columns = [column.name for column in question.columns]
    assert columns == ["body", "name", "place", "town", "partners"]
    table = writer.named(question, columns, [(INFN, "INFN", PAVIA, "Pavia", "3")], every=False, truncated=False)
    assert [name for name, _ in table.columns] == ["Ente", "Tipo", "Comune", "Enti collegati"]
    assert [cell.text for cell in table.rows[0]] == ["INFN", "Ente di ricerca", "Pavia", "3"]


def test_an_answer_without_bodies_has_no_kinds(italian_formats: Formats) -> None:
    writer = TableWriter({}, italian_formats, Links("it", BASE))
    question = named_query("theme-without-tie")
    columns = [column.name for column in question.columns]
    assert len(writer.named(question, columns, [], every=False, truncated=False).columns) == 3


def test_names_are_in_the_language_of_the_page_and_citations_as_the_answer_gives_them(pages: Pages) -> None:
    milan = EntityRef(
        PLACE, "istat/015146", Text("Milano", "Milan"), Group.MUNICIPALITY, "Municipality", NO_KIND, Confidence.SOURCED
    )
    writer = TableWriter({PLACE: milan}, pages.formats["en"], Links("en", BASE))
    question = named_query("conflicting-seats")
    columns = ["body", "name", "place", "town", "citation", "source", "confidence"]
    row = (INFN, "INFN", PLACE, "Milano", PAPER, 'Journal, "Titolo", 2024', "sourced")
    table = writer.named(question, columns, [row], every=False, truncated=False)
    assert [cell.text for cell in table.rows[0]] == ["INFN", "Milan", 'Journal, "Titolo", 2024', "sourced"]


def test_a_unit_is_called_as_the_reader_would_call_it(pages: Pages) -> None:
    unit = f"{BASE}id/unit/person"
    writer = TableWriter({}, pages.formats["en"], Links("en", BASE), units={unit: Text("persone", "persons")})
    row = (INFN, "INFN", "employees", "2023", "500", "", unit, "persone", PAPER, "Journal, 2024")
    question = named_query("conflicting-figures")
    table = writer.named(question, [column.name for column in question.columns], [row], every=False, truncated=False)
    assert [(cell.text, cell.href) for cell in table.rows[0]][5] == ("persons", "")


def test_a_year_is_no_number(italian_formats: Formats) -> None:
    writer = TableWriter({}, italian_formats, Links("it", BASE))
    question = named_query("ties-in-year")
    row = (INFN, "INFN", "2003", "")
    table = writer.named(question, ["other", "name", "since", "reported"], [row], every=False, truncated=False)
    assert [cell.text for cell in table.rows[0]] == ["INFN", "2003", ""]
