"""What the loads into Neo4j are compared on: the same statements in the two forms that are read."""

from __future__ import annotations

from pathlib import Path

from benchmarks.filling import as_triples

QUADS = """\
<x:b> <x:p> "a <x:g> . b" <x:g> .
<x:a> <x:p> <x:b> <x:g> .
<x:a> <x:p> <x:b> <x:h> .
"""


def test_triples_are_the_quads_without_their_graphs_each_once_by_subject(tmp_path: Path) -> None:
    quads, triples = tmp_path / "all.nq", tmp_path / "all.nt"
    quads.write_text(QUADS, encoding="utf-8")
    assert as_triples(quads, triples) == 2
    assert triples.read_text(encoding="utf-8") == '<x:a> <x:p> <x:b> .\n<x:b> <x:p> "a <x:g> . b" .\n'
