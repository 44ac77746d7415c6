"""Exports: the same bytes whatever the order of loading, read back by an independent parser."""

from __future__ import annotations

import io
import random
from pathlib import Path

import pytest
from rdflib import Dataset, Graph
from rdflib.compare import isomorphic

from zisgraph.errors import NotFoundError
from zisgraph.store.oxigraph import OxigraphFiller, OxigraphReader
from zisgraph.store.rdf_export import FORMATS, export_rdf

# rdflib's own parser still reads an attribute that rdflib calls deprecated.
pytestmark = [
    pytest.mark.filterwarnings("ignore:Dataset.default_context is deprecated:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning"),
]

PREFIXES = {"x": "http://x/"}
LINES = [
    *(f'<http://x/s{n}> <http://x/p> "v\\n{n} \\u00E8"@it <http://x/g{n % 3}> .' for n in range(40)),
    "<http://x/s1> <http://x/q> <http://x/s2> <http://x/g0> .",
    "<http://x/s1> <http://x/q> <http://x/s2> <http://x/g1> .",
    '<http://x/s1> <http://x/n> "12.5"^^<http://www.w3.org/2001/XMLSchema#decimal> <http://x/g1> .',
]


def reader(tmp_path: Path, seed: int) -> OxigraphReader:
    lines = LINES.copy()
    random.Random(seed).shuffle(lines)
    file = tmp_path / f"{seed}.nq"
    file.write_text("\n".join([*lines, ""]), encoding="utf-8")
    store = OxigraphFiller.in_memory()
    store.add(file)
    return store.reader()


def export(source: OxigraphReader, form: str) -> bytes:
    output = io.BytesIO()
    count = export_rdf(source, output, form, PREFIXES)
    assert count == (43 if form in {"nq", "trig", "jsonld"} else 42)
    return output.getvalue()


@pytest.mark.parametrize("form", FORMATS)
def test_the_order_of_loading_leaves_no_trace(tmp_path: Path, form: str) -> None:
    assert export(reader(tmp_path, 1), form) == export(reader(tmp_path, 2), form)


@pytest.mark.parametrize("form", ["nq", "trig", "jsonld"])
def test_every_statement_keeps_its_graph(tmp_path: Path, form: str) -> None:
    names = {"nq": "nquads", "trig": "trig", "jsonld": "json-ld"}
    found = Dataset().parse(data=export(reader(tmp_path, 1), form), format=names[form])
    wanted = Dataset().parse(data="\n".join(LINES), format="nquads")
    assert set(found.quads()) == set(wanted.quads())


@pytest.mark.parametrize("form", ["nt", "ttl", "rdf"])
def test_formats_without_graphs_hold_the_union(tmp_path: Path, form: str) -> None:
    names = {"nt": "nt", "ttl": "turtle", "rdf": "xml"}
    found = Graph().parse(data=export(reader(tmp_path, 1), form), format=names[form])
    union = Graph()
    for s, p, o, _ in Dataset().parse(data="\n".join(LINES), format="nquads").quads():
        union.add((s, p, o))
    assert isomorphic(found, union)


def test_an_unknown_format_is_named_with_those_that_exist(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match=r"No RDF format 'doc'; formats: jsonld, nq, nt, rdf, trig, ttl\."):
        export_rdf(reader(tmp_path, 1), io.BytesIO(), "doc", PREFIXES)
