"""Merging is a view: addresses change where they stand for a body, and nowhere else."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from zisgraph.pipeline.resolve import resolve_file

PIC, ROR = "https://w3id.org/zisgraph/id/pic/1", "https://w3id.org/zisgraph/id/ror/0a"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (f"<{PIC}> <x:p> <x:o> <x:g> .", f"<{ROR}> <x:p> <x:o> <x:g> ."),
        (f"<x:s> <x:p> <{PIC}> <x:g> .", f"<x:s> <x:p> <{ROR}> <x:g> ."),
        (f"<{PIC}> <x:p> <{PIC}> <x:g> .", f"<{ROR}> <x:p> <{ROR}> <x:g> ."),
        (f'<x:s> <x:p> "see <{PIC}> here" <x:g> .', f'<x:s> <x:p> "see <{PIC}> here" <x:g> .'),
        (f"<{PIC}0> <x:p> <x:o> <x:g> .", f"<{PIC}0> <x:p> <x:o> <x:g> ."),
        (f"<x:s> <x:p> <x:o> <{PIC}> .", f"<x:s> <x:p> <x:o> <{PIC}> ."),
    ],
)
def test_a_merged_address_is_replaced_only_as_subject_or_object(tmp_path: Path, line: str, expected: str) -> None:
    staged = tmp_path / "statements.nq"
    staged.write_text(line + "\n", encoding="utf-8")
    output = io.BytesIO()
    assert resolve_file(staged, output, {PIC: ROR}) == 1
    assert output.getvalue().decode() == expected + "\n"
    assert staged.read_text(encoding="utf-8") == line + "\n"
