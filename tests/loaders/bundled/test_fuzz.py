"""Whatever stands in a cell or in a file, reading ends with facts or with named faults, never with a crash."""

from __future__ import annotations

from shutil import copytree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zisgraph.errors import InputError
from zisgraph.loaders import DATASETS, read_facts
from zisgraph.loaders.bundled.checking import check
from zisgraph.loaders.bundled.claims import Source
from zisgraph.loaders.bundled.datasets import all_tables
from zisgraph.loaders.bundled.load import _statements
from zisgraph.loaders.bundled.reading import parse_table
from zisgraph.loaders.bundled.tables import Content, Facts, Row
from zisgraph.model.iris import Minter
from zisgraph.model.nquads import of_statements

JUNK = st.one_of(
    st.sampled_from(
        [
            "",
            ";",
            "yes",
            "no",
            "2024",
            "-1",
            "1e9",
            "2026-02-30",
            "٢٠٢٤",
            "²",
            "editor",
            "a;b",
            "MI",
            "pic:",
            "ror:",
            "\x00",
            "<script>",
        ]
    ),
    st.text(max_size=8),
)


@pytest.fixture(scope="module")
def good(fewer_rows) -> Facts:
    return read_facts(fewer_rows)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_junk_in_cells_is_named_or_harmless(good: Facts, data: st.DataObject) -> None:
    table = data.draw(st.sampled_from(all_tables()))
    content = good.contents[table.name]
    place = data.draw(st.integers(0, len(content.rows) - 1))
    junk = data.draw(st.dictionaries(st.sampled_from(table.column_names), JUNK, min_size=1, max_size=4))
    rows = list(content.rows)
    rows[place] = Row(rows[place].line, {**rows[place].cells, **junk})
    facts = Facts({**good.contents, table.name: Content(table, rows, (), "", sound=True, complete=True)})
    if any(check(one.table, facts) for one in facts.contents.values()):
        return
    for dataset in DATASETS.values():
        source = Source(dataset.id, facts, Minter())
        statements, _ = _statements(dataset, source)
        assert not source.leftovers
        assert sum(1 for _ in of_statements(statements, source.minter)) == len(statements)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(all_tables()), st.binary(max_size=200))
def test_any_bytes_are_read_to_rows_or_to_faults(table, junk: bytes) -> None:
    content = parse_table(junk, table)
    assert content.issues or content.complete


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cut=st.floats(0, 1), name=st.sampled_from([table.name for table in all_tables()]))
def test_a_file_cut_off_anywhere_is_noticed(fewer_rows, cut: float, name: str) -> None:
    (table,) = (one for one in all_tables() if one.name == name)
    data = (fewer_rows / table.file).read_bytes()
    end = int(cut * (len(data) - 1))
    if data[:end].endswith(b"\n") and end:
        return  # a whole number of rows: only the bounds of the dataset can tell
    assert parse_table(data[:end], table).issues


def test_a_table_cut_off_between_two_rows_is_caught_by_what_refers_to_it(fewer_rows, tmp_path) -> None:
    folder = copytree(fewer_rows, tmp_path / "cut")
    lines = (folder / "organisations.csv").read_bytes().splitlines(keepends=True)
    (folder / "organisations.csv").write_bytes(b"".join(lines[: len(lines) // 2]))
    with pytest.raises(InputError, match="which does not exist"):
        read_facts(folder)
