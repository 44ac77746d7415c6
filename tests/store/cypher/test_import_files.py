"""Import files: the same bytes for the same graph, and in the database what the loader would have brought there."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from neo4j_contents import contents, driver_of, expected
from neo4j_launcher import Line, admin, running
from small_property_graph import SIZE, iri, settings_of, small_graph

from zisgraph.errors import ExportError
from zisgraph.model.property_graph import Node, PropertyGraph, Relationship
from zisgraph.store.cypher import LoadReport, fill_neo4j, write_import_files

TEXTS = (
    'say "a", \\ and \'b\'', "a\nb\r\nc", "", " blanks ", "\t", ";|,", "è € 𝔷", "=1+1", "null", "\\N", '"', '""', "a\\",
    "#", "NaN", "true", "7", "x" * 70_000,
)  # fmt: skip
NUMBERS = (0, -1, 2**63 - 1, -(2**63))
FRACTIONS = (0.1 + 0.2, -0.0, 1e-7, 1.5e300, 5e-324, 3.0)


def odd_graph() -> PropertyGraph:
    """The small graph with every value that CSV is known to spoil, and one property in two types."""
    odd: dict[str, Any] = {
        **{f"text_{n}": text for n, text in enumerate(TEXTS)},
        **{f"number_{n}": number for n, number in enumerate(NUMBERS)},
        **{f"fraction_{n}": fraction for n, fraction in enumerate(FRACTIONS)},
        "texts": [*TEXTS],
        "empty_first": ["", "a"],
        "empty_last": ["a", ""],
        "only_empty": ["", ""],
        "numbers": [*NUMBERS],
        "fractions": [*FRACTIONS],
        "truths": [True, False],
        "sources": ["a:sourced"],
        "confidence": "sourced",
    }
    graph = small_graph()
    told = {"sources": ["a:sourced"], "confidence": "sourced"}
    nodes = [
        Node("https://example.org/id/odd è,\"'", ("Body", "Organisation"), odd),
        Node("https://example.org/id/otherwise", ("Body", "Organisation"), {**told, "number": "seven"}),
        Node("https://example.org/id/listed", ("Body", "Organisation"), {**told, "number": ["seven"]}),
    ]
    ties = [Relationship("urn:odd", "KNOWS", nodes[0].iri, iri(0), {**odd, "since": 1.5})]
    return replace(graph, nodes=[*graph.nodes, *nodes], relationships=[*graph.relationships, *ties])


def written(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def test_equal_graphs_give_equal_bytes_in_files_by_label_and_type(tmp_path: Path) -> None:
    made = write_import_files(small_graph(), tmp_path / "one", "neo4j")
    write_import_files(small_graph(), tmp_path / "two", "neo4j")
    assert written(tmp_path / "one") == written(tmp_path / "two")
    assert sorted(made.files) == sorted(written(tmp_path / "one"))
    assert (made.nodes, made.relationships) == (SIZE, SIZE * 5)
    assert made.command == "neo4j-admin database import full neo4j @neo4j-admin.args"
    assert (tmp_path / "one" / "neo4j-admin.args").read_text(encoding="utf-8").splitlines() == [
        "--nodes=./nodes-Body-Organisation.csv",
        "--nodes=./nodes-Body-Site.csv",
        "--nodes=./nodes-Zone.csv",
        "--nodes=./build.csv",
        "--relationships=./relationships-KNOWS.csv",
        "--relationships=./relationships-MEMBER_OF.csv",
        "--array-delimiter=U+001F",
        "--id-type=string",
        "--strict=true",
    ]


def test_every_row_says_what_it_is_in_typed_columns(tmp_path: Path) -> None:
    write_import_files(small_graph(), tmp_path, "neo4j")
    head, first, *_ = csv.reader((tmp_path / "nodes-Zone.csv").read_text(encoding="utf-8").splitlines())
    assert head == ["iri:ID", ":LABEL", "name:string", "number:long", "odd:boolean", "share:double", "sources:string[]"]
    assert first == [iri(2), "ZisgraphNode\x1fZone", "n2", "2", "false", "0.5", "a:sourced\x1fb:unverified"]
    ties = csv.reader((tmp_path / "relationships-KNOWS.csv").read_text(encoding="utf-8").splitlines())
    assert next(ties) == [
        ":START_ID", ":END_ID", ":TYPE", "confidence:string", "key:string", "since:long", "sources:string[]",
    ]  # fmt: skip
    build = (tmp_path / "build.csv").read_text(encoding="utf-8").splitlines()
    assert build[0] == ":ID,:LABEL,id:string,state:string,nodes:long,relationships:long"
    assert build[1].endswith(f'"b1","complete",{SIZE},{SIZE * 5}')


def test_a_property_in_two_types_has_a_file_for_each(tmp_path: Path) -> None:
    made = write_import_files(odd_graph(), tmp_path, "neo4j")
    assert {"nodes-Body-Organisation.csv", "nodes-Body-Organisation.2.csv", "nodes-Body-Organisation.3.csv"} <= {
        *made.files
    }
    assert "relationships-KNOWS.2.csv" in made.files
    assert "--multiline-fields=true" in (tmp_path / "neo4j-admin.args").read_text(encoding="utf-8").splitlines()


def test_what_an_earlier_export_left_is_gone_and_nothing_else(tmp_path: Path) -> None:
    write_import_files(odd_graph(), tmp_path, "neo4j")
    (tmp_path / "nodes-of-my-own.csv").write_text("mine", encoding="utf-8")
    write_import_files(small_graph(), tmp_path, "neo4j")
    write_import_files(small_graph(), tmp_path.with_name("fresh"), "neo4j")
    assert written(tmp_path) == {**written(tmp_path.with_name("fresh")), "nodes-of-my-own.csv": b"mine"}


def test_a_value_longer_than_the_buffer_of_the_importer_widens_it(tmp_path: Path) -> None:
    graph = small_graph()
    long = Node(iri(999), ("Zone",), {"name": "è" * 3_000_000, "sources": ["a:sourced"]})
    write_import_files(replace(graph, nodes=[*graph.nodes, long]), tmp_path, "neo4j")
    (option,) = (
        line
        for line in (tmp_path / "neo4j-admin.args").read_text(encoding="utf-8").splitlines()
        if line.startswith("--read-buffer-size=")
    )
    assert int(option.partition("=")[2]) > 6_000_000


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ([], "a list of one kind with something in it"),
        ([""], "a list of one kind with something in it"),
        ([1, "a"], "a list of one kind"),
        (["a\x1fb"], "without U\\+001F"),
        (None, "allowed in an import file: text, a number"),
    ],
)
def test_what_the_importer_cannot_read_is_named_before_anything_is_written(
    tmp_path: Path, value: object, said: str
) -> None:
    graph = small_graph()
    broken = Node(iri(999), ("Zone",), {"names": value})  # type: ignore[dict-item]
    with pytest.raises(ExportError, match=f"{iri(999)}, property names: received .*{said}"):
        write_import_files(replace(graph, nodes=[*graph.nodes, broken]), tmp_path / "new", "neo4j")
    assert not (tmp_path / "new").exists()


def test_what_is_imported_is_what_the_loader_would_have_written(neo4j_line: Line, tmp_path: Path) -> None:
    graph = odd_graph()
    made = write_import_files(graph, tmp_path / "files", "neo4j")
    said = admin(neo4j_line, tmp_path / "home", tmp_path / "files", made.command.split()[1:])
    assert f"{made.nodes + 1} nodes" in said
    with running(neo4j_line, tmp_path / "home") as server, driver_of(server) as driver:
        assert contents(driver) == expected(graph)
        assert fill_neo4j(settings_of(server), graph) == LoadReport()
