"""The worker process: opens one store read-only, gives up everything else, and answers one query at a time.

It is started as `python -m zisgraph.store.sparql.worker STORE MEMORY BASE`, reads questions from its standard
input and writes answers to its standard output. It ends when its standard input closes.
"""

from __future__ import annotations

import os
import re
import signal
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from itertools import islice
from typing import IO, cast

import pyoxigraph as ox

from zisgraph.ontology.prefixes import all_prefixes
from zisgraph.store.prefixes_used import with_used_prefixes
from zisgraph.store.sparql import limits, wire
from zisgraph.store.sparql.formats import CUTS, GRAPH_MARKS, CappedRows, Full
from zisgraph.store.sparql.wire import Question, Reply

_PLACE = re.compile(r"error at (\d+):(\d+): ")
_XML_FORBIDS = re.compile(b"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]")
_XML_NAME_END = re.compile(r"[^\W\d][\w.\-·]*\Z")
_CARRIAGE_RETURN = b"&#xD;"  # an XML parser reads a bare one as a line feed
Graphs = list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph] | ox.DefaultGraph | None
TIRED = 0.5  # a worker that has held this share of its memory cap is replaced after the answer


class Unwritable(Exception):
    """The answer holds something that the asked-for format cannot say."""


class TooLarge(Exception):
    """Not even the first row or triple fits under the cap."""


class CappedTriples:
    """Collects a serialised graph; `limit` ends its triples at `rows` or soon after `size` bytes are written."""

    def __init__(self, rows: int, size: int) -> None:
        self._rows, self._size = rows, size
        self.buffer = bytearray()
        self.truncated = ""

    def write(self, data: bytes) -> int:
        self.buffer += data
        return len(data)

    def flush(self) -> None:
        """Serialisers ask for it; nothing waits here."""

    def limit(self, triples: Iterable[ox.Triple]) -> Iterator[ox.Triple]:
        rest = iter(triples)
        for triple in islice(rest, self._rows):
            if len(self.buffer) >= self._size:
                self.truncated = "bytes"
                return
            yield triple
        if next(rest, None) is not None:
            self.truncated = "rows"


class Answerer:
    """Runs questions against one store."""

    def __init__(self, store: ox.Store, prefixes: dict[str, str]) -> None:
        self._store, self._prefixes = store, prefixes
        self._merged: tuple[object, ox.Store] | None = None
        """The dataset last merged, which a client that names several graphs asks again and again."""

    def answer(self, question: Question) -> tuple[Reply, bytes | bytearray]:
        """The head and the bytes of the answer; what goes wrong is said in the head."""
        try:
            return self._run(question)
        except SyntaxError as error:
            return _syntax(str(error)), b""
        except Unwritable as error:
            return Reply(problem="unwritable", message=str(error)), b""
        except (TooLarge, MemoryError) as error:
            return Reply(problem="too large", message=str(error)), b""
        except (OSError, ValueError, RuntimeError) as error:
            return Reply(problem="engine", message=str(error)), b""

    def _run(self, question: Question) -> tuple[Reply, bytes | bytearray]:
        store, default, named = self._dataset(question)
        results = store.query(question.query, prefixes=self._prefixes, default_graph=default, named_graphs=named)
        if isinstance(results, ox.QueryTriples):
            return self._graph(results, question)
        return self._bindings(results, question)

    def _dataset(self, question: Question) -> tuple[ox.Store, Graphs, list[ox.NamedNode | ox.BlankNode] | None]:
        """The store to ask, its default graph and its named graphs.

        Of several default graphs the engine takes every triple as often as they hold it; SPARQL (13.2) asks for
        their merge. So they are merged in memory first.
        """
        if question.default_graphs is None:
            return self._store, None, None
        default: list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph] = [*map(ox.NamedNode, question.default_graphs)]
        named: list[ox.NamedNode | ox.BlankNode] = [*map(ox.NamedNode, question.named_graphs or ())]
        if len(default) < 2:
            return self._store, default, None if question.named_graphs is None else named
        key = (question.default_graphs, question.named_graphs)
        if self._merged is None or self._merged[0] != key:
            merged = ox.Store()
            for graph in default:
                quads = self._store.quads_for_pattern(None, None, None, graph)
                merged.bulk_extend(ox.Quad(quad.subject, quad.predicate, quad.object) for quad in quads)
            for graph in named:
                merged.bulk_extend(self._store.quads_for_pattern(None, None, None, graph))
            self._merged = (key, merged)
        return self._merged[1], ox.DefaultGraph(), named

    def _bindings(self, results: ox.QuerySolutions | ox.QueryBoolean, question: Question) -> tuple[Reply, bytearray]:
        output = CappedRows(CUTS[question.bindings], question.rows, question.size)
        with suppress(Full):  # what was collected so far is then cut to whole rows
            results.serialize(cast("IO[bytes]", output), getattr(ox.QueryResultsFormat, question.bindings))
        truncated = output.finish()
        if truncated and not output.buffer:
            raise TooLarge(f"Not one row fits under {question.size:,} bytes; ask for shorter values.")
        if question.bindings == "XML":
            output.buffer = _as_xml(output.buffer)
        return Reply(len(output.buffer), question.bindings, truncated), output.buffer

    def _graph(self, results: ox.QueryTriples, question: Question) -> tuple[Reply, bytearray]:
        output = CappedTriples(question.rows, question.size)
        triples: Iterable[ox.Triple] = output.limit(results)
        if question.graph == "RDF_XML":
            triples = map(_check_predicate, triples)
        ox.serialize(triples, cast("IO[bytes]", output), getattr(ox.RdfFormat, question.graph), prefixes=self._prefixes)
        if question.graph == "TURTLE":
            output.buffer = bytearray(with_used_prefixes(output.buffer))
        if len(output.buffer) > 2 * question.size:
            raise TooLarge(f"One triple alone passes the cap of {question.size:,} bytes; ask for shorter values.")
        if output.truncated:
            output.buffer += GRAPH_MARKS.get(question.graph, b"")
        if question.graph == "RDF_XML":
            output.buffer = _as_xml(output.buffer)
        return Reply(len(output.buffer), question.graph, output.truncated), output.buffer


def _check_predicate(triple: ox.Triple) -> ox.Triple:
    if _XML_NAME_END.search(triple.predicate.value) is None:
        raise Unwritable(
            f"RDF/XML cannot write the predicate <{triple.predicate.value}>, which does not end in a name; "
            "ask for text/turtle."
        )
    return triple


def _as_xml(answer: bytearray) -> bytearray:
    if _XML_FORBIDS.search(answer) is not None:
        raise Unwritable("The answer holds control characters, which XML cannot write; ask for another format.")
    return answer.replace(b"\r", _CARRIAGE_RETURN)


def _syntax(message: str) -> Reply:
    place = _PLACE.match(message)
    if place is None:
        return Reply(problem="syntax", message=message)
    return Reply(problem="syntax", message=message[place.end() :], line=int(place[1]), column=int(place[2]))


def serve(answerer: Answerer, memory: limits.Memory, most: int, questions: int, answers: int) -> None:
    """Answer until the questions end, each within `most` bytes of memory."""
    while True:
        try:
            question = wire.unpack_question(wire.read_exactly(questions, wire.length(wire.read_exactly(questions, 4))))
        except EOFError:
            return
        limits.limit_processor(question.seconds)
        with limits.watched(memory, most, questions):
            reply, content = answerer.answer(question)
        tired = memory.peak() > TIRED * most
        wire.write_all(answers, wire.pack(replace(reply, tired=tired)))
        wire.write_all(answers, content)


def main(arguments: list[str]) -> None:
    """Open the store, close the doors, say that we are ready, serve."""
    folder, most, base = arguments[0], int(arguments[1]), arguments[2]
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which then ends us
    questions, answers = os.dup(0), os.dup(1)
    store = ox.Store.read_only(folder)
    memory = limits.Memory()
    limits.close_the_doors(most)
    wire.write_all(answers, wire.pack(Reply()))
    serve(Answerer(store, all_prefixes(base)), memory, most, questions, answers)


if __name__ == "__main__":
    main(sys.argv[1:])
    os._exit(0)  # nothing to tidy: closing a large store would only delay the end
