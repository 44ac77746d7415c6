from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

NAMES = "SELECT ?name { <https://w3id.org/zisgraph/id/ror/02dq7z403> rdfs:label ?name } ORDER BY ?name"


def test_a_table_for_people(built: Any) -> None:
    result = built("query", "sparql", NAMES)
    assert result.returncode == 0, result.stderr
    lines = result.stdout.splitlines()
    assert lines[0] == "name"
    assert any("Eucentre" in line for line in lines[1:])
    assert result.stderr == f"{len(lines) - 1} row{'' if len(lines) == 2 else 's'}\n"


def test_json_and_csv_for_scripts(built: Any) -> None:
    bindings = json.loads(built("query", "sparql", NAMES, "--json").stdout)["results"]["bindings"]
    rows = list(csv.DictReader(io.StringIO(built("query", "sparql", NAMES, "--format", "csv").stdout)))
    assert [row["name"] for row in rows] == [binding["name"]["value"] for binding in bindings]


def test_ask_answers_in_words(built: Any) -> None:
    assert built("query", "sparql", "ASK { ?s a zis:University }").stdout.splitlines() == ["answer", "yes"]


def test_construct_gives_turtle(built: Any) -> None:
    query = "CONSTRUCT { ?s rdfs:label ?n } { ?s a zis:University ; rdfs:label ?n }"
    assert "University" in built("query", "sparql", query).stdout
    assert "@prefix" not in built("query", "sparql", query, "--format", "ntriples").stdout


def test_the_query_comes_from_a_file_or_standard_input(built: Any, tmp_path: Path) -> None:
    file = tmp_path / "names.rq"
    file.write_text(NAMES)
    expected = built("query", "sparql", NAMES).stdout
    assert built("query", "sparql", "--file", str(file)).stdout == expected
    assert built("query", "sparql", "-", text=NAMES).stdout == expected


@pytest.mark.parametrize(
    ("query", "output", "allowed"),
    [
        ("CONSTRUCT WHERE { ?s a zis:University }", "csv", "turtle, ntriples, rdfxml, jsonld, or table"),
        ("ASK {}", "turtle", "json, xml, csv, tsv, or table"),
    ],
)
def test_what_an_answer_cannot_be_written_as_is_refused(built: Any, query: str, output: str, allowed: str) -> None:
    result = built("query", "sparql", query, "--format", output)
    assert (result.returncode, result.stdout) == (2, "")
    assert f"--format {output} for {query.split(maxsplit=1)[0]}; allowed: {allowed}" in result.stderr


def test_json_of_a_graph_is_json_ld(built: Any) -> None:
    json.loads(built("query", "sparql", "CONSTRUCT WHERE { ?s a zis:University }", "--json").stdout)


@pytest.mark.parametrize(
    ("options", "settings", "said"),
    [
        (["--timeout", "0"], {}, "--timeout: received 0.0; allowed: a number above 0 and at most 600."),
        ([], {"ZISGRAPH_WORKERS": "0"}, "ZISGRAPH_WORKERS: received '0'; allowed: a whole number from 1 to 64."),
    ],
)
def test_a_wrong_value_is_refused_by_the_name_it_was_given_under(
    built: Any, options: list[str], settings: dict[str, str], said: str
) -> None:
    result = built("query", "sparql", "ASK {}", *options, **settings)
    assert result.returncode == 2
    assert said in result.stderr


def test_a_parameter_without_a_value_is_told_as_an_option(built: Any) -> None:
    assert "-p NAME=VALUE" in built("query", "cypher", "RETURN $x").stderr


@pytest.mark.parametrize("arguments", [[], ["ASK {}", "--file", "x.rq"], ["--file", "missing.rq"]])
def test_no_query_or_two_is_wrong_use(built: Any, arguments: list[str]) -> None:
    result = built("query", "sparql", *arguments)
    assert result.returncode == 2
    assert len(result.stderr.splitlines()) == 1


def test_a_syntax_error_names_the_place(built: Any) -> None:
    result = built("query", "sparql", "SELECT * WHERE { ?s a }")
    assert result.returncode == 1
    assert "line 1" in result.stderr


@pytest.mark.parametrize(
    "query", ["DELETE WHERE { ?s ?p ?o }", "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }"]
)
def test_what_writes_or_leaves_is_refused(built: Any, query: str) -> None:
    result = built("query", "sparql", query)
    assert result.returncode == 1
    assert len(result.stderr.splitlines()) == 1


def test_a_cut_answer_says_so(built: Any) -> None:
    result = built("query", "sparql", "SELECT ?s { ?s ?p ?o }", ZISGRAPH_QUERY_ROWS="5")
    assert len(result.stdout.splitlines()) == 6
    assert "The answer was cut at 5 rows" in result.stderr


def test_a_parameter_needs_a_name(built: Any) -> None:
    result = built("query", "cypher", "RETURN $a", "-p", "no equals sign")
    assert result.returncode == 2
    assert "NAME=VALUE" in result.stderr
