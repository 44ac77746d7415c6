"""Statements of two builds side by side: every difference, and nothing else, whatever was merged in between."""

from __future__ import annotations

import gzip
import random
import tracemalloc
from collections.abc import Iterable
from pathlib import Path

import pytest

from zisgraph.pipeline.changes.archive import write_archive
from zisgraph.pipeline.changes.comparing import Difference, Quad, differences

BASE = "https://w3id.org/zisgraph/"
GRAPH = f"<{BASE}graph/curated/a-page/sourced>"


def line(subject: str, predicate: str, value: str, graph: str = GRAPH) -> str:
    return f"<{BASE}id/{subject}> <{BASE}ontology#{predicate}> {value} {graph} .\n"


def archive(folder: Path, name: str, lines: Iterable[str]) -> Path:
    """Lines in any order as a build keeps them."""
    text = folder / f"{name}.nq"
    text.write_text("".join(lines), encoding="utf-8")
    write_archive(text, folder / f"{name}.gz", BASE)
    return folder / f"{name}.gz"


def found(folder: Path, old: Iterable[str], new: Iterable[str], **joined: str) -> dict[str, Difference]:
    """The differences by the path of their subject."""
    terms = {f"<{BASE}id/{a.replace('_', '/')}>".encode(): f"<{BASE}id/{b}>".encode() for a, b in joined.items()}
    every = differences(archive(folder, "old", old), archive(folder, "new", new), terms, folder)
    return {one.subject.removeprefix(f"{BASE}id/"): one for one in every}


def values(quads: Iterable[Quad]) -> set[str]:
    return {quad.value for quad in quads}


def test_equal_statements_in_any_order_are_no_difference(tmp_path: Path) -> None:
    lines = [line(f"pic/{n}", "name", f'"{n} with <brackets> . and \\"quotes\\""@it') for n in range(50)]
    assert found(tmp_path, lines, reversed(lines)) == {}
    assert (tmp_path / "old.gz").read_bytes() == (tmp_path / "new.gz").read_bytes()


def test_what_only_one_side_says_is_told_by_subject(tmp_path: Path) -> None:
    old = [line("pic/1", "name", '"one"'), line("pic/2", "name", '"two"'), line("pic/10", "name", '"ten"')]
    new = [line("pic/1", "name", '"one"'), line("pic/2", "name", '"zwei"'), line("pic/3", "name", '"three"')]
    got = found(tmp_path, old, new)
    assert sorted(got) == ["pic/10", "pic/2", "pic/3"]
    assert (values(got["pic/2"].before), values(got["pic/2"].after)) == ({'"two"'}, {'"zwei"'})
    assert (values(got["pic/10"].before), values(got["pic/10"].after)) == ({'"ten"'}, set())
    assert (values(got["pic/3"].before), values(got["pic/3"].after)) == (set(), {'"three"'})


def test_a_merge_alone_is_no_difference(tmp_path: Path) -> None:
    apart = [
        line("pic/1", "name", '"A"'),
        line("ror/1", "city", '"Pavia"'),
        line("tie/x", "tieTo", f"<{BASE}id/pic/1>"),
    ]
    merged = [
        line("ror/1", "name", '"A"'),
        line("ror/1", "city", '"Pavia"'),
        line("tie/x", "tieTo", f"<{BASE}id/ror/1>"),
    ]
    assert found(tmp_path, apart, merged, pic_1="ror/1") == {}
    assert found(tmp_path, merged, apart, pic_1="ror/1") == {}
    assert sorted(found(tmp_path, apart, merged)) == ["pic/1", "ror/1", "tie/x"]


def test_what_changed_beside_a_merge_is_told_under_the_common_address(tmp_path: Path) -> None:
    apart = [line("pic/1", "name", '"A"'), line("pic/0", "city", '"Lodi"'), line("zz/9", "name", '"Z"')]
    merged = [line("ror/1", "name", '"B"'), line("pic/0", "city", '"Lodi"'), line("zz/9", "name", '"Z"')]
    got = found(tmp_path, apart, merged, pic_1="ror/1")
    assert sorted(got) == ["ror/1"]
    assert (values(got["ror/1"].before), values(got["ror/1"].after)) == ({'"A"'}, {'"B"'})


def test_the_ontology_and_how_graphs_were_read_are_left_out(tmp_path: Path) -> None:
    kept = [line("pic/1", "name", '"A"'), line("graph", "title", '"t"', f"<{BASE}graph/meta>")]
    dropped = [
        line("pic/1", "name", '"x"', f"<{BASE}graph/ontology>"),
        line("graph", "inputHash", '"0"', f"<{BASE}graph/meta>"),
        line("finding/1", "foundBy", f"<{BASE}id/run/gaps-0>", f"<{BASE}graph/run/gaps>"),
    ]
    made = archive(tmp_path, "all", [*kept, *dropped])
    assert sorted(gzip.decompress(made.read_bytes()).decode().splitlines(keepends=True)) == sorted(kept)


@pytest.mark.parametrize("seed", range(8))
def test_against_plain_sets(tmp_path: Path, seed: int) -> None:
    """The oracle holds everything in memory and sorts nothing."""
    chance = random.Random(seed)
    lines = [line(f"pic/{s}", f"p{p}", f'"{v}"') for s in range(30) for p in range(3) for v in range(3)]
    old, new = (set(chance.sample(lines, 150)) for _ in range(2))
    got = found(tmp_path, old, new)
    told = {line(s, q.predicate.rpartition("#")[2], q.value) for s, one in got.items() for q in one.before - one.after}
    fresh = {line(s, q.predicate.rpartition("#")[2], q.value) for s, one in got.items() for q in one.after - one.before}
    assert (told, fresh) == (old - new, new - old)


def test_memory_does_not_grow_with_the_builds(tmp_path: Path) -> None:
    def peak(subjects: int) -> int:
        lines = [line(f"pic/{n:07}", f"p{p}", f'"{n}"') for n in range(subjects) for p in range(4)]
        old, new = archive(tmp_path, "old", lines), archive(tmp_path, "new", lines[4:])
        del lines
        tracemalloc.start()
        assert sum(1 for _ in differences(old, new, {}, tmp_path)) == 1
        size = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return size

    assert peak(20_000) < 2 * peak(1_000)
