"""Answers as tables."""

from __future__ import annotations

from zisgraph.catalogue.records import EntityRef, Group, Text
from zisgraph.model.terms import Confidence
from zisgraph.ontology.queries import named_query
from zisgraph.visualisations.formats import Formats
from zisgraph.visualisations.views.ask import TableWriter
from zisgraph.visualisations.views.links import Links

BASE = "https://w3id.org/zisgraph/"
INFN = f"{BASE}id/curated/infn-pavia"


def test_a_body_comes_with_its_kind(italian_formats: Formats) -> None:
    kind = Text("ente di ricerca", "research body")
    ref = EntityRef(
        INFN, "curated/infn-pavia", Text("INFN", "INFN"), Group.BODY, "ResearchBody", kind, Confidence.SOURCED
    )
    writer = TableWriter({INFN: ref}, italian_formats, Links("it", BASE))
    question = named_query("theme-without-tie")
    columns = [column.name for column in question.columns]
    assert columns == ["body", "name", "town", "partners"]
    table = writer.named(question, columns, [(INFN, "INFN", "Pavia", "3")], every=False, truncated=False)
    assert [name for name, _ in table.columns] == ["Ente", "Tipo", "Comune", "Enti collegati"]
    assert [cell.text for cell in table.rows[0]] == ["INFN", "Ente di ricerca", "Pavia", "3"]


def test_an_answer_without_bodies_has_no_kinds(italian_formats: Formats) -> None:
    writer = TableWriter({}, italian_formats, Links("it", BASE))
    question = named_query("theme-without-tie")
    columns = [column.name for column in question.columns]
    assert len(writer.named(question, columns, [], every=False, truncated=False).columns) == 3
