"""The named questions: each one twin files, NAME.rq and NAME.cypher, described in NAME.toml.

Blanks are filled safely: in SPARQL each `$name` becomes one serialised term, never raw text; in Cypher they stay
parameters and their values travel beside the query.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import Any, Final

from zisgraph.errors import NotFoundError, QueryError
from zisgraph.ontology.files import folder_files, ontology_file
from zisgraph.ontology.prefixes import PREFIXES

DEFAULT_BASE: Final = "https://w3id.org/zisgraph/"

_BAD_IN_IRI: Final = re.compile(r'[\x00-\x20<>"{}|\\^`]')
_TOKEN: Final = re.compile(
    r"(?P<comment>#[^\n]*)|(?P<iri><[^<>\"{}|^`\\\s]*>)"
    r"|(?P<text>\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*')|\$(?P<blank>\w+)",
)
_USED_PREFIX: Final = re.compile(r"(?<![\w:<])([a-z]+):(?=\w)")


class ParameterType(StrEnum):
    """What may stand in a blank."""

    PLACE = "place"
    SPECIALISATION = "specialisation"
    BODY = "body"
    ZONE = "zone"
    INTEGER = "integer"
    STRING = "string"


class ColumnKind(StrEnum):
    """What a column holds."""

    IRI = "iri"
    TEXT = "text"
    NUMBER = "number"
    YEAR = "year"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Words:
    """The same text in Italian and in English."""

    it: str
    en: str

    def get(self, language: str) -> str:
        """Return the text in a language; Italian for any but English."""
        return self.en if language == "en" else self.it


@dataclass(frozen=True, slots=True)
class Parameter:
    """A blank of the question. `example` is a value that gives rows on the bundled data: the path of an entity
    after `id/`, such as `istat/018`, or a number or text. `of` narrows an entity to one class (`Province`)."""

    name: str
    type: ParameterType
    label: Words
    example: str | int
    of: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the answer. `link` names the column whose IRI this text leads to; a column of IRIs that
    another one links to need not be shown. `code_list` names the property whose codes it holds."""

    name: str
    kind: ColumnKind
    label: Words
    link: str = ""
    code_list: str = ""
    shown: bool = True


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A question with blanks, asked in SPARQL or in Cypher with the same answer."""

    name: str
    title: Words
    description: Words
    sentence: Words
    """The question in plain words, its blanks as `{name}`."""
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    sparql_template: str
    cypher_text: str

    def examples(self) -> dict[str, str | int]:
        """Return values for all blanks that give rows on the bundled data."""
        return {parameter.name: parameter.example for parameter in self.parameters}

    def sparql(self, values: Mapping[str, str | int], base: str = DEFAULT_BASE) -> str:
        """Return the SPARQL query with its blanks filled and the prefixes it uses declared.

        Raises:
            QueryError: a blank is left open, unknown, or its value is not of its type.
        """
        terms = {name: _serialised(value) for name, value in self._checked(values, base).items()}
        body = _TOKEN.sub(lambda found: terms[found["blank"]] if found["blank"] else found[0], self.sparql_template)
        return _prefix_lines(body) + body

    def cypher(self, values: Mapping[str, str | int], base: str = DEFAULT_BASE) -> tuple[str, dict[str, str | int]]:
        """Return the Cypher query and its parameters; entities travel as their IRIs.

        Raises:
            QueryError: as for `sparql`.
        """
        checked = self._checked(values, base)
        return self.cypher_text, {n: v.value if isinstance(v, _Entity) else v for n, v in checked.items()}

    def _checked(self, values: Mapping[str, str | int], base: str) -> dict[str, _Entity | str | int]:
        allowed = [parameter.name for parameter in self.parameters]
        if set(values) != set(allowed):
            blanks = ", ".join(allowed) or "none"
            received = ", ".join(sorted(values)) or "none"
            raise QueryError(
                f"The question {self.name} has the blanks {blanks}; received {received}. Fill each of them."
            )
        return {p.name: _value(p, values[p.name], base) for p in self.parameters}


@dataclass(frozen=True, slots=True)
class _Entity:
    value: str


def _value(parameter: Parameter, value: str | int, base: str) -> _Entity | str | int:
    if parameter.type is ParameterType.INTEGER:
        text = str(value)
        if not re.fullmatch(r"[+-]?\d{1,9}", text):
            raise QueryError(f"{parameter.name}: received {value!r}; allowed: a whole number of at most nine digits.")
        return int(text)
    if parameter.type is ParameterType.STRING:
        return str(value)
    iri = str(value) if re.match(r"https?://", str(value)) else f"{base}id/{value}"
    if not value or _BAD_IN_IRI.search(iri):
        raise QueryError(
            f"{parameter.name}: received {value!r}; allowed: the address of a {parameter.type}, or what follows id/ in "
            f"it, such as {parameter.example}."
        )
    return _Entity(iri)


def _serialised(value: _Entity | str | int) -> str:
    """Serialise a checked value as one SPARQL term."""
    if isinstance(value, _Entity):
        return f"<{value.value}>"
    if isinstance(value, int):
        return str(value)
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    for char, escape in (("\n", "\\n"), ("\r", "\\r"), ("\t", "\\t")):
        escaped = escaped.replace(char, escape)
    return f'"{escaped}"'


def _prefix_lines(query: str) -> str:
    bare = _TOKEN.sub(" ", query)
    used = set(_USED_PREFIX.findall(bare))
    return "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items() if name in used)


def blanks_of(template: str) -> set[str]:
    """Return the names written `$name` in a query, outside strings, IRIs and comments."""
    return {found["blank"] for found in _TOKEN.finditer(template) if found["blank"]}


@cache
def named_queries() -> Mapping[str, NamedQuery]:
    """Return the named questions by name, in alphabetical order."""
    return MappingProxyType({query.name: query for query in _read_queries()})


def named_query(name: str) -> NamedQuery:
    """Return one question.

    Raises:
        NotFoundError: there is none of this name; the message lists those there are.
    """
    queries = named_queries()
    if name not in queries:
        raise NotFoundError(f"Received the question {name!r}; there are: {', '.join(queries)}.")
    return queries[name]


def _read_queries() -> Iterator[NamedQuery]:
    for file in folder_files("queries", ".toml"):
        name = file.name.removesuffix(".toml")
        sparql, cypher = (
            ontology_file(f"queries/{name}.{end}").read_text(encoding="utf-8") for end in ("rq", "cypher")
        )
        yield _query(name, tomllib.loads(file.read_text(encoding="utf-8")), sparql, cypher)


def _query(name: str, described: Mapping[str, Any], sparql: str, cypher: str) -> NamedQuery:
    return NamedQuery(
        name=name,
        title=Words(**described["title"]),
        description=Words(**described["description"]),
        sentence=Words(**described["sentence"]),
        parameters=tuple(
            Parameter(
                name=entry["name"],
                type=ParameterType(entry["type"]),
                label=Words(**entry["label"]),
                example=entry["example"],
                of=entry.get("of", ""),
            )
            for entry in described.get("parameters", ())
        ),
        columns=tuple(
            Column(
                name=entry["name"],
                kind=ColumnKind(entry["kind"]),
                label=Words(**entry["label"]),
                link=entry.get("link", ""),
                code_list=entry.get("code_list", ""),
                shown=entry.get("shown", True),
            )
            for entry in described["columns"]
        ),
        sparql_template=sparql,
        cypher_text=cypher,
    )
