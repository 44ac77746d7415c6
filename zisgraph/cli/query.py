"""`zisgraph query sparql|cypher`: one read-only question to the published build, also while the server runs."""

from __future__ import annotations

import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from zisgraph.cli.console import note, say_csv, say_json, say_table
from zisgraph.cli.options import HomeOption, JsonOption, LimitOption, UsageError, settings_and_home

if TYPE_CHECKING:
    from zisgraph.store.sparql.formats import ResultFormat
    from zisgraph.store.sparql.guard import Form

TextArgument = Annotated[
    str | None,
    typer.Argument(metavar="QUERY", help="The query, or - to read it from standard input.", show_default=False),
]
FileOption = Annotated[
    Path | None, typer.Option("--file", "-f", help="Read the query from this file instead.", show_default=False)
]
TimeoutOption = Annotated[
    float | None,
    typer.Option("--timeout", help="Deadline in seconds (default: ZISGRAPH_QUERY_TIMEOUT).", show_default=False),
]


class SparqlFormat(StrEnum):
    """How an answer is printed; the last four are for CONSTRUCT and DESCRIBE."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    TSV = "tsv"
    XML = "xml"
    TURTLE = "turtle"
    NTRIPLES = "ntriples"
    JSONLD = "jsonld"
    RDFXML = "rdfxml"


def register(app: typer.Typer) -> None:
    group = typer.Typer(help="Ask the graph in SPARQL or Cypher, read-only.", no_args_is_help=True)
    group.command("sparql")(sparql)
    group.command("cypher")(cypher)
    app.add_typer(group, name="query")


def sparql(
    query: TextArgument = None,
    file: FileOption = None,
    output: Annotated[SparqlFormat, typer.Option("--format", help="How to print the answer.")] = SparqlFormat.TABLE,
    as_json: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False,
    timeout: TimeoutOption = None,
    home: HomeOption = None,
) -> None:
    """Ask the graph in SPARQL: SELECT, ASK, CONSTRUCT or DESCRIBE.

    The prefixes of the ontology (zis:, rdfs:, skos: …) are known without being declared. A query without FROM sees
    the union of all named graphs; GRAPH ?g tells which source says what.

    Example: zisgraph query sparql 'SELECT ?name { ?body a zis:University ; rdfs:label ?name }'
    """
    from zisgraph.store.sparql.formats import BINDINGS, CSV, GRAPHS, JSON
    from zisgraph.store.sparql.pool import open_pool

    text = _text(query, file)
    wanted = SparqlFormat.JSON if as_json else output
    settings, place = settings_and_home(home, query_timeout=timeout)
    with place.reading() as build, open_pool(build.store, settings.model_copy(update={"workers": 1})) as pool:
        seen = pool.inspect(text)
        form = _form(wanted, GRAPHS if seen.form.gives_graph else BINDINGS, seen.form)
        answer = pool.run(seen, bindings=form, graph=form)
        content = b"".join(answer.chunks)
    if wanted is SparqlFormat.TABLE and answer.media_type == JSON.content_type:
        _print_bindings(json.loads(content))
    else:
        # CSV comes with the line ends of its standard; every other answer gets the newline a terminal wants.
        end = b"" if content.endswith(b"\n") or answer.media_type == CSV.content_type else b"\n"
        sys.stdout.buffer.write(content + end)
    if answer.truncated:
        note(f"The answer was cut at {settings.query_rows} rows or {settings.query_bytes} bytes; use LIMIT and OFFSET.")


def _form(wanted: SparqlFormat, offers: tuple[ResultFormat, ...], kind: Form) -> ResultFormat:
    """The serialisation asked for, which depends on what the query gives: json of a graph is JSON-LD, xml RDF/XML.

    Raises:
        UsageError: what the query gives cannot be written so.
    """
    if wanted is SparqlFormat.TABLE:
        return offers[0]
    for form in offers:
        if wanted.value == form.short or f"application/{wanted.value}" in form.also:
            return form
    if kind == "UNKNOWN":
        return offers[0]  # no query: the engine says why
    names = ", ".join(form.short for form in offers)
    raise UsageError(f"Received --format {wanted.value} for {kind.value}; allowed: {names}, or table.")


def _text(query: str | None, file: Path | None) -> str:
    if (query is None) == (file is None):
        raise UsageError("Give the query as one argument (- reads standard input), or name a file with --file.")
    if file is not None:
        try:
            return file.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise UsageError(f"The query cannot be read from {file}: {error}.") from error
    return sys.stdin.read() if query == "-" else str(query)


def _print_bindings(answer: dict[str, Any]) -> None:
    if "boolean" in answer:
        say_table(["answer"], [["yes" if answer["boolean"] else "no"]])
        return
    names = answer["head"]["vars"]
    rows = answer["results"]["bindings"]
    say_table(names, [[row[name]["value"] if name in row else None for name in names] for row in rows])
    note(f"{len(rows)} row{'' if len(rows) == 1 else 's'}")


def cypher(
    query: TextArgument = None,
    file: FileOption = None,
    parameter: Annotated[
        list[str] | None,
        typer.Option("--parameter", "-p", metavar="NAME=VALUE", help="A parameter; VALUE is JSON, or else a text."),
    ] = None,
    limit: LimitOption = 1000,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV.")] = False,
    as_json: JsonOption = False,
    timeout: TimeoutOption = None,
    home: HomeOption = None,
) -> None:
    """Ask the graph in Cypher: MATCH and RETURN, no writing.

    Asks the running server of this home if there is one, else your Neo4j (ZISGRAPH_NEO4J_URI) or the embedded
    engine, which takes a few seconds to start.

    Example: zisgraph query cypher 'MATCH (z:Zone) WHERE z.name CONTAINS $part RETURN z.name' -p part=Pavia
    """
    from zisgraph.cli.cypher import ask

    text = _text(query, file)
    settings, place = settings_and_home(home, query_timeout=timeout)
    answer = ask(settings, place, text, _parameters(parameter or []), limit)
    if as_json:
        rows = [list(row) for row in answer.rows]
        say_json({"columns": list(answer.columns), "rows": rows, "truncated": answer.truncated})
    elif as_csv:
        say_csv(answer.columns, answer.rows)
    else:
        say_table(answer.columns, answer.rows)
        note(f"{len(answer.rows)} row{'' if len(answer.rows) == 1 else 's'}")
    if answer.truncated:
        note(f"The answer was cut at {limit} rows; use --limit, or LIMIT and SKIP in the query.")


def _parameters(given: list[str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for item in given:
        name, equals, value = item.partition("=")
        if not name or not equals:
            raise UsageError(f"Received --parameter {item!r}; it reads NAME=VALUE, for example -p name=Eucentre.")
        try:
            found[name] = json.loads(value)
        except ValueError:
            found[name] = value
    return found
