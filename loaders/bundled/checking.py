"""The checks that every table undergoes: its cells, its keys, its references, its citations."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zisgraph.errors import Issue
from zisgraph.loaders.bundled.cells import Column, Reference, split
from zisgraph.loaders.bundled.reading import nearest, quoted
from zisgraph.loaders.bundled.tables import Content, Facts, Problem, Row, Table

GENERAL_KNOWLEDGE = "general-knowledge"
_BROKEN = re.compile("[\x00-\x1f\x7f\ufffd]")


def check(table: Table, facts: Facts) -> list[Issue]:
    """All the issues of one table, in the order of its lines."""
    content = facts.contents[table.name]
    issues = list(content.issues)
    issues.extend(_as_issue(table, row, problem) for row, problem in _cells(content, facts))
    issues.extend(_as_issue(table, row, problem) for row in content.rows for problem in _marks(row, table))
    issues.extend(_repeated_keys(content))
    if content.complete:
        blamed = {(issue.line, issue.field) for issue in issues}
        issues.extend(issue for issue in _broken_rules(content, facts) if (issue.line, issue.field) not in blamed)
    return sorted(dict.fromkeys(issues), key=lambda issue: issue.line)


def _broken_rules(content: Content, facts: Facts) -> Iterator[Issue]:
    """What rows break across their cells and against each other; a cell that is wrong by itself is blamed once."""
    table = content.table
    for row in content.rows:
        for problem in _one_language(row, table):
            yield _as_issue(table, row, problem)
        for rule in table.row_rules:
            for problem in rule(row, facts):
                yield _as_issue(table, row, problem)
    for table_rule in table.table_rules:
        yield from table_rule(facts)


def _as_issue(table: Table, row: Row, problem: Problem) -> Issue:
    return Issue(table.file, row.line, *problem)


def _cells(content: Content, facts: Facts) -> Iterator[tuple[Row, Problem]]:
    """What is wrong with single cells; equal cells of a column are looked at once."""
    for column in content.table.columns:
        if not content.rows or column.name not in content.rows[0].cells:
            continue
        seen: dict[str, tuple[Problem, ...]] = {}
        for row in content.rows:
            cell = row.cells[column.name]
            problems = seen.get(cell)
            if problems is None:
                problems = seen[cell] = tuple(_cell(column, cell, facts))
            for problem in problems:
                yield row, problem


def _marks(row: Row, table: Table) -> Iterator[Problem]:
    """What the columns that say how sure a row is ask for."""
    if row.cells.get("unverified_fields"):
        yield from _unverified_fields(row, table)
    if row.cells.get("citation", "").strip() == GENERAL_KNOWLEDGE and row.cells.get("confidence") == "sourced":
        yield Problem(
            "confidence", "'sourced' on a row cited to general-knowledge", "unverified, or a citation that says it"
        )


def _one_language(row: Row, table: Table) -> Iterator[Problem]:
    """What people read exists in Italian and in English: a text in one language alone is not whole."""
    names = table.column_names
    for italian in (name for name in names if name.endswith("_it")):
        english = italian.removesuffix("_it") + "_en"
        if english in names and bool(row[italian]) != bool(row[english]):
            empty, filled = (english, italian) if row[italian] else (italian, english)
            language = "English" if empty == english else "Italian"
            yield Problem(empty, "nothing", f"the text of {filled} in {language}, or both empty")


def _unclean(column: str, cell: str) -> Problem:
    if "\ufffd" in cell:
        return Problem(
            column, f"{quoted(cell)} with letters that are not UTF-8", "text in UTF-8; save the file again as UTF-8"
        )
    if "\x00" in cell:
        return Problem(column, f"{quoted(cell)} with a NUL byte", "text")
    if _BROKEN.search(cell):
        return Problem(column, f"{quoted(cell)} with a line break or control character", "text on one line")
    return Problem(column, f"{quoted(cell)} with blanks around it", "the same without them")


def _cell(column: Column, cell: str, facts: Facts) -> Iterator[Problem]:
    if not cell:
        if column.required:
            yield Problem(column.name, "nothing", column.type.allowed)
        return
    if len(cell) > column.longest:
        yield Problem(column.name, f"{quoted(cell)} of {len(cell)} characters", f"at most {column.longest} characters")
        return
    if cell != cell.strip() or _BROKEN.search(cell):
        yield _unclean(column.name, cell)
        return
    items = split(cell) if column.many else [cell]
    if column.many and len(set(items)) != len(items):
        yield Problem(column.name, f"{quoted(cell)}, which repeats an item", "each item once, separated by ;")
    for item in items:
        if isinstance(column.type, Reference):
            yield from _reference(column.name, item, column.type, facts)
        elif not column.type.accepts(item):
            offer = nearest(item, column.type.values)
            yield Problem(column.name, quoted(item), column.type.allowed + offer)


def _reference(column: str, item: str, reference: Reference, facts: Facts) -> Iterator[Problem]:
    tables = [facts.by_id(table) for table in reference.tables]
    if any(item in table for table in tables):
        return
    if facts.has_every_id(*reference.tables):
        names = [name for table in tables for name in table]
        yield Problem(column, f"{quoted(item)}, which does not exist", reference.allowed + nearest(item, names))


def _repeated_keys(content: Content) -> Iterator[Issue]:
    for key in content.table.keys:
        seen: dict[tuple[str, ...], int] = {}
        for row in content.rows:
            if not all(column in row.cells for column in key):
                break
            cells = tuple(row.cells[column] for column in key)
            first = seen.setdefault(cells, row.line)
            if first != row.line and any(cells):
                received = f"{quoted(' + '.join(cells))} a second time (first on line {first})"
                yield Issue(content.table.file, row.line, " + ".join(key), received, "each key once")


def _unverified_fields(row: Row, table: Table) -> Iterator[Problem]:
    for name in split(row.cells["unverified_fields"]):
        if name not in table.column_names:
            columns = [column for column in table.column_names if column != "unverified_fields"]
            yield Problem(
                "unverified_fields", quoted(name), "the name of a column of this table" + nearest(name, columns)
            )
        elif row.cells.get(name) == "":
            yield Problem(
                "unverified_fields", f"{quoted(name)}, whose cell is empty", "columns with a value on this row"
            )
