"""Every fault that a person or a bad export plants is named: file, line, field, what was received, what is allowed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from zisgraph.errors import InputError, Issue
from zisgraph.loaders import read_facts


class Found(NamedTuple):
    """The one issue a test expects; `received` and `allowed` are parts of the message."""

    table: str
    line: int
    field: str
    received: str
    allowed: str


def faults(folder: Path) -> tuple[Issue, ...]:
    with pytest.raises(InputError) as caught:
        read_facts(folder)
    return caught.value.issues


def check(folder: Path, *expected: Found) -> None:
    """Exactly these faults, no others that would hide them."""
    issues = faults(folder)
    told = "\n".join(map(str, issues))
    assert [(i.file, i.line, i.field) for i in issues] == [(f"{e.table}.csv", e.line, e.field) for e in expected], told
    for issue, wanted in zip(issues, expected, strict=True):
        assert wanted.received in issue.received, told
        assert wanted.allowed in issue.allowed, told


def test_the_bundled_tables_have_no_fault(whole_tables) -> None:
    assert len(read_facts(whole_tables.folder).rows("organisations")) == 639


# --- one cell ---------------------------------------------------------------------------------------------

CELLS = [
    ("organisations", "kind", "universty", "'universty', which does not exist", "did you mean 'university'?"),
    ("organisations", "founded", "about 1990", "'about 1990'", "a year from 1000 to 2099"),
    ("organisations", "founded", "0990", "'0990'", "a year from 1000 to 2099"),
    ("organisations", "specialisations", "agrifod", "'agrifod', which does not exist", "did you mean 'agrifood'?"),
    ("organisations", "specialisations", "agrifood;agrifood", "repeats an item", "each item once"),
    ("organisations", "website", "www.example.org", "'www.example.org'", "http://"),
    ("organisations", "ror", "02dq7z403", "'02dq7z403'", "https://ror.org/"),
    ("organisations", "helix", "X", "'X'", "one of R, P, T, I, C"),
    ("organisations", "citation", "ror-2026-06-15", "which does not exist", "did you mean 'ror-2026-06-14'?"),
    ("organisations", "citation", "", "nothing", "an id of citations.csv"),
    ("organisations", "confidence", "sure", "'sure'", "one of sourced, unverified"),
    ("organisations", "name_it", "", "nothing", "text"),
    ("organisations", "name_it", " Regione Lombardia", "blanks around", "the same without them"),
    ("organisations", "name_it", "R" * 200_000, "R…' of 200000 characters", "at most 300 characters"),
    ("organisations", "note_en", "R" * 2_001, "of 2001 characters", "at most 2000 characters"),
    ("organisations", "name_it", "Regione\nLombardia", "line break", "text on one line"),
    ("organisations", "unverified_fields", "city;provnce", "'provnce'", "did you mean 'province'?"),
    ("organisations", "unverified_fields", "founded", "'founded', whose cell is empty", "columns with a value"),
    ("relations", "predicate", "member_off", "'member_off', which does not exist", "did you mean 'member_of'?"),
    ("relations", "object_type", "organization", "'organization'", "did you mean 'organisation'?"),
    ("relations", "reported_year", "2O22", "'2O22'", "a year from 1000 to 2099"),
    ("programmes", "cost", "1.500,00", "'1.500,00'", "a point for decimals"),
    ("programmes", "seats", "circa 30", "'circa 30'", "a whole number"),
    ("programmes", "seats", "0", "'0'", "a whole number from 1 up"),
    ("programmes", "hours", "-400", "'-400'", "a number above 0"),
    ("programmes", "cost", "-1", "'-1'", "a number from 0 up"),
    ("eu_projects", "max_contribution_eur", "-5", "'-5'", "a number from 0 up"),
    ("eu_participations", "ec_contribution_eur", "-5", "'-5'", "a number from 0 up"),
    ("citations", "url", "http://[bad", "'http://[bad'", "an address such as https://www.example.org/page"),
    ("citations", "url", "https://", "'https://'", "an address such as https://www.example.org/page"),
    ("citations", "url", "https://example.org:port/", "'https://example.org:port/'", "an address such as"),
    ("programmes", "to", "30/06/2026", "'30/06/2026'", "a date such as 2026"),
    ("programmes", "level_code", "its ", "blanks around", "the same without them"),
    ("zis", "status_date", "2026-02-30", "'2026-02-30'", "a date such as 2026"),
    ("zis", "provinces", "PV;BA", "'BA'", "plates of Lombard provinces"),
    ("zis_rules", "unit", "euro", "'euro', which does not exist", "did you mean 'eur'?"),
    ("zis_rules", "phase", "phase3", "'phase3'", "one of general, phase1, phase2"),
    ("zis_rules", "value", "at most two", "'at most two'", "words go in value_it and value_en"),
    ("zis_rules", "rule_it", "", "nothing", "text"),
    ("predicates", "note_en", "", "nothing", "text"),
    ("indicators", "value", "twelve", "'twelve'", "a number such as 12"),
    ("indicators", "unit", "km", "'km', which does not exist", "an id of units.csv"),
    ("specialisations", "ateco_2007", "26.110", "'26.110'", "ATECO codes"),
    ("places", "lat", "9.77", "'9.77'", "a number from 44.6 to 46.7"),
    ("places", "parent", "lombardy", "'lombardy', which does not exist", "did you mean 'lombardia'?"),
    ("aliases", "id", "chipsit", "'chipsit', which does not exist", "did you mean 'chips-it'?"),
    ("eu_projects", "start_date", "2021-05", "'2021-05'", "a day such as 2026-02-28"),
    ("eu_projects", "framework", "H2021", "'H2021'", "did you mean 'H2020'?"),
    ("eu_participations", "role", "co-ordinator", "'co-ordinator'", "did you mean 'coordinator'?"),
    ("eu_participations", "citation", "ror-2026-06-14", "'ror-2026-06-14'", "a citation of CORDIS"),
    ("same_as", "judgement", "maybe", "'maybe'", "one of same, different, unsure"),
    ("same_as", "b", "pic:999999999", "which does not exist", "eu_organisations.csv"),
    ("same_as", "b", "ror:02DQ7Z403", "'ror:02DQ7Z403'", "ror:"),
    ("citations", "type", "blog", "'blog'", "one of policy page, press"),
    ("citations", "date_precision", "day", "'2023'", "as precise as date_precision says"),
    ("kinds", "ontology_class", "Associations", "'Associations'", "Association"),
    ("kinds", "is_organisation", "no", "'no'", "yes, as ontology/zis.ttl has it"),
    ("kinds", "helix", "R", "'R'", "C, as ontology/zis.ttl has it"),
    ("predicates", "tie", "yes", "'yes'", "no, as ontology/zis.ttl has it"),
    ("predicates", "symmetric", "yes", "'yes'", "no, as ontology/zis.ttl has it"),
    ("predicates", "family", "yes", "'yes'", "no, as ontology/zis.ttl has it"),
    ("kinds", "is_organisation", "maybe", "'maybe'", "one of yes, no"),
    ("units", "label_it", "", "nothing", "text"),
]


@pytest.mark.parametrize(("table", "field", "value", "received", "allowed"), CELLS)
def test_a_bad_cell_is_named_with_what_is_allowed(tables, table, field, value, received, allowed) -> None:
    line = 3 if table == "places" and field == "parent" else 2
    tables.set(table, line, **{field: value})
    field = "date" if (table, field) == ("citations", "date_precision") else field
    found = [
        issue
        for issue in faults(tables.folder)
        if (issue.file, issue.line, issue.field) == (f"{table}.csv", line, field)
    ]
    assert len(found) == 1
    assert received in found[0].received
    assert allowed in found[0].allowed


# --- both languages ---------------------------------------------------------------------------------------

TEXTS = [
    ("organisations", "note"),
    ("relations", "note"),
    ("indicators", "note"),
    ("kinds", "note"),
    ("zis", "note"),
    ("zis_rules", "note"),
    ("zis_rules", "why_not"),
    ("zis_rules", "value"),
    ("programmes", "level"),
    ("programmes", "seats_note"),
    ("programmes", "hours_note"),
    ("programmes", "cost_note"),
]


@pytest.mark.parametrize(("empty", "filled", "language"), [("it", "en", "Italian"), ("en", "it", "English")])
def test_a_text_in_one_language_alone_is_named(whole_tables, empty, filled, language) -> None:
    """Every such text of every table, all in one reading."""
    expected = set()
    for table, name in TEXTS:
        header, *rows = whole_tables.rows(table)
        place = header.index(f"{name}_{empty}")
        line = next(line for line, row in enumerate(rows, 2) if row[place])
        whole_tables.set(table, line, **{f"{name}_{empty}": ""})
        allowed = f"the text of {name}_{filled} in {language}, or both empty"
        expected.add(Issue(f"{table}.csv", line, f"{name}_{empty}", "nothing", allowed))
    assert set(faults(whole_tables.folder)) == expected


def test_a_rule_has_a_figure_or_words_and_not_both(tables) -> None:
    figure, words = tables.find("zis_rules", id="R04"), tables.find("zis_rules", id="R05")
    tables.set("zis_rules", figure, value_it="due", value_en="two")
    tables.set("zis_rules", words, value_it="", value_en="")
    check(
        tables.folder,
        Found("zis_rules", figure, "value", "'2' beside 'due'", "a figure here, or words in value_it and value_en"),
        Found("zis_rules", words, "value", "nothing", "a figure here, or words in value_it and value_en"),
    )


def test_a_rule_that_is_not_checked_says_why(tables) -> None:
    line = tables.find("zis_rules", id="R01")
    tables.set("zis_rules", line, why_not_it="", why_not_en="")
    check(tables.folder, Found("zis_rules", line, "why_not_it", "nothing", "a reason where executable is no"))


# --- the shape of the file --------------------------------------------------------------------------------


def header(change: Callable[[str], str]) -> Callable[[bytes], bytes]:
    def apply(data: bytes) -> bytes:
        first, rest = data.split(b"\n", 1)
        return change(first.decode()).encode() + b"\n" + rest

    return apply


def test_a_missing_column_is_named(tables) -> None:
    tables.map("units", header(lambda line: line.replace("label_en", "x").replace(",x", "")))
    tables.map(
        "units",
        lambda data: b"\n".join(row.rsplit(b",", 1)[0] if i else row for i, row in enumerate(data.split(b"\n"))),
    )
    check(tables.folder, Found("units", 1, "label_en", "no such column", "a column of this name"))


def test_a_misspelt_column_is_unknown_and_offers_the_right_one(tables) -> None:
    tables.map("organisations", header(lambda line: line.replace("website", "web_site")))
    check(
        tables.folder,
        Found("organisations", 1, "web_site", "an unknown column 'web_site'", "did you mean 'website'?"),
        Found("organisations", 1, "website", "no such column", "a column of this name"),
    )


def test_a_new_column_is_noticed(tables) -> None:
    rows = tables.rows("units")
    tables._write("units", [[*row, "symbol" if i == 0 else "?"] for i, row in enumerate(rows)])
    check(tables.folder, Found("units", 1, "symbol", "an unknown column 'symbol'", "code, label_it, label_en"))


def test_a_column_twice_is_named(tables) -> None:
    rows = tables.rows("units")
    tables._write("units", [[*row, row[2]] for row in rows])
    assert "the same column twice" in str(faults(tables.folder)[0])


def test_semicolons_between_cells_are_explained(tables) -> None:
    tables.map("units", lambda data: data.replace(b",", b";"))
    check(tables.folder, Found("units", 1, "", "a header without commas", "cells separated by commas"))


def test_a_table_saved_in_windows_1252_is_named_cell_by_cell(tables) -> None:
    tables.map("predicates", lambda data: data.decode().encode("cp1252"))
    found = faults(tables.folder)
    assert found[0] == Issue(
        "predicates.csv",
        2,
        "label_it",
        "'\ufffd associato a' with letters that are not UTF-8",
        "text in UTF-8; save the file again as UTF-8",
    )
    assert {issue.file for issue in found} == {"predicates.csv"}


def test_utf_16_is_named(tables) -> None:
    tables.map("units", lambda data: data.decode().encode("utf-16"))
    check(tables.folder, Found("units", 1, "", "a file in UTF-16", "save it again as UTF-8"))


def test_a_byte_order_mark_is_named_and_reading_goes_on(tables) -> None:
    tables.set("units", 4, label_it="")
    tables.map("units", lambda data: b"\xef\xbb\xbf" + data)
    check(
        tables.folder,
        Found("units", 1, "", "a byte order mark", "without a byte order mark"),
        Found("units", 4, "label_it", "nothing", "text"),
    )


def test_a_quote_that_is_never_closed_is_named_where_it_opens(tables) -> None:
    line = tables.find("citations", id="general-knowledge")
    tables.map(
        "citations",
        lambda data: (
            data.replace(b"\ngeneral-knowledge,", b'\n"general-knowledge,', 1)
            .replace(b'"', b"'")
            .replace(b"'general-knowledge,", b'"general-knowledge,')
        ),
    )
    found = [issue for issue in faults(tables.folder) if "never closed" in issue.received]
    assert [(issue.file, issue.line) for issue in found] == [("citations.csv", line)]
    assert "was the file cut off?" in found[0].allowed


def test_text_after_a_closing_quote_is_named(tables) -> None:
    tables.map("units", lambda data: data.replace(b"eur,euro,euro", b'eur,"eu"ro,euro'))
    check(tables.folder, Found("units", 4, "", "text after a closing quote", "a comma after a quoted cell"))


def test_a_file_cut_off_in_the_middle_of_a_row_is_named(tables) -> None:
    tables.map("relations", lambda data: data[: data.rindex(b"organisation") + 4])
    last = len(tables.file("relations").read_bytes().split(b"\n"))
    check(
        tables.folder,
        Found("relations", last, "", "a last line without an end", "was the file cut off?"),
        Found("relations", last, "", "a row of", "13 cells, as in the header"),
    )


def test_a_file_cut_off_within_a_cell_is_named_without_what_follows_from_it(tables) -> None:
    tables.map("citations", lambda data: data[: data.index(b"http", len(data) // 2) + 12])
    last = len(tables.file("citations").read_bytes().split(b"\n"))
    check(tables.folder, Found("citations", last, "", "a last line without an end", "was the file cut off?"))


@pytest.mark.parametrize("name", ["citations", "eu_projects", "kinds", "organisations", "places", "specialisations"])
def test_where_rows_may_be_missing_nothing_is_said_of_those_that_refer_to_them(tables, name: str) -> None:
    """Cut off at a cell's end: nothing but the end of the file tells."""
    tables.map(name, lambda data: data[: data.rindex(b"\n", 0, len(data) // 2)])
    found = [issue for issue in faults(tables.folder) if issue.received != "a last line without an end"]
    assert found == []


def test_a_missing_final_line_break_alone_is_named(tables) -> None:
    tables.map("units", lambda data: data.removesuffix(b"\n"))
    check(tables.folder, Found("units", 15, "", "a last line without an end", "a line break after the last row"))


def test_a_row_with_a_cell_too_many_is_named(tables) -> None:
    tables.map("units", lambda data: data.replace(b"eur,euro,euro", b"eur,euro,euro,EUR"))
    check(tables.folder, Found("units", 4, "", "a row of 4 cells", "3 cells, as in the header"))


def test_a_nul_byte_is_named(tables) -> None:
    tables.map("units", lambda data: data.replace(b"eur,euro,euro", b"eur,eu\x00ro,euro"))
    check(tables.folder, Found("units", 4, "label_it", "with a NUL byte", "text"))


@pytest.mark.parametrize("content", [b"", b"\n", b"  \n\n"])
def test_an_empty_file_is_named(tables, content) -> None:
    tables.file("aliases").write_bytes(content)
    check(tables.folder, Found("aliases", 1, "", "an empty file", "one header line"))


def test_a_missing_file_is_named_and_nothing_that_refers_to_it(tables) -> None:
    tables.file("citations").unlink()
    check(tables.folder, Found("citations", 0, "", "no such file", f"a file citations.csv in {tables.folder}"))


def test_a_missing_folder_names_every_table(tmp_path) -> None:
    assert len(faults(tmp_path / "nowhere")) == 17


def test_lines_are_counted_as_an_editor_shows_them_after_a_line_break_in_a_cell(tables) -> None:
    tables.set("units", 3, label_it="per\nso\nne")
    tables.set("units", 5, label_en="")
    check(
        tables.folder,
        Found("units", 3, "label_it", "line break", "text on one line"),
        Found("units", 7, "label_en", "nothing", "text"),
    )


# --- rows against each other ------------------------------------------------------------------------------


def test_an_id_twice_names_the_first_line(tables) -> None:
    tables.append("units", code="eur", label_it="euro", label_en="euro")
    check(tables.folder, Found("units", 16, "code", "'eur' a second time (first on line 4)", "each key once"))


def test_a_claim_twice_is_named(tables) -> None:
    rows = tables.rows("relations")
    tables._write("relations", [*rows, rows[1]])
    key = "subject + predicate + object + citation"
    check(tables.folder, Found("relations", len(rows) + 1, key, "a second time (first on line 2)", "each key once"))


def test_a_ror_id_on_two_rows_is_named(tables) -> None:
    names, *rows = tables.rows("organisations")
    column = names.index("ror")
    first = next(line for line, row in enumerate(rows, 2) if row[column])
    tables.set("organisations", len(rows) + 1, ror=rows[first - 2][column])
    named = [issue for issue in faults(tables.folder) if issue.field == "ror"]
    assert [issue.line for issue in named] == [len(rows) + 1]
    assert f"a second time (first on line {first})" in named[0].received


def test_a_reference_to_what_does_not_exist_offers_the_nearest(tables) -> None:
    tables.set("relations", 2, object="unipv-dist-micr")
    check(
        tables.folder,
        Found("relations", 2, "object", "'unipv-dist-micr', which does not exist", "did you mean 'unipv-dist-micro'?"),
    )


def test_a_tie_with_itself_is_named(tables) -> None:
    tables.set("relations", 2, object=tables.rows("relations")[1][0])
    check(tables.folder, Found("relations", 2, "object", "the subject itself", "another body"))


def test_a_symmetric_tie_out_of_order_is_named(tables) -> None:
    line = tables.find("relations", predicate="collaborates_with")
    row = dict(zip(tables.rows("relations")[0], tables.rows("relations")[line - 1], strict=True))
    tables.set("relations", line, subject=row["object"], object=row["subject"])
    check(tables.folder, Found("relations", line, "subject", "before", "ids in alphabetical order"))


def test_a_tie_stated_in_both_directions_by_one_citation_is_named(tables) -> None:
    line = tables.find("relations", predicate="partner_of")
    row = dict(zip(tables.rows("relations")[0], tables.rows("relations")[line - 1], strict=True))
    added = tables.append("relations", **{**row, "subject": row["object"], "object": row["subject"]})
    check(tables.folder, Found("relations", added, "subject", f"the tie of line {line}", "in one direction"))


def test_a_tie_that_ends_before_it_begins_is_named(tables) -> None:
    line = tables.find("relations", from_year="2022", to_year="", reported_year="")
    tables.set("relations", line, to_year="1999")
    check(tables.folder, Found("relations", line, "to_year", "'1999'", "2022 or later"))


def test_a_tie_planned_after_its_citation_has_to_say_so(tables) -> None:
    line = tables.find("relations", from_year="2022", reported_year="")
    tables.set("relations", line, from_year="2099", to_year="")
    check(tables.folder, Found("relations", line, "planned", "nothing", "yes, because the citation is of"))


def test_a_reported_year_is_the_citations_own(tables) -> None:
    line = tables.find("relations", reported_year="2024")
    tables.set("relations", line, reported_year="1990")
    check(tables.folder, Found("relations", line, "reported_year", "'1990'", "the year of the citation"))


def test_an_end_of_the_wrong_type_is_named(tables) -> None:
    line = tables.find("relations", predicate="founder_of")
    tables.set("relations", line, object="zis-pavia-microelettronica", object_type="zis")
    check(tables.folder, Found("relations", line, "object_type", "'zis'", "organisation, as founder_of asks"))


def test_a_type_that_does_not_fit_its_end_is_named(tables) -> None:
    line = tables.find("relations", predicate="partner_of", object_type="organisation")
    tables.set("relations", line, object_type="programme")
    check(tables.folder, Found("relations", line, "object", "which is not in programmes.csv", "another object_type"))


def test_part_of_in_a_circle_is_named(tables) -> None:
    line = tables.find("relations", predicate="part_of")
    row = dict(zip(tables.rows("relations")[0], tables.rows("relations")[line - 1], strict=True))
    tables.append("relations", **{**row, "subject": row["object"], "object": row["subject"]})
    assert {issue.field for issue in faults(tables.folder)} >= {"object"}
    assert any("which is itself part of" in issue.received for issue in faults(tables.folder))


def test_a_working_tie_inside_one_body_is_named(tables) -> None:
    line = tables.find("relations", predicate="part_of")
    row = dict(zip(tables.rows("relations")[0], tables.rows("relations")[line - 1], strict=True))
    added = tables.append("relations", **{**row, "predicate": "member_of"})
    check(tables.folder, Found("relations", added, "predicate", "of which one is part of the other", "part_of"))


def test_general_knowledge_is_never_sourced(tables) -> None:
    line = tables.find("organisations", citation="general-knowledge")
    tables.set("organisations", line, confidence="sourced")
    check(tables.folder, Found("organisations", line, "confidence", "cited to general-knowledge", "unverified"))


def test_a_programme_that_ends_before_it_begins_is_named(tables) -> None:
    line = tables.find("programmes", id="iuss-meees")
    tables.set("programmes", line, to="2016-08")
    check(tables.folder, Found("programmes", line, "to", "'2016-08'", "2016-09-01 or later"))


def test_a_range_the_wrong_way_round_is_named(tables) -> None:
    tables.set("indicators", 2, value_min="9", value_max="4")
    check(tables.folder, Found("indicators", 2, "value_max", "'4'", "9 or more"))


def test_the_code_of_a_unit_is_no_wording_of_a_source(tables) -> None:
    tables.set("indicators", 2, unit="count", as_given="667 count (30% of Italy)")
    check(tables.folder, Found("indicators", 2, "as_given", "'667 count (30% of Italy)'", "'667 (30% of Italy)'"))


def test_a_city_that_is_not_in_that_province_is_named(tables) -> None:
    line = tables.find("organisations", id="comune-pavia")
    tables.set("organisations", line, province="MI", place="")
    check(tables.folder, Found("organisations", line, "city", "'Pavia' (MI)", "a municipality of places.csv"))


def test_a_place_that_is_another_municipality_is_named(tables) -> None:
    line = tables.find("organisations", id="comune-pavia")
    tables.set("organisations", line, place="mun-015146")
    check(tables.folder, Found("organisations", line, "place", "'mun-015146'", "mun-018110, which is Pavia (PV)"))


def test_a_city_outside_lombardy_has_to_say_so(tables) -> None:
    line = tables.find("organisations", id="comune-pavia")
    tables.set("organisations", line, city="Pisa", province="PI", place="")
    check(tables.folder, Found("organisations", line, "province", "'PI'", "another one with yes in outside"))


def test_participants_have_to_agree_with_the_participations(tables) -> None:
    tables.set("eu_projects", 2, lombardy_participants="2")
    check(tables.folder, Found("eu_projects", 2, "lombardy_participants", "'2'", "1, the number of bodies"))


def test_a_kind_without_a_class_is_named(tables) -> None:
    line = tables.append(
        "kinds",
        kind="guild",
        label_it="corporazione",
        label_en="guild",
        category="company",
        is_organisation="yes",
        ontology_class="Guild",
    )
    check(tables.folder, Found("kinds", line, "kind", "'guild'", "a kind that the ontology has a class for"))


def test_the_editors_own_citation_id_is_reserved(tables) -> None:
    line = tables.append(
        "citations", id="editor", text="x", publisher="x", title="x", date_precision="undated", type="curator"
    )
    check(tables.folder, Found("citations", line, "id", "'editor'", "the choices of the dataset's editors"))


# --- circles --------------------------------------------------------------------------------------------


def test_zones_that_continue_each_other_are_named(tables) -> None:
    first, second = (tables.rows("zis")[line - 1][0] for line in (2, 3))
    tables.set("zis", 2, continues_as=second)
    tables.set("zis", 3, continues_as=first)
    allowed = "an id of zis.csv from which no way leads back"
    check(
        tables.folder,
        Found("zis", 2, "continues_as", f"'{second}', which leads back here: {first} > {second} > {first}", allowed),
        Found("zis", 3, "continues_as", f"'{first}', which leads back here: {second} > {first} > {second}", allowed),
    )


def test_a_zone_that_continues_itself_is_named_and_who_leads_to_it_is_not(tables) -> None:
    first, second = (tables.rows("zis")[line - 1][0] for line in (2, 3))
    tables.set("zis", 2, continues_as=first)
    tables.set("zis", 3, continues_as=first)
    check(tables.folder, Found("zis", 2, "continues_as", f"leads back here: {first} > {first}", "no way leads back"))
    tables.set("zis", 2, continues_as=second)
    tables.set("zis", 3, continues_as="")
    read_facts(tables.folder)


def test_specialisations_above_each_other_are_named(tables) -> None:
    line = tables.find("specialisations", type="s3_ecosystem")
    name = tables.rows("specialisations")[line - 1][0]
    tables.set("specialisations", line, parent_s3=name, unverified_fields="parent_s3")
    check(tables.folder, Found("specialisations", line, "parent_s3", f"{name} > {name}", "no way leads back"))


def test_places_that_contain_each_other_are_named(tables) -> None:
    region, province = tables.find("places", type="region"), tables.find("places", type="province")
    names = {line: tables.rows("places")[line - 1][0] for line in (region, province)}
    tables.set("places", region, parent=names[province])
    tables.set("places", province, parent=names[region])
    found = faults(tables.folder)
    assert {(issue.file, issue.line, issue.field) for issue in found} == {
        ("places.csv", region, "parent"),
        ("places.csv", province, "parent"),
    }
    assert all("leads back here" in issue.received for issue in found)


# --- identity ---------------------------------------------------------------------------------------------


def judged(tables, a: str, b: str, judgement: str) -> int:
    return int(tables.append("same_as", a=a, b=b, judgement=judgement, basis="a test", by="tester", confidence="high"))


def test_judgements_that_contradict_each_other_are_named_with_their_chain(tables) -> None:
    line = judged(tables, "pic:999893752", "ror:00s6t1f81", "different")
    check(
        tables.folder,
        Found("same_as", line, "judgement", "pic:999893752 = unipv = ror:00s6t1f81", "change one of the chain"),
    )


def test_two_curated_bodies_judged_the_same_as_one_participant_are_named(tables) -> None:
    line = judged(tables, "provincia-pavia", "pic:999893752", "same")
    found = faults(tables.folder)
    assert [(issue.file, issue.line, issue.field) for issue in found] == [("same_as.csv", line, "a")]
    assert "'provincia-pavia' and 'unipv'" in found[0].received


def test_a_site_cannot_be_a_participant(tables) -> None:
    site = tables.find("organisations", kind="company_site")
    name = tables.rows("organisations")[site - 1][0]
    line = judged(tables, name, f"pic:{tables.rows('eu_organisations')[1][0]}", "same")
    check(tables.folder, Found("same_as", line, "b", "'pic:", "a company_site is no participant"))


# --- all at once ------------------------------------------------------------------------------------------


def test_all_faults_of_all_files_come_in_one_message(tables) -> None:
    tables.set("organisations", 3, founded="soon")
    tables.set("organisations", 9, kind="univercity")
    tables.set("relations", 5, predicate="partner")
    tables.set("programmes", 4, hours="many")
    tables.file("units").write_bytes(b"")
    with pytest.raises(InputError) as caught:
        read_facts(tables.folder)
    assert [(i.file, i.line, i.field) for i in caught.value.issues] == [
        ("organisations.csv", 3, "founded"),
        ("organisations.csv", 9, "kind"),
        ("programmes.csv", 4, "hours"),
        ("relations.csv", 5, "predicate"),
        ("units.csv", 1, ""),
    ]
    assert str(caught.value).startswith(
        "5 problems in the input; nothing was replaced.\norganisations.csv, line 3, field founded"
    )
    assert caught.value.exit_code == 1
