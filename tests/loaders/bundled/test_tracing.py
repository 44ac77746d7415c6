"""A statement leads back to the cell it was read from."""

from __future__ import annotations

import pytest

from zisgraph.errors import InputError
from zisgraph.loaders import trace
from zisgraph.model.iris import DEFAULT_BASE, Minter
from zisgraph.ontology.vocabulary import RDFS, ZIS

MINTER = Minter(DEFAULT_BASE)


def test_each_statement_leads_to_its_cell(tables) -> None:
    _, first, second = tables.rows("zis")[:3]
    zone, other, tie_row = MINTER.zone(first[0]), MINTER.zone(second[0]), tables.rows("relations")[1]
    tie = MINTER.tie(tie_row[0], tie_row[2], tie_row[3])
    found = trace({zone, other, tie}, tables.folder)
    assert found.find(zone, RDFS.label, first[1], ()) == ("zis.csv", 2, "name_it")
    assert found.find(other, RDFS.label, second[2], ()) == ("zis.csv", 3, "name_en")
    assert found.find(tie, ZIS.tieTo, MINTER.curated(tie_row[3]), ()) == ("relations.csv", 2, "object")


def test_what_is_missing_leads_to_the_row_and_the_column_that_would_say_it(tables) -> None:
    line = tables.find("eu_projects", acronym=tables.rows("eu_projects")[1][1])
    tables.set("eu_projects", line, start_date="")
    project = MINTER.project(tables.rows("eu_projects")[line - 1][0])
    found = trace({project}, tables.folder)
    assert found.find(project, ZIS.startDate, "", ()) == ("eu_projects.csv", line, "start_date")
    assert found.find("https://example.org/nothing", ZIS.startDate, "", ()) is None


def test_a_tie_of_several_rows_is_told_by_the_row_of_its_citation(whole_tables) -> None:
    rows = whole_tables.rows("relations")
    names = rows[0]
    by_tie: dict[tuple[str, ...], list[int]] = {}
    for line, row in enumerate(rows[1:], 2):
        by_tie.setdefault((row[0], row[2], row[3]), []).append(line)
    (subject, predicate, obj), lines = next(item for item in by_tie.items() if len(item[1]) > 1)
    tie = MINTER.tie(subject, predicate, obj)
    found = trace({tie}, whole_tables.folder)
    for line in lines:
        cells = dict(zip(names, rows[line - 1], strict=True))
        graph = f"{DEFAULT_BASE}graph/curated/{cells['citation'].split(';')[0]}/{cells['confidence']}"
        cell = found.find(tie, ZIS.tieFrom, MINTER.curated(subject), (graph,))
        assert cell == ("relations.csv", line, "subject")


def test_a_citation_leads_to_its_row(tables) -> None:
    citation = MINTER.citation(tables.rows("citations")[3][0])
    found = trace({citation}, tables.folder).find(citation, RDFS.label, "", ())
    assert found is not None
    assert (found.file, found.line) == ("citations.csv", 4)


def test_tables_that_cannot_be_read_any_more_are_refused(tables) -> None:
    tables.file("zis").unlink()
    with pytest.raises(InputError):
        trace(set(), tables.folder)
