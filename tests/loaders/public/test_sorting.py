"""Sorting more lines than are held at once."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from zisgraph.loaders.public.sorting import sorted_lines


@pytest.mark.parametrize("run", [1, 7, 100, 10_000])
def test_lines_come_sorted_and_once_whatever_is_held_at_once(tmp_path: Path, run: int) -> None:
    lines = [f"{number} è\n" for number in range(300)] * 3
    random.shuffle(lines)
    assert list(sorted_lines(lines, tmp_path, run)) == sorted(set(lines))
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_left_behind_when_the_lines_break_off(tmp_path: Path) -> None:
    def broken():
        yield from (f"{number}\n" for number in range(50))
        raise ValueError("broken off")

    with pytest.raises(ValueError, match="broken off"):
        list(sorted_lines(broken(), tmp_path, 10))
    assert list(tmp_path.iterdir()) == []
