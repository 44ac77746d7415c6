"""Ask: a question in words with blanks, or SPARQL or Cypher of one's own; the answer as a table."""

from __future__ import annotations

import json
import shlex
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from zisgraph.catalogue.records import EntityRef, Group, Text
from zisgraph.ontology.queries import Column, ColumnKind, NamedQuery, Parameter, ParameterType, Words, named_queries
from zisgraph.visualisations.drawing.glyphs import Glyph
from zisgraph.visualisations.environment import capital
from zisgraph.visualisations.formats import Formats
from zisgraph.visualisations.views.kinds import mark_of
from zisgraph.visualisations.views.links import Links

ROWS_SHOWN = 100


@dataclass(frozen=True, slots=True)
class QuestionLink:
    """One entry of the list of questions."""

    title: str
    href: str
    current: bool


@dataclass(frozen=True, slots=True)
class Blank:
    """One blank: a choice among `options` (value and text), or a text field where there are too many."""

    name: str
    label: str
    value: str
    options: tuple[tuple[str, str], ...]
    suggest: str
    number: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the sentence: words, or a blank."""

    text: str
    blank: Blank | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One value of the answer; `mark` when it is an entity, `unsure` when that one is unverified."""

    text: str
    href: str = ""
    mark: Glyph | None = None
    number: bool = False
    unsure: bool = False


@dataclass(frozen=True, slots=True)
class AnswerTable:
    """The answer; `total` counts the rows that came, of which `rows` are shown."""

    columns: tuple[tuple[str, bool], ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: int
    truncated: bool


Entities = Mapping[str, EntityRef]
Options = Callable[[Parameter], tuple[tuple[str, str], ...]]


def question_links(chosen: str, links: Links, language: str) -> tuple[QuestionLink, ...]:
    """All named questions by title."""
    queries = sorted(named_queries().values(), key=lambda q: q.title.get(language).casefold())
    return tuple(
        QuestionLink(q.title.get(language), links.page("ask", query=q.name), q.name == chosen) for q in queries
    )


def sentence(
    query: NamedQuery, values: Mapping[str, str | int], shown: Mapping[str, str], options: Options, language: str
) -> tuple[Piece, ...]:
    """The question cut at its blanks; `shown` are the values as a reader would write them."""
    by_name = {parameter.name: parameter for parameter in query.parameters}
    pieces: list[Piece] = []
    rest = query.sentence.get(language)
    while "{" in rest:
        before, _, tail = rest.partition("{")
        name, _, rest = tail.partition("}")
        if before:
            pieces.append(Piece(before))
        parameter = by_name[name]
        kind = parameter.type
        blank = Blank(
            name=name,
            label=parameter.label.get(language),
            value=str(values[name]) if options(parameter) else shown.get(name, str(values[name])),
            options=options(parameter),
            suggest="body" if kind is ParameterType.BODY else "",
            number=kind is ParameterType.INTEGER,
        )
        pieces.append(Piece("", blank))
    if rest:
        pieces.append(Piece(rest))
    return tuple(pieces)


@dataclass(frozen=True, slots=True)
class TableWriter:
    """Writes the values of an answer: what entities and units are called, and the language they are written in."""

    entities: Entities
    formats: Formats
    links: Links
    code_words: Callable[[str], str] = str
    units: Mapping[str, Text] = field(default_factory=dict)

    def named(
        self, query: NamedQuery, columns: Sequence[str], rows: Sequence[Sequence[str]], *, every: bool, truncated: bool
    ) -> AnswerTable:
        """The answer to a named question: names lead to profiles, numbers stand right, codes are in words.

        After the first column of bodies stands what kind of body each is.
        """
        described = {column.name: column for column in query.columns}
        language = self.formats.words.language
        at = {name: place for place, name in enumerate(columns)}
        shown = [name for name in columns if name not in described or described[name].shown]
        head = tuple(
            (_label(described[name].label, language) if name in described else name, _is_number(described.get(name)))
            for name in shown
        )

        def cell(row: Sequence[str], name: str) -> Cell:
            column = described.get(name)
            target = row[at[column.link]] if column is not None and column.link in at else ""
            return self._described(row[at[name]], column, target)

        taken = rows if every else rows[:ROWS_SHOWN]
        written = [tuple(cell(row, name) for name in shown) for row in taken]
        links = {name: at[described[name].link] for name in shown if name in described and described[name].link in at}
        bodies = next((name for name, place in links.items() if any(self._kind(row[place]) for row in taken)), "")
        if bodies:
            after, place = shown.index(bodies) + 1, links[bodies]
            head = (*head[:after], (self.formats.words("Kind"), False), *head[after:])
            kinds = [Cell(self._kind(row[place])) for row in taken]
            written = [(*row[:after], kind, *row[after:]) for row, kind in zip(written, kinds, strict=True)]
        return AnswerTable(head, tuple(written), len(rows), truncated)

    def free(self, columns: Sequence[str], rows: Sequence[Sequence[Any]], *, truncated: bool) -> AnswerTable:
        """The answer to a query of one's own; only the first rows are shown, the files hold them all."""
        taken = tuple(tuple(self.any_cell(value) for value in row) for row in rows[:ROWS_SHOWN])
        return AnswerTable(tuple((name, False) for name in columns), taken, len(rows), truncated)

    def any_cell(self, value: Any) -> Cell:
        """A value of any shape: a text, a number, a node of the property graph, a list."""
        if isinstance(value, bool):
            return Cell(self.formats.words("yes") if value else self.formats.words("no"))
        if isinstance(value, int | float):
            return Cell(self.formats.number(value), number=True)
        if value is None:
            return Cell("")
        if isinstance(value, dict) and value.get("_type") == "node":
            iri = str(value.get("iri", ""))
            return self._linked(str(value.get("properties", {}).get("name", iri)), iri)
        if isinstance(value, dict | list):
            return Cell(json.dumps(value, ensure_ascii=False))
        return self._plain(str(value))

    def _kind(self, iri: str) -> str:
        """What kind of body it is; empty for anything else."""
        ref = self.entities.get(iri)
        if ref is None or ref.group is not Group.BODY:
            return ""
        return capital(ref.kind_label.in_(self.formats.words.language))

    def _described(self, text: str, column: Column | None, target: str) -> Cell:
        if column is None:
            return self._plain(text)
        if column.code_list and text:
            return Cell(self.code_words(text))
        if target:
            return self._linked(text, target)
        if _is_number(column):
            return Cell(self.formats.number(text) if text else "", number=True)
        return self._plain(text)

    def _plain(self, text: str) -> Cell:
        if text in self.entities:
            return self._linked(self.entities[text].label.in_(self.formats.words.language), text)
        if text.startswith(self.links.base + "id/"):
            return Cell(text.removeprefix(self.links.base), self.links.of_iri(text))
        return Cell(text)

    def _linked(self, text: str, iri: str) -> Cell:
        """An entity or a unit by its name in the language of the page; anything else by the text of the answer."""
        ref, language = self.entities.get(iri), self.formats.words.language
        if iri in self.units:
            return Cell(self.units[iri].in_(language))
        if ref is None:
            return Cell(text, self.links.of_iri(iri) if iri.startswith(self.links.base) else "")
        mark = mark_of(ref)
        return Cell(ref.label.in_(language), self.links.entity(ref.path), mark, unsure=not mark.verified)


def curl_line(
    address: str, path: str, text: str, *, cypher: bool = False, parameters: Mapping[str, Any] | None = None
) -> str:
    """The same question for a terminal."""
    if cypher:
        body = json.dumps({"query": text, "parameters": dict(parameters or {})}, ensure_ascii=False)
        return f"curl {address}{path} \\\n  -H 'Content-Type: application/json' \\\n  -d {shlex.quote(body)}"
    return f"curl {address}{path} \\\n  -H 'Accept: text/csv' \\\n  --data-urlencode {shlex.quote('query=' + text)}"


def files_of(sparql: str) -> tuple[tuple[str, str], ...]:
    """The answer as files."""
    forms = (("CSV", "csv"), ("JSON", "json"))
    return tuple((name, "/sparql?" + urlencode({"query": sparql, "format": form})) for name, form in forms)


def _label(words: Words, language: str) -> str:
    text = words.get(language)
    return text[:1].upper() + text[1:]


def _is_number(column: Column | None) -> bool:
    return column is not None and column.kind is ColumnKind.NUMBER
