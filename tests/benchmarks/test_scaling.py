"""The scaled copy keeps the shape of the graph, and equal sources give equal copies."""

from __future__ import annotations

from pathlib import Path

from benchmarks.loading import ENGINES, measure_here
from benchmarks.scaling import scale

BASE = "https://w3id.org/zisgraph/"
LINES = """\
<https://w3id.org/zisgraph/id/curated/a> <x:memberOf> <https://w3id.org/zisgraph/id/ror/b> <x:g> .
<https://w3id.org/zisgraph/id/ror/b> <x:seatIn> <https://w3id.org/zisgraph/id/istat/015146> <x:g> .
<https://w3id.org/zisgraph/id/ror/b> <x:note> "see <https://w3id.org/zisgraph/id/curated/a>" <x:g> .
<https://w3id.org/zisgraph/id/istat/015146> <x:label> "Milano" <x:g> .
"""


def scaled(tmp_path: Path, statements: int) -> list[str]:
    source, target = tmp_path / "source.nq", tmp_path / "target.nq"
    source.write_text(LINES, encoding="utf-8")
    assert scale(source, target, BASE, statements) == len(target.read_text(encoding="utf-8").splitlines())
    return target.read_text(encoding="utf-8").splitlines()


def test_things_are_copied_and_what_they_share_is_not(tmp_path: Path) -> None:
    lines = scaled(tmp_path, 5)
    assert lines[:4] == LINES.splitlines()
    assert lines[4:] == [
        "<https://w3id.org/zisgraph/id/curated/a--1> <x:memberOf> <https://w3id.org/zisgraph/id/ror/b--1> <x:g> .",
        "<https://w3id.org/zisgraph/id/ror/b--1> <x:seatIn> <https://w3id.org/zisgraph/id/istat/015146> <x:g> .",
        '<https://w3id.org/zisgraph/id/ror/b--1> <x:note> "see <https://w3id.org/zisgraph/id/curated/a>" <x:g> .',
    ]


def test_it_grows_to_the_size_asked_for_without_repeating_itself(tmp_path: Path) -> None:
    lines = scaled(tmp_path, 100)
    assert 100 <= len(lines) < 103
    assert len(set(lines)) == len(lines)
    assert lines == scaled(tmp_path, 100)


def test_every_engine_holds_every_statement(tmp_path: Path) -> None:
    scaled(tmp_path, 100)
    found = {engine: measure_here(engine, tmp_path / "target.nq") for engine in ENGINES}
    assert {one.statements for one in found.values()} == {100}
    assert all(one.seconds > 0 and one.memory > 0 for one in found.values())
