"""The media types of answers, and how a serialised answer is cut where a cap is reached, so that it still parses."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ResultFormat:
    """One serialisation: `name` is the engine's name of it, `short` what `?format=` and the CLI call it."""

    name: str
    short: str
    media_type: str
    also: tuple[str, ...] = ()
    charset: bool = False

    @property
    def content_type(self) -> str:
        return f"{self.media_type}; charset=utf-8" if self.charset else self.media_type


JSON = ResultFormat("JSON", "json", "application/sparql-results+json", ("application/json",))
XML = ResultFormat("XML", "xml", "application/sparql-results+xml", ("application/xml", "text/xml"))
CSV = ResultFormat("CSV", "csv", "text/csv", charset=True)
TSV = ResultFormat("TSV", "tsv", "text/tab-separated-values", charset=True)
TURTLE = ResultFormat("TURTLE", "turtle", "text/turtle", ("application/x-turtle",), charset=True)
N_TRIPLES = ResultFormat("N_TRIPLES", "ntriples", "application/n-triples", ("text/plain",))
RDF_XML = ResultFormat("RDF_XML", "rdfxml", "application/rdf+xml", ("application/xml", "text/xml"))
JSON_LD = ResultFormat("JSON_LD", "jsonld", "application/ld+json", ("application/json",))

BINDINGS = (JSON, XML, CSV, TSV)
"""For SELECT and ASK; the first is the default."""
GRAPHS = (TURTLE, N_TRIPLES, RDF_XML, JSON_LD)
"""For CONSTRUCT and DESCRIBE; the first is the default."""


@dataclass(frozen=True, slots=True)
class Cut:
    """Where rows end in one serialisation, and how it is closed when it is cut there.

    `needle` stands at every row end, and may stand in a value too; group 1 of `exact` matches row ends only, and so
    does that of the much faster `quick` where the answer does not hold `unless`. At the first match `first` rows are complete. With `ahead` a match also proves that one more row follows.
    `keep` bytes of a match belong to the row.
    """

    needle: bytes
    exact: re.Pattern[bytes]
    quick: re.Pattern[bytes]
    unless: bytes
    first: int
    ahead: int
    keep: int
    tail: bytes

    def ends(self, answer: bytes | bytearray) -> list[int]:
        """The places where the answer may be cut; the first leaves `first` rows, each further one more."""
        pattern = self.exact if self.unless in answer else self.quick
        return [match.start(1) + self.keep for match in pattern.finditer(answer) if match.group(1) is not None]

    def passing(self, rows: int) -> int:
        """How many row ends prove that there are more than `rows` rows."""
        return rows + 2 - self.first - self.ahead


_JSON_STRING = rb'"[^"\\]*(?:\\.[^"\\]*)*(?:"|\\?\Z)'
_NEVER = b"\x00"
CUTS = {
    "JSON": Cut(
        needle=b"},{",
        exact=re.compile(_JSON_STRING + rb"|(\},(?=\{))", re.DOTALL),
        # a quote that ends a value is followed by } or a comma, one that begins a variable by its name
        quick=re.compile(rb'(\},)(?=\{"[^,}])'),
        unless=b"{}",
        first=1,
        ahead=1,
        keep=1,
        tail=b']},"truncated":true}',
    ),
    "XML": Cut(
        needle=b"</result>",
        exact=re.compile(b"(</result>)"),
        quick=re.compile(b"(</result>)"),
        unless=_NEVER,
        first=1,
        ahead=0,
        keep=9,
        tail=b"</results><!-- truncated --></sparql>",
    ),
    "CSV": Cut(
        needle=b"\r\n",
        exact=re.compile(rb'"[^"]*(?:"|\Z)|(\r\n)'),
        quick=re.compile(rb"(\r\n)"),
        unless=b'"',
        first=0,
        ahead=0,
        keep=2,
        tail=b"",
    ),
    "TSV": Cut(
        needle=b"\n",
        exact=re.compile(rb"(\n)"),
        quick=re.compile(rb"(\n)"),
        unless=_NEVER,
        first=0,
        ahead=0,
        keep=1,
        tail=b"",
    ),
}
"""SPARQL results JSON allows further members and XML a comment; CSV and TSV have no place for a mark but the header."""

GRAPH_MARKS = {"TURTLE": b"\n# truncated\n", "N_TRIPLES": b"# truncated\n", "RDF_XML": b"\n<!-- truncated -->"}


class Full(Exception):
    """The answer has reached a cap; raised through the serialiser to end it."""


class CappedRows:
    """Collects a serialised SELECT answer and stops it soon after `rows` rows or `size` bytes."""

    def __init__(self, cut: Cut, rows: int, size: int) -> None:
        self._cut, self._rows, self._size = cut, rows, size
        self.buffer = bytearray()
        self._seen = 0
        self._look_at = cut.passing(rows)

    def write(self, data: bytes) -> int:
        """Take a block from the serialiser.

        Raises:
            Full: a cap is passed.
        """
        start = max(0, len(self.buffer) - len(self._cut.needle) + 1)
        self.buffer += data
        self._seen += self.buffer.count(self._cut.needle, start)
        if len(self.buffer) > self._size or (self._seen >= self._look_at and self._has_more_rows()):
            raise Full
        return len(data)

    def flush(self) -> None:
        """Serialisers ask for it; nothing waits here."""

    def finish(self) -> str:
        """Cut the answer to its caps; tell which was passed, "rows" or "bytes", or "" when it is whole.

        An answer of which not even one row fits comes back empty.
        """
        ends = self._cut.ends(self.buffer)
        too_many = len(ends) >= self._cut.passing(self._rows)
        if not too_many and len(self.buffer) <= self._size:
            return ""
        allowed = ends[1 - self._cut.first : self._rows + 1 - self._cut.first]
        fitting = [end for end in allowed if end + len(self._cut.tail) <= self._size]
        del self.buffer[fitting[-1] if fitting else 0 :]
        if fitting:
            self.buffer += self._cut.tail
        return "rows" if too_many and len(fitting) == self._rows else "bytes"

    def _has_more_rows(self) -> bool:
        """Count exactly; where the needle misled, look again once as many more were seen as are still needed."""
        missing = self._cut.passing(self._rows) - len(self._cut.ends(self.buffer))
        self._look_at = self._seen + max(1, missing)
        return missing <= 0
